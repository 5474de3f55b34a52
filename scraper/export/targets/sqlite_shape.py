"""The tables, indexes and views of an export in SQLite, as SQL."""

from collections.abc import Sequence

from schemas.tables.column_types import Column, Integer, Number, Text, Truth, Words, name_type
from scraper.export.targets.database_views import views_of

TYPES: Words[str] = Words(
    simple={Text: "TEXT", Integer: "INTEGER", Number: "REAL", Truth: "INTEGER"},
    moment=lambda _: "TEXT",
    many=lambda _: "TEXT",
    record=lambda _: "TEXT",
)
"""SQLite knows no dates, lists or records: they are texts that its date and JSON functions read."""

_INDEXED = ("id", "date", "site", "source", "reprint_of")
_SEARCHED = ("title", "body")

STATE = "_difang"
"""The table of what has been exported: one row, one text."""

_AT_THE_END = "char(10, 10)"
"""Two line ends behind a text: each of its characters then begins a group of three, the last ones too."""


def tables_of(columns: Sequence[Column]) -> str:
    """Return what makes the tables; `number` stays with its row, whatever VACUUM does."""
    lines = [
        f'"{one.name}" {name_type(one.type, TYPES)}{"" if one.nullable else " NOT NULL"}' for one in columns
    ]
    body = ",\n  ".join(("number INTEGER PRIMARY KEY", *lines))
    return f"CREATE TABLE articles (\n  {body}\n);\nCREATE TABLE {STATE} (told TEXT NOT NULL);"


def searched(columns: Sequence[Column]) -> tuple[str, ...]:
    """Return the columns whose words are found: title and body, where they are exported."""
    there = {one.name for one in columns}
    return tuple(name for name in _SEARCHED if name in there)


def indexes_of(columns: Sequence[Column]) -> str:
    """Return what makes the indexes."""
    there = {one.name for one in columns}
    return "\n".join(
        f'CREATE INDEX articles_{name} ON articles ("{name}");' for name in _INDEXED if name in there
    )


def search_of(columns: Sequence[Column]) -> str:
    """Return what makes the index of words: `search`, and `words` for those of one and two characters.

    `search` knows groups of three characters, so MATCH finds words of three and more. A shorter word is the beginning
    of a group: `words` has each group with the number of its row, in order, and a range of them is read at once.
    """
    names = searched(columns)
    if not names:
        return ""
    ended = ", ".join(f"{name} || {_AT_THE_END} AS {name}" for name in names)
    listed = ", ".join(names)
    return "\n".join(
        (
            f"CREATE VIEW search_text AS SELECT number, {ended} FROM articles;",  # noqa: S608  # names of our columns
            f"CREATE VIRTUAL TABLE search USING fts5({listed}, content='search_text', content_rowid='number',"
            " tokenize='trigram');",
            "CREATE VIRTUAL TABLE words USING fts5vocab('search', 'instance');",
        )
    )


def sqlite_views(columns: Sequence[Column], *, latest: bool) -> str:
    """Return what makes the views that the columns allow."""
    day = "substr(date, 1, 10)"
    newest = (
        "SELECT * FROM articles"
        if latest
        else "SELECT * FROM articles AS one WHERE NOT EXISTS (SELECT 1 FROM articles AS other WHERE other.id = one.id AND"
        " (other.revision, other.fetched_at, other.number) > (one.revision, one.fetched_at, one.number))"
    )
    place = (
        "SELECT latest.id, latest.date, json_extract(place.value, '$.code') AS code, json_extract(place.value, '$.name')"
        " AS name, json_extract(place.value, '$.field') AS field FROM latest, json_each(latest.places) AS place"
    )
    there = {one.name for one in columns}
    return "\n".join(views_of(there, {"latest": newest, "day": day, "places": place}))
