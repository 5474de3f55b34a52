"""The credits of an article: source, editor and author, each the best of what the page prints and states."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipelines.extract.body import Body
from pipelines.extract.byline import Credit, read_dateline, read_labels, read_people, read_source, read_tail
from pipelines.extract.lines import JOINT, Line, Lines, squeeze
from pipelines.extract.names import is_person
from pipelines.extract.structured import Fact
from pipelines.extract.zones import Zones, is_prose
from schemas import Beaten, Found, Rules


class Credits(NamedTuple):
    """Who gave the article, who edited it, who wrote it; None where the page does not say."""

    source: Found | None = None
    editor: Found | None = None
    author: Found | None = None


class _Candidate(NamedTuple):
    value: str
    rule: str
    rank: tuple[int, ...]


def read_credits(lines: Lines, facts: tuple[Fact, ...], zones: Zones, rules: Rules, body: Body | None) -> Credits:
    """Return the credits of the page, each with the readings it beat."""
    found: dict[str, list[_Candidate]] = {"source": [], "editor": [], "author": []}
    for layer, rule, text in (*_site_lines(lines, rules), *_label_lines(zones, body)):
        for credit in read_labels(text):
            found[credit.role].append(_Candidate(credit.value, rule, (layer, credit.rank)))
    return Credits(*(_best(found[field]) for field in ("source", "editor", "author")))


def _best(candidates: list[_Candidate]) -> Found | None:
    if not candidates:
        return None
    best, *others = sorted(candidates, key=lambda each: each.rank)
    beaten = dict.fromkeys(Beaten(value=other.value, rule=other.rule) for other in others if other.value != best.value)
    return Found(value=best.value, rule=best.rule, beaten=tuple(beaten))


def _site_lines(lines: Lines, rules: Rules) -> Iterator[tuple[int, str, str]]:
    for selector in rules.byline:
        for element in lines.root.cssselect(selector):
            yield 0, "site", squeeze(" ".join(element.itertext()))


def _label_lines(zones: Zones, body: Body | None) -> Iterator[tuple[int, str, str]]:
    for row in zones.header:
        if not is_prose(row.text):
            yield 1, "label", row.parts
    for row in zones.tail:
        if not is_prose(row.text):
            yield 2, "label", row.parts
