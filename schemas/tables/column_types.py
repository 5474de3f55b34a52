"""The columns of a record and their types, told by its model: what every tool's schema is made from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import NoneType, UnionType
from typing import Annotated, Generic, Literal, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import AwareDatetime, BaseModel

from schemas.nearest import nearest
from schemas.record import Zone

UTC = "UTC"


class Text(NamedTuple):
    """Characters."""


class Integer(NamedTuple):
    """A whole number of 64 bits."""


class Number(NamedTuple):
    """A number of 64 bits with a fraction."""


class Truth(NamedTuple):
    """True or false."""


class Moment(NamedTuple):
    """A moment, to the microsecond; `zone` is the one it is told in: UTC or +08:00."""

    zone: str


@dataclass(frozen=True, slots=True)
class Many:
    """A list of values of one type."""

    of: "Type"


@dataclass(frozen=True, slots=True)
class Record:
    """A value with columns of its own."""

    columns: tuple["Column", ...]


Type = Text | Integer | Number | Truth | Moment | Many | Record


class Column(NamedTuple):
    """A key of a line, or of a record inside it."""

    name: str
    type: Type
    nullable: bool
    description: str = ""


Named = TypeVar("Named")


@dataclass(frozen=True, slots=True)
class Words(Generic[Named]):
    """How a tool names types."""

    simple: Mapping[type, Named]
    """By Text, Integer, Number and Truth."""
    moment: Callable[[str], Named]
    many: Callable[[Named], Named]
    record: Callable[[Sequence[tuple[Column, Named]]], Named]


def name_type(kind: Type, words: Words[Named]) -> Named:
    """Return a type in the words of a tool."""
    match kind:
        case Moment(zone):
            return words.moment(zone)
        case Many(of):
            return words.many(name_type(of, words))
        case Record(columns):
            return words.record([(column, name_type(column.type, words)) for column in columns])
        case _:
            return words.simple[type(kind)]


_SIMPLE: Mapping[type, Type] = {str: Text(), bool: Truth(), int: Integer(), float: Number()}
"""A boolean is an integer to Python, so it stands first; words of a closed list are text."""


def columns_of(model: type[BaseModel], only: Sequence[str] | None = None) -> tuple[Column, ...]:
    """Return the columns of a record, `only` these in their order.

    Raise ValueError, with the nearest name, at an unknown one, TypeError at a type that no column has.
    """
    columns = {
        name: _column(name, field.annotation, field.metadata, field.description or "")
        for name, field in model.model_fields.items()
        if not field.exclude
    }
    return tuple(columns[name] for name in (columns if only is None else check_columns(only, columns)))


def check_columns(columns: Sequence[str], known: Iterable[str]) -> tuple[str, ...]:
    """Return the columns; raise ValueError, with the nearest name, at one that does not exist or stands twice."""
    names = tuple(known)
    if not columns:
        raise ValueError("no column is named")
    for column in columns:
        if column not in names:
            raise ValueError(f"there is no column {column!r}: {nearest(column, names)}")
    if len(set(columns)) < len(columns):
        raise ValueError(f"a column stands twice in {', '.join(columns)}")
    return tuple(columns)


def _column(name: str, annotation: object, metadata: Sequence[object], description: str) -> Column:
    inner = [one for one in get_args(annotation) if one is not NoneType]
    optional = get_origin(annotation) in {Union, UnionType} and len(inner) < len(get_args(annotation))
    kind = _type(inner[0] if optional and len(inner) == 1 else annotation, metadata)
    return Column(name, kind, optional, description)


def _type(annotation: object, metadata: Sequence[object] = ()) -> Type:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(inner[0], (*inner[1:], *metadata))
    if origin is Literal:
        return _type(type(inner[0]))
    if origin is tuple and inner[1:] == (Ellipsis,):
        return Many(_type(inner[0]))
    if annotation is AwareDatetime or annotation is datetime:
        return Moment(next((one.name for one in metadata if isinstance(one, Zone)), UTC))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return Record(columns_of(annotation))
    return _simple(annotation)


def _simple(annotation: object) -> Type:
    for base, kind in _SIMPLE.items():
        if isinstance(annotation, type) and issubclass(annotation, base):
            return kind
    raise TypeError(f"no column has the type {annotation}")
