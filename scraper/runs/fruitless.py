"""What the last line says of a run that found no article: how many links there were, and what they were instead."""

from scraper.storage.account import ATTACHMENT, NOT_ARTICLE, OTHER_SITE, Balance

MOST_LONE = 2
"""Article links that may be strays: an author's page, the imprint; a listing shows ten at once."""

FEWEST_OTHERS = 10
"""Other links beside which strays say nothing of the listing: less than the navigation of any page."""

_KINDS = {NOT_ARTICLE: "other pages", OTHER_SITE: "of other sites", ATTACHMENT: "files"}


def count_others(balance: Balance) -> int:
    """Return how many addresses were found that are no article's."""
    return sum(balance.ends.get(end, 0) for end in _KINDS)


def are_strays(links: int, balance: Balance) -> bool:
    """Tell whether so few links read as articles, among so many others, that the list itself was not read."""
    return links <= MOST_LONE and count_others(balance) >= FEWEST_OTHERS


def describe_links(balance: Balance, read: str, *, groups: str, url: str) -> str:
    """Return the line: how many links, how many `read` as articles, the largest groups, and where to look.

    >>> shown = Balance(21, {"not_article": 12, "other_site": 9})
    >>> describe_links(shown, "none reads as an article", groups="", url="http://a.cn/")
    '21 links, none reads as an article (12 other pages, 9 of other sites): see scrapy explain --listing http://a.cn/'
    """
    kinds = groups or ", ".join(
        f"{count} {kind}" for end, kind in _KINDS.items() if (count := balance.ends.get(end, 0))
    )
    what = f"{balance.found} links, {read}{f' ({kinds})' if kinds else ''}"
    return f"{what}: see scrapy explain --listing {url}" if url else what
