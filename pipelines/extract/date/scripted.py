"""Publication times in the page's scripts: those of the page's own article, not of a list that a script draws."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from pipelines.extract.reading.publication import names_occasion

_ASSIGNED = re.compile(
    r"[:=]\s{0,4}(?:new\s{1,2}Date\()?(?:\\{0,3}[\"'](?P<text>[0-9]{10}(?:[0-9]{3})?|(?:(?:19|20)[0-9]{2}|[A-Z][a-z]{2})[^\"'\\\n]{2,40})"
    r"\\{0,3}[\"']|(?P<number>[0-9]{10}(?:[0-9]{3})?)(?![0-9.]))"
)
_NAME = re.compile(r"(?<![\w$-])(?P<name>[A-Za-z_$][\w$-]{1,39})(?:\\{0,3}[\"'])?\]?\s{0,4}\Z")
_NAME_REACH = 50
"""Characters before the sign of an assignment that the name, its quote and blanks take."""
_BRACKET = re.compile(r'"(?:[^"\\\n]|\\.)*+"?|\'(?:[^\'\\\n]|\\.)*+\'?|[][{}]')
_HEADLINE = re.compile(
    r"(?<![A-Za-z_])(?:title|headline|articletitle|news_?title|doctitle|bt|subject)[\"']?\s{0,4}[:=]\s{0,4}[\"'](?P<text>[^\"'\n]{1,160})",
    re.IGNORECASE,
)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_WRITTEN = re.compile(
    r"(?:document\.write(?:ln)?|\.(?:html|text|append))\s{0,2}\(\s{0,4}[\"'](?P<text>[^\"'\n]{6,120})[\"']"
    r"|\.(?:innerHTML|innerText|textContent)\s{0,2}=\s{0,2}[\"'](?P<set>[^\"'\n]{6,120})[\"']"
)
_WRITTEN_NAME = re.compile(r"document\.write(?:ln)?\s{0,2}\(\s{0,4}([A-Za-z_$][\w$]{0,39})\s{0,2}[.)]")
_VARIABLE = re.compile(
    r"(?<![\w$.])(?P<name>[A-Za-z_$][\w$]{0,39})\s{0,4}=\s{0,4}[\"'](?P<text>[^\"'\n]{6,120})[\"']"
)
_TAG = re.compile("<[^<>]{0,200}>")
_MOST = 60
"""Times of one script that are looked at; a page's own article is told of in one or two."""
_SURE = re.compile("pub|release|fabu|docrel", re.IGNORECASE)
"""In names that say more than that a record was made: publishTime rather than createTime."""


class Assigned(NamedTuple):
    """A time that a script gives to a name of the publication."""

    value: str
    sure: bool  # the name says publication and not the making of a record
    own: bool  # it is a variable of its own, or in an object that is named as the article
    ours: bool  # the object that holds it names the page's headline
    against: str  # why it is not the article's; empty where nothing says so


def read_assigned(scripts: Iterable[str], title: str) -> tuple[Assigned, ...]:
    """Return the publication times that scripts assign, and whether each is that of the article `title`.

    >>> [each.value for each in read_assigned(['var publishTime = 1686554825, endTime = 1686559999;'], "")]
    ['1686554825']
    >>> hot = 'var hot=[{"title":"甲","pubTime":"2023-06-12 01:00"},{"title":"乙","pubTime":"2023-06-11 01:00"}]'
    >>> [each.against for each in read_assigned([hot], "山阳县夏粮丰收")]
    ["another article's", "another article's"]
    """
    return tuple(each for text in scripts for each in _read(text, title))


def read_written(script: str) -> str:
    """Return the text that a script writes into the page, without tags; empty where it writes none.

    >>> read_written('document.write("<b>2023-06-12 15:27</b>")')
    '2023-06-12 15:27'
    >>> read_written('var tm = "2023-06-12 15:27:05"; document.write(tm.substring(0, 16));')
    '2023-06-12 15:27:05'
    """
    found = [match["text"] or match["set"] for match in _WRITTEN.finditer(script)]
    found += [text for name in _WRITTEN_NAME.findall(script) if (text := _value_of(name, script))]
    return " ".join(_TAG.sub(" ", text).strip() for text in found)


