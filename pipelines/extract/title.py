"""The headline: the visible one, without the site's name behind it.

引题 (above) and 副题 (below) stand in elements of their own and stay out: the title is the main headline.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.selectors import select
from pipelines.extract.reading.surface import Surface
from schemas import Beaten, Found, Rules

_TITLE_CLASS = re.compile(r"title|headline|biaoti|tit(?![a-z])|(?<![a-z])bt(?![a-z])", re.IGNORECASE)
_CREDIT = re.compile("(?:19|20)[0-9]{2}[-/.年][0-9]|(?:来源|來源|作者|编辑|編輯|时间|時間)[:：]")
"""What a heading may hold in a second line and is no headline."""
_LOGO = re.compile(
    "^.{0,12}(?:网|網|频道|在线|门户|网站|首页|日报|晚报|新闻|政府|客户端|电视台|中心|周刊|融媒体)$"
)
_BYLINE = re.compile(
    r"(?:19|20)[0-9]{2}\s?[-/.年]|[0-9]{1,2}:[0-9]{2}|来源|來源|作者|责编|编辑|記者|记者|发布|时间|昨天|刚刚|小时前|分钟前"
)
_PLAIN = re.compile(r"[\W_]+")
_BYLINE_REACH = 8
"""Rows below a headline among which its date or source is expected."""
LONGEST_TITLE = 150
"""Characters; the longest real headlines, of official notices, have about 100."""
_SAID = 5.0
"""Likeness of a row that begins <title> or is a part of it: it needs no heading and no class."""
_TAG_SCORE = {"h1": 4.0, "h2": 2.0, "h3": 1.0}


class _Candidate(NamedTuple):
    text: str
    score: float


class _Said(NamedTuple):
    """What <title> and its like say, without signs: whole, the likely headline, all parts."""

    whole: list[str]
    heads: set[str]
    segments: set[str]


def read_title(surface: Surface, rules: Rules) -> Found | None:
    """Return the headline of the page, or None where it has none.

    Headings and title-like elements compete; <title>, og:title and the date below are evidence for one.
    """
    for selector in rules.title:
        for element in select(selector, surface.root):
            text = squeeze("".join(element.itertext()))
            if text:
                return Found(value=text, rule="site")
    evidence = _evidence(surface)
    candidates = sorted(_candidates(surface.rows, evidence), key=lambda each: -each.score)
    named = cut_suffix(evidence[0]) if evidence else ""
    if candidates and candidates[0].score >= _ENOUGH:
        best = candidates[0]
        beaten = (
            () if not named or _plain(named) == _plain(best.text) else (Beaten(value=named, rule="meta"),)
        )
        return Found(value=best.text, rule="heading", beaten=beaten)
    return Found(value=named, rule="meta") if named else None


_ENOUGH = 3.0
"""Score below which no heading is believed and <title> is taken."""


def cut_suffix(title: str) -> str:
    """Cut the names of channel and site from <title>: mostly behind the headline, on some sites before it.

    >>> cut_suffix("山阳县今日丰收_柳湾频道_山阳网"), cut_suffix("山阳-柳湾高速通车 - 山阳网")
    ('山阳县今日丰收', '山阳-柳湾高速通车')
    >>> cut_suffix("山阳县新闻中心--山阳县今日迎来丰收")
    '山阳县今日迎来丰收'
    >>> cut_suffix("山阳县今日丰收")
    '山阳县今日丰收'
    """
    for separator in _SEPARATORS:
        parts = [part for part in separator.split(title) if part]
        if len(parts) > 1 and len(_plain(parts[0])) >= _SHORTEST_HEADLINE:
            return max(parts, key=len) if _LOGO.search(parts[0]) else parts[0]
    return title


_SEPARATORS = (
    re.compile(r"(?:(?<!\s)\s+)?[_|｜]\s*"),
    re.compile(r"(?:(?<!\s)\s+)?--+\s*"),
    re.compile(r"(?<!\s)\s+[-–—«»‹›]\s*"),
    re.compile(r"(?<=[\u4e00-\u9fff？！”》])[-–—](?=[\u4e00-\u9fffA-Z])"),
)
"""What stands between headline, channel and site, the surest first: a hyphen may be the headline's own."""
_SHORTEST_HEADLINE = 4
_SHORTEST_SEGMENT = 6
"""Characters of a part of <title> behind the first that may be the headline too."""


