from scrapy.commands.shell import Command as ScrapyShell

from scraper.authoring.one_page import OfOnePage


class Command(OfOnePage, ScrapyShell):
    """Scrapy's shell, which takes no lock of a site and leaves no file."""
