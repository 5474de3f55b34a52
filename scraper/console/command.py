"""A command of ours that starts no crawl: it logs as the settings say, and says in one line what is wrong."""

import argparse
import logging
import sys

from scrapy.commands import ScrapyCommand

from scraper.console.logs import BadLog, check_log, start_log, tell


class OwnCommand(ScrapyCommand):
    """What our commands that are none of Scrapy's have in common."""

    requires_project = True
    requires_crawler_process = False

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
