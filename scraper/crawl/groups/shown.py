"""What a page shows: its articles, its doubtful groups, and everything else with the reason why it was left."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.address_form import folded_path
from scraper.crawl.groups.anchors import find_anchors
from scraper.crawl.groups.boxes import Row, gather_boxes
from scraper.crawl.groups.companions import accompany
from scraper.crawl.groups.naming import leads_to_more
from scraper.crawl.groups.sieve import (
    DOUBTFUL,
    FEWEST_REGULAR,
    SPOKEN,
    Company,
    Folder,
    count_codes,
    count_kin,
    folder_of_page,
    further_parts,
    is_regular,
    read_company,
    why_left,
)
from scraper.crawl.groups.signs import day_of_row, is_furniture, majority
from scraper.crawl.groups.verdicts import WEIGHTS, Believes, Judged, Reason, Verdict, judge_boxes
from scraper.crawl.links import base_of
from scraper.crawl.urls.domains import site_of

FEWEST_OF_PLATFORM = 5
"""Headlines that lead to another site before it is taken for the one that this site publishes on."""

FEWEST_KIN = 3
"""Articles of a page with addresses of one form before a headline that stands alone with such an address is one."""

_DATED_LIST = {Reason.MAIN, Reason.DAYS, Reason.NUMBERS}
"""Of a page's largest list, numbered and with days, short names are headlines: 夜校开课了."""

_UNLIKE_HEADLINES = {Reason.SHORT, Reason.IN_LINE, Reason.CROWDED, Reason.SEARCHES}


@dataclass(frozen=True, slots=True)
class Headline:
    """A link that a page shows: where it leads, what it is called, and the day beside it."""

    url: str
    name: str
    form: str
    place: int  # in the order of the page
    day: date | None = None
    why: str = ""  # it is no article


@dataclass(frozen=True, slots=True)
class Group:
    """Links that a page shows alike, what they are, and why."""

    verdict: Verdict
    headlines: tuple[Headline, ...]
    left: tuple[Headline, ...]
    reasons: tuple[Reason, ...]
    points: int

    def strays(self) -> tuple[Headline, ...]:
        """Return the links that may be articles though the others of their group are surer of it, or less so."""
        return tuple(one for one in self.left if one.why.startswith(DOUBTFUL))


@dataclass(frozen=True, slots=True)
class Shown:
    """The groups of a page; `platform` is another site that its main group leads to, empty where there is none."""

    groups: tuple[Group, ...]
    platform: str = ""

    def articles(self) -> list[Headline]:
        """Return the articles in the order of the page, each once."""
        taken = (one for group in self.groups if group.verdict is Verdict.ARTICLES for one in group.headlines)
        found: dict[str, Headline] = {}
        for one in sorted(taken, key=lambda one: one.place):
            found.setdefault(one.url, one)
        return list(found.values())

    def channels(self) -> list[Headline]:
        """Return the links to further lists: short names in a group of their own, and what says 更多.

        A line of them is navigation before the articles, and tags or the foot behind them; so are tags in their rows.
        """
        shown = {one.url for one in self.articles()} | {
            one.url for _, links in self.doubts() for one in links
        }
        places = [one.place for one in self.articles()]
        first = min(places, default=0)
        found: dict[str, Headline] = {}
        for group in self.groups:
            channels = Reason.SHORT in group.reasons and group.verdict is Verdict.OTHERS
            channels = channels and not accompany([one.place for one in group.left], places)
            in_line = Reason.IN_LINE in group.reasons
            for one in group.left:
                listed = channels and (one.place < first or not in_line)
                if (listed or leads_to_more(one.name)) and one.url not in shown:
                    found.setdefault(one.url, one)
        return list(found.values())

    def doubts(self) -> list[tuple[str, list[Headline]]]:
        """Return the doubtful links by the form of their addresses, the form of most links first."""
        sure = {one.url for one in self.articles()}
        forms: dict[str, dict[str, Headline]] = {}
        for group in self.groups:
            doubtful = group.headlines if group.verdict is Verdict.DOUBTFUL else ()
            for one in (*doubtful, *group.strays()):
                if one.url not in sure:
                    forms.setdefault(one.form, {}).setdefault(one.url, one)
        found = [(form, list(links.values())) for form, links in forms.items()]
        return sorted(found, key=lambda one: -len(one[1]))


def nothing_known(form: str) -> bool | None:
    """Return None: no article of any form was read yet."""
    return None


