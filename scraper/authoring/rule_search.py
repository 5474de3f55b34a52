"""The selectors that show an article's values: found where the general reader has read them, and tried."""

from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines import clean
from pipelines.extract.tree.document import text_of
from schemas import Article, Rejection, Rules
from scraper.authoring.proposal import Reading, Suggestion
from scraper.authoring.selector_search import best_for, common_ancestor, find_holders
from scraper.families.catalogue import load_family

LONGEST_BYLINE = 160
"""Characters of an element that holds time and source and is still a byline."""


def find_rules(result: Suggestion, readings: Sequence[Reading]) -> None:
    """Propose the selectors that show the values which the general reader has read."""
    if not readings:
        result.unsure.append("rules: no article among the pages")
        return
    _propose(
        result, "title", [(one, one.article.title, _first_holder(one, one.article.title)) for one in readings]
    )
    bylines = [_byline(one) for one in readings]
    if all(holder is not None for holder in bylines):
        _propose(
            result,
            "byline",
            [(one, one.article.date_raw, b) for one, b in zip(readings, bylines, strict=True)],
        )
    else:
        _propose(
            result,
            "date",
            [(one, one.article.date_raw, _first_holder(one, one.article.date_raw)) for one in readings],
        )
        sources = [one for one in readings if one.article.source]
        _propose(
            result,
            "source",
            [(one, one.article.source or "", _first_holder(one, one.article.source)) for one in sources],
        )
    bodies = [(one, one.article.body.split("\n")[0], _body(one)) for one in readings]
    _propose(result, "body", bodies)
    editors = [(one, one.article.editor or "", _outside(one, one.article.editor)) for one in readings]
    if any(holder is not None for _, _, holder in editors):
        _propose(result, "editor", [each for each in editors if each[2] is not None])


def _propose(result: Suggestion, name: str, pages: Sequence[tuple[Reading, str, HtmlElement | None]]) -> None:
    known = [(one.root, holder, value) for one, value, holder in pages if holder is not None]
    best = best_for(known)
    if best is None:
        result.unsure.append(f"{name}: no element found that shows it alone; the general reader reads it")
        return
    result.rules[name] = best[0]
    if best[1] < len(pages):
        result.unsure.append(f"{name}: {best[0]} shows it on {best[1]} of {len(pages)} articles")


def _first_holder(one: Reading, value: str | None) -> HtmlElement | None:
    return next(iter(find_holders(one.root, value)), None) if value else None


def _byline(one: Reading) -> HtmlElement | None:
    """Return the element that shows both time and source and little else."""
    date = _first_holder(one, one.article.date_raw)
    if date is None or not one.article.source:
        return None
    shared = [common_ancestor(date, holder) for holder in find_holders(one.root, one.article.source)]
    small = [each for each in shared if len(text_of(each)) <= LONGEST_BYLINE]
    return min(small, key=lambda each: len(text_of(each)), default=None)


def _body(one: Reading) -> HtmlElement | None:
    lines = one.article.body.split("\n")
    ends = [find_holders(one.root, line)[-1:] for line in (lines[0], lines[-1])]
    if not all(ends):
        return None
    holder = common_ancestor(ends[0][0], ends[1][0])
    return holder.getparent() if holder.tag == "p" else holder


def _outside(one: Reading, value: str | None) -> HtmlElement | None:
    """Return the element that shows the editor outside the body; inside it the general reader finds him."""
    body = _body(one)
    holders = find_holders(one.root, value) if value else []
    return next((each for each in holders if body is None or body not in {each, *each.iterancestors()}), None)


def try_rules(result: Suggestion, readings: Sequence[Reading]) -> None:
    """Read the articles again with the proposed rules; a rule that makes a value worse is left out."""
    for name in tuple(result.rules):
        alone = Rules.model_validate({name: result.rules[name]})
        for one in readings:
            outcome = clean(one.page, alone)
            if isinstance(outcome, Rejection) or _values(outcome) != _values(one.article):
                result.unsure.append(
                    f"{name}: {result.rules.pop(name)} changes what is read from {one.page.url}"
                )
                break
    rules = Rules.model_validate(result.rules)
    if result.family and all(_reads_by_rule(one, load_family(result.family).rules) for one in readings):
        rules, result.rules = load_family(result.family).rules, {}
        result.reasons.append("its own rules read these articles: none need to be declared")
    result.readings = [(one.page.url, clean(one.page, rules)) for one in readings]


def _reads_by_rule(one: Reading, rules: Rules) -> bool:
    """Tell whether the rules find title, date and body by themselves, and all values as the general reader."""
    outcome = clean(one.page, rules)
    if isinstance(outcome, Rejection) or _values(outcome) != _values(one.article):
        return False
    return {outcome.evidence.title, outcome.evidence.date, outcome.evidence.body} == {"site"}


def _values(article: Article) -> tuple[object, ...]:
    return article.title, article.date, article.source, article.editor, article.author, article.body
