"""One task: an archive becomes two segments and a record that says so; a function of small arguments, run anywhere."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from scrapy.settings import Settings

from schemas.reclean import CleanedArchive
from scraper.cluster.build import OtherBuild, build, differences
from scraper.crawl.choice import Choose, find_site, keep_to, load_sites
from scraper.reclean.fetching import at_hand
from scraper.reclean.named_archives import Input
from scraper.reclean.stores import NoStore, Told, explain, join, read, remove, tell
from scraper.reclean.wanted import Wanted
from scraper.reclean.whole_files import written
from scraper.saved.cleaning import clean_files
from scraper.saved.copies import SavedFile
from scraper.saved.saved_lines import Refused, Result
from scraper.saved.sheets import SheetCleaner
from scraper.saved.workers import Workers
from scraper.storage.pages import Skip, is_archive

SEGMENTS, TASKS = "segments", "tasks"
ARTICLES, REJECTS, NAMED = ".jsonl", ".rejects.jsonl", ".named.jsonl"
"""Endings of a task's files: articles, rejections, and which articles name another address as their own."""

MOST_PLACES = 20
"""Places of damage that a record names; all are counted."""

one_at_a_time = threading.Lock()
"""A worker of several threads cleans one page at a time all the same: the cleaning holds Python's own lock."""


@dataclass(frozen=True, slots=True)
class Options:
    """What decides, beside the archive and the build, which lines come of it."""

    wanted: Wanted = field(default_factory=Wanted)
    spider: str = ""
    keep_partial: bool = False
    modules: tuple[str, ...] = ()
    """The modules of the project's spiders."""

    def described(self) -> str:
        """Return the options as a text that is another where one of them is."""
        said = {
            "wanted": self.wanted.described(),
            "spider": self.spider,
            "partial": self.keep_partial,
            "modules": self.modules,
        }
        return json.dumps(said)


class Task(NamedTuple):
    """An archive to clean, and where what comes of it goes."""

    input: Input
    root: str
    options: Options
    build: str


class Done(NamedTuple):
    """An archive whose segments are whole."""

    record: CleanedArchive
    is_unchanged: bool


class Stopped(Exception):
    """Somebody asked to stop before the archive was done."""


def _never() -> bool:
    return False


def run_task(task: Task, stopped: Callable[[], bool] = _never, workers: Workers | None = None) -> Done:
    """Return what came of an archive; nothing is cleaned where its segments are those of this archive and this build.

    The `workers` share the work on one archive, where there are some. Raise OtherBuild, NoStore, NotWritten or Stopped;
    no record of the task stands then.
    """
    if task.build != build():
        raise OtherBuild(differences(task.build, build()))
    told = tell(task.input.address)
    record = read_record(task.root, task.input.name)
    if record and _is_same(record, task, told):
        return Done(record, is_unchanged=True)
    with one_at_a_time:
        begun = time.thread_time()
        with at_hand(task.input.address, told) as path:
            results = clean_archive(path, task.options, workers or Workers())
            counts = _clean(task, path, _until(stopped, results))
        seconds = round(time.thread_time() - begun, 3)
    done = CleanedArchive(
        name=task.input.name,
        input=task.input.address,
        size=told.size,
        mark=told.mark,
        build=task.build,
        options=task.options.described(),
        articles=counts.articles,
        rejections=dict(sorted(counts.rejections.items())),
        skips=dict(sorted(counts.skips.items())),
        passed_over=counts.passed_over,
        places=tuple(counts.places),
        seconds=seconds,
    )
    with written(record_address(task.root, task.input.name)) as file:
        file.write(done.model_dump_json(indent=2).encode("utf-8") + b"\n")
    return Done(done, is_unchanged=False)


def record_address(root: str, name: str) -> str:
    """Return where the record of a task stands."""
    return join(join(root, TASKS), f"{name}.json")


def segment_address(root: str, name: str, ending: str) -> str:
    """Return where a segment of a task stands."""
    return join(join(root, SEGMENTS), f"{name}{ending}")


def read_record(root: str, name: str) -> CleanedArchive | None:
    """Return what is written of a task; None where nothing is, or nothing that this version reads."""
    try:
        data = read(record_address(root, name))
        return CleanedArchive.model_validate_json(data) if data else None
    except ValueError:
        return None


def _is_same(record: CleanedArchive, task: Task, told: Told) -> bool:
    said = (record.input, record.size, record.mark, record.build, record.options)
    return said == (task.input.address, told.size, told.mark, task.build, task.options.described())


@dataclass(slots=True)
class _Counts:
    """What an archive came to."""

    articles: int = 0
    rejections: Counter[str] = field(default_factory=Counter)
    skips: Counter[str] = field(default_factory=Counter)
    passed_over: int = 0
    places: list[str] = field(default_factory=list)


def _until(stopped: Callable[[], bool], results: Iterator[Result]) -> Iterator[Result]:
    for result in results:
        if stopped():
            raise Stopped
        yield result


def _clean(task: Task, path: Path, results: Iterator[Result]) -> _Counts:
    """Write the segments of an archive that lies here, and return what is in them."""
    try:
        if not is_archive(path):
            raise NoStore(f"{task.input.address}: no WARC record is in it")
    except OSError as error:
        raise NoStore(f"{task.input.address}: {explain(error)}") from None
    counts = _Counts()
    remove(record_address(task.root, task.input.name))  # it speaks for what is replaced from here on
    address = partial(segment_address, task.root, task.input.name)
    with (
        written(address(ARTICLES)) as articles,
        written(address(REJECTS)) as rejects,
        written(address(NAMED)) as named,
    ):
        for result in results:
            if isinstance(result, Skip):
                _count_skip(counts, result, path, task.input.address)
            elif isinstance(result, Refused):
                counts.rejections[result.reason] += 1
                rejects.write(result.line)
            else:
                articles.write(result.line)
                if result.canonical is not None:
                    named.write(b"[%d, %d]\n" % (articles.lines, result.canonical))
    counts.articles = articles.lines
    return counts


def _count_skip(counts: _Counts, skip: Skip, path: Path, address: str) -> None:
    counts.skips[skip.kind] += 1
    counts.passed_over += skip.passed_over
    if skip.passed_over and len(counts.places) < MOST_PLACES:
        where = skip.where.replace(str(path), address)
        counts.places.append(f"{where}: {skip.kind}" + f": {skip.detail}" * bool(skip.detail))


def clean_archive(path: Path, options: Options, workers: Workers) -> Iterator[Result]:
    """Yield what becomes of each record of an archive, in the order of `scrapy clean`."""
    file = SavedFile(path, screen=options.wanted if options.wanted != Wanted() else None)
    cleaner = SheetCleaner(_chooser(options.spider, options.modules), options.keep_partial)
    return clean_files([file], cleaner, workers, _tell_nobody)


def _tell_nobody(_done: int, _total: int | None, _at: str) -> None:
    """Progress is told by tasks."""


@lru_cache(maxsize=4)
def _chooser(spider: str, modules: tuple[str, ...]) -> Choose:
    sites = load_sites(Settings({"SPIDER_MODULES": list(modules)}), spider or None)
    return partial(keep_to, sites[0]) if spider else partial(find_site, sites)
