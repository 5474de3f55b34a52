"""Propose a site's declarations from one listing and some articles, and say what is unsure."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines import clean
from pipelines.address_form import form_of
from pipelines.decode import decode
from pipelines.extract.tree.document import parse
from schemas import Article, Page, Rejection
from scraper.authoring.listing_pages import ListingPage, addresses, believe, show_listing
from scraper.authoring.proposal import Reading, Suggestion
from scraper.authoring.rule_search import find_rules, try_rules
from scraper.crawl.declarations.article_patterns import learn_pattern, without_strays
from scraper.crawl.declarations.link_selectors import best_links
from scraper.crawl.urls.domains import host_of, site_of
from scraper.families.catalogue import FAMILIES, count_forms, family_name, load_family

MARKS = {
    "TRS WCM": re.compile(rb"TRS_Editor|TRS_UEDITOR|trs_editor_view|Custom_UnionStyle|createPageHTML"),
    "enorth": re.compile(rb"<!--enorth cms|count_page_list_\d"),
    "Founder": re.compile(rb"<founder-content|<!--enpproperty|<!--enpcontent"),
    "WordPress": re.compile(rb"wp-content/|content=\"WordPress"),
    "dedecms": re.compile(rb"DedeCMS|/dedecms\.css|/plus/count\.php", re.IGNORECASE),
    "phpcms": re.compile(rb"PHPCMS|/api\.php\?op=count", re.IGNORECASE),
}
"""What the systems leave in their pages."""

NEARLY_ALL, HALF = 0.9, 0.5
"""Shares of the addresses that have a family's form: without a mark of it in the pages, and with one."""

_TITLES = {
    "trs": "TRS WCM", "pcs": "人民网 PCS", "xinhua": "新华网", "enorth": "enorth", "founder": "Founder",
    "chinanews": "中新网", "chinadaily": "中国日报", "phpcms": "phpcms", "dedecms": "dedecms",
    "wordpress": "WordPress",
}  # fmt: skip

_ANYBODYS = "scraper.families.local:"
"""The systems that anybody installs: their forms are so common that a page has to carry their mark as well."""

assert set(map(family_name, FAMILIES)) == set(_TITLES)


def suggest(pages: Sequence[Page]) -> Suggestion:
    """Return the declarations that these pages, listings and articles, speak for."""
    result = Suggestion(unsure=["region: no page states it; write its GB/T 2260 code"])
    outcomes = [(page, clean(page)) for page in pages]
    readings = [Reading(page, _tree(page), one) for page, one in outcomes if isinstance(one, Article)]
    refused = [(page, one) for page, one in outcomes if isinstance(one, Rejection)]
    listings = _find_listings(result, refused, [one.page.url for one in readings])
    links = addresses(url for listing in listings for url in (*listing.articles, *listing.told))
    _find_family(result, pages, list(dict.fromkeys([*links, *(one.page.url for one in readings)])))
    _find_links(result, listings)
    _find_addresses(result, listings, [one.page.url for one in readings])
    find_rules(result, readings)
    try_rules(result, readings)
    urls = [one.page.url for one in readings] + [listing.page.url for listing in listings]
    result.hosts = _find_hosts(urls, links)
    names = [one.article.site_name for one in readings if one.article.site_name]
    result.site_name = names[0] if names else _name_in_title(pages)
    if not result.site_name:
        result.unsure.append("site_name: not printed on these pages")
    return result


def _tree(page: Page) -> HtmlElement:
    return parse(decode(page.body, page.content_type).text, page.url)


def _find_listings(
    result: Suggestion, refused: Sequence[tuple[Page, Rejection]], articles: Sequence[str]
) -> list[ListingPage]:
    """Return the pages that are no articles and show some; a page whose address is an article's is none."""
    believes = believe(articles, (page.url for page, _ in refused))
    listings = []
    for page, outcome in refused:
        listing = show_listing(page, believes)
        if (listing.articles or listing.told) and not believes(form_of(page.url)):
            listings.append(listing)
        else:
            result.unsure.append(f"{page.url}: {outcome.reason.value}: {outcome.detail}")
    return listings


def _find_hosts(urls: Sequence[str], links: Sequence[str]) -> tuple[str, ...]:
    """Return the hosts of the pages; the whole domain where the articles stand on further hosts of it."""
    hosts = dict.fromkeys(host_of(url) for url in (*urls, *links))
    seen = {host_of(url) for url in urls}
    domains = {site_of(f"http://{host}/") for host in hosts if host not in seen}
    return tuple(
        dict.fromkeys(domain if (domain := site_of(f"http://{host}/")) in domains else host for host in hosts)
    )


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
        family = max(forms, key=lambda one: (forms[one], marks.get(_TITLES[family_name(one)], 0)))
        name, share = _TITLES[family_name(family)], forms[family] / len(urls)
        marked = marks.get(name, 0) > 0
        if share < HALF or (not marked and (share < NEARLY_ALL or family.startswith(_ANYBODYS))):
            result.reasons.append(f"only {forms[family]} of {len(urls)} addresses have the form of {name}")
        else:
            result.family = family
            result.reasons.append(f"{forms[family]} of {len(urls)} addresses have its form")
            if seen and not marks.get(name, 1):
                result.unsure.append(f"family: the addresses say {name}, the pages {', '.join(seen)}")
    result.reasons += [f"mark of {one}" for one in seen]


def _find_links(result: Suggestion, listings: Sequence[ListingPage]) -> None:
    """Propose the selector of the groups of articles that the first listing shows."""
    result.start_urls = tuple(listing.page.url for listing in listings)
    if not listings:
        result.unsure.append("start_urls, article_links: no listing among the pages")
        return
    first = listings[0]
    if first.root is None:
        return
    wanted = frozenset(first.articles)
    best = best_links(first.root, first.page.url, wanted)
    right = len(best.found & wanted)
    result.article_links = best.selector
    result.reasons.append(
        f"{best.selector!r} finds {len(best.found)} links, {right} of the {len(wanted)} articles shown"
    )
    if right < len(wanted):
        result.unsure.append(f"article_links: leaves out {len(wanted) - right} links to articles")
    if first.told:
        result.unsure.append(
            f"article_links: {len(first.told)} articles stand in data, which no selector finds"
        )
    if not first.sure:
        result.unsure.append("article_links: the links may be articles; no page behind them was read")


def _find_addresses(result: Suggestion, listings: Sequence[ListingPage], read: Sequence[str]) -> None:
    """Propose the form that the addresses of the articles have, where the family's own does not fit them."""
    urls = addresses([*(url for listing in listings for url in (*listing.articles, *listing.told)), *read])
    others = addresses(url for listing in listings for url in listing.others)
    if not urls or (result.family and _finds_all(load_family(result.family).article_url, urls)):
        return
    regular = list(dict.fromkeys([*without_strays(urls), *read]))
    if len(regular) < len(urls):
        result.unsure.append(
            f"article_url: leaves out {len(urls) - len(regular)} addresses unlike all others"
        )
    result.article_url = learn_pattern(regular, others)
    wrong = sum(re.search(result.article_url, url) is not None for url in others)
    result.reasons.append(f"article_url is what {len(regular)} addresses have in common")
    if wrong:
        result.unsure.append(
            f"article_url: {wrong} of the {len(others)} other links have such an address too"
        )


def _finds_all(pattern: str, urls: Sequence[str]) -> bool:
    return all(re.search(pattern, url) for url in urls)
