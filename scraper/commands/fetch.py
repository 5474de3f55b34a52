from scrapy.commands.fetch import Command as ScrapyFetch

from scraper.authoring.one_page import OfOnePage


class Command(OfOnePage, ScrapyFetch):
    """Scrapy's fetch, which takes no lock of a site and leaves no file."""
