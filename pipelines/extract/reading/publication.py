"""Which names mean the time of the publication: names of meta elements, attributes, inputs and variables."""

import re
from functools import lru_cache
from typing import Literal

Occasion = Literal["published", "updated", "dated"]

_TIME = "(?:date|time|datetime|timestamp|day|at|on)"
_PUBLISHED = re.compile(
    rf"(?:publish(?:ed|ing)?|publication|pub|released?|issued?|created?|creation|posted|post|input|insert"
    rf"|docrel|docpub|first|fabu|send|add|news|article|online){_TIME}$"
    r"|date(?:published|created|issued|sent)$|^dc(?:terms?)?(?:date)?(?:issued|created|available)$|^dc(?:terms?)?date$"
    r"|^(?:ct|ctime|ptime|pubdata|fbsj|fbrq|fabushijian|ogtime)$"
)
_UPDATED = re.compile(r"updat|modif|lastm|revis|edited|edit(?:time|date)|gxsj")
_OTHER = re.compile(
    r"expir|valid|begin|start|end(?:time|date)|remov|comment|reply|make|build|now|server|current"
)
"""Times of other things, whatever follows: endTime, commentPublishTime, serverTime."""

_DATED = frozenset(
    {
        "date",
        "time",
        "datetime",
        "pagedate",
        "showtime",
        "displaytime",
        "timestamp",
        "ts",
        "unixtime",
        "utime",
    }
)
"""Names of a date of the page, which may be that of its making."""


@lru_cache(maxsize=1024)
def names_occasion(name: str) -> Occasion | None:
    """Return whether a name means the time of the publication, of an update or of the page; None if of none.

    >>> names = ("article:published_time", "firstpublishedtime", "parsely-pub-date", "DC.date.issued", "docRelTime")
    >>> {names_occasion(name) for name in names}
    {'published'}
    >>> names_occasion("dateupdate"), names_occasion("publisher"), names_occasion("endTime")
    ('updated', None, None)
    """
    plain = re.sub("[^a-z]", "", name.lower()[:_LONGEST])
    if _OTHER.search(plain):
        return None
    if _UPDATED.search(plain):
        return "updated"
    if _PUBLISHED.search(plain):
        return "published"
    return "dated" if plain in _DATED else None


_LONGEST = 60
"""Characters of a name; weibo:article:create_at has 23."""
