"""The dates that a page prints outside its text: in the header, above it, behind the text."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pipelines.extract.date.apart import join_rows
from pipelines.extract.date.dating import Dating, Layer
from pipelines.extract.date.grammar import Reading, find_dates
from pipelines.extract.date.marked import links_a_headline, names_publication, stands_in_list
from pipelines.extract.date.occasions import Occasion, read_occasions
from pipelines.extract.evidence.candidates import Ground
from pipelines.extract.reading.lines import JOINT, LINKED_SHARE, Line
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones, is_prose
from schemas import Page

_SENTENCE = re.compile("[，。]")
LONGEST_DATE_ROW = 160
"""Characters; a longer row is prose or a list."""
_DATE_BEGINS = re.compile("[0-9０-９〇零一二三四五六七八九十刚剛昨今前]|^[A-Z][a-z]{2,8}[.]?$")
"""A row without any of these holds no date and begins none: most are soon done."""
_HEADER, _ABOVE, _TAIL, _FAR_ABOVE = range(4)
_NOW = timedelta(minutes=10)
"""How far the clock in a page's head may lie from the hour of the fetch: caches keep a page for some minutes."""
_TABLE = 40
"""Rows above the headline among which a labelled date may stand: the table of a government's document."""
_TRADITIONAL = re.compile("[發時點記導臺灣報聯]")
_TRADITIONAL_WORDS = re.compile("[這個們來說會對開經過還無與為應]")
_TELLING = 3
"""Such characters that make a paragraph one in Traditional Chinese: a quoted sign has one or two."""
_SAMPLE = 3
"""Paragraphs that tell in which script the page is written."""
_TAIWAN = re.compile(r"^[a-z]{1,8}://[^/]{1,200}\.tw(?:[:/]|$)")
_NEIGHBOUR = re.compile(
    r"[上下前后後]一?[篇条條则則][:：]|ICP[备證证]|备案|備案|许可证|版权所有|Copyright|©", re.IGNORECASE
)
"""Before a date in its row: it is a neighbour's, or that of a filing."""
_ALL_DATE = re.compile(r"^[\s（(【\[]{0,3}#+[\s)）】\]]{0,3}(?:星期.|周.)?$")
_CREDIT = re.compile("来源|來源|作者|编辑|編輯|记者|記者")
_COLON = re.compile("[:：∶]")
_ANY_DAY = re.compile(
    "(?<![0-9])(?:1[0-2]|0?[1-9])[-/.月](?:3[01]|[12][0-9]|0?[1-9])(?![0-9-])|[0-9昨今前刚剛][天日前]|刚刚|剛剛"
)
"""A day of any row: of a list, a comment, the page's head."""
_SEVERAL = "several of these are labelled behind the text, as in a list"
_SURE = frozenset({Occasion.PUBLISHED, Occasion.UPDATED, Occasion.DOCUMENT})
_TELLING_BEHIND = {Ground.LABEL, Ground.HINTED, Ground.NAMED, Ground.TEXT}
"""Grounds of which a date behind the text needs one: beside comments and hot lists a day agrees by chance."""
_UNSURE_BEHIND = frozenset({Occasion.POSTED})
"""Labels that readers' comments have too: 发表于."""
_LABELLED = {Occasion.PUBLISHED, Occasion.POSTED, Occasion.DATED, Occasion.UPDATED, Occasion.DOCUMENT}


class _Spot(NamedTuple):
    """A date on the page: what its label says and where it stands."""

    reading: Reading
    occasion: Occasion
    text: str
    row: Line
    place: int
    number: int  # of the row in its place

    @property
    def day_alone(self) -> bool:
        """Whether no clock stands beside the day."""
        return self.reading.precision == "day"

    @property
    def unsaid(self) -> bool:
        """Whether no label stands beside it."""
        return self.occasion is Occasion.UNSAID


def read_printed(surface: Surface, zones: Zones, page: Page, year: int | date | None) -> Iterator[Dating]:
    """Yield the dates printed near the article with what speaks for each and against it.

    `year`, or a day of it that is told elsewhere, completes those without one.
    Pages of Taiwan, in Traditional Chinese or with 民國 count from 1912.
    """
    table = surface.rows[max(0, zones.top - _TABLE) : max(0, zones.top - len(zones.above))]
    places = (zones.header, zones.above, zones.tail, tuple(row for row in table if not row.hidden))
    republic = bool(_TAIWAN.match(page.url)) or _counts_from_1912((*zones.header, *zones.prose[:_SAMPLE]))
    dated = {
        place: list(_read_rows(rows, place, page, year, republic=republic))
        for place, rows in enumerate(places)
    }
    days = {each.reading.value.date() for each in dated[_TAIL] if Ground.LABEL in each.grounds}
    for place, found in dated.items():
        several = place == _TAIL and len(days) > 1
        for each in found:
            if several:
                yield each._replace(against=each.against or _SEVERAL)
            else:
                only = place == _ABOVE and _heads_headline(each.reading, surface, zones, page)
                yield each.agreeing({Ground.ONLY} if only else set())


def _read_rows(
    rows: tuple[Line, ...], place: int, page: Page, year: int | date | None, *, republic: bool
) -> Iterator[Dating]:
    for index, row in enumerate(rows):
        if len(row.spaced) > LONGEST_DATE_ROW or not _DATE_BEGINS.search(row.text) or is_prose(row.spaced):
            continue
        counts = republic or bool(_TRADITIONAL.search(row.text))
        for text in join_rows(rows, index):
            found = find_dates(text, page.fetched_at, year, republic=counts, labelled=True)
            for reading, occasion in zip(found, read_occasions(text, found), strict=True):
                spot = _Spot(reading, occasion, text, row, place, index)
                if not _is_of_the_story(spot):
                    yield _weigh(spot, page, year)


