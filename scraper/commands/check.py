import argparse
from collections.abc import Sequence

from scrapy.commands.check import Command as ScrapyCheck

from scraper.authoring.one_page import NO_PAGE, OfOnePage


class Command(OfOnePage, ScrapyCheck):
    """Scrapy's check of contracts, which takes no lock of a site and leaves no file."""

    def page(self, args: list[str]) -> str:
        """Return that there is no page yet: the contracts name theirs."""
        del args
        return NO_PAGE

    def spiders(self, args: list[str], opts: argparse.Namespace) -> Sequence[str]:
        """Return the names of the spiders whose contracts are checked."""
        del opts
        return [name for name in args if name != "news"]
