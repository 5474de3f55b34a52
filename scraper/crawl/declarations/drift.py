"""Where a site's declarations and its listing no longer meet: what they find, and what the page shows instead."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Protocol

from lxml.html import HtmlElement

from scraper.crawl.declarations.article_patterns import learn_pattern
from scraper.crawl.declarations.empty_boxes import find_empty_boxes, is_filled_by_script
from scraper.crawl.declarations.link_selectors import best_links
from scraper.crawl.groups.shown import Group, read_shown
from scraper.crawl.groups.verdicts import Reason, Verdict
from scraper.crawl.links import find_links
from scraper.crawl.urls.domains import host_of
from scraper.crawl.walks.barren import name_barren

FEWEST_SHOWN = 3
"""Articles of a group beside which a selector that finds nothing has drifted."""

FEWEST_MOVED = 6
"""Articles of the main group beside which one that finds a few may have drifted."""

FEW = 3
"""Times as many as the selector finds: less is another box of the page, chosen on purpose."""


class Declarations(Protocol):
    """What a spider declares of its listings."""

    article_links: str
    article_url: str

    def is_at_home(self, url: str) -> bool:
        """Tell whether a URL stays on the site's hosts."""

    def rewrite(self, url: str) -> str:
        """Return the article's own address."""


@dataclass(frozen=True, slots=True)
class Drift:
    """What of the declarations finds too little, and the group of articles that the page shows."""

    why: str
    many: int
    selector: str  # that finds the group
    example: str

    def __str__(self) -> str:
        """Return the sentence that a log tells."""
        return f"{self.why}: {self.many} articles stand in {self.selector!r}, such as {self.example}"


def find_drift(
    root: HtmlElement, url: str, declared: Declarations, articles: Collection[str]
) -> Drift | None:
    """Return where the declarations drifted, None where the page bears them out; `articles` is what they find.

    A list that is empty today, a short one, and one box of several have not drifted.
    """
    linked = [declared.rewrite(one) for one in find_links(root, url, declared.article_links)]
    if articles:
        return _find_moved(root, url, declared, articles)
    if not linked and name_barren(root, url) is not None:
        return None
    groups = _groups_of_articles(root, url, FEWEST_SHOWN)
    empty = [] if linked else find_empty_boxes(root, declared.article_links)
    if empty and not is_filled_by_script(root, empty):
        groups = [group for group in groups if _is_main(group) and Reason.DAYS in group.reasons]
    own = max(groups, key=lambda group: _count_shared(group, linked, declared), default=None)
    if own is None:
        return None
    if not _count_shared(own, linked, declared):
        own = _largest(groups)
    return _as_drift(root, url, _explain_nothing(declared, linked, own, filled=bool(empty)), own, groups)


def _find_moved(
    root: HtmlElement, url: str, declared: Declarations, articles: Collection[str]
) -> Drift | None:
    """Return where most articles of the page stand elsewhere, as its days and its largest group say."""
    if not declared.article_url or declared.article_links.strip() == "a":
        return None
    everywhere = [one for one in map(declared.rewrite, find_links(root, url)) if _fits(declared, one)]
    if len(everywhere) < FEWEST_MOVED or len(articles) * FEW > len(everywhere):
        return None  # the groups need not be read: most of what has the form is found
    groups = _groups_of_articles(root, url, 1)
    main = next((group for group in groups if _is_main(group)), None)
    if main is None or len(main.headlines) < max(FEWEST_MOVED, len(articles) * FEW, len(everywhere) / 2):
        return None  # a front page has many boxes, and none of them is the list
    urls = {declared.rewrite(one.url) for one in main.headlines}
    if sum(_fits(declared, one) for one in urls) * 2 < len(urls) or len(urls & set(articles)) * 2 >= len(
        articles
    ):
        return None
    held = [
        group for group in groups if any(declared.rewrite(one.url) in articles for one in group.headlines)
    ]
    if held and (Reason.DAYS not in main.reasons or any(Reason.DAYS in group.reasons for group in held)):
        return None
    why = f"article_links {declared.article_links!r} finds {len(articles)} of {len(everywhere)} articles"
    return _as_drift(root, url, why, main, groups)


def _fits(declared: Declarations, url: str) -> bool:
    return declared.is_at_home(url) and re.search(declared.article_url, url) is not None


def _groups_of_articles(root: HtmlElement, url: str, fewest: int) -> list[Group]:
    """Return the groups of articles that are large enough; where none is, all articles of the page as one."""
    shown = read_shown(root, url)
    groups = [one for one in shown.groups if one.verdict is Verdict.ARTICLES]
    together = Group(Verdict.ARTICLES, tuple(shown.articles()), (), (), 0)
    return [one for one in groups if len(one.headlines) >= fewest] or [
        one for one in (together,) if len(one.headlines) >= fewest
    ]


def _is_main(group: Group) -> bool:
    return Reason.MAIN in group.reasons


def _largest(groups: Sequence[Group]) -> Group:
    return max(groups, key=lambda group: (_is_main(group), len(group.headlines)))


def _count_shared(group: Group, linked: Collection[str], declared: Declarations) -> int:
    return sum(declared.rewrite(one.url) in linked for one in group.headlines)


def _explain_nothing(declared: Declarations, linked: Sequence[str], group: Group, *, filled: bool) -> str:
    """Return which declaration it is that finds no article."""
    selector = f"article_links {declared.article_links!r}"
    urls = [declared.rewrite(one.url) for one in group.headlines]
    if not linked:
        why = f"{selector} finds an empty box" if filled else f"{selector} finds no link"
    elif _count_shared(group, linked, declared) * 2 < len(group.headlines):
        why = f"{selector} finds {len(linked)} links and no article"
    else:
        why = ""
    return ", ".join(filter(None, (why, *_explain_addresses(declared, urls))))


def _explain_addresses(declared: Declarations, urls: Sequence[str]) -> list[str]:
    """Return what host and form of the addresses are not as declared."""
    found = []
    if not any(map(declared.is_at_home, urls)):
        ((host, _),) = Counter(map(host_of, urls)).most_common(1)
        found.append(f"allowed_domains leaves out {host}")
    if declared.article_url and not any(re.search(declared.article_url, one) for one in urls):
        found.append(f'article_url r"{declared.article_url}" is not their form, r"{learn_pattern(urls)}" is')
    return found


def _as_drift(root: HtmlElement, url: str, why: str, group: Group, groups: Sequence[Group]) -> Drift:
    """Return the drift with the selector of the group, and how many articles it finds, those beside it too."""
    addresses = [one.url for one in group.headlines]
    best = best_links(root, url, addresses)
    articles = {one.url for each in groups for one in each.headlines}
    return Drift(why, len(best.found & articles) or len(addresses), best.selector, addresses[0])
