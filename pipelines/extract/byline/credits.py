"""The credits of an article: source, editor and author, each the best of what the page prints and states.

Best first: a site's rule; a label near the headline; a label behind the text; reporters that the text itself
names; an outlet or name beside the date that is known by more than its place; what the page tells machines.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from pipelines.controls.lone_words import is_button_word
from pipelines.extract.byline.attributes import read_attributes
from pipelines.extract.byline.closing import read_closing
from pipelines.extract.byline.grammar import (
    Credit,
    merge_correspondents,
    read_labels,
    read_source,
)
from pipelines.extract.byline.labels import find_labels
from pipelines.extract.byline.mentions import Agreement
from pipelines.extract.byline.nobody import names_nobody
from pipelines.extract.byline.pairs import credit_lines, is_link
from pipelines.extract.byline.people import read_people
from pipelines.extract.byline.reporters import read_dateline, read_tail
from pipelines.extract.byline.unlabelled import find_date_row, read_beside_date
from pipelines.extract.evidence.candidates import Candidate, Ground, settle
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.structured import Fact
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones, is_prose
from pipelines.extract.tree.document import squeeze
from pipelines.extract.tree.selectors import select
from pipelines.names import has_form_of_name, is_person, is_signature
from schemas import Doubted, Found, Moment, Rules

Role = Literal["source", "editor", "author"]
_Read = tuple[Role, Candidate[str]]


class Credits(NamedTuple):
    """Who gave the article, who edited it, who wrote it, None where the page does not say; and what is doubted."""

    source: Found | None = None
    editor: Found | None = None
    author: Found | None = None
    doubted: tuple[Doubted, ...] = ()


_ROLES: tuple[Role, ...] = ("source", "editor", "author")
LONGEST_FAR_CREDIT = 60
"""Characters of a row that names an editor inside the text or far behind it."""

LONGEST_HIDDEN_CREDIT = 120
"""Characters of a hidden row of credits: time, source, author and editor."""

_SITE, _HEADER, _TAIL, _ABOVE, _FAR, _TEXT, _BESIDE_DATE, _STATED = range(8)
"""Layers: a lower one beats all that are higher."""
_OPENING = 4
"""Paragraphs from the start among which a dateline stands; sub-headings and captions may go before it."""
_CLOSING = 3
"""Paragraphs from the end that a bare name may sign; a disclaimer or a picture credit may follow."""
_DAY = re.compile("((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})")
_ASKS = re.compile("(?:记者|記者|问|問|答|主持人)[:：]")
_LAST_LINES = 10
"""Paragraphs from the end among which a line naming 记者 stands; a player or a share bar may follow it."""


def read_credits(surface: Surface, zones: Zones, rules: Rules, body: str, date: Moment | None) -> Credits:
    """Return the credits of the page, each with the readings it beat; a null is never filled by a guess."""
    found = [*_by_site(surface.root, rules), *_labelled(zones, body, date), *_in_text(zones, body)]
    found += _in_attributes(zones, date)
    agreement = Agreement(surface, zones, body, sourced=any(role == "source" for role, _ in found))
    editors = {each.value for role, each in found if role == "editor"}
    known = {name for role, each in found if role != "source" for name in each.value.split("、")}
    for guess in read_beside_date(zones, date, agreement):
        if known.isdisjoint(guess.value.split("、")):
            order = (_BESIDE_DATE, 0)
            candidate = Candidate(guess.value, "beside_date", order, guess.grounds, guess.against)
            found.append((guess.field, candidate))
    found += _stated((*surface.facts, *_hidden(zones)), editors, zones)
    found = list(_prefer_whole_lists(found))
    settled = {role: settle(role, (each for field, each in found if field == role)) for role in _ROLES}
    doubted = tuple(doubt for each in settled.values() for doubt in each.doubted)
    return Credits(settled["source"].found, settled["editor"].found, settled["author"].found, doubted)


def _candidate(value: str, rule: str, order: tuple[int, int], *grounds: Ground) -> Candidate[str]:
    return Candidate(value, rule, order, frozenset(grounds))


def _by_site(root: HtmlElement, rules: Rules) -> Iterator[_Read]:
    for selector in rules.byline:
        for element in select(selector, root):
            for credit in read_labels(squeeze(" ".join(element.itertext()))):
                if credit.role != "other":
                    order = (_SITE, 1 + credit.rank)
                    yield credit.role, _candidate(credit.value, "site", order, Ground.SITE, Ground.LABEL)
    for role in _ROLES:
        for selector in getattr(rules, role):
            for element in select(selector, root):
                text = squeeze(" ".join(element.itertext()))
                value = _value_of(role, text)
                if value:
                    yield role, _candidate(value, "site", (_SITE, 0), Ground.SITE)


def _value_of(field: Role, text: str) -> str | None:
    """Read an element that is known to hold one field: its label may stand in it or not.

    >>> _value_of("editor", "责编：李某某"), _value_of("editor", "李某某"), _value_of("editor", "分享到")
    ('李某某', '李某某', None)
    >>> _value_of("source", "作者：李某某") is None
    True
    """
    credits = read_labels(text)
    labelled = [credit for credit in credits if credit.role == field]
    if labelled:
        return min(labelled, key=lambda credit: credit.rank).value
    if credits or find_labels(text) or is_notice(text) or is_button_word(text) or re.search("[:：]$", text):
        return None
    return read_source(text) if field == "source" else read_people(text)


def _labelled(zones: Zones, body: str, date: Moment | None) -> Iterator[_Read]:
    above = tuple(row for row in zones.above if not _is_of_another_day(row, date))
    for layer, rows in ((_HEADER, zones.header), (_TAIL, zones.tail), (_ABOVE, above)):
        among = layer != _TAIL or _are_credits(rows, zones)
        credits = [credit for line in credit_lines(rows, among_credits=among) for credit in line]
        yield from _candidates(merge_correspondents(tuple(credits)), layer)
    for paragraph in body.split("\n")[-_CLOSING:] if body else ():
        yield from _candidates(read_closing(paragraph), _TAIL)
    # A body that goes too far hides the editor between its own rows; share bars put it farther behind.
    for layer, rows in ((_TAIL, zones.prose), (_FAR, zones.far)):
        for row in rows:
            if len(row.spaced) <= LONGEST_FAR_CREDIT and not is_link(row):
                editors = (each for each in read_labels(row.parts) if each.role == "editor")
                yield from _candidates(tuple(each for each in editors if each.rank <= 1), layer)


def _is_of_another_day(row: Line, date: Moment | None) -> bool:
    """Tell whether a row above the headline prints a day that is not the article's: it tells of another."""
    printed = _DAY.search(row.spaced)
    if printed is None or date is None:
        return False
    return tuple(map(int, printed.groups())) != (date.value.year, date.value.month, date.value.day)


