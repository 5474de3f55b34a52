"""One site, one host for each region: zj.news.cn, www.zj.chinanews.com.cn; `-a channel=` says which are crawled."""

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from scraper.crawl.spider import BadArgument, NewsSpider

NATIONAL = "www"
"""The channel of the hosts that belong to no region."""


class ChannelSpider(NewsSpider):
    """A site whose hosts are channels: each has its own front page and belongs to one region at most."""

    channels: ClassVar[Mapping[str, str | None]]  # GB/T 2260 code of each channel; all are crawled by default
    more_channels: ClassVar[Mapping[str, str | None]] = {}  # crawled when they are named
    domains: ClassVar[tuple[str, ...]]  # what follows the channel in a host name
    front_page: ClassVar[str]  # the listing of a channel, {} for its name
    allowed_domains: ClassVar[list[str]]
    lists: ClassVar[Mapping[str, tuple[str, ...]]] = {}  # channels with listings other than their front page
    arguments: ClassVar[Mapping[str, str]] = {"channel": "channels, comma-separated (zj,js); all without it"}

    def __init_subclass__(cls, **keywords: object) -> None:
        """Know the hosts of the channels: an article belongs to the site by its host."""
        super().__init_subclass__(**keywords)
        names = (*cls.channels, *cls.more_channels)
        cls.allowed_domains = [f"{name}.{domain}" for name in names for domain in cls.domains]

    def __init__(self, name: str | None = None, channel: str = "all", **arguments: str) -> None:
        super().__init__(name, channel=channel, **arguments)
        self.chosen = self.read_channels(channel)
        self.start_urls = [
            url for one in self.chosen for url in self.lists.get(one, (self.front_page.format(one),))
        ]

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when the arguments are known and the channels exist; raise BadArgument otherwise."""
        super().check_arguments(arguments)
        cls.read_channels(arguments.get("channel", "all"))

    @classmethod
    def read_channels(cls, argument: str) -> tuple[str, ...]:
        """Return the channels that `-a channel=` names; raise BadArgument at one that does not exist."""
        if argument == "all":
            return tuple(cls.channels)
        names = tuple(dict.fromkeys(name.strip() for name in argument.split(",") if name.strip()))
        for name in names:
            if name not in cls.channels and name not in cls.more_channels:
                known = ", ".join((*cls.channels, *cls.more_channels))
                raise BadArgument(f"{cls.site_name} has no channel {name!r} (known: {known})")
        if not names:
            raise BadArgument("channel is empty: name one, or leave the argument out for all")
        return names

    def is_article(self, url: str) -> bool:
        """Tell whether the URL is an article of a channel that this crawl was asked for."""
        return super().is_article(url) and self.channel_of(url) in self.chosen

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return the code of the region whose channel the article stands in; None for a national host."""
        channel = cls.channel_of(url)
        return cls.channels.get(channel) or cls.more_channels.get(channel)

    @classmethod
    def channel_of(cls, url: str) -> str:
        """Return the channel that a URL's host names, empty for a foreign host."""
        host = urlsplit(url).hostname or ""
        for domain in cls.domains:
            if host == domain:
                return NATIONAL
            if host.endswith(f".{domain}"):
                return host.removesuffix(f".{domain}").removeprefix("www.")
        return ""
