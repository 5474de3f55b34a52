"""What an article in a page's data says of itself, as facts for the readers of the fields."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from pipelines.extract.reading.structured import Fact
from pipelines.extract.scripted.articles import Told

_BEIJING = timezone(timedelta(hours=8))
_SECONDS, _MILLISECONDS = 10, 13
"""Digits of a time since 1970 between 2001 and 2286."""


def facts_of(told: Told, *, alone: bool = False) -> tuple[Fact, ...]:
    """Return the facts of an article that is surely the page's own; JSON-LD is read among the page's own facts.

    An article is also the page's own where it stands `alone`: the page shows no text beside it.

    >>> from pipelines.extract.scripted.articles import Told
    >>> told = Told("山阳县今日丰收。", "山阳丰收", published="1686554820", source="山阳网", agreed=True)
    >>> [(fact.kind, fact.value) for fact in facts_of(told)]
    [('title', '山阳丰收'), ('published', '2023-06-12T15:27:00+08:00'), ('source', '山阳网')]
    """
    return tuple(_facts(told)) if (told.agreed or alone) and told.rule == "state" else ()


def _facts(told: Told) -> Iterator[Fact]:
    if told.title:
        yield Fact("title", told.title, told.rule)
    if told.published:
        yield Fact("published", _moment(told.published), told.rule)
    if told.source:
        yield Fact("source", told.source, told.rule)
    if told.editor:
        yield Fact("editor", told.editor, told.rule)
    if told.author:
        yield Fact("author", told.author, told.rule)


def _moment(text: str) -> str:
    """Return a time as it is printed; one in seconds or milliseconds since 1970 as a date in Beijing."""
    if not (text.isascii() and text.isdigit() and len(text) in {_SECONDS, _MILLISECONDS}):
        return text
    return datetime.fromtimestamp(int(text[:_SECONDS]), UTC).astimezone(_BEIJING).isoformat()
