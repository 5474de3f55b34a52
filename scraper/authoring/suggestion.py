"""Propose a site's declarations from one listing and some articles, and say what is unsure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines import clean
from pipelines.decode import decode
from pipelines.extract.tree.document import parse, text_of
from schemas import Article, Page, Rejected, Rejection, Rules
from scraper.authoring.selector_search import best_for, best_links, common_ancestor, find_holders
from scraper.crawl.discovery import read_listing
from scraper.crawl.shapes import is_headline, looks_like_article
from scraper.families.catalogue import FAMILIES, count_forms, family_name, load_family

LONGEST_BYLINE = 160
"""Characters of an element that holds time and source and is still a byline."""

MARKS = {
    "TRS WCM": re.compile(rb"TRS_Editor|TRS_UEDITOR|trs_editor_view|Custom_UnionStyle|createPageHTML"),
    "enorth": re.compile(rb"<!--enorth cms|count_page_list_\d"),
    "Founder": re.compile(rb"<founder-content|<!--enpproperty|<!--enpcontent"),
    "WordPress": re.compile(rb"wp-content/|content=\"WordPress"),
    "dedecms": re.compile(rb"DedeCMS|/dedecms\.css|/plus/count\.php", re.IGNORECASE),
    "phpcms": re.compile(rb"PHPCMS|/api\.php\?op=count", re.IGNORECASE),
}
"""What the systems leave in their pages."""

_TITLES = {
    "trs": "TRS WCM", "pcs": "人民网 PCS", "xinhua": "新华网", "enorth": "enorth", "founder": "Founder",
    "chinanews": "中新网", "chinadaily": "中国日报", "phpcms": "phpcms", "dedecms": "dedecms",
    "wordpress": "WordPress",
}  # fmt: skip

assert set(map(family_name, FAMILIES)) == set(_TITLES)


@dataclass
class Reading:
    """One article: its page, its tree, and what the general reader reads from it."""

    page: Page
    root: HtmlElement
    article: Article


@dataclass
class Suggestion:
    """The declarations proposed for a site, the reasons, and the doubts."""

    family: str = ""  # a name of FAMILIES; empty: none
    reasons: list[str] = field(default_factory=list)
    site_name: str = ""
    hosts: tuple[str, ...] = ()
    start_urls: tuple[str, ...] = ()
    article_links: str = "a"
    rules: dict[str, str] = field(default_factory=dict)
    readings: list[tuple[str, Article | Rejection]] = field(default_factory=list)  # with the proposed rules
    unsure: list[str] = field(default_factory=list)


def suggest(pages: Sequence[Page]) -> Suggestion:
    """Return the declarations that these pages, listings and articles, speak for."""
    result = Suggestion(unsure=["region: no page states it; write its GB/T 2260 code"])
    readings: list[Reading] = []
    listings: list[Page] = []
    for page in pages:
        outcome = clean(page)
        if isinstance(outcome, Article) and (looks_like_article(page.url) or not _is_listing(page)):
            readings.append(Reading(page, _tree(page), outcome))
        elif _is_listing(page):
            listings.append(page)
        else:
            why = (
                f"{outcome.reason.value}: {outcome.detail}"
                if isinstance(outcome, Rejection)
                else "a listing?"
            )
            result.unsure.append(f"{page.url}: {why}")
    links = [url for page in listings for url in _article_links(page)]
    _find_family(result, pages, [*links, *(one.page.url for one in readings)])
    _find_listing(result, listings)
    _find_rules(result, readings)
    _try_rules(result, readings)
    urls = [one.page.url for one in readings] + [page.url for page in listings]
    result.hosts = tuple(dict.fromkeys(urlsplit(url).hostname or "" for url in urls))
    names = [one.article.site_name for one in readings if one.article.site_name]
    result.site_name = names[0] if names else _name_in_title(pages)
    if not result.site_name:
        result.unsure.append("site_name: not printed on these pages")
    return result


def _tree(page: Page) -> HtmlElement:
    return parse(decode(page.body, page.content_type).text, page.url)


def _article_links(page: Page) -> list[str]:
    try:
        listing = read_listing(page.body, page.content_type, page.url)
    except Rejected:
        return []
    return [link.url for link in listing.links if looks_like_article(link.url)]


def _is_listing(page: Page) -> bool:
    return not looks_like_article(page.url) and len(_article_links(page)) > 2


def _name_in_title(pages: Sequence[Page]) -> str:
    for page in pages:
        title = _tree(page).findtext(".//title") or ""
        tail = re.split(r"[-_|—–]+", title)[-1].strip()
        if tail and tail != title.strip():
            return tail
    return ""


def _find_family(result: Suggestion, pages: Sequence[Page], urls: Sequence[str]) -> None:
    marks = {name: sum(bool(mark.search(page.body)) for page in pages) for name, mark in MARKS.items()}
    seen = [f"{name} in {count} of {len(pages)} pages" for name, count in marks.items() if count]
    forms = count_forms(urls)
    if forms:
        # Systems share forms, such as /2020/1128/3312.html: the marks in the pages decide between equals.
        result.family = max(forms, key=lambda one: (forms[one], marks.get(_TITLES[family_name(one)], 0)))
        result.reasons.append(f"{forms[result.family]} of {len(urls)} addresses have its form")
        if forms[result.family] * 2 < len(urls):
            result.unsure.append("family: fewer than half of the addresses have its form")
        name = _TITLES[family_name(result.family)]
        if seen and not marks.get(name, 1):
            result.unsure.append(f"family: the addresses say {name}, the pages {', '.join(seen)}")
    elif urls:
        result.unsure.append("article_url: no family's form; write a regular expression for the addresses")
    result.reasons += [f"mark of {one}" for one in seen]


def _find_listing(result: Suggestion, listings: Sequence[Page]) -> None:
    result.start_urls = tuple(page.url for page in listings)
    if not listings:
        result.unsure.append("start_urls, article_links: no listing among the pages")
        return
    page = listings[0]
    root, urls = _tree(page), _article_links(page)
    base = {
        url for url in urls if not result.family or re.search(load_family(result.family).article_url, url)
    }
    titled = {link.get("href") for link in root.iter("a") if is_headline(text_of(link))}
    result.article_links, found, right = best_links(root, page.url, base)
    result.reasons.append(
        f"{result.article_links!r} finds {found} links, {right} of the {len(base)} that look like articles"
    )
    if right < len(base):
        result.unsure.append(f"article_links: leaves out {len(base) - right} links that look like articles")
    if not titled:
        result.unsure.append("article_links: no link on the listing has a headline for its text")


def _find_rules(result: Suggestion, readings: Sequence[Reading]) -> None:
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


def _try_rules(result: Suggestion, readings: Sequence[Reading]) -> None:
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
