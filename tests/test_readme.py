"""What the README shows is what the commands print."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.restore import restore

README = Path("README.md").read_text(encoding="utf-8")
SITES = Path("docs/sites.md").read_text(encoding="utf-8")


def console(first: str, page: str = README) -> list[str]:
    """Return the lines of the console block of a page that begins with the command `first`."""
    blocks = re.findall(r"```console\n(.*?)```", page, re.DOTALL)
    return next(block for block in blocks if block.startswith(f"$ {first}")).splitlines()


def demo(data: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "scraper.sample"],
        env={**os.environ, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [same_everywhere(line.replace(str(data), "data")) for line in done.stdout.splitlines()]


def same_everywhere(line: str) -> str:
    """Return the line without what differs from run to run: the port where 8907 is taken."""
    return re.sub(r"127\.0\.0\.1:\d+", "127.0.0.1:8907", line)


def test_the_demo_prints_what_the_readme_shows(tmp_path) -> None:
    shown = console("make demo")
    first, second, tests = (number for number, line in enumerate(shown) if line.startswith("$ make"))
    assert demo(tmp_path) == shown[first + 1 : second]
    assert demo(tmp_path) == shown[second + 1 : tests]


def test_the_readme_shows_the_journey_as_it_is() -> None:
    flow = Path("pipelines/flow.py").read_text(encoding="utf-8")
    journey = flow[flow.index("    try:") :].rstrip()
    assert journey in README


def test_the_readme_counts_the_sites(scrapy) -> None:
    shown = console(".venv/bin/python -m scrapy sites")
    assert scrapy("sites").stdout.splitlines()[-1] == shown[1]


def test_the_listing_of_the_demo_is_explained_as_the_command_does(scrapy) -> None:
    command, *shown = console(".venv/bin/python -m scrapy explain --listing", SITES)
    printed = iter(scrapy(*command.split()[4:]).stdout.splitlines())
    assert [line for line in shown if line != "..." and line not in printed] == []


def test_the_readmes_damaged_lines_are_restored_by_the_steps_it_names() -> None:
    table = README[README.index("| as the mirror serves it") :].split("\n\n")[0]
    rows = re.findall(r"^\| (.+) \| (.+) \| ([a-z, ]+) \|$", table, re.MULTILINE)[1:]
    assert len(rows) == 11
    for damaged, clean, kinds in rows:
        restored = restore(damaged, damaged=True)
        assert (restored.text, ", ".join(restored.kinds)) == (clean, kinds)


def test_the_example_in_the_readme_runs() -> None:
    code = next(block for block in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "Page(" in block)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert '"title": "党旗插在麦田里' in done.stdout


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\$ make ([a-z-]+)", README))))
def test_each_make_target_of_the_readme_exists(target) -> None:
    assert re.search(rf"^{target}:", Path("Makefile").read_text(encoding="utf-8"), re.MULTILINE)