def _heads_headline(reading: Reading, surface: Surface, zones: Zones, page: Page) -> bool:
    """Say whether a day is the line right above the headline, in its box, and nothing else is dated.

    The day of the fetch may be what the page's head prints of today.
    """
    row, headline = zones.above[-1], surface.rows[zones.top]
    if row.parts.strip() != reading.raw or reading.form != "full" or row.links:
        return False
    if row.element.getparent() is not headline.element.getparent():
        return False
    if reading.value.date() == page.fetched_at.date():
        return False
    return sum(bool(_ANY_DAY.search(other.text)) for other in surface.rows if not other.is_prose) == 1


def _counts_from_1912(rows: tuple[Line, ...]) -> bool:
    return any("民國" in row.text or len(_TRADITIONAL_WORDS.findall(row.text)) >= _TELLING for row in rows)


def _is_of_the_story(spot: _Spot) -> bool:
    """Say whether a date without a label is what a headline or a sentence is about, or no date at all."""
    if spot.reading.form == "bare":
        return spot.occasion not in _LABELLED
    if spot.place == _FAR_ABOVE:
        return spot.occasion not in _SURE
    headline = spot.place == _HEADER and spot.number == 0
    vague = spot.day_alone or not _COLON.search(spot.reading.raw)
    return spot.unsaid and (
        (headline and vague) or (spot.day_alone and bool(_SENTENCE.search(_cell_of(spot))))
    )


def _cell_of(spot: _Spot) -> str:
    """Return the words of the inline element in which a date stands, those of its row where it has none."""
    before = spot.text.rfind(JOINT, 0, spot.reading.start) + 1
    after = spot.text.find(JOINT, spot.reading.end)
    return spot.text[before : after if after >= 0 else None]


def _weigh(spot: _Spot, page: Page, year: int | date | None) -> Dating:
    grounds = _grounds(spot)
    against = _against(spot, page)
    if spot.place == _TAIL and not grounds & _TELLING_BEHIND:
        against = against or "it stands behind the text without a label"
    update = spot.occasion is Occasion.UPDATED
    document = spot.occasion is Occasion.DOCUMENT or Ground.TEXT in grounds
    unlabelled = spot.day_alone and spot.occasion not in _LABELLED
    order = (_layer(spot, grounds, year), update, spot.place, spot.day_alone, unlabelled, spot.number)
    rule = "document" if document else "label"
    return Dating(spot.reading, rule, order, frozenset(grounds), against, update)


def _layer(spot: _Spot, grounds: set[Ground], year: int | date | None) -> Layer:
    if spot.occasion is Occasion.DOCUMENT or Ground.TEXT in grounds:
        return Layer.DOCUMENT
    if spot.reading.form == "relative" or (spot.reading.form in ("yearless", "bare") and year is None):
        return Layer.RELATIVE
    if spot.occasion is Occasion.UPDATED:
        return Layer.CHANGED
    if Ground.LABEL not in grounds and spot.place != _HEADER and (spot.day_alone or spot.place == _TAIL):
        return Layer.STRAY
    return Layer.PRINTED


def _grounds(spot: _Spot) -> set[Ground]:
    grounds = {Ground.PLACE}
    labelled = spot.occasion in _LABELLED
    if labelled:
        sure = spot.place != _TAIL or spot.occasion not in _UNSURE_BEHIND
        grounds.add(Ground.LABEL if sure else Ground.HINTED)
    clock = not spot.day_alone and spot.reading.form != "relative"
    if spot.place == _HEADER or (spot.place == _ABOVE and clock):
        grounds.add(Ground.FORM)
    elif spot.place == _TAIL and spot.unsaid and _signs(spot.reading, spot.row):
        grounds.add(Ground.TEXT)
    elif not labelled:
        grounds.add(Ground.SHAPE)
        if spot.place in (_ABOVE, _TAIL) and names_publication(spot.row):
            grounds.add(Ground.NAMED)
    return grounds


def _signs(reading: Reading, row: Line) -> bool:
    """Say whether a row is the date under a document: a whole day and nothing else, as one writes it."""
    text = row.parts
    alone = text[: reading.start] + "#" * (reading.end - reading.start) + text[reading.end :]
    return (
        reading.form == "full"
        and reading.precision == "day"
        and "年" in reading.raw
        and bool(_ALL_DATE.match(alone))
        and not row.links
    )


def _against(spot: _Spot, page: Page) -> str:
    if spot.occasion is Occasion.OTHER:
        return "its label names another time"
    if _NEIGHBOUR.search(spot.text, 0, spot.reading.start):
        return "it belongs to another thing of its row"
    if spot.place == _ABOVE and spot.unsaid and _is_now(spot.reading, page):
        return "it is the hour of the fetch, as page heads print it"
    if _is_headline_link(spot.row) or (spot.place != _HEADER and stands_in_list(spot.row.element)):
        return "it stands in a row of a list"
    return ""


def _is_headline_link(row: Line) -> bool:
    """Say whether a row is the link to another article with its date, rather than a credit with a link in it."""
    return row.link_share > LINKED_SHARE and not _CREDIT.search(row.text) and links_a_headline(row.element)


def _is_now(reading: Reading, page: Page) -> bool:
    """Say whether a time is that of the fetch: a server that prints its clock prints this one."""
    return reading.precision != "day" and abs(reading.value - page.fetched_at) <= _NOW
