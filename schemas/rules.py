from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator

from schemas.record import Record

Field = Literal["title", "date", "source", "editor", "author", "body"]


def _as_tuple(value: object) -> object:
    return (value,) if isinstance(value, str) else value


def _without_contains(selectors: tuple[str, ...]) -> tuple[str, ...]:
    # A compiled :contains() fails on its second document in lxml 6.1 (UnicodeDecodeError).
    for selector in selectors:
        if ":contains(" in selector:
            raise ValueError(f":contains() is no part of a rule: {selector!r}")
    return selectors


Selectors = Annotated[tuple[str, ...], BeforeValidator(_as_tuple), AfterValidator(_without_contains)]
"""CSS selectors in order of preference: newest template first. One string stands for a tuple of one."""


class Rules(Record):
    """Where one site prints its fields; an empty rule leaves the field to the general reader."""

    title: Selectors = ()
    byline: Selectors = ()  # one element with time, source, author, editor: the byline grammar reads it
    date: Selectors = ()
    source: Selectors = ()
    editor: Selectors = ()
    author: Selectors = ()
    body: Selectors = ()
    section: Selectors = ()
    drop: Selectors = ()  # elements inside the body that are not the article
    requires: tuple[Field, ...] = ("title", "date", "body")
    doubtful: bool = False  # rules of low confidence: where the general reader reads otherwise, it wins
