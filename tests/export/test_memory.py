"""What an export holds in memory does not grow with the number of its lines."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.schemas.written import article, write

FEW, MANY = 1_000, 25_000
BODY = "".join(chr(0x4E00 + number) for number in range(1_500))
"""As long as a long article: the many are 120 MB of lines, and more as Python's objects."""
MOST_GROWTH = 60
"""MB between the peaks of few and many lines: half of what the bytes of the lines alone would be."""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def folders(tmp_path_factory) -> dict[int, Path]:
    made = {count: tmp_path_factory.mktemp(str(count)) for count in (FEW, MANY)}
    for count, folder in made.items():
        for start in range(0, count, FEW):
            lines = (article(number, body=f"{number}{BODY}") for number in range(start, start + FEW))
            write(folder / f"site/articles/{start:06}.jsonl", *lines)
    return made


def peak(*command: str) -> int:
    """Return the most memory that a command had, in MB."""
    with subprocess.Popen([sys.executable, *command], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return used.ru_maxrss // 1024


@pytest.mark.parametrize("name", ["csv", "sqlite", "jsonl.zst", "jsonld"])
def test_an_export_of_many_lines_needs_no_more_memory_than_one_of_few(folders, tmp_path, name) -> None:
    few, many = (
        peak("-m", "scrapy", "export", str(folder), "--to", name, "-o", str(tmp_path / f"{count}"))
        for count, folder in folders.items()
    )
    assert many - few < MOST_GROWTH


def test_many_lines_are_read_in_the_memory_of_few(folders) -> None:
    code = "import sys; from schemas.reader import read_articles; print(sum(1 for _ in read_articles(sys.argv[1])))"
    few, many = (peak("-c", code, str(folder)) for folder in folders.values())
    assert many - few < MOST_GROWTH
