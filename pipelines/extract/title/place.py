"""The headline where nothing names it: the line in front of the date and the text, and its looks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.evidence.candidates import Candidate, Ground
from pipelines.extract.reading.furniture import heads_other_articles, is_notice
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.surface import Surface
from pipelines.extract.title.rows import CREDIT
from pipelines.extract.title.site_names import SiteNames, looks_like_channel
from pipelines.extract.title.statements import Statements
from pipelines.extract.title.words import LONGEST_TITLE, plain

_REACH = 4
"""Visible rows above the date among which the headline is looked for."""
_TEXT_REACH = 40
"""Visible rows below the date among which the article's text begins."""
_LONGEST_BYLINE = 150
"""Characters of the row with date or source."""
_SHORTEST = 5
"""Characters of a headline that nothing but its place and looks tells."""
_SHARE_IN_TEXT = 0.2
"""Share of a headline's pairs of characters that the text repeats: a menu or a slogan has hardly one."""
_TEXT = 3000
"""Characters of the text in which they are looked for."""
_NO_HEADLINE = re.compile(
    r"^[-—–=·•]{2}|[:：，,、；;>＞]\Z|(?:位置|您在|首页)|^(?:本报讯|记者|通讯员|作者|文[/／]|图[/／])|字号|字体|分享到"
)
"""副题 begins with dashes; labels, breadcrumbs, credits and toolbars."""
_LARGE = re.compile(
    r"font-size\s{0,3}:\s{0,3}(?:(?:1[89]|[2-9][0-9])(?:\.\d{1,3})?(?:px|pt)|1[4-9]pt|(?:1\.[3-9]|[2-9])\d{0,2}r?em|x*-?large)",
    re.IGNORECASE,
)
_CENTRED = re.compile(r"text-align\s{0,3}:\s{0,3}center", re.IGNORECASE)
_TITLE_TAG = re.compile(r"title\Z")
_LEVELS = 3
"""Elements around a line whose looks are the line's."""


class _Spot(NamedTuple):
    text: str
    row: Line
    distance: int


def read_place(surface: Surface, said: Statements, names: SiteNames) -> Iterator[Candidate[str]]:
    """Yield the lines that stand where a headline stands, with what their looks and the text say for them."""
    rows = [row for row in surface.rows if not row.hidden]
    anchor = next((index for index in range(len(rows)) if _is_anchor(rows, index)), None)
    if anchor is None:
        return
    text = "".join(row.text for row in rows[anchor:] if row.is_prose)[:_TEXT]
    spots = [spot for spot in _spots(rows, anchor) if _may_be_headline(spot.text, names)]
    for spot in spots:
        grounds = {Ground.PLACE}
        large = looks_large(spot.row)
        repeated = _repeated(spot.text, text) >= _SHARE_IN_TEXT
        cut = _is_cut_in(spot.text, said)
        if large:
            grounds.add(Ground.FORM)
        if repeated:
            grounds.add(Ground.SHAPE)
        if len(spots) == 1:
            grounds.add(Ground.ONLY)
        if cut:
            grounds.add(Ground.ELSEWHERE)
        order = (-3.0 * cut - 2.0 * large - 1.0 * repeated + spot.distance / 10,)
        yield Candidate(spot.text, "place", order, frozenset(grounds))


def _is_anchor(rows: list[Line], index: int) -> bool:
    """Say whether a row prints the date or the source of a text that follows it."""
    row = rows[index]
    if len(row.spaced) > _LONGEST_BYLINE or row.linked * 2 > len(row.spaced) or not CREDIT.search(row.spaced):
        return False
    return any(below.is_prose for below in rows[index + 1 : index + _TEXT_REACH])


def _spots(rows: list[Line], anchor: int) -> Iterator[_Spot]:
    first, *rest = rows[anchor].parts.split(JOINT)
    if rest and not CREDIT.search(first):
        yield _Spot(first, rows[anchor], 0)
        return
    above = [row for row in rows[max(0, anchor - 3 * _REACH) : anchor] if row.linked * 2 <= len(row.spaced)]
    for distance, row in enumerate(reversed(above[-_REACH:]), 1):
        yield _Spot(row.spaced, row, distance)


def _may_be_headline(text: str, names: SiteNames) -> bool:
    words = plain(text)
    if not _SHORTEST <= len(words) or len(text) > LONGEST_TITLE or text.endswith("。"):
        return False
    if _NO_HEADLINE.search(text) or CREDIT.search(text) or heads_other_articles(text) or is_notice(text):
        return False
    return not (names.is_site(text) or names.is_channel(text) or looks_like_channel(text))


def _repeated(headline: str, text: str) -> float:
    words = plain(headline)
    pairs = {words[place : place + 2] for place in range(len(words) - 1)}
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _is_cut_in(text: str, said: Statements) -> bool:
    """Say whether a statement begins so and ends at a quotation mark: its attribute was cut there."""
    return any(
        len(each.text) > 1 and text.startswith(each.text) and text[len(each.text)] in "\"'"
        for each in said.all
        if len(each.text) < len(text)
    )


def looks_large(row: Line) -> bool:
    """Say whether a line is set apart as headlines are: large, bold or centred."""
    if row.strong * 5 >= len(row.text) * 4 > 0:
        return True
    around: HtmlElement | None = row.element
    for _ in range(_LEVELS):
        if around is None or around.tag in ("body", "html"):
            break
        if around.tag == "center" or around.get("align", "").lower() == "center" or _is_set_apart(around):
            return True
        around = around.getparent()
    return any(_is_set_apart(node) for node in row.element.iter("font", "span", "big", "em", "i", "u"))


def _is_set_apart(element: HtmlElement) -> bool:
    if element.tag == "big":
        return True
    if element.tag == "font" and (size := (element.get("size") or "").strip()):
        return size.lstrip("+").isdecimal() and (size.startswith("+") or int(size) > 3)
    style = element.get("style") or ""
    return bool(_LARGE.search(style) or _CENTRED.search(style))
