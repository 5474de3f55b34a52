"""How a page's own scripts and templates make an article's address of a record that has only a number."""

import re
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.scripted.keyed import plain_key
from pipelines.extract.scripted.values import Value

MOST_PATTERNS = 50
"""Places of one script that are looked at; a page's own script makes an address or two."""

LARGEST_SCRIPT = 300_000
"""Characters of a script that is looked through: a page's own; routes of frameworks stand in larger ones."""

_BEFORE = r"([^\"'`\s<>+{}$#\\]{1,200})"
_BEHIND = r"([^\"'`\s<>+{}$#\\]{0,40})"
_MEMBER = r"(?:[\w$]{1,30}(?:\[\w{1,20}\])?\.){1,4}([\w$]{1,30})"
_PLACE = r"(?:href\s{0,4}=\s{0,4}\\?[\"']?|location(?:\.href)?\s{0,4}=\s{0,4}[\"']|open\(\s{0,4}[\"'])"
_JOINED = re.compile(
    rf"{_PLACE}{_BEFORE}\\?[\"']\s{{0,4}}\+\s{{0,4}}{_MEMBER}(?:\s{{0,4}}\+\s{{0,4}}[\"']{_BEHIND})?"
)
_INSERTED = re.compile(
    rf"{_PLACE.replace(']?|', '`]?|')}{_BEFORE}(?:\{{\{{|\$\{{|<%=?|#\{{)\s{{0,4}}{_MEMBER}\s{{0,4}}(?:\}}\}}|\}}|%>){_BEHIND}"
)
_BOUND = re.compile(
    rf"^\s*+[\"'`]{_BEFORE}(?:[\"']\s{{0,4}}\+\s{{0,4}}|\$\{{\s{{0,4}}){_MEMBER}(?:\s{{0,4}}\}})?(?:\s{{0,4}}\+\s{{0,4}}[\"'])?{_BEHIND}"
)
_NUMBER = re.compile(r"[\w-]{1,60}")


class Pattern(NamedTuple):
    """An address with a place for one member of a record."""

    before: str
    member: str  # as plain_key() writes it
    behind: str


def find_patterns(root: HtmlElement) -> dict[str, Pattern]:
    """Return how the page makes addresses, by the member in them; none for a member with which it makes several."""
    found: dict[str, set[Pattern]] = {}
    for pattern in _patterns_in(root):
        found.setdefault(pattern.member, set()).add(pattern)
    return {member: next(iter(several)) for member, several in found.items() if len(several) == 1}


def make_address(fields: Mapping[str, Value], patterns: Mapping[str, Pattern]) -> str | None:
    """Return the address that the page would make of a record; None where it has none of the members, or several.

    >>> make_address({"Id": 8731, "title": "春耕"}, {"id": Pattern("/xw/", "id", ".html")})
    '/xw/8731.html'
    """
    made = [
        f"{pattern.before}{value}{pattern.behind}"
        for key, value in fields.items()
        if (pattern := patterns.get(plain_key(key)))
        and isinstance(value, str | int)
        and _NUMBER.fullmatch(str(value))
    ]
    return made[0] if len(made) == 1 else None


def _patterns_in(root: HtmlElement) -> Iterator[Pattern]:
    for element in root.iter("script", "template", "textarea"):
        text = element.text or ""
        if len(text) <= LARGEST_SCRIPT:
            for form in (_JOINED, _INSERTED):
                yield from (_pattern(match) for match in islice(form.finditer(text), MOST_PATTERNS))
    for link in root.iter("a", "router-link"):
        for name, value in link.attrib.items():
            if str(name).rpartition(":")[2] in ("href", "to"):
                bound = _BOUND.match(value) or _INSERTED.match(f"href={value}")
                yield from [_pattern(bound)] if bound else []


def _pattern(match: re.Match[str]) -> Pattern:
    return Pattern(match[1], plain_key(match[2]), match[3] or "")
