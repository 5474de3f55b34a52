"""Doubtful links: the first of them are asked for, and what became of these decides over the others."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from scrapy import Request

from scraper.crawl.discovery import Link
from scraper.crawl.walking import Walking
from scraper.crawl.walks.ends import Walk
from scraper.crawl.walks.list_pages import ListPage
from scraper.crawl.walks.trials import Trials
from scraper.storage.account import DOUBTFUL, NOT_ARTICLE
from scraper.storage.learned_forms import Verdict

TRIED_FIRST = 8
"""Priority of the first links of a doubtful form: a page waits for them."""


class Trying(Walking):
    """A walk on which a page with doubtful links waits until the first of them are settled."""

    trials: Trials

    def take_in(self, page: ListPage, walk: Walk) -> Iterator[Request]:
        """Yield the requests of the page, or those of its sure articles and of the first doubtful ones."""
        tried = self.try_first(page)
        if not self.trials.wait(page, walk):
            yield from self.conclude(self.decide(page), walk)
            return
        yield from (self.article_request(link.url) for link in self.sightings.want(page.links))
        yield from (self.article_request(link.url, TRIED_FIRST) for link in tried)

    def try_first(self, page: ListPage) -> list[Link]:
        """Return the first links of the page's doubtful forms that are to be asked for now."""
        tried: list[Link] = []
        untold = [doubt for doubt in page.doubts if self.journal.forms.verdict(doubt.form) is Verdict.UNKNOWN]
        for doubt, many in self.trials.choose(untold, self.sightings.asked + len(page.links)):
            links = (link for link in doubt.links if not self.has_listed(link.url))
            wanted = (link for link in links if self.sightings.want([link]))  # some are known, or left
            first = list(islice(wanted, many))
            self.trials.ask(doubt.form, first)
            tried += first
        return tried

    def decide(self, page: ListPage) -> ListPage:
        """Return the page with the doubtful links that are articles by now; the others are counted."""
        links = list(page.links)
        for doubt in page.doubts:
            verdict = self.journal.forms.verdict(doubt.form)
            if verdict is Verdict.BELIEVED:
                links += doubt.links
                continue
            end = NOT_ARTICLE if verdict is Verdict.RESTING else DOUBTFUL
            for link in doubt.links:
                if not self.sightings.has_seen(link):  # the others have an end of their own
                    self.journal.account.pass_over(link.url, end)
        return self.once(replace(page, links=tuple(dict.fromkeys(links)), doubts=()))

    def hear(self, url: str, answer: bool | None) -> None:
        """Go on with the pages that waited for this address alone."""
        for page, walk in self.trials.hear(url, answer):
            self.go_on_with(page, walk)

    def stop_waiting(self) -> None:
        """Go on with the pages whose doubts were not settled, when nothing else is left to do."""
        for page, walk in self.trials.give_up():
            self.logger.log(logging.INFO, "listing %s: its doubtful links were not settled", page.url)
            self.go_on_with(page, walk)

    def go_on_with(self, page: ListPage, walk: Walk) -> None:
        """Schedule the requests of a page that has waited."""
        self.schedule(self.conclude(self.decide(page), walk), page)
