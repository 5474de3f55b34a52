"""The article that a page's data hold: the object whose title or number is the page's, with what it says of itself."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.reading.surface import Surface
from pipelines.extract.scripted.assigned import PRINTED, read_scripts
from pipelines.extract.scripted.carried import read_carried
from pipelines.extract.scripted.keyed import LEAST_TEXT, content_of, holds_content, plain_key, said_of
from pipelines.extract.scripted.values import NoLiteralError, Value, read_json

MOST_NODES = 100_000
"""Objects and lists of a page's data that are looked at."""

DEEPEST = 40
"""Objects in one another; states of real pages stay below 15."""

SHORTEST_TITLE = 4
"""Signs and blanks aside, characters of a title that can agree with the page's."""

SHORTEST_NUMBER = 3
"""Characters from which a part of an address with a digit in it may be the article's number."""

LONG_PRINT = 200
"""Characters of a printed text that is no advertisement and no notice."""

LEAST_PAIRS = 2
"""Pairs of characters that a shorter one has of the page's headlines."""

_TAG = re.compile(r"<[^<>]*+>")
_IDS = re.compile(r"(?:id|^url|link|href|address|shareurl|path|docno|uuid|code|key)$")
_PLAIN = re.compile(r"[\W_]+")
_SEGMENTS = re.compile(r"\s{0,9}(?:[_|｜]|--+|—+|\s[-–—]|[-–—]\s)\s{0,9}|-(?=[\u4e00-\u9fff]{2,12}$)")
_DIGITS = re.compile(r"[0-9]++")
_STEPS = re.compile(r"[/=&?_.#-]")
_YEAR = re.compile(r"(?:19|20)\d{2}(?:[01]\d){0,1}(?:[0-3]\d){0,1}")


@dataclass(frozen=True, slots=True)
class Told:
    """An article as data tell it; None where they do not."""

    content: str  # HTML or text
    title: str | None = None
    published: str | None = None
    source: str | None = None
    editor: str | None = None
    author: str | None = None
    rule: str = "state"
    agreed: bool = False  # its title or its number is the page's


@dataclass(frozen=True, slots=True)
class _Node:
    """An object with a content, those around it, the nearest first, and whether it is one of a list's."""

    own: dict[str, Value]
    around: tuple[dict[str, Value], ...]
    listed: bool


def read_told(surface: Surface, url: str) -> Told | None:
    """Return the article that the scripts of the page at `url` hold, or None where none is the page's own.

    A title that agrees with <title>, og:title or a heading tells it, or its number in the address; a text without
    a title is believed where it is all that the scripts hold, in no list.
    """
    titles: _Titles | None = None
    numbers: set[str] = set()
    best: tuple[tuple[int, int], Told] | None = None
    lone: list[Told] = []
    for kind, data in chain(read_scripts(surface.of_machine("script")), read_carried(surface.root)):
        rule = "json-ld" if "ld+json" in kind else "state"
        for node in _nodes(data):
            content = content_of(node.own)
            if content is None:
                continue
            if titles is None:
                titles, numbers = _Titles(surface), _numbers_of(url)
            score, title = _agreement(node, titles, numbers, url)
            told = _told(node, content, title, rule, agreed=score > 0)
            if score:
                rank = (score, len(content))
                best = (rank, told) if best is None or rank > best[0] else best
            elif (
                not node.listed and (title is None or not titles.known) and titles.may_own(node.own, content)
            ):
                lone.append(told)
    if best is not None:
        return best[1]
    if lone and (len(lone) == 1 or all(each.title is None for each in lone)):
        return max(lone, key=lambda each: len(each.content))
    return None


