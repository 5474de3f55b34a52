"""Articles whose addresses are new every night, known again by what stays of the address and by their headlines."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from scraper.crawl.discovery import Link, Listing
from scraper.crawl.links import absolute, base_of
from scraper.crawl.urls.nightly_keys import FEWEST_LINKS, Places, Rest, find_places, leave_out, put_in
from scraper.crawl.walks.list_pages import ListPage
from scraper.storage.frontier import Glimpse
from scraper.storage.journal import Journal
from scraper.storage.ledger import key

SHORTEST_NAME = 4
"""Letters from which a link's name tells one article from another; 详情 and 更多 have two."""

MOST_OTHERS = 0.25
"""Share of other headlines behind the same rests above which it is other articles that have their numbers."""


def read_names(listing: Listing) -> dict[str, str]:
    """Return what each link of a listing is called, by its address as it stands: no two are called the same.

    The longest of the texts that lead to an address is its headline: what counts visits or hours stands apart.
    Where the list is no page, the days that it names stand for the headlines.
    """
    if listing.root is None:
        return {link.url: "/".join(map(str, link.days)) for link in listing.links if link.days}
    names: dict[str, str] = {}
    base = base_of(listing.root, listing.root.base_url or "")
    for link in listing.root.iter("a", "area"):
        if url := absolute(base, link.get("href")):
            pictures = (image.get("alt") for image in link.iter("img"))
            texts = (*link.itertext(), link.get("title"), *pictures, names.get(url))
            names[url] = max((text or "" for text in texts), key=_count_letters)
    often = Counter(map(_letters, names.values()))
    return {
        url: name
        for url, name in names.items()
        if _count_letters(name) >= SHORTEST_NAME and often[_letters(name)] == 1
    }


def _letters(name: str) -> str:
    return "".join(filter(str.isalnum, name))


def _count_letters(name: str) -> int:
    return sum(map(str.isalpha, name))


def print_of_name(name: str) -> int:
    """Return 32 bits that stand for a headline."""
    return int.from_bytes(sha256(_letters(name).encode("utf-8", "surrogatepass")).digest()[:4], "big")


class Renewals:
    """The links of a run's listings, with those that an earlier night showed at another address."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._places: dict[
            Places, None
        ] = {}  # of nightly keys, on the pages so far; the last page has few links

    def renew(self, page: ListPage, listing: Listing, rewrite: Callable[[str], str]) -> ListPage:
        """Return the page with the addresses that an earlier night showed, in place of those that are new only tonight."""
        every = [*page.links, *(link for doubt in page.doubts for link in doubt.links)]
        known = self.recognise(
            every, lambda: {rewrite(url): name for url, name in read_names(listing).items()}
        )
        if not known:
            return page

        def at_first(links: Iterable[Link]) -> tuple[Link, ...]:
            return tuple(link._replace(url=known.get(link.url, link.url)) for link in links)

        doubts = tuple(doubt._replace(links=at_first(doubt.links)) for doubt in page.doubts)
        return replace(page, links=at_first(page.links), doubts=doubts)

    def recognise(self, links: Sequence[Link], read: Callable[[], Mapping[str, str]]) -> dict[str, str]:
        """Return, for links that are known at another address, this address; the others are glimpsed from now on.

        `read` returns what the links are called.
        """
        urls = [link.url for link in links]
        places = find_places(urls) or (list(self._places) if len(urls) < FEWEST_LINKS else [])
        if not (rests := leave_out(urls, places)):
            return {}
        self._places |= dict.fromkeys(places)
        names = read()
        named = {url: print_of_name(names[url]) for url in urls if url in names}
        found = {
            (url, rest): glimpse
            for url in named
            for rest in rests.get(url, ())
            if (glimpse := self.journal.frontier.glimpse(key(rest.text)))
        }
        believed = _agreeing(named, found)
        known: dict[str, str] = {}
        for (url, rest), glimpse in found.items():
            if rest.places in believed and glimpse.name == named[url] and url not in known:
                before = put_in(url, rest.places, glimpse.value.split("\n"))
                if key(before) == glimpse.of and self._holds(before):
                    known[url] = before
        self._keep(named, rests, found, known)
        return known

    def _holds(self, url: str) -> bool:
        """Tell whether the address gave an article, or will be asked for again."""
        return self.journal.ledger.knows(url) or (
            self.journal.frontier.owes(url)
            or (self.journal.ledger.rests(url) and not self.journal.ledger.gave_up(url))
        )

    def _keep(
        self,
        named: Mapping[str, int],
        rests: Mapping[str, Sequence[Rest]],
        found: Mapping[tuple[str, Rest], Glimpse],
        known: Mapping[str, str],
    ) -> None:
        """Glimpse the links that are not known at another address, in place of others that have their rests."""
        rows = [
            (key(rest.text), Glimpse(name, "\n".join(rest.values), key(url)))
            for url, name in named.items()
            if url not in known
            for rest in rests.get(url, ())
        ]
        before = {key(rest.text): glimpse for (_, rest), glimpse in found.items()}
        if new := [(one, row) for one, row in rows if before.get(one) != row]:
            self.journal.keep_glimpses(new)


def _agreeing(named: Mapping[str, int], found: Mapping[tuple[str, Rest], Glimpse]) -> set[Places]:
    """Return the places of which the page agrees that their values only are new: the headlines are the same."""
    same: Counter[Places] = Counter()
    other: Counter[Places] = Counter()
    for (url, rest), glimpse in found.items():
        if glimpse.of != key(url):
            (same if glimpse.name == named[url] else other)[rest.places] += 1
    return {
        places for places, count in same.items() if other[places] <= MOST_OTHERS * (count + other[places])
    }
