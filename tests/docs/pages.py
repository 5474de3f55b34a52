"""The documents: which there are, their parts, and what the commands in them say."""

import re
from pathlib import Path
from typing import NamedTuple

from tests.conftest import ROOT

CHINESE = ".zh-CN.md"
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_NOTE = re.compile(r"(?:^|  )#.*$", re.MULTILINE)
_BEHIND = re.compile(r"  +#.*$", re.MULTILINE)
"""A note of a console; a line that begins with # is a command of root's."""
_SPACES = re.compile(r"\s")
_NO_PART_OF_A_SLUG = re.compile(r"[^\w\- ]")


class Page(NamedTuple):
    """One document."""

    path: Path
    text: str

    @property
    def name(self) -> str:
        """Where it lies in the project."""
        return self.path.relative_to(ROOT).as_posix()


def read_page(path: Path | str) -> Page:
    """Return the document at a path of the project."""
    whole = ROOT / path
    return Page(whole, whole.read_text(encoding="utf-8"))


def english_pages() -> tuple[Page, ...]:
    """Return the README and the documents in English."""
    paths = sorted(path for path in (ROOT / "docs").glob("*.md") if not path.name.endswith(CHINESE))
    return tuple(map(read_page, (ROOT / "README.md", *paths)))


def in_chinese(page: Page) -> Page:
    """Return the Chinese of a document."""
    return read_page(page.path.with_name(page.path.stem + CHINESE))


def prose(page: Page) -> str:
    """Return what of a document is no code and no output."""
    return FENCE.sub("", page.text)


def headings(page: Page) -> list[tuple[int, str]]:
    """Return the headings, each with its level."""
    found = re.findall(r"^(#+) (.+)$", prose(page), re.MULTILINE)
    return [(len(marks), words) for marks, words in found]


def anchors(page: Page) -> set[str]:
    """Return what a link may name behind `#`, as GitHub makes it of the headings."""
    return {
        _SPACES.sub("-", _NO_PART_OF_A_SLUG.sub("", words.replace("`", "")).strip().lower())
        for _, words in headings(page)
    }


def links(page: Page) -> list[str]:
    """Return where the links of a document lead."""
    return re.findall(r"\]\(([^)\s]+)\)", prose(page))


def tables(page: Page) -> list[list[tuple[str, ...]]]:
    """Return the tables, each as its rows of cells, without head and rule."""
    found: list[list[tuple[str, ...]]] = []
    for block in re.findall(r"(?:^\|.*\n?)+", page.text, re.MULTILINE):
        rows = [tuple(cell.strip() for cell in line.strip("| ").split(" | ")) for line in block.splitlines()]
        found.append(rows[2:])
    return found


def code(page: Page) -> list[tuple[str, str]]:
    """Return the blocks of code and output, each with its language, without their notes."""
    found = FENCE.findall(page.text)
    return [(kind, (_BEHIND if kind == "console" else _NOTE).sub("", text)) for kind, text in found]


def commands(page: Page) -> list[str]:
    """Return the commands that a document shows, without their notes."""
    lines = [line for kind, text in code(page) if kind == "console" for line in text.splitlines()]
    return [line[2:].strip() for line in lines if line.startswith("$ ")]
