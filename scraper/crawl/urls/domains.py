"""Whose site an address is on: the domain that somebody registered, by the public suffixes of a kept library."""

from collections.abc import Callable
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit


def host_of(url: str) -> str:
    """Return an address's host as DNS asks for it: lower case, ASCII, no dot behind it; empty where it has none.

    >>> host_of("http://WWW.Yunxi.gov.cn.:80/xw/"), host_of("http://www.新闻.中国/"), host_of("mailto:a@b.cn")
    ('www.yunxi.gov.cn', 'www.xn--efvy88h.xn--fiqs8s', '')
    """
    host = (urlsplit(url).hostname or "").rstrip(".")
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:  # no name that DNS could know
        return host


def site_of(url: str) -> str:
    """Return the registered domain that an address is below: the host itself where nobody registers names.

    >>> site_of("https://economy.southcn.com/node_1.htm"), site_of("http://www.yunxi.gov.cn/xw/")
    ('southcn.com', 'yunxi.gov.cn')
    >>> site_of("http://127.0.0.1:8907/"), site_of("http://localhost/"), site_of("http://www.zhuji.example/")
    ('127.0.0.1', 'localhost', 'zhuji.example')
    """
    host = host_of(url)
    if not host or _is_number(host):
        return host
    return _read_suffixes()(host) or ".".join(host.split(".")[-2:])


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _read_suffixes() -> Callable[[str], str]:
    """Return what tells the domain below a public suffix, from the list that came with the library.

    A platform's own suffix (github.io) is one too: its sites are their owners'. Nothing is loaded or kept at run time.
    """
    from tldextract import TLDExtract  # noqa: PLC0415 - a tenth of a second, which `scrapy list` need not wait

    extract = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
    return lambda host: extract(host).top_domain_under_public_suffix
