import argparse
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from scrapy.exceptions import UsageError

from schemas.reclean import LostArchive, RecleanReport
from scraper.cluster.build import build
from scraper.cluster.connection import BadCluster
from scraper.console.command import OwnCommand
from scraper.console.progress import Progress, Standing
from scraper.console.stopping import Stopping
from scraper.crawl.choice import UnknownSpider, load_sites
from scraper.reclean.collecting import REPORT, collect, find_records
from scraper.reclean.engines import Engine, open_engine
from scraper.reclean.gathering_ends import Ends
from scraper.reclean.named_archives import find_inputs
from scraper.reclean.stores import NoStore, NotWritten, is_remote, join, names
from scraper.reclean.tasks import TASKS, Options, Task
from scraper.reclean.wanted import CHINESE, BadHosts, Wanted, read_hosts
from scraper.reclean.whole_files import written
from scraper.runs.outcome import Code
from scraper.storage.lease.lock import Lock, Locked, NoLocks

LOCK = ".lock"
"""The folder below DIR that one run at a time holds."""


class Command(OwnCommand):
    """Clean archives of any number: one task each, here or on a cluster."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "INPUT... -o DIR [--local N | --scheduler ADDRESS] [options]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return (
            "Clean WARC archives of any number into one file, here or on a Dask cluster; what is done is kept"
        )

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "INPUT is a WARC file, a folder, a glob, or a list of them (@FILE, or a file called .txt or .paths, also"
            " gzipped), here or at s3:// or http(s)://. Each archive gives its segments; articles.jsonl has the newest"
            " line of each id, report.json says what became of each archive. A further run cleans what changed. Exit"
            " code 0: all was read; 3: something was passed over that may have been a page; 4: an archive gave"
            " nothing; 1: a wrong call; 5: DIR could not be written; 75: another run writes into DIR."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="DIR", help="a folder, or s3://BUCKET/FOLDER")
        parser.add_argument(
            "--hosts",
            metavar="HOSTS",
            action="append",
            help="only these and the hosts below them: a.cn,b.cn or @FILE",
        )
        parser.add_argument("--lang", choices=(CHINESE,), help="only pages that may be Chinese")
        parser.add_argument(
            "--base", metavar="ADDRESS", default="", help="what the lines of a list lie below"
        )
        parser.add_argument("--spider", metavar="NAME", help="use this site's rules for every page")
        parser.add_argument(
            "--local",
            metavar="N",
            type=int,
            nargs="?",
            const=0,
            help="so many processes here (default: one a core)",
        )
        parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster: tcp://HOST:8786")
        parser.add_argument("--no-merge", action="store_true", help="leave the segments as they are")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Clean each archive that is not done yet, bring the segments together, and say what came of it."""
        if not args or not opts.output:
            raise UsageError("name at least one archive, and -o DIR")
        if opts.local is not None and opts.scheduler:
            raise UsageError("--local or --scheduler, not both")
        if opts.local is not None and opts.local < 0:
            raise UsageError("--local takes a number of processes")
        try:
            options = self.read_options(opts)
            with ExitStack() as stack:
                stopping = stack.enter_context(Stopping())
                stack.enter_context(holding(opts.output))
                self.reclean(args, opts, options, stopping)
        except (BadHosts, UnknownSpider, NoStore, BadCluster, NoLocks) as error:
            self.tell(f"scrapy reclean: {error}")
            self.exitcode = Code.USAGE
        except (NotWritten, OSError) as error:
            self.tell(f"scrapy reclean: {error}")
            self.exitcode = Code.NOT_WRITTEN
        except Locked as error:
            self.tell(f"scrapy reclean: {error}")
            self.exitcode = Code.LOCKED

    def read_options(self, opts: argparse.Namespace) -> Options:
        """Return what decides which lines come of an archive; raise BadHosts or UnknownSpider."""
        assert self.settings is not None
        if opts.spider:
            load_sites(self.settings, opts.spider)
        wanted = Wanted(read_hosts(opts.hosts) if opts.hosts else frozenset(), opts.lang or "")
        modules = tuple(self.settings.getlist("SPIDER_MODULES"))
        return Options(wanted, opts.spider or "", self.settings.getbool("PARTIAL_ARTICLES"), modules)

    def reclean(
        self, words: list[str], opts: argparse.Namespace, options: Options, stopping: Stopping
    ) -> None:
        """Do all tasks; leave the merged files and the report."""
        started_at = datetime.now(UTC)
        inputs, lost = find_inputs(words, opts.base)
        for one in lost:
            self.tell(f"scrapy reclean: {one.why}")
        tasks = [Task(one, opts.output, options, build()) for one in inputs]
        ends = Ends(list(lost), before=frozenset(names(join(opts.output, TASKS), ".json")))
        where = "nowhere"
        if tasks:
            with open_engine(opts.local, opts.scheduler) as engine:
                where = engine.where
                try:
                    self.do_tasks(tasks, engine, ends, stopping)
                except BadCluster as error:  # on the way: what is done is done, and the report says so
                    ends.lost.append(LostArchive(input=where, why=f"{error}"))
                    self.tell(f"scrapy reclean: {error}")
                for line in engine.refused:
                    self.tell(f"scrapy reclean: {line}")
                ends.refused += engine.refused
        merged = None
        if not (stopping.number or opts.no_merge) and (ends.cleaned or find_records(opts.output)):
            merged = collect(opts.output, find_records(opts.output))
        code = ends.code(stopping.number)
        report = RecleanReport(
            started_at=started_at,
            finished_at=datetime.now(UTC),
            build=build(),
            where=where,
            cleaned=tuple(sorted(ends.cleaned, key=lambda one: one.name)),
            unchanged=ends.unchanged,
            failed=tuple(ends.lost),
            refused=tuple(ends.refused),
            articles=merged.articles if merged else None,
            rejections=merged.rejections if merged else None,
            exit_code=code,
            outcome=ends.describe(merged, len(tasks)),
        )
        with written(join(opts.output, REPORT)) as file:
            file.write(report.model_dump_json(indent=2).encode("utf-8") + b"\n")
        self.tell(f"scrapy reclean: {report.outcome}", logging.INFO)
        self.exitcode = code

    def do_tasks(self, tasks: list[Task], engine: Engine, ends: Ends, stopping: Stopping) -> None:
        """Hear of each task that is over, show how far the work is, and say what failed."""
        with Progress("reclean") as progress:
            for number, ended in enumerate(engine.run(tasks, lambda: bool(stopping.number)), 1):
                ends.add(ended)
                progress.show(Standing(number, total=len(tasks), noun="archive"))
                if ended.lost:
                    self.tell(f"scrapy reclean: {ended.lost.why}")
                elif ended.done and ended.done.record.passed_over:
                    record = ended.done.record
                    self.tell(
                        f"scrapy reclean: {record.passed_over} passed over in {record.input}: {record.places[0]}"
                    )


@contextmanager
def holding(root: str) -> Iterator[None]:
    """Keep every other run out of a folder; a store keeps no locks, and what two write there is the same."""
    if is_remote(root):
        yield
        return
    try:
        lock = Lock(Path(root, LOCK))
    except OSError as error:
        raise NotWritten(f"{root}: {error.strerror or error}") from None
    try:
        yield
    finally:
        lock.release()