def read_shown(root: HtmlElement, url: str, believes: Believes = nothing_known) -> Shown:
    """Return what the page shows; `believes` tells what is known of a form of address: articles, none, nothing."""
    anchors = [one for one in find_anchors(root, base_of(root, url)) if one.target != url]
    home = site_of(url)
    judged = judge_boxes(gather_boxes(anchors), believes)
    platform = _find_platform(judged, home)
    chosen = [one.box for one in judged if one.verdict is Verdict.ARTICLES]
    kin = count_kin(chosen)
    channels = [row.anchor for one in judged if _shows_channels(one) for row in one.box.rows]
    sure = kin - Counter(folded_path(one.form) for one in channels)
    codes = count_codes(chosen) - Counter(map(folder_of_page, channels))
    parts = further_parts(anchor.target for anchor in anchors)
    seen = Seen({home, platform}, kin, parts)
    groups = [_as_group(each, seen) for one in judged for each in _promote(one, sure, codes)]
    return Shown(tuple(sorted(groups, key=_first_place)), platform)


def _find_platform(judged: Sequence[Judged], home: str) -> str:
    """Return the other site that the page's articles stand on: its largest group leads there, and none leads home."""
    groups = [one for one in judged if one.verdict is Verdict.ARTICLES]
    if any(one.signs.many >= FEWEST_KIN and _leads_to(one) == home for one in groups):
        return ""
    main = max(groups, key=lambda one: one.text, default=None)
    return _leads_to(main) if main is not None and main.signs.many >= FEWEST_OF_PLATFORM else ""


def _leads_to(one: Judged) -> str:
    return majority([row.anchor.site for row in one.box.rows])


def _shows_channels(one: Judged) -> bool:
    return Reason.SHORT in one.reasons and one.verdict is Verdict.OTHERS


def _promote(one: Judged, sure: Counter[str], codes: Counter[Folder]) -> Iterator[Judged]:
    """Yield the group; headlines in it whose addresses are those of many articles elsewhere are a group of these.

    Among codes drawn by lot one is letters alone now and then: its form is its own, its folder is theirs.
    """
    if one.verdict is Verdict.ARTICLES or _UNLIKE_HEADLINES & set(one.reasons):
        yield one
        return
    known = tuple(
        row
        for row in one.box.rows
        if row.anchor.share >= SPOKEN
        and (
            sure[folded_path(row.anchor.form)] >= FEWEST_KIN
            or codes[folder_of_page(row.anchor)] >= FEWEST_REGULAR
        )
        and not is_furniture(row.anchor.element)
    )
    places = {row.anchor.place for row in known}
    rest = tuple(row for row in one.box.rows if row.anchor.place not in places)
    if known:
        yield replace(one, box=replace(one.box, rows=known), reasons=(Reason.KNOWN_FORM,))
    if rest:
        yield replace(one, box=replace(one.box, rows=rest))


class Seen(NamedTuple):
    """What the whole page says of each of its links."""

    sites: set[str]  # whose articles are wanted
    kin: Counter[str]  # headlines by the form of their addresses
    parts: set[str]  # addresses that are further parts of articles beside them


def _as_group(one: Judged, seen: Seen) -> Group:
    taken: list[Headline] = []
    left: list[Headline] = []
    company = read_company(one.box)
    for row in one.box.rows:
        why = _why_left(row, one, company, seen)
        (left if why else taken).append(_as_headline(row, why))
    verdict = one.verdict if taken else Verdict.OTHERS
    return Group(verdict, tuple(taken), tuple(left), one.reasons, one.points)


def _why_left(row: Row, one: Judged, company: Company, seen: Seen) -> str:
    if row.anchor.site not in seen.sites:
        return "another site"
    if one.verdict is Verdict.OTHERS:
        against = ", ".join(reason.value for reason in one.reasons if WEIGHTS[reason] < 0)
        return against or "too little speaks for it"
    if row.anchor.target in seen.parts:
        return "a further part of an article"
    if set(one.reasons) >= _DATED_LIST and is_regular(row.anchor, company):
        return ""
    return why_left(row.anchor, company, seen.kin) or ""


def _as_headline(row: Row, why: str) -> Headline:
    return Headline(
        row.anchor.target, row.anchor.name, row.anchor.form, row.anchor.place, day_of_row(row), why
    )


def _first_place(group: Group) -> int:
    return min(one.place for one in (*group.headlines, *group.left))
