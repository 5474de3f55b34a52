import json

import jsonschema
import pytest

from schemas.article import SCHEMA_VERSION
from schemas.run import RUN_VERSION
from scraper.commands.schema import RECORDS, record_schema, schema_file, schema_text


@pytest.mark.parametrize("name", RECORDS)
def test_the_published_schema_is_the_model(name) -> None:
    assert schema_file(name).read_text(encoding="utf-8") == schema_text(name), "run `make schema`"


@pytest.mark.parametrize(("name", "version"), [("article", SCHEMA_VERSION), ("run", RUN_VERSION)])
def test_the_schema_is_valid_draft_2020_12(name, version) -> None:
    schema = record_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].endswith(version.split(".")[0])


@pytest.mark.parametrize("name", RECORDS)
def test_every_key_is_required_and_no_other_is_allowed(name) -> None:
    schema = record_schema(name)
    fields = RECORDS[name][1].model_fields
    written = {name for name, field in fields.items() if not field.exclude}
    assert set(schema["required"]) == written == set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_the_command_prints_the_schema(scrapy) -> None:
    done = scrapy("schema")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == record_schema()
