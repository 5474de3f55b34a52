"""What a probe says of a site's declarations: which hold, which do not, and what confidence to write down."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas import Article, Rejection, Rules
from schemas.rules import Field
from scraper.authoring.probing import Probed
from scraper.crawl.spider import Confidence

FEWEST_LINKS = 3
"""Articles of a listing below which it is not the list of a site that publishes every day."""

_BYLINE: tuple[Field, ...] = ("date", "source", "editor", "author")
_FIELDS: tuple[Field, ...] = ("title", "date", "source", "editor", "author", "body")


class Check(NamedTuple):
    """One declaration beside what was seen."""

    held: bool | None  # None: it was not tested
    declaration: str
    seen: str


def check_declarations(one: Probed) -> list[Check]:
    """Return each declaration of a site with what was seen of it."""
    if one.lost:
        return [Check(False, "start_urls", f"{one.listing or '-'}: {one.lost}")]
    links = f"{one.articles} of {one.shown} links are articles"
    checks = [Check(one.articles >= FEWEST_LINKS, "article_links, article_url", one.drift or links)]
    checks += [
        Check(False, "article", f"{each.url}: {each.ruled.reason.value}: {each.ruled.detail}")
        for each in one.read
        if isinstance(each.ruled, Rejection)
    ]
    articles = [(each.ruled, each.general) for each in one.read if isinstance(each.ruled, Article)]
    if not articles:
        return [*checks, Check(None, "rules", "no article was read")]
    ruled = [article for article, _ in articles]
    checks += [_check_field(name, one.site.rules, ruled) for name in _declared(one.site.rules)]
    checks += [
        Check(
            False, name, f"the rule reads {_short(mine)}, the general reader {_short(theirs)}: {article.url}"
        )
        for article, general in articles
        if isinstance(general, Article)
        for name in ("title", "date", "source")
        if (theirs := getattr(general, name)) is not None and (mine := getattr(article, name)) != theirs
    ]
    return checks


def propose_confidence(one: Probed, checks: Sequence[Check]) -> Confidence | None:
    """Return the confidence to write down; None where nothing was reached, which says nothing of the declarations.

    High: all that was tested holds. Medium: articles are read, but a rule found nothing or reads otherwise than the
    general reader does. Low: the listing or an article failed.
    """
    if one.lost:
        return None
    failed = {check.declaration for check in checks if check.held is False}
    if not failed:
        return "high" if any(check.held for check in checks[1:]) else "low"
    return "low" if failed & {"article_links, article_url", "article"} else "medium"


def _declared(rules: Rules) -> Iterator[Field]:
    """Yield the fields that a rule of the site names, by itself or with the byline."""
    for name in _FIELDS:
        if getattr(rules, name) or (rules.byline and name in _BYLINE):
            yield name


def _check_field(name: Field, rules: Rules, articles: Sequence[Article]) -> Check:
    """Return whether the rule for a field gave it; a field that a byline may leave out is tested where it is printed."""
    gave = [getattr(article.evidence, name) for article in articles]
    by_rule = sum(rule.startswith("site") for rule in gave)
    others = sorted({rule for rule in gave if not rule.startswith("site")} - {"none"})
    seen = f"{by_rule} of {len(gave)} by its rule" + (f", else {', '.join(others)}" if others else "")
    if by_rule:
        return Check(True, name, seen)
    optional = not getattr(rules, name) and name not in rules.requires
    return Check(None if optional or not others else False, name, seen)


def _short(value: object) -> str:
    text = f"{value}"
    return repr(text if len(text) <= 40 else f"{text[:40]}…")
