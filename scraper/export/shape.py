"""What each row of an export has: its columns and their types, and how a value stands where there are only texts."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import partial
from operator import attrgetter
from typing import Any

from pydantic import BaseModel

from schemas.article import BEIJING, Article
from schemas.derived.exported import Exported
from schemas.derived.named_place import Place
from schemas.tables import Column, columns_of
from schemas.tables.column_types import Many, Moment, Record


@dataclass(frozen=True, slots=True)
class Row:
    """What `Exported` has, not made into one: the article was checked when it was read."""

    article: Article
    reprint_of: str | None = None
    places: tuple[Place, ...] | None = None

    def told(self) -> dict[str, Any]:
        """Return all values by their columns; records are dictionaries."""
        places = None if self.places is None else [one.model_dump() for one in self.places]
        return {**self.article.model_dump(), "reprint_of": self.reprint_of, "places": places}


Add = Callable[[Row], None]
"""What takes the rows of an export, one after another."""

Get = Callable[[Row], Any]

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of an export in their order, and what else of it every format must know."""

    columns: tuple[Column, ...]
    latest: bool = True  # one row for each id
    for_spreadsheets: bool = True  # of CSV: with a mark that Excel knows, and no cell a formula
    searchable: bool = True  # of SQLite: with an index of the words

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)


def shape_of(only: Sequence[str] | None = None) -> tuple[Column, ...]:
    """Return the columns that are meant, all for None; raise ValueError, with the nearest name, at an unknown one."""
    return columns_of(Exported, only)


def as_plain(value: object) -> Any:  # noqa: ANN401  # what JSON knows
    """Return a value as what JSON knows: records as dictionaries, moments as their text."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json")
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value


def as_text(value: object) -> str | None:
    """Return a list or a record as JSON, as it stands in a line; null stays null.

    >>> as_text(("首页", "要闻")), as_text(None)
    ('["首页","要闻"]', None)
    """
    if isinstance(value, BaseModel):
        return value.model_dump_json()
    if isinstance(value, tuple):
        return f"[{','.join(map(_as_json, value))}]"
    return None if value is None else _as_json(value)


def _as_json(value: object) -> str:
    return value.model_dump_json() if isinstance(value, BaseModel) else json.dumps(value, ensure_ascii=False)


def as_moment(zone: timezone, value: datetime | None) -> str | None:
    """Return a moment as text with its zone; as all of a column have one zone, the texts sort as the moments do.

    >>> as_moment(timezone.utc, datetime.fromisoformat("2023-06-12T08:30:00+08:00"))
    '2023-06-12T00:30:00+00:00'
    """
    return None if value is None else value.astimezone(zone).isoformat()


def getter_of(name: str) -> Get:
    """Return what gives a row's value of this column."""
    return attrgetter(f"article.{name}" if name in Article.model_fields else name)


def writers_of(columns: Sequence[Column]) -> list[tuple[Get, Callable[[Any], Cell]]]:
    """Return for each column what gives its value, and what makes a text or a number of it: there is no other type."""
    return [(getter_of(column.name), _writer_of(column)) for column in columns]


def _writer_of(column: Column) -> Callable[[Any], Cell]:
    if isinstance(column.type, Moment):
        is_beijing = column.type.zone != "UTC"
        return partial(as_moment, timezone(BEIJING if is_beijing else timedelta()))
    return as_text if isinstance(column.type, Many | Record) else _unchanged


def _unchanged(value: Cell) -> Cell:
    return value
