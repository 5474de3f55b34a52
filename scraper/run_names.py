"""What the folders of a site and its runs are called: a run's name sorts as its moment does."""

from datetime import UTC, datetime, timedelta

ARTICLES, REJECTS, ARCHIVE, RUNS, LOGS = "articles", "rejects", "archive", "runs", "logs"
"""The folders of a site, and of what they hold."""

TICK = timedelta(milliseconds=1)
"""The least time between two runs' names."""

_RUN_FORM = "%Y%m%dT%H%M%S%fZ"


def run_name(moment: datetime) -> str:
    """Return the name of a run that starts at `moment`: sortable, safe in a file name.

    >>> run_name(datetime(2023, 6, 12, 7, 27, 0, 250000, UTC))
    '20230612T072700250Z'
    """
    return f"{moment:%Y%m%dT%H%M%S}{moment.microsecond // 1000:03d}Z"


def moment_of_run(name: str) -> datetime | None:
    """Return when the run of this name began; None where no run has such a name.

    >>> moment_of_run("20230612T072700250Z").isoformat(), moment_of_run("latest")
    ('2023-06-12T07:27:00.250000+00:00', None)
    """
    try:
        return datetime.strptime(name, _RUN_FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
