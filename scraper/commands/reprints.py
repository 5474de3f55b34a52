import argparse
import logging
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from types import FrameType
from typing import IO

from pipelines.segments import PART, to_line
from schemas.reader import BadLine, find_files, read_lines
from scraper.commands.clean import open_output
from scraper.console.command import OwnCommand
from scraper.console.logs import is_json
from scraper.console.progress import Progress, Standing
from scraper.console.screen import is_terminal
from scraper.export.chosen_files import find_folders

FINE, USAGE, PASSED_OVER, NOT_WRITTEN, INTERRUPTED = 0, 1, 3, 5, 130
"""Exit codes, as those of a crawl: 3 where a line was passed over that may have been an article."""

_NAMED = 10  # lines that are named where they are passed over: more are counted


class Command(OwnCommand):
    """Find the same text on several pages."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[options] [PATH...]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Group articles that have one text, on several sites or on one, and name the earliest"

    def long_desc(self) -> str:
        """Return what the help says below."""
        return (
            "PATH is a file of articles, a folder or a glob; without any, all sites of DATA_DIR. Of each article the newest "
            "revision counts. Writes a JSON line for each group, in the order of their earliest articles. Exit code 0: "
            "all was read; 3: written, without lines that hold no article; 1: a wrong call, or no article; 5: it could "
            "not be written. Needs pip install 'difang[reprints]', and as much room for temporary files as the lines "
            "take."
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("-o", "--output", metavar="FILE", help="groups go here (default: stdout)")
        parser.add_argument(
            "--temp",
            metavar="FOLDER",
            help="folder for temporary files (default: that of the system, TMPDIR)",
        )

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Write the groups, and say in one line what came of it."""
        assert self.settings is not None
        try:
            from scraper.reprints.collection import Reprints  # noqa: PLC0415  # it needs an extra
        except ModuleNotFoundError as error:
            self.tell(f"scrapy reprints: {error.name} is not installed: pip install 'difang[reprints]'")
            self.exitcode = USAGE
            return
        try:
            files = find_files(args or find_folders(Path(self.settings["DATA_DIR"])))
        except (OSError, ValueError) as error:
            self.tell(f"scrapy reprints: {error}")
            self.exitcode = USAGE
            return
        passed = Passed(self)
        printed = opts.output in {None, "-"} and is_terminal(
            sys.stdout
        )  # lines that the one below would tear
        try:
            with (
                ended_by_signals(),
                open_groups(opts.output) as output,
                Progress("reprints", changing=not printed and not is_json(self.settings)) as progress,
            ):
                reprints = Reprints(Path(opts.temp) if opts.temp else None, partial(show, progress))
                for line in read_lines(files, bad=passed.over):
                    reprints.add(line.article)
                if not len(reprints):
                    raise NoArticle(f"no article in {len(files):,} files")
                groups = members = 0
                for group in reprints.groups():
                    output.write(to_line(group))
                    groups, members = groups + 1, members + len(group.members)
                output.flush()
        except BrokenPipeError:  # whoever reads has enough
            raise
        except tuple(_FAILURES) as error:
            passed.tell()
            self.tell(f"scrapy reprints: {error or type(error).__name__}")
            self.exitcode = next(code for kind, code in _FAILURES.items() if isinstance(error, kind))
            return
        passed.tell()
        self.tell(
            f"{len(reprints):,} articles: {members:,} of them in {groups:,} groups that have one text",
            logging.INFO,
        )
        self.exitcode = PASSED_OVER if passed.count else FINE


class NoArticle(Exception):
    """There is nothing to compare."""


class Passed:
    """The lines that hold no article."""

    def __init__(self, command: OwnCommand) -> None:
        self._command = command
        self.count = 0

    def over(self, line: BadLine) -> None:
        """Pass over a line, and say so; of many only the first are named."""
        self.count += 1
        if self.count <= _NAMED:
            self._command.tell(f"scrapy reprints: passed over {line}")

    def tell(self) -> None:
        """Say how many lines were passed over and not named."""
        if self.count > _NAMED:
            self._command.tell(f"scrapy reprints: passed over {self.count - _NAMED:,} more lines")


_FAILURES: dict[type[BaseException], int] = {
    NoArticle: USAGE,
    ModuleNotFoundError: USAGE,  # packed lines, and what unpacks them is missing
    OSError: NOT_WRITTEN,
    KeyboardInterrupt: INTERRUPTED,
}
"""What keeps the groups from being written."""


@contextmanager
def open_groups(name: str | None) -> Iterator[IO[bytes]]:
    """Yield the file to write to; it appears under its name when all went well, and nothing of it stays else."""
    try:
        with open_output(name, sys.stdout.buffer) as file:
            assert file
            yield file
    finally:
        if name not in {None, "-"}:
            with suppress(OSError):
                Path(f"{name}{PART}").unlink()


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGTERM end the block as an exception does, so that what is half written goes."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def show(progress: Progress, doing: str, done: int, total: int | None) -> None:
    """Say how far the work is."""
    progress.show(Standing(done, total=total, at=doing, noun="group" if doing == "writing" else "article"))
