"""Reports of runs, written by hand: only what a test is about is named."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from schemas.run import RunReport

FIRST = datetime(2026, 3, 1, 18, tzinfo=UTC)  # 02:00 on 2 March, Beijing time


def report(night: int = 0, **given: Any) -> RunReport:
    """Return the report of a run that ended well, the given number of nights after the first."""
    begun = given.pop("started_at", FIRST + timedelta(days=night))
    facts = {
        "schema_version": "1.0.0",
        "run": f"{begun:%Y%m%dT%H%M%S%fZ}",
        "site": "zhuji",
        "started_at": begun,
        "finished_at": begun + timedelta(minutes=5),
        "finish_reason": "finished",
        "listing_pages": 3,
        "listing_lost": 0,
        "links": 60,
        "known": 60,
        "articles": 0,
        "rejections": {},
        "restored": 0,
        "requests": 3,
        "bytes": 9000,
        "exit_code": 0,
        "outcome": "fine",
    }
    return RunReport.model_validate(facts | given)


def put(data: Path, site: str, *runs: RunReport) -> None:
    """Write reports where a crawl writes them."""
    folder = data / site / "runs"
    folder.mkdir(parents=True, exist_ok=True)
    for run in runs:
        (folder / f"{run.run}.json").write_text(run.model_dump_json(), encoding="utf-8")
