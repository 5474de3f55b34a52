import argparse
from collections import Counter
from pathlib import Path

from scrapy.exceptions import UsageError

from pipelines.segments import LostData
from schemas import Article
from scraper.console.command import OwnCommand
from scraper.console.logs import is_json
from scraper.console.progress import Progress, Standing
from scraper.crawl.choice import Site, UnknownSpider, load_sites
from scraper.runs.outcome import Code, explain_failure
from scraper.runs.replay import find_refused, replay_rejects
from scraper.spiders.news import AnySpider
from scraper.storage.journal import Journal, WriteFailed
from scraper.storage.lease.lock import Locked, NoLocks
from scraper.storage.ledger import DamagedLedger


class Command(OwnCommand):
    """Read refused pages again, from the archive."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] SITE-or-HOST"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Run today's code over a site's refused pages, from the archive"

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Deliver the articles that come of them; nothing is fetched."""
        if len(args) != 1:
            raise UsageError("name one site; `scrapy list` shows them")
        assert self.settings is not None
        try:
            folder = Path(self.settings["DATA_DIR"]) / args[0]
            undescribed = "." in args[0] and folder.is_dir()  # the folder of a site that `news` has crawled
            (site,) = load_sites(self.settings, AnySpider.name if undescribed else args[0])
            journal = Journal(folder)
            try:
                counts = self.replay(journal, site)
            finally:
                journal.close()
        except (Locked, NoLocks, WriteFailed, DamagedLedger, LostData) as error:
            outcome = explain_failure(error)
            self.tell(f"scrapy replay-rejects: {outcome.why}")
            self.exitcode = outcome.code
            return
        except (UnknownSpider, OSError, ValueError) as error:
            self.tell(f"scrapy replay-rejects: {error}")
            self.exitcode = Code.USAGE
            return
        self.report(counts)

    def replay(self, journal: Journal, site: Site) -> Counter[str]:
        """Return how many articles came of the refused pages, and how many refusals of each reason."""
        assert self.settings is not None
        counts: Counter[str] = Counter()
        refused = find_refused(journal)
        with Progress(f"replay {site.name}", changing=not is_json(self.settings)) as progress:
            for number, result in enumerate(replay_rejects(journal, site, refused), 1):
                counts["articles" if isinstance(result, Article) else result.reason.value] += 1
                new = counts["articles"]
                progress.show(Standing(number, new, number - new, len(refused)))
        return counts

    def report(self, counts: Counter[str]) -> None:
        """Print what came of the pages."""
        total, articles = counts.total(), counts.pop("articles", 0)
        print(f"{articles} articles out of {total} refused pages")
        for reason, count in sorted(counts.items()):
            print(f"{count:>4} still refused: {reason}")