class _Titles:
    """What the page says its headline is."""

    def __init__(self, surface: Surface) -> None:
        said = [_text_of(element) for element in surface.of_machine("title")][:1]
        said += [
            meta.get("content", "")
            for meta in surface.of_machine("meta")
            if (meta.get("property") or meta.get("name") or "").lower()
            in {"og:title", "articletitle", "twitter:title"}
        ]
        self.headings = {_plain(_text_of(element)) for element in surface.root.iter("h1", "h2", "h3")} - {""}
        self.whole = [_plain(text) for text in said if text]
        self.parts = {_plain(part) for text in said for part in _SEGMENTS.split(text)} - {""}
        self.known = bool(self.headings) or any(len(text) > 2 * SHORTEST_TITLE for text in self.whole)

    def may_own(self, node: dict[str, Value], content: str) -> bool:
        """Say whether a text may be the article's: one that a script prints is long, or says some of a headline."""
        if PRINTED not in node:
            return True
        text = _plain(_TAG.sub("", content))
        heads = self.headings | self.parts
        pairs = {head[at : at + 2] for head in heads for at in range(len(head) - 1)}
        return len(text) >= LONG_PRINT or sum(pair in text for pair in pairs) >= LEAST_PAIRS

    def agree(self, title: str) -> int:
        """Return how well a title agrees: 3 whole, 2 by its beginning, 0 not at all."""
        plain = _plain(title)
        if len(plain) < 2:
            return 0
        if plain in self.headings or plain in self.parts or plain in self.whole:
            return 3
        begins = any(
            text.startswith(plain) or plain.startswith(text)
            for text in self.whole
            if len(text) > 2 * SHORTEST_TITLE
        )
        return 2 if len(plain) >= SHORTEST_TITLE and begins else 0


def _agreement(node: _Node, titles: _Titles, numbers: set[str], url: str) -> tuple[int, str | None]:
    """Return how far the object is the page's, and its title; one of its own counts before those around it."""
    title = None
    for distance, level in enumerate((node.own, *node.around[:2])):
        for candidate in _titles_of(level, beside=distance > 0):
            if score := titles.agree(candidate):
                return score * 2 + (not distance), candidate
            title = title or (candidate if distance == 0 else None)
        if distance < 2 and _is_numbered(level, numbers, url):
            return 2, title
        if title is not None:  # another headline than the page's
            break
    return 0, title


def _titles_of(level: dict[str, Value], *, beside: bool) -> Iterator[str]:
    yield from said_of(level, "title")
    for value in level.values() if beside else ():
        if isinstance(value, dict):
            yield from said_of(value, "title")


def _is_numbered(level: dict[str, Value], numbers: set[str], url: str) -> bool:
    for key, value in level.items():
        if isinstance(value, str | int) and _IDS.search(plain_key(key)):
            text = str(value).strip()
            if text in numbers or (text.startswith(("http", "/")) and _path(text) == _path(url) != "/"):
                return True
    return False


def _numbers_of(url: str) -> set[str]:
    """Return what may be an article's number in an address: no year and no day."""
    parts = urlsplit(url)
    said = f"{parts.path}/{parts.query}/{parts.fragment}"
    return {
        each
        for each in {*_STEPS.split(said), *_DIGITS.findall(said)}
        if len(each) >= SHORTEST_NUMBER and any(map(str.isdigit, each)) and not _YEAR.fullmatch(each)
    }


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:  # such as a bad IPv6 host: it is no page's address
        return ""


def _nodes(data: dict[str, Value]) -> Iterator[_Node]:
    """Yield the objects of the data that have a content, in their order."""
    left = MOST_NODES
    seen: set[int] = set()
    waiting: list[tuple[Value, tuple[dict[str, Value], ...], bool, int]] = [(data, (), False, 0)]
    while waiting and left:
        left -= 1
        value, around, listed, depth = waiting.pop()
        if isinstance(value, str) and value[:1] in {"{", "["} and len(value) > LEAST_TEXT:
            value = _unpacked(value)
        if not isinstance(value, dict | list) or depth > DEEPEST or id(value) in seen:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            if any(map(holds_content, value)):
                yield _Node(value, around, listed)
            inner = (value, *around[:2])
            waiting += ((each, inner, listed, depth + 1) for each in reversed(value.values()))
        else:
            several = listed or sum(isinstance(each, dict) for each in value) > 1
            waiting += ((each, (), several, depth + 1) for each in reversed(value))


def _unpacked(text: str) -> Value:
    try:
        return read_json(text)
    except NoLiteralError:
        return None


def _told(node: _Node, content: str, title: str | None, rule: str, *, agreed: bool) -> Told:
    """Return the article with what the object says, or those around it that no list holds, of its other fields."""
    levels = (node.own,) if node.listed else (node.own, *node.around[:1])
    found = {
        name: next((value for level in levels for value in said_of(level, name)), None)
        for name in ("published", "source", "editor", "author")
    }
    return Told(content, title, **found, rule=rule, agreed=agreed)


def _text_of(element: HtmlElement) -> str:
    return "".join(map(str, element.itertext()))


def _plain(text: str) -> str:
    return _PLAIN.sub("", text)