def _are_credits(tail: tuple[Line, ...], zones: Zones) -> bool:
    """Tell whether a tail begins with labelled rows, and nobody is asked in the text: 记者：为什么 is no credit."""
    # A cell that is nothing but a label is one too: 编辑 beside its name in a table.
    opening = [find_labels(f"{row.parts}{JOINT}")[:1] for row in tail[:_CLOSING]]
    labelled = [label for labels in opening for label in labels if not label.start and label.role != "other"]
    return len(labelled) > 1 and not any(_ASKS.match(row.spaced) for row in zones.prose)


def _candidates(credits: tuple[Credit, ...], layer: int) -> Iterator[_Read]:
    for credit in credits:
        if credit.role != "other":
            # 责编 anywhere is the editor before 编辑 near the headline is.
            near = credit.role == "editor" and layer != _FAR
            order = (_HEADER, credit.rank) if near else (layer, credit.rank)
            yield credit.role, _candidate(credit.value, "label", order, Ground.LABEL)


def _in_text(zones: Zones, body: str) -> Iterator[_Read]:
    paragraphs = body.split("\n") if body else []
    # Reporters may stand in a row or a cell of their own that is no part of the text.
    cells = [cell for row in zones.header for cell in row.parts.split(JOINT)]
    after = [row.spaced for row in zones.tail[:_CLOSING]]
    closing = [*paragraphs[-_CLOSING:], *after]
    for text in (*cells, *paragraphs[:_OPENING]):
        if author := read_dateline(text):
            yield "author", _candidate(author, "dateline", (_TEXT, 0), Ground.TEXT)
    for text in reversed((*paragraphs[:_OPENING], *paragraphs[-_LAST_LINES:], *after)):
        if author := read_tail(text, signed=text in closing):
            yield "author", _candidate(author, "tail", (_TEXT, 1), Ground.TEXT)


