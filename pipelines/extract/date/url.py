"""The day or year that the address of an article names: a check on the printed date, and its stand-in."""

import re
from datetime import date
from urllib.parse import urlsplit

from pipelines.extract.date.offsets import EARLIEST

_URL_DAY = re.compile(
    r"(?<![0-9])(?P<year>(?:19|20)[0-9]{2})"
    r"(?:[-/_]?(?P<month>1[0-2]|0[1-9])[-/_]?|[-/_](?P<month_1>[1-9])[-/_])"
    r"(?P<day>3[01]|[12][0-9]|0[1-9]|(?<=[-/_])[1-9])(?![0-9])"
)
_URL_YEAR = re.compile(r"/(?P<year>(?:19|20)[0-9]{2})(?:[-/_]?(?:1[0-2]|0[1-9]))?(?=[-/_])")


def url_date(url: str) -> date | None:
    """Return the day that the path of `url` names, if any.

    >>> url_date("http://www.example.cn/cn/Instant/local/202306/t20230612_7435151.html")
    datetime.date(2023, 6, 12)
    >>> url_date("http://www.example.cn/content/1120230699.html") is None
    True
    """
    for match in _URL_DAY.finditer(urlsplit(url).path):
        try:
            day = date(int(match["year"]), int(match["month"] or match["month_1"]), int(match["day"]))
        except ValueError:
            continue
        if day >= EARLIEST.date():
            return day
    return None


def url_year(url: str) -> int | None:
    """Return the year that the path of `url` names, if any.

    >>> url_year("http://www.example.cn/zx/202306/58919.html"), url_year("http://www.example.cn/zx/58919.html")
    (2023, None)
    """
    day = url_date(url)
    if day is not None:
        return day.year
    match = _URL_YEAR.search(urlsplit(url).path)
    return int(match["year"]) if match and int(match["year"]) >= EARLIEST.year else None
