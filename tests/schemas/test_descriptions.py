"""A schema that is published says of each key what it holds, and gives generators of code no names that they would make types of."""

from collections.abc import Iterator
from typing import Any

import pytest

from scraper.commands.schema import RECORDS, record_schema


def keys_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for record in (schema, *schema.get("$defs", {}).values()):
        for key, said in record.get("properties", {}).items():
            yield f"{record['title']}.{key}", said


@pytest.mark.parametrize("name", RECORDS)
def test_each_record_and_each_key_says_what_it_is(name: str) -> None:
    schema = record_schema(name)
    assert all("description" in record for record in (schema, *schema.get("$defs", {}).values()))
    assert not [key for key, said in keys_of(schema) if not said.get("description")]


@pytest.mark.parametrize("name", RECORDS)
def test_only_records_have_titles(name: str) -> None:
    assert not [key for key, said in keys_of(record_schema(name)) if "title" in said]
