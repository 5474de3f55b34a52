"""The first command: serve the sample site, crawl it with `scrapy crawl sample`, show what came of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pipelines.decode import decode
from pipelines.restore import restore
from schemas import Article
from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.sample.server import serve
from scraper.storage.archive import find_archived
from scraper.storage.pages import read_archived
from scraper.views.overview.restored_pages import cut_passage, find_passage, weigh

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
    ours = {
        **os.environ,
        "SCRAPY_SETTINGS_MODULE": "scraper.settings",
    }  # in whatever folder, and project, this is
    return subprocess.run([sys.executable, "-m", *command, *options], env=ours, check=False).returncode


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


def describe_restored(article: Article) -> Iterator[str]:
    """Yield a sentence of the article as the mirror served it, and as it was."""
    place = find_archived(DATA, article.url)
    if place is None:
        return
    page = read_archived(place)
    damaged = decode(page.body, page.content_type).text
    edits = restore(damaged).edits
    worst = max((edit for edit in edits if edit.certain), key=weigh)
    pieces = list(cut_passage(damaged, edits, find_passage(damaged, worst, _BEFORE, _AFTER)))
    yield f"mirror    …{''.join(piece.before for piece in pieces)}"
    yield f"restored  …{''.join(piece.after for piece in pieces)}"


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
