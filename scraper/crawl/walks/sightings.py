"""What the listings of a run have shown, and what becomes of each link: asked for, known, or left."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scraper.crawl.discovery import Link
from scraper.crawl.scope import Scope
from scraper.crawl.walks.ends import Walk
from scraper.storage.account import KNOWN, OUT_OF_SCOPE, RESTING
from scraper.storage.journal import Journal
from scraper.storage.ledger import key


class Sightings:
    """The articles that one run has met, by the keys of their addresses."""

    def __init__(self, journal: Journal, scope: Scope) -> None:
        self.journal = journal
        self.scope = scope
        self._seen: set[int] = set()  # on all listings of this run
        self._news: set[int] = set()  # those of them that no earlier run knew
        self._passed: set[int] = set()  # unknown and older than since=
        self._ahead: set[int] = set()  # unknown and newer than until=
        self._asked: set[int] = set()
        self._shown: defaultdict[tuple[str, bool], set[int]] = defaultdict(set)  # on the pages of each walk

    def has_room(self) -> bool:
        """Tell whether the run may ask for another article."""
        return self.scope.limit is None or len(self._asked) < self.scope.limit

    def ask(self, link: Link) -> bool:
        """Tell whether to ask for an article that is owed; it is left on purpose where scope or limit forbid it."""
        one = key(link.url)
        if one in self._asked:
            return False
        if self.scope.holds(link.days) and self.has_room():
            self._asked.add(one)
            return True
        self.journal.account.leave(link.url)
        return False

    @property
    def asked(self) -> int:
        """How many articles the run has asked for."""
        return len(self._asked)

    def has_asked(self, url: str) -> bool:
        """Tell whether the run has asked for the article."""
        return key(url) in self._asked

    def has_seen(self, link: Link) -> bool:
        """Tell whether the link has an end already: it was weighed as an article."""
        return key(link.url) in self._seen

    def want(self, links: Iterable[Link]) -> list[Link]:
        """Return the links to ask for, at their first sight; the others have their ends."""
        return [link for link in links if self._is_first(link) and self._wants(link)]

    def weigh(self, links: Sequence[Link], walk: Walk) -> tuple[list[Link], Walk]:
        """Return the links of a page to ask for, and what the page makes of the walk; the others have their ends."""
        wanted = self.want(links)
        keys = {key(link.url) for link in links}
        walk = replace(
            walk,
            passed=walk.passed or not keys.isdisjoint(self._passed),
            ahead=walk.ahead or not keys.isdisjoint(self._ahead),
            fresh=not keys.isdisjoint(self._news),
            repeats=self._count_repeats(keys, walk),
        )
        return wanted, walk

    def _is_first(self, link: Link) -> bool:
        """Tell whether a listing of this run shows the article for the first time; it has after this."""
        one = key(link.url)
        first = one not in self._seen
        self._seen.add(one)
        return first

    def _wants(self, link: Link) -> bool:
        """Tell whether to ask for an article at its first sight; owe it where no run has found it before."""
        one, account = key(link.url), self.journal.account
        if self.journal.ledger.looks_again(link.url):
            account.look_again(link.url)
        elif self._is_recorded(link):
            if account.is_of_this_run(link.url):
                self._news.add(one)
            return False
        elif self.scope.holds(link.days):
            self.journal.owe(link.url, link.days)
        else:
            account.find(link.url, OUT_OF_SCOPE)
            old = self.scope.is_before(link.days)
            (self._passed if old else self._ahead).add(one)
            if not old:
                self._news.add(one)
            return False
        self._news.add(one)
        return self.ask(link)

    def _is_recorded(self, link: Link) -> bool:
        """Tell whether the ledger knows the article already; what is known counts as known from now on."""
        account, ledger = self.journal.account, self.journal.ledger
        if key(link.url) in self._asked:  # as owed, or as due again
            return True
        if ledger.knows(link.url):
            account.find(link.url, KNOWN)
        elif ledger.rests(link.url):
            account.find(link.url, RESTING)
        else:
            return self.journal.frontier.owes(link.url)
        return True

    def _count_repeats(self, keys: set[int], walk: Walk) -> int:
        """Return how many pages of the walk in a row have shown nothing but what pages before them showed."""
        shown = self._shown[walk.listing, bool(walk.resumed)]
        repeats = walk.repeats + 1 if keys <= shown else 0
        shown |= keys
        return repeats