def _segments(title: str) -> set[str]:
    """Return the parts of <title> that may be the headline, without signs."""
    parts = (_plain(part) for separator in _SEPARATORS for part in separator.split(title))
    return {part for part in parts if len(part) >= _SHORTEST_SEGMENT}


def _plain(text: str) -> str:
    return _PLAIN.sub("", text)


def _evidence(surface: Surface) -> tuple[str, ...]:
    element = surface.root.find("head/title")
    if element is None:
        element = surface.root.find(".//title")
    named = [
        squeeze("".join(element.itertext()) if element is not None else ""),
        *(fact.value for fact in surface.facts if fact.kind == "title"),
    ]
    return tuple(dict.fromkeys(text for text in named if text))


def _candidates(rows: tuple[Line, ...], evidence: tuple[str, ...]) -> list[_Candidate]:
    said = _Said(
        whole=[_plain(text) for text in evidence],
        heads={_plain(cut_suffix(text)) for text in evidence},
        segments={segment for text in evidence for segment in _segments(text)},
    )
    spoken = JOINT.join(said.whole)
    found = []
    before: HtmlElement | None = None
    for index, row in enumerate(rows):
        continues, before = row.element is before, row.element
        if not 2 <= len(row.spaced) <= LONGEST_TITLE:
            continue
        # Most rows are links elsewhere: a linked headline is believed only where <title> says it too.
        linked = row.linked * 2 > len(row.spaced)
        head = row.spaced[:8]
        known = (head if head.isalnum() else _plain(head))[:4] in spoken
        if (linked or row.hidden) and not known:
            continue
        heading = _heading(row.element)
        if continues and heading is not None:
            continue
        classed = _names_title(names_of(row.element if heading is None else heading))
        if heading is None and not classed and not known:
            continue
        text = _whole(rows, index, heading, spoken)
        plain = _plain(text)
        likeness = _likeness(plain, said) if known else 0.0
        if (heading is None and not classed and likeness < _SAID) or (
            (linked or row.hidden) and not likeness
        ):
            continue
        score = likeness + (_TAG_SCORE[heading.tag] if heading is not None else 0.0) + 2.0 * classed
        score -= 4.0 * linked + 6.0 * row.hidden + 3.0 * (len(plain) < _SHORTEST_HEADLINE + 1)
        score += 3.0 * _byline_follows(rows, index) - 12.0 * _is_logo(text, evidence) - index / 1000
        found.append(_Candidate(text, score))
    return found


def _is_logo(text: str, evidence: tuple[str, ...]) -> bool:
    """Tell whether a row names a site; a headline so worded has the site's name behind it in <title>."""
    return bool(_LOGO.search(text)) and not any(
        _plain(cut_suffix(named)) == _plain(text) != _plain(named) for named in evidence
    )


def _heading(element: HtmlElement) -> HtmlElement | None:
    if element.tag in _TAG_SCORE:
        return element
    parent = element.getparent()
    return parent if parent is not None and parent.tag in _TAG_SCORE else None


@lru_cache(maxsize=4096)
def _names_title(names: str) -> bool:
    return bool(_TITLE_CLASS.search(names))


def _whole(rows: tuple[Line, ...], index: int, heading: HtmlElement | None, spoken: str) -> str:
    """Return the whole headline: one that <br> breaks stands in several rows."""
    texts = [rows[index].spaced]
    element = heading if heading is not None else rows[index].element
    for row in rows[index + 1 : index + 3]:
        if (
            row.element is not element
            or _CREDIT.search(row.spaced)
            or not (heading is not None or _plain("".join((*texts, row.spaced))) in spoken)
        ):
            break
        texts.append(row.spaced)
    return " ".join(texts)


def _likeness(plain: str, said: _Said) -> float:
    """Return how far <title> and its like say what a row says: 0 to 6."""
    if len(plain) < 2:
        return 0.0
    if plain in said.heads:
        return 6.0
    if plain in said.segments:
        return _SAID
    best = 0.0
    for text in said.whole:
        if text.startswith(plain) and len(plain) >= _SHORTEST_HEADLINE:
            best = max(best, _SAID)
        elif len(plain) >= _SHORTEST_SEGMENT and plain in text:
            best = max(best, 4.0)
        elif len(text) >= 8 and text[:8] == plain[:8]:
            best = max(best, 3.5)
    return best


def _byline_follows(rows: tuple[Line, ...], index: int) -> bool:
    below = rows[index + 1 : index + 1 + _BYLINE_REACH]
    return any(len(row.spaced) < 150 and not row.hidden and _BYLINE.search(row.spaced) for row in below)
