"""Forms of addresses on trial: how many of a page's doubtful links are asked for, and which pages wait for them."""

from collections.abc import Iterable, Sequence

from scraper.crawl.discovery import Link
from scraper.crawl.walks.ends import Walk
from scraper.crawl.walks.list_pages import Doubt, ListPage
from scraper.storage.ledger import key

TRIED_OF_A_FORM = 2
"""Links of a doubtful form that are asked for: one may be an accident of its page."""

FORMS_OF_A_PAGE = 2
"""Doubtful forms that are tried where a page shows no article at all: its list and one that looks like it."""

MOST_IN_VAIN = 0.04
"""Share of the articles asked for that may be tried in doubt: below the twentieth that a site should bear with."""


class Trials:
    """The doubtful links that one run has asked for, and the pages that wait to hear of them."""

    def __init__(self) -> None:
        self._open: dict[str, set[int]] = {}  # form: what was asked for, and is not settled
        self._vain = 0  # pages that were asked for in doubt, and were none
        self._waiting: list[tuple[ListPage, Walk]] = []

    def choose(self, doubts: Sequence[Doubt], asked: int) -> list[tuple[Doubt, int]]:
        """Return the doubts to be settled now, and how many links of each may be asked for.

        `asked` is how many articles the run has asked for: the site should bear with a share of that in vain.
        """
        untried = [doubt for doubt in doubts if doubt.form not in self._open][:FORMS_OF_A_PAGE]
        if not asked:
            return [(doubt, TRIED_OF_A_FORM) for doubt in untried]
        room = max(1, int(asked * MOST_IN_VAIN)) - self._vain - sum(map(len, self._open.values()))
        chosen = []
        for doubt in untried:
            if (many := min(TRIED_OF_A_FORM, room, len(doubt.links))) > 0:
                chosen.append((doubt, many))
                room -= many
        return chosen

    def ask(self, form: str, links: Iterable[Link]) -> None:
        """Remember that these links were asked for, to learn what pages of their form are."""
        self._open.setdefault(form, set()).update(key(link.url) for link in links)

    def wait(self, page: ListPage, walk: Walk) -> bool:
        """Let the page wait where the links of one of its doubtful forms are not settled; tell whether it does."""
        waits = self._is_open(page)
        if waits:
            self._waiting.append((page, walk))
        return waits

    def _is_open(self, page: ListPage) -> bool:
        return any(self._open.get(doubt.form) for doubt in page.doubts)

    def hear(self, url: str, answer: bool | None) -> list[tuple[ListPage, Walk]]:
        """Return the pages that waited for this address alone; they wait no more. `answer` tells what its page is."""
        one = key(url)
        for asked in self._open.values():
            self._vain += one in asked and answer is False
            asked.discard(one)
        ready = [waiting for waiting in self._waiting if not self._is_open(waiting[0])]
        self._waiting = [waiting for waiting in self._waiting if self._is_open(waiting[0])]
        return ready

    def give_up(self) -> list[tuple[ListPage, Walk]]:
        """Return the pages that still wait; none does after this."""
        waiting, self._waiting = self._waiting, []
        for asked in self._open.values():
            asked.clear()
        return waiting
