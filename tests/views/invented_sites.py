"""A data folder of invented sites: some do well, and each kind of trouble has one."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.article import BEIJING
from schemas.run import RunReport
from scraper.views.overview.tile_map import PROVINCES
from tests.health.reports import put, report

TROUBLES = ("", "", "", "", "fails", "loses editor", "refuses", "dries up", "owes", "moves", "")
"""What befalls the last tenth of a site's runs, by its number."""

REASONS = ("gallery", "video", "no_body", "gone", "list_page")


def put_sites(data: Path, sites: int, runs: int, last: datetime) -> list[str]:
    """Write the reports of so many nightly runs of so many sites, the last of them an hour before `last`; name the sites."""
    names = []
    for number in range(sites):
        name = f"site{number:02d}"
        put(data, name, *invent_runs(number, name, runs, last - timedelta(hours=1)))
        names.append(name)
    return names


def invent_runs(number: int, name: str, runs: int, last: datetime) -> Iterator[RunReport]:
    """Yield the reports of one site, oldest first."""
    rng = random.Random(number)
    province = PROVINCES[number * 7 % len(PROVINCES)]
    code = f"{province.code}0000"
    size = 3 + 150 * rng.random() ** 3
    trouble = TROUBLES[number % len(TROUBLES)]
    for night in range(runs):
        at = last - timedelta(days=runs - 1 - night)
        troubled = trouble if night >= runs - max(runs // 10, 1) else ""
        yield _invent_run(rng, name, at, size, troubled, site_name=f"{province.name.zh}某网", regions=code)


def _invent_run(
    rng: random.Random, name: str, at: datetime, size: float, troubled: str, *, site_name: str, regions: str
) -> RunReport:
    weekend = (at + BEIJING).isoweekday() > 5
    articles = max(0, round(rng.gauss(size * (0.5 if weekend else 1), size**0.5)))
    if troubled in {"fails", "dries up"}:
        articles = 0 if troubled == "fails" else articles // 12
    refused = Counter(rng.choice(REASONS) for _ in range(round(size * 0.1)))
    if troubled == "refuses":
        refused["no_body"] += articles * 2 // 3
        articles //= 3
    site = f"http://www.{name}.example/"
    facts: dict[str, Any] = {
        "site": name,
        "site_name": site_name,
        "articles": articles,
        "rejections": dict(refused),
        "regions": {regions: articles},
        "days": _spread(articles, at),
        "fields": {
            field: _figures(articles, part * (0.1 if troubled == "loses editor" and field == "editor" else 1))
            for field, part in {"title": 1, "date": 1, "body": 1, "source": 0.97, "editor": 0.9, "author": 0.4}.items()
        },
        "examples": {f"reason/{one}": f"{site}{at:%Y%m}/{one}_{at:%d}.html" for one in refused} | {"missing/editor": f"{site}{at:%Y%m%d}.html"},
        "newest": at - timedelta(hours=rng.randint(1, 9)) if articles else None,
        "owed": {"unreachable": 7, "wall": 2} if troubled == "owes" else {},
        "seconds": _seconds(rng, articles),
        "links": 60,
        "exit_code": 4 if troubled == "fails" else 0,
        "outcome": "the listing answers 502" if troubled == "fails" else f"{articles} new",
        "templates": {
            f"div.{'neu' if troubled == 'moves' else 'alt'} > div#text": {"articles": articles, "example": f"{site}1.html"}
        },
    }  # fmt: skip
    return report(started_at=at, **facts)


def _figures(articles: int, part: float) -> dict[str, Any]:
    filled = round(articles * part)
    return {"filled": filled, "by_rules": filled * 9 // 10, "by_reader": filled - filled * 9 // 10}


def _spread(articles: int, at: datetime) -> dict[str, int]:
    today, before = at.date(), at.date() - timedelta(days=1)
    return {f"{today}": articles - articles // 4, f"{before}": articles // 4} if articles else {}


def _seconds(rng: random.Random, articles: int) -> dict[str, float]:
    fetching, cleaning, waiting = (
        rng.uniform(*one) * (articles + 5) for one in ((0.2, 2), (0.02, 0.2), (0.5, 3))
    )
    return {
        "total": fetching + cleaning + waiting,
        "fetching": fetching,
        "cleaning": cleaning,
        "waiting": waiting,
    }
