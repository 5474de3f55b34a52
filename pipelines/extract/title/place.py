"""The headline where nothing names it: the line in front of the date and the text, and its looks."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.evidence.candidates import Candidate, Ground
from pipelines.extract.reading.furniture import heads_other_articles, is_notice
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.title.headings import CREDIT, NO_HEADLINE, PAGE_OF_PAPER, is_named
from pipelines.extract.title.looks import is_set_apart, looks_large
from pipelines.extract.title.menus import is_menu
from pipelines.extract.title.openings import begins_text, text_follows
from pipelines.extract.title.plain_words import LONGEST_TITLE, plain
from pipelines.extract.title.site_names import SiteNames, looks_like_channel
from pipelines.extract.title.statements import Statements

_REACH = 6
"""Visible rows above the date among which the headline is looked for."""
_TEXT_REACH = 40
"""Visible rows below the date among which the article's text begins."""
_LONGEST_BYLINE = 150
"""Characters of the row with date or source."""
_SHORTEST = 5
"""Characters of a headline that nothing but its place and looks tells."""
_SHORTEST_BESIDE = 8
"""Characters of one that stands in the date's own row, where outlets and names do too."""
_SHORTEST_TOLD = 3
"""Characters of one that is printed larger than the text, as 值更人 in an e-paper, or that the text says: 采冰人."""
_SUBTITLES = 3
"""Rows between text and headline that 副题 and an author's name take."""
_HAN = re.compile("[\u3400-\u9fff]")
_FEWEST_HAN = 4
_MORE = 3
"""Times as many pairs as any other line must a line share with the text that is the only one to speak of it."""
_MOST_LINES = 3
_DATED = re.compile(CREDIT.pattern + "|[0-9]:[0-9]{2}|发布于|稿源")


class _Spot(NamedTuple):
    text: str
    row: Line
    distance: int


def read_place(said: Statements, names: SiteNames) -> Iterator[Candidate[str]]:
    """Yield the lines that stand where a headline stands, with what their looks and the text say for them."""
    rows = said.rows
    anchors = (index for index, row in enumerate(rows) if row in said.above and _is_anchor(rows, index))
    found = (_spots(at, said, names) for at in anchors)
    spots = next((spots for spots in found if spots), []) or _in_front_of_text(said, names)
    repeated = {spot: said.repeated(spot.text) for spot in spots}
    for spot in spots:
        grounds = {Ground.PLACE}
        large = bool(spot.distance) and looks_large(spot.row)
        cut = _is_cut_in(spot.text, said)
        if large:
            grounds.add(Ground.FORM)
        if repeated[spot]:
            grounds.add(Ground.SHAPE)
        others = [repeated[other] for other in spots if other is not spot]
        if not others or repeated[spot] >= max(1, _MORE * max(others)):
            grounds.add(Ground.ONLY)
        if is_named(spot.row) or is_set_apart(spot.row):
            grounds.add(Ground.HINTED)
        if cut or (repeated[spot] and said.printed_twice(spot.text)):
            grounds.add(Ground.ELSEWHERE)
        order = -(3.0 * cut + 1.0 + large / 2 + repeated[spot] / 100) + spot.distance / 1000
        yield Candidate(spot.text, "place", (order, 0.0), frozenset(grounds))


def _in_front_of_text(said: Statements, names: SiteNames) -> list[_Spot]:
    """Return the line in front of the text where it stands behind the date or has none: its looks speak."""
    pairs = enumerate(pairwise(said.rows), 1)
    begun = (index for index, (before, _) in pairs if before in said.above and begins_text(said.rows, index))
    at = next(begun, 0)
    spots = _spots(at, said, names) if at else []
    large = [spot for spot in spots if spot.distance <= _SUBTITLES and looks_large(spot.row)]
    if len(large) == 1:
        return large
    # Between it and the text nothing stands but what can be no headline: names, buttons.
    return [
        spot
        for spot in spots[:1]
        if spot.distance <= _SUBTITLES and (looks_large(spot.row) or is_set_apart(spot.row))
    ]


def _is_anchor(rows: tuple[Line, ...], index: int) -> bool:
    """Say whether a row prints the date or the source of a text that follows it."""
    row = rows[index]
    if len(row.spaced) > _LONGEST_BYLINE or row.linked * 2 > len(row.spaced) or not _DATED.search(row.spaced):
        return False
    return not row.is_prose and text_follows(rows, index, _TEXT_REACH)


def _spots(anchor: int, said: Statements, names: SiteNames) -> list[_Spot]:
    """Return what may be the headline of a text whose date stands in this row."""
    rows = said.rows
    first, *rest = rows[anchor].parts.split(JOINT)
    if rest and len(first) >= _SHORTEST_BESIDE and _may_be_headline(first, said, names):
        return [_Spot(first, rows[anchor], 0)]
    spots: dict[str, _Spot] = {}
    passed: HtmlElement | None = None
    for distance in range(1, min(_REACH, anchor) + 1):
        row = rows[anchor - distance]
        if row.linked * 2 > len(row.spaced) or row.element is passed:
            continue
        lines = _lines_of(rows, anchor - distance, rows[anchor].element)
        passed = row.element if len(lines) > 1 else None
        text = " ".join(line.spaced for line in lines)
        if _may_be_headline(text, said, names, short=looks_large(row) or said.says(text)):
            spots.setdefault(plain(text), _Spot(text, row, distance))
    return list(spots.values())


def _lines_of(rows: tuple[Line, ...], last: int, dated: HtmlElement) -> list[Line]:
    """Return the lines of a headline that <br> breaks: all that stand in an element of its own, or the last alone."""
    element = rows[last].element
    lines = [row for row in rows[max(0, last - _REACH) : last + 1] if row.element is element]
    return lines if len(lines) <= _MOST_LINES and element is not dated else [rows[last]]


def _may_be_headline(text: str, said: Statements, names: SiteNames, *, short: bool = False) -> bool:
    words = plain(text)
    shortest, fewest = (_SHORTEST_TOLD, _SHORTEST_TOLD) if short else (_SHORTEST, _FEWEST_HAN)
    if not len(words) >= shortest or len(text) > LONGEST_TITLE or _is_of_a_text(text):
        return False
    if len(_HAN.findall(text)) < fewest or NO_HEADLINE.search(text) or CREDIT.search(text):
        return False
    if PAGE_OF_PAPER.search(text) or heads_other_articles(text) or is_notice(text) or is_menu(text, said):
        return False
    return not (names.is_site(text) or names.is_channel(text) or looks_like_channel(text))


def _is_of_a_text(text: str) -> bool:
    """Say whether a line is a sentence, or a piece that was cut out of a text: …今年收购价每斤四元……."""
    return "。" in text or text.startswith(("…", "...")) or text.endswith(("…", "..."))


def _is_cut_in(text: str, said: Statements) -> bool:
    """Say whether a statement begins so and ends at a quotation mark: its attribute was cut there."""
    return any(
        len(each.text) > 1 and text.startswith(each.text) and text[len(each.text)] in "\"'"
        for each in said.all
        if len(each.text) < len(text)
    )
