"""The first command: serve the sample site, crawl it with `scrapy crawl sample`, show what came of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pipelines import clean
from schemas import Article, Edit, replay
from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.authoring.explanation import Witness
from scraper.sample.server import serve
from scraper.storage.archive import find_archived
from scraper.storage.pages import read_archived

DATA = Path(os.environ.get("DATA_DIR", "data"))
LOG = DATA / "sample" / "demo.log"
HASTE = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "ALLOW_PRIVATE_HOSTS=1")
"""Loopback needs no politeness and is no public address; a real site is both."""
_BEFORE, _AFTER = 24, 20  # characters shown around the restored span that is shown


def crawl(address: str) -> int:
    """Run the real command against `address`; return its exit code."""
    settings = (f"DATA_DIR={DATA}", f"LOG_FILE={LOG}", *HASTE)
    command = ["scrapy", "crawl", "sample", "-a", f"url={address}"]
    print("$", *command, flush=True)
    LOG.parent.mkdir(parents=True, exist_ok=True)
    options = [part for setting in settings for part in ("-s", setting)]
    return subprocess.run([sys.executable, "-m", *command, *options], check=False).returncode


def last_report() -> RunReport:
    """Return the report of the newest run."""
    newest = max((DATA / "sample" / "runs").glob("*.json"))
    return RunReport.model_validate_json(newest.read_bytes())


def describe(report: RunReport) -> Iterator[str]:
    """Yield the lines that tell what the run did."""
    known = f", {report.known} known" if report.known else ""
    unchanged = f", {report.listing_unchanged} unchanged" if report.listing_unchanged else ""
    yield (
        f"{report.requests:>4} requests: {report.listing_pages} listing pages{unchanged},"
        f" {report.links} links{known}"
    )
    if not report.articles and not report.rejections:
        yield "   0 new: every link was delivered or refused before"
        return
    yield f"{report.articles:>4} articles, {report.restored} of them restored from a mirror's damage"
    for reason, count in report.rejections.items():
        yield f"{count:>4} rejected: {reason}"


def describe_article(article: Article) -> Iterator[str]:
    """Yield an article's fields, each in a line of its own."""
    fields = ("title", "date", "source", "editor", "author")
    yield from (f"{name:<9} {value}" for name in fields if (value := getattr(article, name)))


def weigh(edit: Edit) -> tuple[bool, int]:
    """Return how much of the damage an edit shows: shifted bytes the most."""
    return edit.kind == "shift", len(edit.before)


def describe_restored(article: Article) -> Iterator[str]:
    """Yield a sentence of the article as the mirror served it, and as it was."""
    place = find_archived(DATA, article.url)
    if place is None:
        return
    witness = Witness()
    clean(read_archived(place), watch=witness)
    damaged, edits = witness.results["decode"].text, witness.results["restore"].edits
    worst = max((edit for edit in edits if edit.certain), key=weigh)
    end = worst.start + len(worst.before)
    start = max(damaged.rfind(">", 0, worst.start) + 1, worst.start - _BEFORE)
    tail = damaged[end : end + _AFTER].partition("\n")[0]
    before = damaged[start:end] + tail
    yield f"mirror    …{before}"
    stop = start + len(before)
    inside = [edit for edit in edits if start <= edit.start and edit.start + len(edit.before) <= stop]
    moved = tuple(edit.model_copy(update={"start": edit.start - start}) for edit in inside)
    yield f"restored  …{replay(before, moved)}"


def main() -> int:
    """Serve, crawl, show; return the crawl's exit code."""
    with serve() as address:
        code = crawl(address)
    if code:
        print(f"the crawl failed with exit code {code}: see {LOG}", file=sys.stderr)
        return code
    report = last_report()
    print(*describe(report), sep="\n")
    segment = DATA / "sample" / "articles" / f"{report.run}.jsonl"
    articles = list(read_articles(segment)) if segment.exists() else []
    for article in articles:
        if article.restored.kinds:
            print("", *describe_restored(article), *describe_article(article), sep="\n")
    print(f"\nfiles     {DATA / 'sample'}/ articles/ rejects/ archive/ runs/ ledger.sqlite")
    return 0


if __name__ == "__main__":
    sys.exit(main())
