"""How numbers, times and addresses are written on a page."""

from collections.abc import Callable, Mapping
from datetime import datetime, timezone
from typing import Any, Final

from schemas.article import BEIJING
from scraper.clock import describe_age

_ZONE: Final = timezone(BEIJING)
_WEB: Final = ("http://", "https://")


def thousands(number: int) -> str:
    """Return a number with its thousands apart.

    >>> thousands(1234567)
    '1,234,567'
    """
    return f"{number:,}"


def count_short(number: int) -> str:
    """Return a number in five characters at most, for a narrow place.

    >>> [count_short(one) for one in (950, 9_999, 12_345, 99_999, 1_234_567)]
    ['950', '9,999', '12k', '99k', '1.2M']
    """
    if number < 10_000:
        return f"{number:,}"
    return f"{number // 1000}k" if number < 1_000_000 else f"{number / 1_000_000:.1f}M"


def share(part: float) -> str:
    """Return a part of one in percent: what is not quite all is not written as all, nor what is hardly any as none.

    >>> [share(one) for one in (1, 0.9996, 0.5, 0.0004, 0)]
    ['100%', '99.9%', '50%', '0.1%', '0%']
    """
    if 0.995 <= part < 1:
        return f"{min(part, 0.999):.1%}"
    return f"{max(part, 0.001):.1%}" if 0 < part < 0.005 else f"{part:.0%}"


def moment(at: datetime) -> str:
    """Return a time of day in Beijing: 03-02 02:05."""
    return f"{at.astimezone(_ZONE):%m-%d %H:%M}"


def seconds(number: float) -> str:
    """Return some seconds: as such below two minutes, else as minutes.

    >>> seconds(0.04), seconds(3.25), seconds(119), seconds(600)
    ('0.0 s', '3.2 s', '119 s', '10 min')
    """
    if number < 120:
        return f"{number:.1f} s" if number < 10 else f"{number:.0f} s"
    return f"{number / 60:.0f} min"


def web_address(url: str) -> str:
    """Return an address that a link may lead to, nothing for any other: what is no page of the web is only printed.

    >>> web_address("https://www.shanyang.example/1.html"), web_address("javascript:alert(1)")
    ('https://www.shanyang.example/1.html', '')
    """
    return url if url.startswith(_WEB) and not any(character.isspace() for character in url) else ""


FILTERS: Final[Mapping[str, Callable[..., Any]]] = {
    one.__name__: one for one in (thousands, count_short, share, moment, describe_age, seconds, web_address)
}
"""What the templates know these functions by; jinja2 has filters of its own, and none is called as one of these."""
