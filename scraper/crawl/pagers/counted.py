"""Pagers that a script writes: createPageHTML of TRS, and the variables that its templates count with."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

MOST_CALLS = 200
"""Calls of a script that are looked at; a pager's script has some ten, a bundle thousands."""

LONGEST_SCRIPT = 200_000
"""Characters of a script that are read; pagers stand in the page, libraries in files of their own."""

_COMMENT = re.compile(r"/\*[^*]{0,400}\*/|(?<![:\"'\\])//[^\n]{0,400}")
_CALL = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,39})\s?\(([^(){};]{3,200})\)")
_DEFINES = "function"
_NUMBER = re.compile(r"^[\"']?(\d{1,6})[\"']?$")
_FILE = re.compile(r"^[\"']([\w./-]{1,80})[\"']$")
_ENDS = re.compile(r"^[\"']\.?(s?html?|jsp|php|aspx?)[\"']$", re.IGNORECASE)
_CAST = re.compile(r"\b(?:parseInt|Number)\(\s?([\"']?\d{1,6}[\"']?)\s?(?:,\s?10\s?)?\)")
_NAME = re.compile(r"^[A-Za-z_$][\w$]{0,39}$")
_ASSIGNED = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,39})\s?[=:]\s?[\"']?(\d{1,6})(?![\w.$])")
_WRITTEN = re.compile(r"([\w-]{1,60})[\\\"']{0,3}\s{0,3}\+\s{0,3}[\"']_[\"']\s{0,3}\+\s{0,3}(\w{1,40})")
_ENDING = re.compile(r"[\"']\.(?:[\"']\s{0,3}\+\s{0,3}[\"'])?(s?html?|jsp|php|aspx)\b")
_COUNTS_PAGES = re.compile(
    r"^(?:_?n?)?(?:count_?pages?|page_?counts?|total_?pages?|pages_?total|page_?total)$", re.I
)
_COUNTS_HERE = re.compile(r"^(?:_?n?)?(?:curr?(?:ent)?_?(?:page|index)|page_?(?:index|current))$", re.I)


class Count(NamedTuple):
    """What a script says of its pages: how many there are, which one this is (from 0), how the next is named.

    `following` is None on the last page, and where the script does not tell the name.
    """

    total: int
    current: int
    following: str | None

    @property
    def goes_on(self) -> bool:
        """Whether there are pages behind this one."""
        return self.current + 1 < self.total


def read_count(scripts: Iterable[str]) -> Count | None:
    """Return what the page's pager script counts; None where there is none, or its numbers stay unknown.

    >>> read_count(['createPageHTML("page_div", 5, 0, "index", "shtml", 80);'])
    Count(total=5, current=0, following='index_1.shtml')
    >>> read_count(['var countPage = 2; var here = 1; createPageHTML(countPage, here, "index", "html");'])
    Count(total=2, current=1, following=None)
    """
    texts = [_plain(script) for script in scripts if "page" in script.lower()]
    assigned = [pair for text in texts for pair in _ASSIGNED.findall(text)]
    values = {name: int(value) for name, value in reversed(assigned)}  # the first one stands
    calls = (count for text in texts for count in _calls(text, values))
    return next(calls, None) or _written(texts, values)


def without_comments(script: str) -> str:
    """Return the script without its comments, cut where it is longer than a pager's."""
    return _COMMENT.sub(" ", script[:LONGEST_SCRIPT])


def _plain(script: str) -> str:
    """Return the script without comments, and its cast numbers as such."""
    return _CAST.sub(r"\1", without_comments(script))


def _calls(text: str, values: dict[str, int]) -> Iterator[Count]:
    """Yield what is counted by calls such as createPageHTML([box,] total, current, name, ending)."""
    for number, call in enumerate(_CALL.finditer(text)):
        if number > MOST_CALLS:
            return
        if "page" not in call[1].lower() or text[: call.start()].rstrip().endswith(_DEFINES):
            continue
        words = [word.strip() for word in call[2].split(",")]
        for total, current, name, ending in zip(words, words[1:], words[2:], words[3:], strict=False):
            count, here = _value(total, values), _value(current, values)
            file, kind = _FILE.match(name), _ENDS.match(ending)
            if count is not None and here is not None and file and kind:
                yield _count(count, here, file[1], kind[1])


def _value(word: str, values: dict[str, int]) -> int | None:
    if number := _NUMBER.match(word):
        return int(number[1])
    return values.get(word) if _NAME.match(word) else None


def _count(total: int, current: int, name: str, ending: str) -> Count:
    last = current + 1 >= total
    return Count(total, current, None if last else f"{name}_{current + 1}.{ending}")


def _written(texts: Iterable[str], values: dict[str, int]) -> Count | None:
    """Return what is counted by variables that the script writes its links with: "index" + "_" + nextPage."""
    total = next((value for name, value in values.items() if _COUNTS_PAGES.match(name)), None)
    current = next((value for name, value in values.items() if _COUNTS_HERE.match(name)), None)
    if total is None or current is None:
        return None
    for text in texts:
        if (file := _WRITTEN.search(text)) and (ending := _ENDING.search(text, file.start())):
            return _count(total, current, file[1], ending[1])
    return None


def scripts_of(root: HtmlElement) -> list[str]:
    """Return the texts of the page's scripts."""
    return [script.text for script in root.iter("script") if script.text]
