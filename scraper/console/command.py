"""A command of ours that starts no crawl: it logs as the settings say, and says in one line what is wrong."""

import argparse
import logging
import os
import sys
from collections.abc import Callable
from functools import wraps

from scrapy.commands import ScrapyCommand

from scraper.console.logs import BadLog, check_log, start_log, tell


class OwnCommand(ScrapyCommand):
    """What our commands that are none of Scrapy's have in common."""

    requires_project = True
    requires_crawler_process = False

    def __init_subclass__(cls) -> None:
        """Let every command end well where whoever reads what it prints has enough."""
        super().__init_subclass__()
        if "run" in vars(cls):
            cls.run = _while_read(cls.run)  # type: ignore[method-assign, assignment]

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Read the options, and begin the log; exit 1 with one line where it cannot be written as it is asked for."""
        super().process_options(args, opts)
        assert self.settings is not None
        try:
            check_log(self.settings)
        except BadLog as error:
            self.tell(f"scrapy: {error}")
            sys.exit(1)
        start_log(self.settings)

    def tell(self, line: str, level: int = logging.ERROR) -> None:
        """Say one line to whoever runs the command: on stderr, or as an event where the log is JSON."""
        assert self.settings is not None
        tell(self.settings, line, level)


Run = Callable[[ScrapyCommand, list[str], argparse.Namespace], None]


def _while_read(run: Run) -> Run:
    """Return `run` as it ends where stdout is a pipe that nobody reads any more: `scrapy sites | head`."""

    @wraps(run)
    def run_while_read(command: ScrapyCommand, args: list[str], opts: argparse.Namespace) -> None:
        try:
            run(command, args, opts)
            sys.stdout.flush()
        except BrokenPipeError:
            drop_output()

    return run_while_read


def drop_output() -> None:
    """Let what was not printed go: Python would try once more at its end, and say so."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
