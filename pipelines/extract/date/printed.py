"""The dates that a page prints outside its text: in the header, above it, behind the text."""

import re
from collections.abc import Iterator

from pipelines.extract.date.dating import Dating, Layer
from pipelines.extract.date.grammar import BEIJING, Reading, find_dates
from pipelines.extract.date.marked import names_publication, stands_in_list
from pipelines.extract.date.occasions import Occasion, read_occasions
from pipelines.extract.evidence.candidates import Ground
from pipelines.extract.reading.lines import JOINT, LINKED_SHARE, Line
from pipelines.extract.reading.zones import Zones, is_prose
from schemas import Page

_SENTENCE = re.compile("[，。]")
LONGEST_DATE_ROW = 160
"""Characters; a longer row is prose or a list."""
_SHORT_CELL = 12
"""Characters; year, day and clock in blocks of their own are shorter."""
_HEADER, _ABOVE, _TAIL = range(3)
_TRADITIONAL = re.compile("[發時點記導臺灣報聯]")
_REPUBLIC = re.compile("民[國国]")
_NEIGHBOUR = re.compile(
    r"[上下前后後][一]?[篇条條则則]|ICP|备案|備案|许可证|版权所有|Copyright|©|举报|现在是|今天是"
)
"""In a row whose date is a neighbour's, a filing's or a reader's clock."""
_ALL_DATE = re.compile(r"^[\s（(【\[]{0,3}#+[\s)）】\]]{0,3}(?:星期.|周.)?$")
_CREDIT = re.compile("来源|來源|作者|编辑|編輯|记者|記者")
_HEADLINE = 10
"""Characters of a link from which it is a headline rather than an outlet's name."""
_LABELLED = {Occasion.PUBLISHED, Occasion.POSTED, Occasion.DATED, Occasion.UPDATED, Occasion.DOCUMENT}


def read_printed(
    zones: Zones, page: Page, year: int | None, *, traditional: bool, year_is_told: bool
) -> Iterator[Dating]:
    """Yield the dates printed near the article with what speaks for each and against it."""
    rows = (zones.header, zones.above, zones.tail)
    republic = traditional or any(_REPUBLIC.search(row.text) for each in rows for row in each)
    for place, group in enumerate(rows):
        for index, row in enumerate(group):
            if len(row.spaced) > LONGEST_DATE_ROW or is_prose(row.spaced):
                continue
            counts = republic or bool(_TRADITIONAL.search(row.text))
            for text in filter(None, (row.parts, _with_next(group, index))):
                found = find_dates(text, page.fetched_at, year, republic=counts, labelled=True)
                for reading, occasion in zip(found, read_occasions(text, found), strict=True):
                    if reading.form == "bare" and occasion not in _LABELLED:
                        continue
                    guessed = reading.form == "yearless" and not year_is_told
                    if dating := _weigh(reading, occasion, row, place, index, page, guessed=guessed):
                        yield dating


def _weigh(
    reading: Reading, occasion: Occasion, row: Line, place: int, index: int, page: Page, *, guessed: bool
) -> Dating | None:
    day = reading.precision == "day"
    # A day in a headline or a sentence is what that is about.
    if (
        place == _HEADER
        and index == 0
        and (day or ":" not in reading.raw.replace("：", ":"))
        and occasion is Occasion.UNSAID
    ):
        return None
    if day and _SENTENCE.search(row.spaced) and occasion is Occasion.UNSAID:
        return None
    grounds = _grounds(reading, occasion, row, place)
    against = _against(reading, occasion, row, place, page)
    document = occasion is Occasion.DOCUMENT or Ground.TEXT in grounds
    labelled = occasion in _LABELLED
    layer = Layer.PRINTED
    if document:
        layer = Layer.DOCUMENT
    elif reading.form == "relative" or guessed:
        layer = Layer.RELATIVE
    elif Ground.LABEL not in grounds and place != _HEADER and (day or place == _TAIL):
        layer = Layer.STRAY
    update = occasion is Occasion.UPDATED
    return Dating(
        reading,
        "document" if document else "label",
        (layer, update, place, day, day and not labelled, index),
        frozenset(grounds),
        against,
        update,
    )


def _grounds(reading: Reading, occasion: Occasion, row: Line, place: int) -> set[Ground]:
    grounds = {Ground.PLACE}
    sure = occasion in (Occasion.PUBLISHED, Occasion.UPDATED, Occasion.DOCUMENT)
    if sure or (place != _TAIL and occasion in _LABELLED):
        grounds.add(Ground.LABEL)
    elif occasion in _LABELLED:
        grounds.add(Ground.HINTED)
    clock = reading.precision != "day" and reading.form != "relative"
    if place == _HEADER or (place == _ABOVE and clock):
        grounds.add(Ground.FORM)
    elif place == _ABOVE and names_publication(row):
        grounds |= {Ground.NAMED, Ground.SHAPE}
    elif place == _TAIL and occasion is Occasion.UNSAID and _signs(reading, row):
        grounds.add(Ground.TEXT)
    else:
        grounds.add(Ground.SHAPE)
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


def _against(reading: Reading, occasion: Occasion, row: Line, place: int, page: Page) -> str:
    if occasion is Occasion.OTHER:
        return "its label names another time"
    if _NEIGHBOUR.search(row.text):
        return "it belongs to another thing of its row"
    if place == _ABOVE and occasion is Occasion.UNSAID and _is_today(reading, page):
        return "it is the reader's day, as page heads print it"
    if _is_headline_link(row) or (place != _HEADER and stands_in_list(row.element)):
        return "it stands in a row of a list"
    return ""


def _is_headline_link(row: Line) -> bool:
    """Say whether a row is the link to another article with its date, rather than a credit with a link in it."""
    return row.link_share > LINKED_SHARE and row.linked >= _HEADLINE and not _CREDIT.search(row.text)


def _is_today(reading: Reading, page: Page) -> bool:
    return reading.value.date() == page.fetched_at.astimezone(BEIJING).date()


def _with_next(rows: tuple[Line, ...], index: int) -> str:
    """Join year, day and clock that stand in blocks of their own; empty where this row is none of them."""
    group = rows[index : index + 3]
    if any(len(row.spaced) > _SHORT_CELL or not re.search("[0-9]", row.spaced) for row in group[:2]):
        return ""
    return JOINT.join(row.parts for row in group if len(row.spaced) <= _SHORT_CELL)