def _in_attributes(zones: Zones, date: Moment | None) -> Iterator[_Read]:
    """Read outlets that are pictures: the alt or title behind an empty label, or beside the date."""
    for value, grounds in read_attributes(zones.header, find_date_row(zones, date)):
        yield "source", Candidate(value, "attribute", (_BESIDE_DATE, 1), grounds)


def _hidden(zones: Zones) -> Iterator[Fact]:
    """Yield what hidden rows under the headline say behind labels: a template writes it so for machines."""
    for row in zones.unseen:
        if len(row.spaced) <= LONGEST_HIDDEN_CREDIT and not (is_prose(row.spaced) or is_link(row)):
            for credit in read_labels(row.parts):
                if credit.role != "other" and not credit.rank:
                    yield Fact(credit.role, credit.value, "hidden")


def _stated(facts: tuple[Fact, ...], editors: set[str], zones: Zones) -> Iterator[_Read]:
    """Read what the page tells machines. An author there is often the editor, the outlet or the webmaster."""
    seen = "".join(row.spaced for rows in (zones.header, zones.tail) for row in rows)
    for fact in facts:
        if fact.kind in {"source", "editor"}:
            role: Role = "source" if fact.kind == "source" else "editor"
            value = _value_of(role, fact.value)
            if value and not value.isdigit():  # a number is the editor's account
                against = "the word names nobody" if names_nobody(value) and role == "source" else ""
                grounds = frozenset({Ground.STATED})
                yield role, Candidate(value, fact.rule, (_STATED, 0), grounds, against)
        elif fact.kind == "author":
            author = _value_of("author", fact.value)
            names = author.split("、") if author else []
            if not author or author in editors or not _are_stated_names(names):
                continue
            unseen = fact.rule == "meta" and author not in seen
            against = "the page prints it nowhere" if unseen else ""
            grounds = frozenset({Ground.STATED})
            yield "author", Candidate(author, fact.rule, (_STATED, 0), grounds, against)


def _are_stated_names(names: list[str]) -> bool:
    """Tell whether each word is a name; one of three characters is vouched for by a sure one beside it."""
    sure = [name for name in names if is_person(name) or has_form_of_name(name)]
    return bool(sure) and all(name in sure or is_signature(name) for name in names)


def _prefer_whole_lists(found: list[_Read]) -> Iterator[_Read]:
    """Yield the readings with a labelled author giving way to a list of reporters that holds it and more.

    记者 张某 通讯员 全某某: where a name is strange the label reads the first alone.
    """
    lists = [
        each for role, each in found if role == "author" and Ground.TEXT in each.grounds and each.believed
    ]
    for role, each in found:
        names = set(each.value.split("、"))
        whole = next((more for more in lists if names < set(more.value.split("、"))), None)
        if role == "author" and Ground.LABEL in each.grounds and whole is not None:
            yield role, replace(whole, order=each.order)
        yield role, each
