"""What belongs to the public network, told by an address or by a name alone."""

import socket
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import unquote, urlsplit

from scrapy.exceptions import IgnoreRequest

_NAT64 = IPv6Network("64:ff9b::/96")  # an IPv4 address in its last 32 bits, RFC 6052

_METADATA = frozenset({"168.63.129.16", "metadata.goog", "metadata.tencentyun.com"})
"""What a cloud tells its machines of themselves, where neither address nor name looks private: Azure, Google, Tencent."""

_LOCAL_NAMES = (".localhost", ".local", ".internal", ".home.arpa")
"""Ends of names that never lie on the public network: RFC 6761, RFC 6762, ICANN's resolution of 2024, RFC 8375."""


class NotAllowed(IgnoreRequest):
    """The request leads where this crawl must not go."""


def refusal(host: str, why: str) -> NotAllowed:
    """Return what says that the guard refused a host, why, and what opens it."""
    return NotAllowed(f"the guard refuses {host}: {why} (ALLOW_PRIVATE_HOSTS=1 lets it through)")


def read_address(host: str) -> IPv4Address | IPv6Address | None:
    """Return the address that a host is written as, in each form that resolvers take; None for a name.

    >>> read_address("127.0.0.1") == read_address("0x7f.1") == read_address("2130706433")
    True
    >>> read_address("10.example.cn")
    """
    host = host.partition("%")[0]
    with suppress(ValueError):
        return ip_address(host)
    with suppress(ValueError, OSError):
        return IPv4Address(socket.inet_aton(host))
    return None


def is_public(address: str) -> bool:
    """Tell whether an IP address belongs to the public network.

    >>> is_public("223.5.5.5"), is_public("2400:3200::1")
    (True, True)
    >>> is_public("127.0.0.1"), is_public("169.254.169.254"), is_public("::ffff:10.0.0.1")
    (False, False, False)
    """
    parsed: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(parsed, IPv6Address):
        inner = parsed.ipv4_mapped or parsed.sixtofour
        if parsed in _NAT64:
            inner = IPv4Address(int(parsed) & 0xFFFFFFFF)
        if inner:
            parsed = inner
    return parsed.is_global and not parsed.is_multicast and str(parsed) not in _METADATA


def check_url(url: str, *, private: bool) -> None:
    """Return when a request for `url` may be made; raise NotAllowed otherwise.

    Names that may be public are left to the resolver. `private` allows addresses that are not public.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"}:
        raise NotAllowed(f"the scheme {parts.scheme!r} is not fetched, http and https are")
    host = unquote(parts.hostname or "").rstrip(".")
    if not host:
        raise NotAllowed(f"{url} names no host")
    if private:
        return
    if address := read_address(host):
        if not is_public(str(address)):
            told = "" if str(address) == host else f"it is {address}, "
            raise refusal(host, f"{told}no public address")
    elif "." not in host or host.endswith(_LOCAL_NAMES) or host in _METADATA:
        raise refusal(host, "a name of the local network, no public address")
