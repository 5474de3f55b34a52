"""What a crawl asked of a site beside what it had to ask: how much was found, and how many requests were in vain."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit, urlunsplit

from schemas.reader import read_articles
from schemas.run import RunReport
from tests.crawl.strangers.plans import Plan
from tests.crawl.strangers.serving import Served

ANY = "scraper.spiders.news:AnySpider"


class Night(NamedTuple):
    """One site in one night."""

    plan: Plan
    found: int  # articles of the lists that came home
    shown: int  # those that the lists show, and no earlier night has had
    listings: int  # requests for listings and the channels below the given address
    twice: Sequence[str]  # addresses that were asked for more than once
    vain: Sequence[str]  # requests for neither listing nor article
    code: int
    outcome: str

    @property
    def recall(self) -> float:
        """The share of the shown articles that was found."""
        return self.found / self.shown

    def __str__(self) -> str:
        """Describe the night in one line of a table."""
        plan = self.plan
        return (
            f"{plan.name:18} {plan.markup:12} {plan.skin:7} {plan.listing:8} {plan.reference:8} pager {plan.pager} of {plan.pages} "
            f"advert {plan.advert:5} recall {self.recall:.2f} ({self.found}/{self.shown}) "
            f"listings {self.listings} vain {len(self.vain)} twice {len(self.twice)} exit {self.code}: {self.outcome} "
            f"{' '.join(self.vain[:6])}"
        )


def order_of(plan: Plan, address: str) -> dict[str, object]:
    """Return the order for the crawl of a site from its listing's first page."""
    return {"family": ANY, "name": plan.name, "declared": {}, "arguments": {"url": address + plan.paths[0]}}


def path_of(url: str) -> str:
    """Return what the server was asked for to have this address."""
    parts = urlsplit(url)
    return urlunsplit(("", "", parts.path, parts.query, ""))


def measure(
    plan: Plan, served: Served, requests: Mapping[str, int], data: Path, known: frozenset[str]
) -> Night:
    """Return how the last run of the site went; `known` are the articles of earlier nights."""
    asked = Counter(requests)
    asked.pop("/robots.txt", None)
    reports = sorted((data / plan.name / "runs").glob("*.json"))
    report = RunReport.model_validate_json(reports[-1].read_bytes())
    wanted = served.articles - known
    right = served.listings | served.articles | served.others | served.channels
    lines = data / plan.name / "articles"
    home = {path_of(each.url) for each in read_articles(lines, latest=False)} if lines.exists() else set()
    return Night(
        plan,
        len(wanted & asked.keys() & home),
        len(wanted),
        sum(asked[path] for path in served.listings | served.channels),
        [path for path, times in asked.items() if times > 1 or path in known],
        [path for path in asked if path not in right],
        report.exit_code,
        report.outcome,
    )
