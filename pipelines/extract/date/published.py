"""The publication time of a page: each date with what speaks for it, and the one that is believed."""

import re
from datetime import date
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.date.dating import Dating, Layer
from pipelines.extract.date.grammar import Reading, find_dates
from pipelines.extract.date.occasions import Occasion, read_occasions
from pipelines.extract.date.printed import read_printed
from pipelines.extract.date.stamps import tells_a_clock
from pipelines.extract.date.stated import read_marks, read_scripts, read_stated
from pipelines.extract.date.url import url_date, url_year
from pipelines.extract.evidence.candidates import Candidate, Ground, choose, doubts, tell
from pipelines.extract.reading.lines import JOINT
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones
from pipelines.extract.tree.document import squeeze
from pipelines.extract.tree.selectors import select
from schemas import Beaten, Doubted, Moment, Page, Rules

_STATED = (Layer.STATED, Layer.SCRIPTED)


class Dated(NamedTuple):
    """The publication time, or None, and the dates of the page that were not believed."""

    moment: Moment | None
    doubted: tuple[Doubted, ...]


def read_date(surface: Surface, zones: Zones, rules: Rules, page: Page, title: str) -> Dated:
    """Return the publication time with what it beat and what was not believed; no moment where none is.

    A site's rule comes first, then the time printed near the headline, the page's own data, the URL's day,
    and last the day of a document. `title` is the article's headline, by which its data are known from others'.
    """
    stated = read_stated(surface, page, title)
    year = url_year(page.url) or next((each.reading.value.year for each in stated if not each.against), None)
    found = [
        *_by_site(surface.root, rules, page, year),
        *read_printed(surface, zones, page, _known_day(stated, page, year) or year),
        *stated,
        *_by_url(page),
    ]
    found = _agreeing(found)
    if not _is_exact(found):
        scripts = (element.text for element in surface.of_machine("script") if element.text)
        marks = read_marks(surface, zones, page, year)
        found = _agreeing([*_behind_marks(found, marks), *marks, *read_scripts(scripts, page, title)])
    return _settle(_without_contradiction(found))


def _known_day(stated: list[Dating], page: Page, year: int | None) -> date | None:
    """Return the day of `year` that the address tells, or else the page's own data where these tell one."""
    days = {each.reading.value.date() for each in stated if each.candidate().believed and not each.update}
    day = url_date(page.url) or (days.pop() if len(days) == 1 else None)
    return day if day and day.year == year else None


def _settle(found: list[Dating]) -> Dated:
    best, others, doubted = choose(each.candidate() for each in found)
    told = doubts("date", (_in_words(each) for each in doubted))
    if best is None:
        return Dated(None, told)
    updates = {each.reading for each in found if each.update}
    first, *rest = _refine([best, *others], updates)
    beaten = dict.fromkeys(
        Beaten(value=other.value.value.isoformat(), rule=other.rule, grounds=tell(other.grounds))
        for other in rest
        if not _agree(first.value, other.value)
    )
    moment = Moment(
        value=first.value.value,
        precision=first.value.precision,
        raw=_as_printed(first.value.raw),
        rule=first.rule,
        grounds=tell(first.grounds),
        beaten=tuple(beaten),
    )
    return Dated(moment, told)


def _in_words(each: Candidate[Reading]) -> Candidate[str]:
    return Candidate(each.value.value.isoformat(), each.rule, each.order, each.grounds, each.against)


def _is_exact(found: list[Dating]) -> bool:
    """Say whether a time is believed that attributes and scripts could not make better."""
    best, others, _ = choose(each.candidate() for each in found)
    if best is None or best.value.precision == "day" or best.order[0] > Layer.STATED:
        return False
    rival = others[0] if others and others[0].order[0] == best.order[0] == Layer.PRINTED else best
    return _agree(best.value, rival.value) or Ground.LABEL in best.grounds


