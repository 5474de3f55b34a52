"""The first command: serve the sample site, crawl it with `scrapy crawl sample`, show what came of it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from pipelines import clean
from pipelines.restore import restore
from schemas import Article
from schemas.reader import read_articles
from schemas.run import RunReport
from scraper.archive import find_archived
from scraper.explanation import Witness
from scraper.pages import read_archived
from scraper.sample.server import serve

DATA = Path(os.environ.get("DATA_DIR", "data"))
LOG = DATA / "sample" / "demo.log"
HASTE = ("DOWNLOAD_DELAY=0", "AUTOTHROTTLE_ENABLED=0", "ALLOW_PRIVATE_HOSTS=1")
"""Loopback needs no politeness and is no public address; a real site is both."""
_AROUND = 22  # characters shown on each side of a restored span


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
    known = f", {report.known} of them known" if report.known else ""
    yield f"{report.listing_pages} listing pages, {report.links} links{known}, {report.requests} requests"
    yield f"{report.articles:>4} articles, {report.restored} of them restored"
    for reason, count in report.rejections.items():
        yield f"{count:>4} rejected: {reason}"
    if not report.articles and not report.rejections:
        yield "     nothing new: every link was delivered or refused before"


def describe_restored(article: Article) -> Iterator[str]:
    """Yield one line of the article as the mirror served it, and as it was."""
    place = find_archived(DATA, article.url)
    if place is None:
        return
    witness = Witness()
    clean(read_archived(place), watch=witness)
    damaged, edits = witness.results["decode"].text, witness.results["restore"].edits
    inside = [edit for edit in edits if "<" not in damaged[edit.start - _AROUND : edit.start + _AROUND]]
    worst = max(inside or edits, key=lambda edit: len(edit.before))
    before = damaged[worst.start - _AROUND : worst.start + len(worst.before) + _AROUND]
    yield f"mirror    …{before}…"
    yield f"restored  …{restore(before, damaged=True).text}…"


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
    if segment.exists():
        articles = list(read_articles(segment))
        print(*(f"\n{line}" for a in articles if a.restored.kinds for line in describe_restored(a)), sep="")
        print(f"\nfirst line {articles[0].title}  {articles[0].date:%Y-%m-%d %H:%M}  {articles[0].source}")
    print(f"\nfiles in   {DATA / 'sample'}/: articles/ rejects/ archive/ runs/ ledger.sqlite")
    return 0


if __name__ == "__main__":
    sys.exit(main())
