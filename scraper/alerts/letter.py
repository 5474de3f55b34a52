"""An alert as text: what is new first, then what is well again."""

from collections.abc import Iterator

from schemas.alert import Alert, Problem


def word_alert(alert: Alert) -> str:
    """Return the message as a person reads it."""
    return "\n".join(
        [alert.summary, *_part("New", alert.new), *_part("Mended", alert.mended), "", *_foot(alert)]
    )


def _part(name: str, problems: tuple[Problem, ...]) -> Iterator[str]:
    if problems:
        yield from ("", f"{name}:")
    for one in problems:
        since = f" (since {one.since})" if one.since else ""
        yield f"  {one.severity:<8} {one.site}: {one.line}{since}"
        if one.example and name == "New":
            yield f"           scrapy explain {one.example}"


def _foot(alert: Alert) -> Iterator[str]:
    yield f"{alert.host}, {alert.data}, {alert.sent_at:%Y-%m-%d %H:%M %Z}; `scrapy status` shows all."


def summarize(new: int, mended: int, lasting: int) -> str:
    """Return the line that says how many problems there are.

    >>> summarize(2, 1, 0), summarize(0, 1, 3)
    ('2 new problems, 1 mended', '1 mended, 3 as before')
    """
    problems = f"{new} new problem{'' if new == 1 else 's'}" if new else ""
    return ", ".join(
        filter(
            None, (problems, f"{mended} mended" if mended else "", f"{lasting} as before" if lasting else "")
        )
    )
