"""The columns of a record as a mapping of Elasticsearch and OpenSearch."""

from collections.abc import Sequence
from typing import Any

from schemas.tables.column_types import Column, Integer, Number, Text, Truth, Words, name_type

_SORTED = 256  # characters of a text that can be sorted and counted by: a headline's, a source's, no body's
_TEXT = {"type": "text", "fields": {"keyword": {"type": "keyword", "ignore_above": _SORTED}}}

_WORDS: Words[dict[str, Any]] = Words(
    simple={Text: _TEXT, Integer: {"type": "long"}, Number: {"type": "double"}, Truth: {"type": "boolean"}},
    moment=lambda _: {"type": "date"},
    many=lambda of: of,  # any field may hold several values
    record=lambda fields: {"properties": {column.name: kind for column, kind in fields}},
)


def search_mapping(columns: Sequence[Column]) -> dict[str, Any]:
    """Return the mapping for the creation of an index: an engine that guesses takes `date_raw` for a date.

    What a newer version adds is refused, as long as the index does not know it.
    """
    fields = {column.name: name_type(column.type, _WORDS) for column in columns}
    return {"mappings": {"dynamic": "strict", "properties": fields}}
