"""The articles of files, typed; of each the newest revision."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, overload

from schemas.article import BEIJING, Article
from schemas.reader.article_line import read_article
from schemas.reader.faults import BadLine
from schemas.reader.inputs import find_files, read_raw
from schemas.reader.newest import find_newest
from schemas.tables.column_types import check_columns

Told = Callable[[BadLine], None]


class Line(NamedTuple):
    """An article, and where its line stands."""

    file: Path
    number: int
    article: Article


@dataclass(frozen=True, slots=True)
class Query:
    """Which articles are meant; what is None or empty chooses nothing. Days are those of Beijing, both ends included."""

    since: date | None = None
    until: date | None = None
    sites: frozenset[str] = frozenset()
    regions: tuple[str, ...] = ()
    """Codes of GB/T 2260 or their beginnings: 33 is all of 浙江."""

    def asks_for(self, article: Article) -> bool:
        """Tell whether the article is meant."""
        if self.sites and article.site not in self.sites:
            return False
        if self.regions and not (article.region or "").startswith(self.regions):
            return False
        return _since(self.since, article.date) and _until(self.until, article.date)


@overload
def read_articles(
    *paths: Path | str,
    latest: bool = ...,
    since: date | str | None = ...,
    until: date | str | None = ...,
    site: str | Iterable[str] | None = ...,
    region: str | Iterable[str] | None = ...,
    columns: None = ...,
    parts: bool = ...,
    bad: Told | None = ...,
) -> Iterator[Article]: ...
@overload
def read_articles(
    *paths: Path | str,
    latest: bool = ...,
    since: date | str | None = ...,
    until: date | str | None = ...,
    site: str | Iterable[str] | None = ...,
    region: str | Iterable[str] | None = ...,
    columns: Sequence[str],
    parts: bool = ...,
    bad: Told | None = ...,
) -> Iterator[dict[str, Any]]: ...
def read_articles(  # noqa: PLR0913  # the words of a question, each of which may be left out
    *paths: Path | str,
    latest: bool = True,
    since: date | str | None = None,
    until: date | str | None = None,
    site: str | Iterable[str] | None = None,
    region: str | Iterable[str] | None = None,
    columns: Sequence[str] | None = None,
    parts: bool = False,
    bad: Told | None = None,
) -> Iterator[Article] | Iterator[dict[str, Any]]:
    """Return an iterator over the articles of files, globs and folders, of each id the newest revision.

    `latest=False` gives every line. `since` and `until` are days, 2023-06-01, or moments, both included; `region` is a
    code of GB/T 2260 or its beginning, 33. With `columns` each article is a dictionary of these, dates as datetimes.
    `parts` reads what a crawl is writing too, up to its last whole line: after a crash its end may be written anew.

    A line that holds no article raises BadLine, which names the file and the line, or is told to `bad` and passed over.
    Raise ValueError for a wrong column or day, FileNotFoundError where a path or a glob names nothing, here and not
    at the first article.
    """
    query = Query(
        since=read_day(since),
        until=read_day(until),
        sites=frozenset(_each(site)),
        regions=tuple(_each(region)),
    )
    chosen = check_columns(columns, Article.model_fields) if columns is not None else None
    lines = read_lines(find_files(paths, parts=parts), query, latest=latest, bad=bad)
    if chosen is None:
        return (line.article for line in lines)
    return ({name: getattr(line.article, name) for name in chosen} for line in lines)


def read_lines(
    files: Sequence[Path], query: Query | None = None, *, latest: bool = True, bad: Told | None = None
) -> Iterator[Line]:
    """Yield the articles of files that are meant, and where each stands; raise as `read_articles` does.

    With `latest` the files are read twice; what is written to them between is not given.
    """
    newest = find_newest(chain.from_iterable(map(read_raw, files))) if latest else None
    for raw in chain.from_iterable(map(read_raw, files)):
        if newest and not newest.holds(raw):
            continue
        try:
            article = read_article(raw.text)
        except ValueError as error:
            fault = BadLine(raw.file, raw.number, str(error))
            if bad is None:
                raise fault from None
            bad(fault)
            continue
        if query is None or query.asks_for(article):
            yield Line(raw.file, raw.number, article)


def read_day(said: date | str | None) -> date | None:
    """Return a day or a moment; raise ValueError where the text is neither.

    >>> read_day("2023-06-01"), read_day("2023-06-01T08:00:00+08:00").hour
    (datetime.date(2023, 6, 1), 8)
    """
    if not isinstance(said, str):
        return said
    for read in (date.fromisoformat, datetime.fromisoformat):
        try:
            return read(said)
        except ValueError:
            continue
    raise ValueError(f"{said!r} is no day: write 2023-06-01")


def _each(names: str | Iterable[str] | None) -> Iterable[str]:
    return [names] if isinstance(names, str) else names or ()


def _moment(bound: date) -> datetime:
    """Return a bound as a moment, that of Beijing where it names no zone."""
    zone = timezone(BEIJING)
    if not isinstance(bound, datetime):
        return datetime(bound.year, bound.month, bound.day, tzinfo=zone)
    return bound if bound.tzinfo else bound.replace(tzinfo=zone)


def _since(bound: date | None, moment: datetime) -> bool:
    return bound is None or moment >= _moment(bound)


def _until(bound: date | None, moment: datetime) -> bool:
    if bound is None:
        return True
    if isinstance(bound, datetime):
        return moment <= _moment(bound)
    return moment < _moment(bound) + timedelta(days=1)
