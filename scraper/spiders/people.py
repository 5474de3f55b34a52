"""人民网 regional channels (zj.people.com.cn ...): PCS, GBK and UTF-8. `-a channel=zj`, `zj,js`, or all.

Hosts and templates: high confidence (stored pages of 2019 and 2024, URLs to 2026).
The channels' front pages link their newest articles; the /BIG5/ mirror is left alone.
"""

from collections.abc import Mapping
from typing import ClassVar
from urllib.parse import urlsplit

from scraper.families.pcs import PcsSpider
from scraper.spider import BadArgument

CHANNELS: Mapping[str, str] = {
    "ah": "340000", "bj": "110000", "cq": "500000", "fj": "350000", "gd": "440000", "gs": "620000",
    "gx": "450000", "gz": "520000", "hb": "420000", "he": "130000", "henan": "410000", "hi": "460000",
    "hlj": "230000", "hn": "430000", "jl": "220000", "js": "320000", "jx": "360000", "ln": "210000",
    "nm": "150000", "nx": "640000", "qh": "630000", "sc": "510000", "sd": "370000", "sh": "310000",
    "sn": "610000", "sx": "140000", "tj": "120000", "xj": "650000", "xz": "540000", "yn": "530000",
    "zj": "330000",
}  # fmt: skip
"""The 31 provincial channels and the GB/T 2260 codes of their provinces."""

CITY_CHANNELS: Mapping[str, str] = {"sz": "440300", "ha": "410000"}
"""深圳, and the old host of 河南: crawled when they are named."""


class PeopleSpider(PcsSpider):
    """人民网 regional channels."""

    name = "people"
    site_name = "人民网"
    allowed_domains = [f"{one}.people.com.cn" for one in (*CHANNELS, *CITY_CHANNELS)]
    arguments: ClassVar[Mapping[str, str]] = {
        "channel": "channels, comma-separated (zj,js); all 31 without it"
    }

    def __init__(self, name: str | None = None, channel: str = "all", **arguments: str) -> None:
        super().__init__(name, channel=channel, **arguments)
        self.channels = read_channels(channel)
        self.start_urls = [f"http://{one}.people.com.cn/" for one in self.channels]

    @classmethod
    def check_arguments(cls, arguments: Mapping[str, str]) -> None:
        """Return when the arguments are known and the channels exist; raise BadArgument otherwise."""
        super().check_arguments(arguments)
        read_channels(arguments.get("channel", "all"))

    def is_article(self, url: str) -> bool:
        """Tell whether the URL is an article of a channel that this crawl was asked for."""
        return super().is_article(url) and _channel_of(url) in self.channels

    @classmethod
    def region_of(cls, url: str) -> str | None:
        """Return the code of the province whose channel the article stands in."""
        return CHANNELS.get(_channel_of(url)) or CITY_CHANNELS.get(_channel_of(url))


def read_channels(argument: str) -> tuple[str, ...]:
    """Return the channels that `-a channel=` names; raise BadArgument at one that does not exist.

    >>> read_channels("zj, js")
    ('zj', 'js')
    """
    if argument == "all":
        return tuple(CHANNELS)
    names = tuple(dict.fromkeys(name.strip() for name in argument.split(",") if name.strip()))
    for name in names:
        if name not in CHANNELS and name not in CITY_CHANNELS:
            known = ", ".join((*CHANNELS, *CITY_CHANNELS))
            raise BadArgument(f"人民网 has no channel {name!r} (known: {known})")
    if not names:
        raise BadArgument("channel is empty: name one, or leave the argument out for all 31")
    return names


def _channel_of(url: str) -> str:
    host = urlsplit(url).hostname or ""
    return host.removesuffix(".people.com.cn")
