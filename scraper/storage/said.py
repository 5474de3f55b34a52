"""What a delivered article said, in 47 bits: enough to see that it changed, or that another address says the same.

An integer of six bytes, because every delivered address carries one for ever: the day of the delivery (13 bits), a
digest of what is printed (18 bits) and a print of the body (16 bits).
"""

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from schemas import Article

_DIGEST_BITS, _PRINT_BITS = 18, 16  # a change stays unseen once in 260,000
_FIRST_DAY = date(2023, 1, 1)  # 13 bits of days reach to 2045
_LAST = (1 << 13) - 1


def pack(day: date, digest: int, print_: int) -> int:
    """Return the three in one number."""
    days = min(max((day - _FIRST_DAY).days, 0), _LAST)
    return (days << _DIGEST_BITS | digest % (1 << _DIGEST_BITS)) << _PRINT_BITS | print_


def say(article: Article) -> int:
    """Return what the article says today."""
    return pack(datetime.now(UTC).date(), digest(article), print_of(article))


def day_of(said: int) -> date:
    """Return the day of the delivery.

    >>> day_of(pack(date(2026, 11, 27), 77, 5)).isoformat()
    '2026-11-27'
    """
    return _FIRST_DAY + timedelta(days=said >> _PRINT_BITS >> _DIGEST_BITS)


def is_changed(said: int, article: Article) -> bool:
    """Tell whether something printed in the article is not as it was said."""
    return (said >> _PRINT_BITS) % (1 << _DIGEST_BITS) != digest(article) % (1 << _DIGEST_BITS)


def body_of(said: int) -> int:
    """Return the print of the body, 0 where it is not known."""
    return said % (1 << _PRINT_BITS)


def digest(article: Article) -> int:
    """Return 64 bits that change when something printed in the article does."""
    printed = article.model_dump_json(
        include={"title", "date_raw", "source", "editor", "author", "body", "images"}
    )
    return int.from_bytes(sha256(printed.encode("utf-8")).digest()[:8], "big", signed=True)


def print_of(article: Article) -> int:
    """Return 16 bits of the body's fingerprint, never 0: articles with one text have one print."""
    return int(article.fingerprint, 16) % ((1 << _PRINT_BITS) - 1) + 1
