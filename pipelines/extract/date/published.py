"""The publication time of a page: the printed one first, publishing before updating, then its own data."""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.date.grammar import BEIJING, Reading, find_dates
from pipelines.extract.date.url import url_date, url_year
from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.selectors import select
from pipelines.extract.reading.structured import read_script_dates
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones, is_prose
from schemas import Beaten, Moment, Page, Rules

_UPDATED = re.compile("(?:更新|修改|编辑|編輯|修訂|修订|最后|最後)[^0-9]{0,8}$")
_PUBLISHED = re.compile("(?:发布|發布|發佈|发表|發表|发稿|时间|時間|日期|刊发|上传)[^0-9]{0,8}$")
_LABEL_REACH = 14
"""Characters before a date that its label may take."""
_SENTENCE = re.compile("[，。]")
LONGEST_DATE_ROW = 160
"""Characters; a longer row is prose or a list."""
_SHORT_CELL = 12
"""Characters; year, day and clock in blocks of their own are shorter."""

_SITE, _VISIBLE, _STATED, _STRAY, _SCRIPTED, _RELATIVE = range(6)
"""Layers: a lower one beats all that are higher. Stray is a bare date above the headline or behind the text;
昨天 is only as good as the hour of the fetch."""


class _Candidate(NamedTuple):
    reading: Reading
    rule: str
    rank: tuple[int, ...]


def read_date(surface: Surface, zones: Zones, rules: Rules, page: Page) -> Moment | None:
    """Return the publication time with what it beat, or None where the page says none.

    A site's rule comes first, then the printed time near the headline, the page's own data, the URL's day,
    and last htmldate, which is believed to the day only.
    """
    year = _year(surface, page)
    found = [
        *_by_site(surface.root, rules, page, year),
        *_printed(zones, page, year),
        *_stated(surface, page),
    ]
    if all(each.reading.form == "relative" for each in found):
        found += _scripted(surface.root, page)
    found.sort(key=lambda each: each.rank)
    found += _by_url(page) or ([] if found else _guessed(surface.root, page))
    if not found:
        return None
    best, *others = _refine(found)
    beaten = (
        Beaten(value=other.reading.value.isoformat(), rule=other.rule)
        for other in others
        if not _agree(best.reading, other.reading)
    )
    return Moment(
        value=best.reading.value,
        precision=best.reading.precision,
        raw=_as_printed(best.reading.raw),
        rule=best.rule,
        beaten=tuple(dict.fromkeys(beaten)),
    )


def _refine(found: list[_Candidate]) -> list[_Candidate]:
    """Put first the page's own time where only its day is printed and both name the same day."""
    printed = found[0].reading
    if found[0].rule != "label" or printed.precision != "day":
        return found
    for stated in found:
        same_day = stated.reading.value.date() == printed.value.date()
        if stated.rank[:1] == (_STATED,) and stated.reading.precision != "day" and same_day:
            return [stated, *(each for each in found if each is not stated)]
    return found


def _as_printed(raw: str) -> str:
    """Return a date whose parts stand in elements of their own as it looks on the screen."""
    return re.sub(" ?([-/:.]) ?", r"\1", raw.replace(JOINT, " ")) if JOINT in raw else raw


def _agree(best: Reading, other: Reading) -> bool:
    if "day" in {best.precision, other.precision}:
        return best.value.date() == other.value.date()
    return best.value.replace(second=0) == other.value.replace(second=0)


def _first(text: str, page: Page) -> Reading | None:
    found = find_dates(text, page.fetched_at)
    return found[0] if found else None


def _year(surface: Surface, page: Page) -> int | None:
    """Return the year of a date printed without one: the URL's, else that of the page's own data."""
    year = url_year(page.url)
    if year is None:
        stated = _stated(surface, page)
        year = stated[0].reading.value.year if stated else None
    return year


