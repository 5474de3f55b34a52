"""Fetch: everything that knows Scrapy or a site."""

__version__ = "0.1.0"