def _behind_marks(found: list[Dating], marks: list[Dating]) -> list[Dating]:
    """Put a printed date without a label behind, where its element is marked as an update and another is not."""
    updates = {mark.reading.value.date() for mark in marks if mark.update}
    published = {mark.reading.value.date() for mark in marks if not mark.update and mark.candidate().believed}
    if not published or not updates - published:
        return found
    return [
        each._replace(order=(Layer.CHANGED, *each.order[1:]), update=True)
        if each.order[0] == Layer.PRINTED
        and Ground.LABEL not in each.grounds
        and each.reading.value.date() in updates - published
        else each
        for each in found
    ]


def _without_contradiction(found: list[Dating]) -> list[Dating]:
    """Doubt what counts back from the fetch, such as 5分钟前, where the address names another day."""
    days = {each.reading.value.date() for each in found if each.order[0] == Layer.URL}
    return [
        each._replace(against=each.against or "the address names another day")
        if each.reading.form == "relative" and days and each.reading.value.date() not in days
        else each
        for each in found
    ]


def _agreeing(found: list[Dating]) -> list[Dating]:
    """Return the dates with what other places say for them: the address, the page's data, the header."""
    days: dict[Ground, set[object]] = {Ground.URL: set(), Ground.STATED: set(), Ground.ELSEWHERE: set()}
    for each in found:
        day, layer = each.reading.value.date(), each.order[0]
        if layer == Layer.URL:
            days[Ground.URL].add(day)
        elif each.candidate().believed and not each.update:
            days[Ground.STATED if layer in _STATED else Ground.ELSEWHERE].add(day)
    return [
        each.agreeing({ground for ground, said in days.items() if _tells(each, ground) and day in said})
        for each in found
        for day in (each.reading.value.date(),)
    ]


def _tells(each: Dating, ground: Ground) -> bool:
    """Say whether a kind of place is another one than the date's own."""
    if ground is Ground.STATED:
        return each.order[0] not in _STATED
    return ground is not Ground.ELSEWHERE or each.order[0] in (*_STATED, Layer.URL, Layer.STRAY)


def _refine(found: list[Candidate[Reading]], updates: set[Reading]) -> list[Candidate[Reading]]:
    """Put first a time with a clock where the best is a day alone and both name the same day."""
    best = found[0].value
    if best.precision != "day" or found[0].rule == "site":
        return found
    for each in found[1:]:
        same_day = each.value.value.date() == best.value.date()
        ours = each.order[0] <= Layer.SCRIPTED or each.value.form == "yearless"
        if same_day and ours and each.value not in updates and tells_a_clock(each.value):
            return [each, *(other for other in found if other is not each)]
    return found


def _as_printed(raw: str) -> str:
    """Return a date whose parts stand in elements of their own as it looks on the screen."""
    return re.sub(" ?([-/:.]) ?", r"\1", raw.replace(JOINT, " ")) if JOINT in raw else raw


def _agree(best: Reading, other: Reading) -> bool:
    if "day" in {best.precision, other.precision}:
        return best.value.date() == other.value.date()
    return best.value.replace(second=0) == other.value.replace(second=0)


def _by_site(root: HtmlElement, rules: Rules, page: Page, year: int | None) -> list[Dating]:
    for selector in (*rules.date, *rules.byline):
        for element in select(selector, root):
            text = squeeze(" ".join(element.itertext()))
            text = text or element.get("content") or element.get("datetime") or ""
            readings = find_dates(text, page.fetched_at, year)
            found = [
                Dating(reading, "site", (Layer.SITE, _LAST.get(occasion, 0)), frozenset({Ground.SITE}))
                for reading, occasion in zip(readings, read_occasions(text, readings), strict=True)
            ]
            if found:
                return [min(found, key=lambda each: each.order)]
    return []


_LAST = {Occasion.UPDATED: 1, Occasion.DOCUMENT: 2, Occasion.OTHER: 3}
"""Of the dates in a site's element the publication comes first."""


def _by_url(page: Page) -> list[Dating]:
    day = url_date(page.url)
    found = find_dates(day.isoformat(), page.fetched_at) if day else ()
    return [Dating(found[0], "url", (Layer.URL,), frozenset({Ground.URL}))] if found else []
