from scrapy.commands.view import Command as ScrapyView

from scraper.authoring.one_page import OfOnePage


class Command(OfOnePage, ScrapyView):
    """Scrapy's view, which takes no lock of a site and leaves no file but the one that it shows."""