def _by_site(root: HtmlElement, rules: Rules, page: Page, year: int | None) -> list[_Candidate]:
    for selector in (*rules.date, *rules.byline):
        for element in select(selector, root):
            text = squeeze(" ".join(element.itertext()))
            text = text or element.get("content") or element.get("datetime") or ""
            found = [
                _Candidate(reading, "site", (_SITE, _is_update(reading, text)))
                for reading in find_dates(text, page.fetched_at, year)
            ]
            if found:
                return [min(found, key=lambda each: each.rank)]
    return []


def _is_update(reading: Reading, text: str) -> bool:
    return bool(_UPDATED.search(text, max(0, reading.start - _LABEL_REACH), reading.start))


def _is_labelled(reading: Reading, text: str) -> bool:
    return bool(_PUBLISHED.search(text, max(0, reading.start - _LABEL_REACH), reading.start))


def _printed(zones: Zones, page: Page, year: int | None) -> Iterator[_Candidate]:
    """Yield the dates that the page prints outside its text: in the header, above it, behind the text."""
    for place, rows in enumerate((zones.header, zones.above, zones.tail)):
        for index, row in enumerate(rows):
            if len(row.spaced) > LONGEST_DATE_ROW or is_prose(row.spaced):
                continue
            for text in filter(None, (row.parts, _with_next(rows, index))):
                for reading in find_dates(text, page.fetched_at, year):
                    # A day in a headline or a sentence is what that is about.
                    headline = place == 0 and index == 0
                    day = reading.precision == "day"
                    if day and (headline or _SENTENCE.search(row.spaced)):
                        continue
                    labelled = _is_labelled(reading, text)
                    stray = (place == 1 and day) or place == 2
                    layer = _STRAY if stray and not labelled else _VISIBLE
                    layer = _RELATIVE if reading.form == "relative" else layer
                    yield _Candidate(
                        reading,
                        "label",
                        (layer, _is_update(reading, text), place, day, day and not labelled, index),
                    )


def _with_next(rows: tuple[Line, ...], index: int) -> str:
    """Join year, day and clock that stand in blocks of their own; empty where this row is none of them."""
    group = rows[index : index + 3]
    if any(len(row.spaced) > _SHORT_CELL or not re.search("[0-9]", row.spaced) for row in group[:2]):
        return ""
    return " ".join(row.parts for row in group if len(row.spaced) <= _SHORT_CELL)


def _stated(surface: Surface, page: Page) -> list[_Candidate]:
    """Return the times that the page tells machines, those with a clock first."""
    found = [
        _Candidate(reading, fact.rule, (_STATED, reading.precision == "day", index))
        for index, fact in enumerate(surface.facts)
        if fact.kind == "published" and (reading := _first(fact.value, page))
    ]
    return sorted(found, key=lambda each: each.rank)


def _scripted(root: HtmlElement, page: Page) -> list[_Candidate]:
    """Return what the scripts say; they are asked where a page prints 昨天, or nothing."""
    for text in read_script_dates(root):
        # Ten digits are seconds since 1970, thirteen milliseconds.
        printed = datetime.fromtimestamp(int(text[:10]), BEIJING).isoformat() if text.isdigit() else text
        if reading := _first(printed, page):
            return [_Candidate(reading, "script", (_SCRIPTED,))]
    return []


def _by_url(page: Page) -> list[_Candidate]:
    day = url_date(page.url)
    reading = _first(day.isoformat(), page) if day else None
    return [_Candidate(reading, "url", ())] if reading else []


def _guessed(root: HtmlElement, page: Page) -> list[_Candidate]:
    """Ask htmldate, the last resort; it reads a year alone as 1 January, which is not believed."""
    from htmldate import find_date  # noqa: PLC0415  # slow to import and rarely needed

    latest = page.fetched_at.astimezone(BEIJING).strftime("%Y-%m-%d")
    guess = find_date(
        deepcopy(root), url=page.url, original_date=True, extensive_search=False, max_date=latest
    )
    reading = _first(guess, page) if guess and not guess.endswith("-01-01") else None
    return [_Candidate(reading, "htmldate", ())] if reading else []