def _value_of(name: str, script: str) -> str:
    """Return the text that a script gives to a variable once; empty where it does so twice or never."""
    values = [match["text"] for match in _VARIABLE.finditer(script) if match["name"] == name]
    return values[0] if len(values) == 1 else ""


def _read(script: str, title: str) -> Iterator[Assigned]:
    assigned = ((match, _name_before(script, match.start())) for match in _ASSIGNED.finditer(script))
    named = [(match, name) for match, name in assigned if names_occasion(name) == "published"][:_MOST]
    if not named:
        return
    places = _places(script, [match.start() for match, _ in named])
    listed = Counter(place.array for place in places if place.array is not None)
    for (match, name), place in zip(named, places, strict=True):
        headline = _headline(script, place)
        ours = bool(headline) and same_headline(headline, title)
        against = ""
        if headline and not ours and place.array is not None:
            against = "another article's"
        elif not ours and place.array is not None and listed[place.array] > 1:
            against = "one of a list"
        yield Assigned(
            match["text"] or match["number"],
            bool(_SURE.search(name)),
            _is_own(script, place),
            ours,
            against,
        )


def _name_before(script: str, sign: int) -> str:
    found = _NAME.search(script, max(0, sign - _NAME_REACH), sign)
    return found["name"] if found else ""


class _Place(NamedTuple):
    """Where a time stands in a script: its object, and the element of a list that the object is or lies in."""

    start: int
    end: int
    listed_start: int
    array: int | None


_OBJECT = re.compile(r"(?P<name>[\w$-]{1,40})(?:\\{0,3}[\"'])?\s{0,4}[:=]\s{0,4}\Z")
_ARTICLES_OBJECT = re.compile(
    "article|news|content|detail|info|doc|data|post|story|page|state", re.IGNORECASE
)
_OTHERS_OBJECT = re.compile(
    "user|site|author|member|account|comment|reply|config|login|ad(?![a-z])|ads|Ad|app", re.ASCII
)


def _is_own(script: str, place: _Place) -> bool:
    """Say whether a time is a variable of its own, or stands in an object that is named as the article's."""
    if place.start < 0:
        return True
    found = _OBJECT.search(script, max(0, place.start - _NAME_REACH), place.start)
    name = found["name"] if found else ""
    return bool(_ARTICLES_OBJECT.search(name)) and not _OTHERS_OBJECT.search(name)


def _places(script: str, positions: list[int]) -> list[_Place]:
    """Return the place of each position, in one pass over the script."""
    stack: list[tuple[str, int]] = []
    waiting = list(reversed(positions))
    opened: list[tuple[int, int, int | None]] = []
    closed: dict[int, int] = {}

    def note(before: int) -> None:
        while waiting and waiting[-1] < before:
            waiting.pop()
            own = next((start for sign, start in reversed(stack) if sign == "{"), -1)
            array, listed = None, own
            for (sign, start), (inner, begun) in pairwise(stack):
                if sign == "[" and inner == "{":
                    array, listed = start, begun
            opened.append((own, listed, array))

    for match in _BRACKET.finditer(script):
        sign = match.group()
        if sign in ("{", "[", "}", "]"):
            note(match.start())
            if sign in "{[":
                stack.append((sign, match.start()))
            elif stack:
                closed[stack.pop()[1]] = match.end()
    note(len(script) + 1)
    return [
        _Place(own, closed.get(own, len(script)), listed, array) if own >= 0 else _Place(-1, -1, -1, None)
        for own, listed, array in opened
    ]


_FARTHEST = 20_000
"""Characters of an object in which its headline is looked for."""


def _headline(script: str, place: _Place) -> str:
    if place.start < 0:
        return ""
    ends = (place.end, min(place.end, place.start))
    for start, end in ((place.start, ends[0]), (place.listed_start, ends[1])):
        if found := _HEADLINE.search(script, start, min(end, start + _FARTHEST)):
            return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found["text"])
    return ""


def same_headline(headline: str, title: str) -> bool:
    """Say whether two headlines are of one article: one may be cut, or carry the site's name."""
    mine, other = (re.sub(r"[\W_]+", "", text) for text in (headline, title))
    shorter, longer = sorted((mine, other), key=len)
    return len(shorter) >= _SHORTEST and shorter[:_SHORTEST_SAME] in longer


_SHORTEST = 4
_SHORTEST_SAME = 12
"""Characters of a headline by which it is known again."""
