"""Every command begins as a user types it: a process of its own, which the fast tests fork instead."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = sorted(
    path.stem for path in Path("scraper/commands").glob("*.py") if not path.stem.startswith("__")
)
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", COMMANDS)
def test_a_typed_command_tells_what_it_is_for(command_line, name) -> None:
    done = command_line(name, "-h")
    assert done.returncode == 0, done.stderr
    assert f"scrapy {name}" in done.stdout
    assert not done.stderr


def test_there_are_commands_to_type() -> None:
    assert len(COMMANDS) > 20


def test_a_typed_command_cleans_a_page(command_line) -> None:
    done = command_line("clean", "scraper/sample/site/202306/t20230612_1001.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith('{"schema_version"')


@pytest.mark.parametrize(
    "words",
    [
        ("schema",),
        ("schema", "--types", "elasticsearch"),
        ("sites",),
        ("clean", "scraper/sample/site/202306/t20230612_1001.html"),
        ("explain", "scraper/sample/site/202306/t20230612_1001.html"),
    ],
)
def test_a_command_ends_well_where_nobody_reads_what_it_prints(words) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    done = subprocess.run(
        [sys.executable, "-m", "scrapy", *words],
        stdout=writes,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writes)
    assert (done.returncode, done.stderr) == (0, "")
