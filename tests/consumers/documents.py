"""The examples of a document: code, commands, and the lines that they print."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

FENCE = re.compile(r"^```(python|console)\n(.*?)^```$(?:\n+^```text\n(.*?)^```$)?", re.DOTALL | re.MULTILINE)
ANYTHING = "..."
"""A line of these stands for any number of lines."""


class Example(NamedTuple):
    """What a document shows: code or a command, and what it prints, None where the document does not say."""

    heading: str
    code: str
    printed: str | None
    is_command: bool


def read_examples(document: Path) -> list[Example]:
    """Return the examples of a document in their order."""
    text = document.read_text(encoding="utf-8")
    return [
        example
        for fence in FENCE.finditer(text)
        for example in _examples(heading_of(text, fence.start()), fence)
    ]


def heading_of(text: str, place: int) -> str:
    """Return the heading under which a place of a document stands."""
    headings = re.findall(r"^#+ (.+)$", text[:place], re.MULTILINE)
    return headings[-1] if headings else ""


def _examples(heading: str, fence: re.Match[str]) -> Iterator[Example]:
    kind, code, printed = fence.groups()
    if kind == "python":
        yield Example(heading, code, printed, is_command=False)
        return
    for block in re.split(r"^\$ ", code, flags=re.MULTILINE)[1:]:
        command, _, shown = block.partition("\n")
        yield Example(heading, command.partition("  #")[0].strip(), shown or None, is_command=True)


def agrees(shown: str, printed: str) -> bool:
    """Tell whether a document shows what was printed; blanks at the ends of lines do not count."""
    pattern = "".join(
        r"(?:.*\n)*?" if line == ANYTHING else re.escape(line.rstrip()) + r"[ \t]*\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, printed if printed.endswith("\n") else f"{printed}\n") is not None
