"""Times that are told to machines: seconds or milliseconds since 1970, digits without signs, or a printed form."""

import re
from datetime import datetime, time

from pipelines.extract.date.grammar import AHEAD, Reading, find_dates
from pipelines.extract.date.offsets import BEIJING, EARLIEST

_SINCE_1970 = re.compile(
    r"^(?:/Date\()?(?P<seconds>[0-9]{9,10})(?P<milliseconds>[0-9]{3})?(?:\.[0-9]{1,6})?(?:\)/)?$"
)

_MIDNIGHT = re.compile(r"(?<![0-9:+])0?0:00(?::00)?(?![0-9:])|^[0-9]{8}000000$")


def read_stamp(text: str, fetched_at: datetime, year: int | None = None) -> Reading | None:
    """Return the time that a statement for machines gives, or None where it gives none.

    >>> fetched_at = datetime(2023, 6, 14, tzinfo=BEIJING)
    >>> stamps = ("1686554825", "1686554825000", "20230612152705", "2023-06-12T07:27:05Z", "12")
    >>> [stamp and str(stamp.value) for stamp in (read_stamp(text, fetched_at) for text in stamps)][:2]
    ['2023-06-12 15:27:05+08:00', '2023-06-12 15:27:05+08:00']
    >>> read_stamp("12", fetched_at) is None
    True
    """
    text = text.strip()
    if since := _SINCE_1970.match(text):
        moment = datetime.fromtimestamp(int(since["seconds"]), BEIJING)
        if EARLIEST <= moment <= fetched_at + AHEAD:
            return Reading(moment, "second", text, "full", 0, len(text))
        return None
    found = find_dates(text, fetched_at, year, labelled=True)
    return found[0] if found else None


def tells_a_clock(reading: Reading) -> bool:
    """Say whether a stated time has a clock that means something: midnight to the second is a day without one.

    >>> fetched_at = datetime(2023, 6, 14, tzinfo=BEIJING)
    >>> days = ("2023-06-12 00:00:00", "2023-06-12T00:00:00Z", "2023-06-11T16:00:00.000Z", "1686499200")
    >>> [tells_a_clock(read_stamp(text, fetched_at)) for text in days]
    [False, False, False, False]
    >>> times = ("2023-06-12 00:39:00", "2023-06-12 09:00:00", "2023-06-12T13:20:05+00:00")
    >>> [tells_a_clock(read_stamp(text, fetched_at)) for text in times]
    [True, True, True]
    """
    if reading.precision == "day" or _MIDNIGHT.search(reading.raw):
        return False
    return reading.value.time() != time()
