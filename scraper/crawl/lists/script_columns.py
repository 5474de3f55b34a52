"""Lists that a script writes without records: a call for each entry, or a list of headlines beside one of addresses."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from pipelines.extract.scripted.literals import Reader
from pipelines.extract.scripted.values import NoLiteralError, Value
from scraper.crawl.lists.told_records import is_page_address
from scraper.crawl.shapes import is_headline

FEWEST_ROWS = 2
"""Calls of one name, or headlines of a column, that make a list."""

MOST_CALLS = 2000
"""Calls of a script that are read; a home page has below 1500 entries."""

_CALL = re.compile(
    r"(?<![\w$])([\w$.]{1,40})\s{0,4}\(((?:\s{0,9}(?:\"[^\"\n\\]{0,300}\"|'[^'\n\\]{0,300}'|\d{1,13})\s{0,9},){1,11}"
    r"\s{0,9}(?:\"[^\"\n\\]{0,300}\"|'[^'\n\\]{0,300}'|\d{1,13})\s{0,9})\)"
)


def rows_of_calls(script: str) -> Iterator[list[Value]]:
    """Yield what a script calls one function with, again and again: addItem("春耕……", "/xw/7.html", "2023-06-12")."""
    reader = Reader()
    rows: defaultdict[str, list[Value]] = defaultdict(list)
    for match in islice(_CALL.finditer(script), MOST_CALLS):
        try:
            rows[match[1]].append(reader.read(f"[{match[2]}]", 0)[0])
        except NoLiteralError:  # more values than are read of a page
            break
    yield from (each for each in rows.values() if len(each) >= FEWEST_ROWS)


def rows_of_columns(named: Mapping[str, Value]) -> list[Value]:
    """Return the rows of a list whose headlines and addresses stand apart, as the slides of old pages do.

    There must be one column of each of the same length; texts may be joined by |.

    >>> rows_of_columns({"t": "城关街道农资对接会|漫川关镇古街夜市", "u": "/xw/7.html|/xw/8.html", "p": ["1.jpg", "2.jpg"]})
    [['城关街道农资对接会', '/xw/7.html'], ['漫川关镇古街夜市', '/xw/8.html']]
    """
    columns = [column for value in named.values() if len(column := _column(value)) >= FEWEST_ROWS]
    titles = [column for column in columns if _are_headlines(column)]
    addresses = [column for column in columns if all(map(is_page_address, column))]
    if len(titles) != 1 or len(addresses) != 1 or len(titles[0]) != len(addresses[0]):
        return []
    return [list(row) for row in zip(titles[0], addresses[0], strict=True)]


def _column(value: Value) -> list[str]:
    if isinstance(value, str) and "|" in value:
        return [each.strip() for each in value.strip("| ").split("|")]
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return [str(each) for each in value]
    return []


def _are_headlines(column: Iterable[str]) -> bool:
    return all(map(is_headline, column))
