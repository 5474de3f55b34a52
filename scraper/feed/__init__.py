"""The lines of all sites in one order that stays, each with the position behind it."""

from scraper.feed.changes import Entry, Feed, read_feed
from scraper.feed.feed_offset import BadOffset, Offset

__all__ = ["BadOffset", "Entry", "Feed", "Offset", "read_feed"]
