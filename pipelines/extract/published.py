"""The publication time of a page: the printed one first, publishing before updating, then what the page tells machines."""

import re
from datetime import datetime
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.body import Body
from pipelines.extract.dates import BEIJING, Reading, find_dates, url_date, url_year
from pipelines.extract.lines import Line, Lines, squeeze
from pipelines.extract.selectors import select
from pipelines.extract.structured import Fact, read_script_dates
from pipelines.extract.zones import Zones
from schemas import Beaten, Moment, Page, Rules

_UPDATED = re.compile("(?:更新|修改|编辑|修訂|修订|最后)[^0-9]{0,8}$")
_PUBLISHED = re.compile("(?:发布|發布|发表|發表|发稿|时间|時間|日期|刊发|上传)[^0-9]{0,8}$")
LONGEST_DATE_ROW = 160
"""Characters; a longer row is prose or a list."""
_SHORT_CELL = 12
"""Characters; year, day and clock in blocks of their own are shorter."""


_SITE, _VISIBLE, _STATED, _SCRIPTED, _RELATIVE = range(5)
"""Layers: a lower one beats all that are higher. 昨天 is only as good as the hour of the fetch."""


class _Candidate(NamedTuple):
    reading: Reading
    rule: str
    rank: tuple[int, ...]


def read_date(lines: Lines, facts: tuple[Fact, ...], zones: Zones, rules: Rules, page: Page) -> Moment | None:
    """Return the publication time with what it beat, or None where the page says none.

    A site's rule comes first, then the printed time near the headline, the page's own data, the URL's day, and
    last htmldate, which is believed to the day only.
    """
    year = _year(facts, page)
    candidates = [*_by_site(lines.root, rules, page, year), *_printed(zones, page, year), *_stated(facts, page)]
    if not candidates or all(each.reading.form == "relative" for each in candidates):
        candidates += _scripted(lines.root, page)
    candidates.sort(key=lambda each: each.rank)
    day = url_date(page.url)
    if day is not None and (reading := _first(day.isoformat(), page, None)):
        candidates.append(_Candidate(reading, "url", ()))
    if not candidates:
        candidates = _guessed(lines.root, page)
    if not candidates:
        return None
    best, *others = candidates
    return Moment(
        value=best.reading.value,
        precision=best.reading.precision,
        raw=best.reading.raw,
        rule=best.rule,
        beaten=tuple(
            Beaten(value=other.reading.value.isoformat(), rule=other.rule)
            for other in others
            if not _agree(best.reading, other.reading)
        ),
    )


def _agree(best: Reading, other: Reading) -> bool:
    if "day" in {best.precision, other.precision}:
        return best.value.date() == other.value.date()
    return best.value.replace(second=0) == other.value.replace(second=0)


def _first(text: str, page: Page, year: int | None) -> Reading | None:
    found = find_dates(text, page.fetched_at, year)
    return found[0] if found else None


def _year(facts: tuple[Fact, ...], page: Page) -> int | None:
    """The year of a date printed without one."""
    year = url_year(page.url)
    if year is None:
        stated = [reading for fact in facts if fact.kind == "published" and (reading := _first(fact.value, page, None))]
        year = stated[0].value.year if stated else None
    return year


def _by_site(root: HtmlElement, rules: Rules, page: Page, year: int | None) -> list[_Candidate]:
    for selector in (*rules.date, *rules.byline):
        for element in select(selector, root):
            text = squeeze(" ".join(element.itertext())) or element.get("content") or element.get("datetime") or ""
            readings = [_candidate_of(reading, text, "site", _SITE) for reading in find_dates(text, page.fetched_at, year)]
            if readings:
                return [min(readings, key=lambda each: each.rank)]
    return []


def _candidate_of(reading: Reading, text: str, rule: str, layer: int, *more: int) -> _Candidate:
    before = text[max(0, reading.start - 14) : reading.start]
    updated = bool(_UPDATED.search(before))
    unlabelled = not _PUBLISHED.search(before)
    return _Candidate(reading, rule, (layer, reading.form == "relative", updated, *more, unlabelled))


def _printed(zones: Zones, page: Page, year: int | None) -> list[_Candidate]:
    found: list[_Candidate] = []
    for place, rows in enumerate((zones.header, zones.above, zones.tail)):
        for index, row in enumerate(rows):
            if len(row.text) > LONGEST_DATE_ROW:
                continue
            for text in (row.parts, _with_next(rows, index)):
                for reading in find_dates(text, page.fetched_at, year) if text else ():
                    if place == 2 and not _stands_alone(reading, text):
                        continue
                    if _in_headline(row, reading):
                        continue
                    layer = _RELATIVE if reading.form == "relative" else _VISIBLE
                    found.append(
                        _candidate_of(reading, text, "label", layer, place, reading.precision == "day", index)
                    )
    return found


def _in_headline(row: Line, reading: Reading) -> bool:
    """A day inside a sentence is what the sentence is about."""
    return reading.precision == "day" and len(row.text) - len(reading.raw) > 60


def _stands_alone(reading: Reading, text: str) -> bool:
    return bool(_PUBLISHED.search(text[: reading.start])) or len(text) - len(reading.raw) < 12


def _with_next(rows: tuple[Line, ...], index: int) -> str:
    """Join year, day and clock that stand in blocks of their own."""
    group = rows[index : index + 3]
    if any(len(row.text) > _SHORT_CELL or not re.search("[0-9]", row.text) for row in group[:2]):
        return ""
    return " ".join(row.parts for row in group if len(row.text) <= _SHORT_CELL)


def _stated(facts: tuple[Fact, ...], page: Page) -> list[_Candidate]:
    found = []
    for index, fact in enumerate(facts):
        if fact.kind == "published":
            reading = _first(fact.value, page, None)
            if reading:
                found.append(_Candidate(reading, fact.rule, (_STATED, reading.precision == "day", index)))
    return found


def _scripted(root: HtmlElement, page: Page) -> list[_Candidate]:
    """Read the scripts of a page that prints 昨天, or nothing."""
    found = []
    for text in read_script_dates(root):
        if text.isdigit():
            seconds = int(text[:10])
            text = datetime.fromtimestamp(seconds, BEIJING).isoformat()
        if reading := _first(text, page, None):
            found.append(_Candidate(reading, "script", (_SCRIPTED, len(found))))
    return found[:1]


def _guessed(root: HtmlElement, page: Page) -> list[_Candidate]:
    """Ask htmldate, the last resort: it reads a year alone as 1 January, which is not believed."""
    from htmldate import find_date  # noqa: PLC0415  # slow to import and rarely needed

    guess = find_date(
        root, url=page.url, original_date=True, extensive_search=False, max_date=page.fetched_at.strftime("%Y-%m-%d")
    )
    if not guess or guess.endswith("-01-01"):
        return []
    reading = _first(guess, page, None)
    return [_Candidate(reading, "htmldate", ())] if reading else []
