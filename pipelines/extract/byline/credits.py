"""The credits of an article: source, editor and author, each the best of what the page prints and states.

Best first: a site's rule; a label near the headline; a label behind the text; reporters that the text itself
names; an unlabelled outlet or name beside the date; what the page tells machines.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.byline.grammar import (
    Credit,
    merge_correspondents,
    read_closing,
    read_labels,
    read_people,
    read_source,
)
from pipelines.extract.byline.labels import find_labels
from pipelines.extract.byline.reporters import read_dateline, read_tail
from pipelines.extract.byline.unlabelled import is_button, read_beside_date
from pipelines.extract.reading.document import squeeze
from pipelines.extract.reading.furniture import is_notice
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.selectors import select
from pipelines.extract.reading.structured import Fact
from pipelines.extract.reading.surface import Surface
from pipelines.extract.reading.zones import Zones, is_prose
from pipelines.names import is_person
from schemas import Beaten, Found, Moment, Rules

Field = Literal["source", "editor", "author"]


class Credits(NamedTuple):
    """Who gave the article, who edited it, who wrote it; None where the page does not say."""

    source: Found | None = None
    editor: Found | None = None
    author: Found | None = None


class _Candidate(NamedTuple):
    field: Field
    value: str
    rule: str
    rank: tuple[int, int]  # layer, then the label's own rank


LONGEST_FAR_CREDIT = 60
"""Characters of a row that names an editor inside the text or far behind it."""
_LABEL_ALONE = 8
"""Characters of a row that is nothing but a label."""
_LINKED = 0.8
"""Share of link text from which a row points elsewhere."""

_SITE, _HEADER, _TAIL, _ABOVE, _FAR, _TEXT, _BESIDE_DATE, _STATED = range(8)
"""Layers: a lower one beats all that are higher."""
_OPENING = 4
"""Paragraphs from the start among which a dateline stands; sub-headings and captions may go before it."""
_CLOSING = 3
"""Paragraphs from the end that a bare name may sign; a disclaimer or a picture credit may follow."""
_LAST_LINES = 10
"""Paragraphs from the end among which a line naming 记者 stands; a player or a share bar may follow it."""


def read_credits(surface: Surface, zones: Zones, rules: Rules, body: str, date: Moment | None) -> Credits:
    """Return the credits of the page, each with the readings it beat; a null is never filled by a guess."""
    found = [*_by_site(surface.root, rules), *_labelled(zones, body), *_in_text(zones, body)]
    editors = {each.value for each in found if each.field == "editor"}
    known = {name for each in found if each.field != "source" for name in each.value.split("、")}
    for field, value in read_beside_date(zones, date):
        if known.isdisjoint(value.split("、")):
            found.append(_Candidate(field, value, "beside_date", (_BESIDE_DATE, 0)))
    found += _stated(surface.facts, editors, zones)
    return Credits(*(_best([each for each in found if each.field == field]) for field in Credits._fields))


def _best(candidates: list[_Candidate]) -> Found | None:
    if not candidates:
        return None
    best, *others = sorted(candidates, key=lambda each: each.rank)
    beaten = dict.fromkeys(
        Beaten(value=other.value, rule=other.rule) for other in others if other.value != best.value
    )
    return Found(value=best.value, rule=best.rule, beaten=tuple(beaten))


def _by_site(root: HtmlElement, rules: Rules) -> Iterator[_Candidate]:
    for selector in rules.byline:
        for element in select(selector, root):
            for credit in read_labels(squeeze(" ".join(element.itertext()))):
                if credit.role != "other":
                    yield _Candidate(credit.role, credit.value, "site", (_SITE, 1 + credit.rank))
    fields: tuple[Field, ...] = ("source", "editor", "author")
    for field in fields:
        for selector in getattr(rules, field):
            for element in select(selector, root):
                text = squeeze(" ".join(element.itertext()))
                value = _value_of(field, text)
                if value:
                    yield _Candidate(field, value, "site", (_SITE, 0))


def _value_of(field: Field, text: str) -> str | None:
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
    if credits or find_labels(text) or is_notice(text) or is_button(text) or re.search("[:：]$", text):
        return None
    return read_source(text) if field == "source" else read_people(text)


def _labelled(zones: Zones, body: str) -> Iterator[_Candidate]:
    for layer, rows in ((_HEADER, zones.header), (_TAIL, zones.tail), (_ABOVE, zones.above)):
        credits: list[Credit] = []
        for line in _lines(rows):
            credits += read_labels(line)
        yield from _candidates(merge_correspondents(tuple(credits)), layer)
    for paragraph in body.split("\n")[-_CLOSING:] if body else ():
        yield from _candidates(read_closing(paragraph), _TAIL)
    # A body that goes too far hides the editor between its own rows; share bars put it farther behind.
    for layer, rows in ((_TAIL, zones.prose), (_FAR, zones.far)):
        for row in rows:
            if len(row.spaced) <= LONGEST_FAR_CREDIT and not _is_link(row):
                editors = (each for each in read_labels(row.parts) if each.role == "editor")
                yield from _candidates(tuple(each for each in editors if each.rank <= 1), layer)


def _lines(rows: tuple[Line, ...]) -> Iterator[str]:
    """Yield the rows that may hold credits; a label alone in its row is joined with the row behind it."""
    for index, row in enumerate(rows):
        if is_prose(row.spaced) or _is_link(row):
            continue
        alone = len(row.spaced) <= _LABEL_ALONE and row.spaced.endswith((":", "："))
        yield JOINT.join(each.parts for each in rows[index : index + 1 + alone])


def _is_link(row: Line) -> bool:
    return row.linked > _LINKED * len(row.spaced)


def _candidates(credits: tuple[Credit, ...], layer: int) -> Iterator[_Candidate]:
    for credit in credits:
        if credit.role != "other":
            # 责编 anywhere is the editor before 编辑 near the headline is.
            rank = (
                (_HEADER, credit.rank) if credit.role == "editor" and layer != _FAR else (layer, credit.rank)
            )
            yield _Candidate(credit.role, credit.value, "label", rank)


def _in_text(zones: Zones, body: str) -> Iterator[_Candidate]:
    paragraphs = body.split("\n") if body else []
    # Reporters may stand in a row or a cell of their own that is no part of the text.
    cells = [cell for row in zones.header for cell in row.parts.split(JOINT)]
    after = [row.spaced for row in zones.tail[:_CLOSING]]
    closing = [*paragraphs[-_CLOSING:], *after]
    for text in (*cells, *paragraphs[:_OPENING]):
        if author := read_dateline(text):
            yield _Candidate("author", author, "dateline", (_TEXT, 0))
    for text in reversed((*paragraphs[:_OPENING], *paragraphs[-_LAST_LINES:], *after)):
        if author := read_tail(text, signed=text in closing):
            yield _Candidate("author", author, "tail", (_TEXT, 1))


def _stated(facts: tuple[Fact, ...], editors: set[str], zones: Zones) -> Iterator[_Candidate]:
    """Read what the page tells machines. An author there is often the editor, the outlet or the webmaster."""
    seen = "".join(row.spaced for rows in (zones.header, zones.tail) for row in rows)
    for fact in facts:
        if fact.kind in {"source", "editor"}:
            field: Field = "source" if fact.kind == "source" else "editor"
            value = _value_of(field, fact.value)
            if value and not value.isdigit():  # a number is the editor's account
                yield _Candidate(field, value, fact.rule, (_STATED, 0))
        elif fact.kind == "author":
            author = _value_of("author", fact.value)
            if not author or author in editors or not all(is_person(name) for name in author.split("、")):
                continue
            if fact.rule != "meta" or author in seen:
                yield _Candidate("author", author, fact.rule, (_STATED, 0))
