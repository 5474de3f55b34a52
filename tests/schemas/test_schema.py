import json

import jsonschema

from schemas.article import SCHEMA_VERSION, Article
from scraper.commands.schema import SCHEMA_FILE, article_schema, schema_text


def test_the_published_schema_is_the_model() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), "run `make schema`"


def test_the_schema_is_valid_draft_2020_12() -> None:
    schema = article_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$schema"].endswith("2020-12/schema")
    assert schema["$id"].endswith(SCHEMA_VERSION.split(".")[0])


def test_every_key_is_required_and_no_other_is_allowed() -> None:
    schema = article_schema()
    written = {name for name, field in Article.model_fields.items() if not field.exclude}
    assert set(schema["required"]) == written == set(schema["properties"])
    assert schema["additionalProperties"] is False


def test_the_command_prints_the_schema(command_line) -> None:
    done = command_line("schema")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == article_schema()
