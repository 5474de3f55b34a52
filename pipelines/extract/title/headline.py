"""The headline: the visible one, without the site's name behind it.

引题 (above) and 副题 (below) stand in elements of their own and stay out: the title is the main headline.
"""

from collections.abc import Iterator

from pipelines.extract.evidence.candidates import Candidate, Ground, Settled, settle
from pipelines.extract.reading.surface import Surface
from pipelines.extract.title.headings import read_headings
from pipelines.extract.title.place import read_place
from pipelines.extract.title.plain_words import plain
from pipelines.extract.title.site_names import SiteNames
from pipelines.extract.title.statements import Statements
from pipelines.extract.title.suffixes import split_title
from pipelines.extract.tree.document import squeeze
from pipelines.extract.tree.selectors import select
from schemas import Rules

_STATED = 3.0
"""Likeness to a headline of what <title> says: a row that falls short of it loses to <title>."""
_SHORT = 6
"""Characters of a statement that a visible line beats: it may be a name that the page does not tell as one."""
_DOUBTFUL = 0.5
_MOST_DOUBTED = 4
"""Candidates that are not believed of which the explanation tells; a page has dozens of headings."""


def read_title(surface: Surface, rules: Rules) -> Settled:
    """Return the headline of the page, or none, and what was not believed to be it.

    Headings and title-like elements compete; <title>, og:title and the date below are evidence for one.
    """
    if sited := next(_sited(surface, rules), None):
        return settle("title", [sited])
    names = SiteNames(surface)
    statements = Statements(surface, names)
    headings = list(read_headings(surface.rows, statements, names))
    settled = settle("title", [*headings, *_stated(statements)], _MOST_DOUBTED)
    if settled.found is None or settled.found.rule != "heading":
        places = read_place(statements, names)
        candidates = [*headings, *_stated(statements, beside_places=True), *places]
        settled = settle("title", candidates, _MOST_DOUBTED)
    return settled


def _sited(surface: Surface, rules: Rules) -> Iterator[Candidate[str]]:
    for selector in rules.title:
        for element in select(selector, surface.root):
            if text := squeeze("".join(element.itertext())):
                yield Candidate(text, "site", (0.0,), frozenset({Ground.SITE}))


def _stated(statements: Statements, *, beside_places: bool = False) -> Iterator[Candidate[str]]:
    """Yield what the page says its headline is; the first of those that agree stands for all."""
    for number, each in enumerate(statements.all):
        value = each.headline or each.text
        against = "" if each.headline else "the name of the site or a channel"
        # 科普山阳 says less than the line in front of the date, and so does a name that the text never speaks of.
        sure = not beside_places or _is_sure(value, statements)
        # The article's own data say its headline; <title> of such pages is often the site's name alone.
        rank = 0.5 if each.rule == "state" else 1.0
        order = (-_STATED if sure else -_DOUBTFUL, rank, float(number))
        yield Candidate(value, "meta", order, frozenset({Ground.STATED}), against)


def _is_sure(value: str, statements: Statements) -> bool:
    """Say whether a statement is more than a few names, and what the text speaks of."""
    return any(len(plain(part)) > _SHORT for part in split_title(value)) and statements.repeated(value) > 0
