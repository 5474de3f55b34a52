"""What the glossary says of each key is what the models say, in both languages."""

import json
from datetime import UTC, datetime
from functools import cache
from typing import get_args

import jsonschema
import pytest
from pydantic import BaseModel

from pipelines import clean
from pipelines.restore.passes import KINDS
from schemas import Article, Evidence, FieldError, Image, Page, Reason, Rejection, Restored
from schemas.derived.exported import Exported
from schemas.derived.named_place import Place
from schemas.derived.reprint import Reprint, ReprintGroup
from schemas.tables.column_types import Column, Integer, Number, Text, Truth, Words, columns_of, name_type
from scraper.commands.schema import record_schema
from scraper.spiders.sample import SampleSpider
from tests.conftest import ROOT
from tests.docs.pages import read_page, tables

LANGUAGES = {"docs/fields.md": "never", "docs/fields.zh-CN.md": "从不"}
"""The documents, and how each says that a key is never null."""

MODELS: tuple[type[BaseModel] | str, ...] = (
    *(Article, Image, Restored, "kinds", Evidence, "rules"),
    *(Rejection, "reasons", FieldError, ReprintGroup, Reprint, Exported, Place),
)
"""What the tables are of, in their order."""

PUBLISHED = {Article: "article", Rejection: "rejection", ReprintGroup: "reprint", Exported: "exported"}
GIVEN = {"requested_url", "revision", "fetched_at", "body"}
"""Keys of which the page of the example is not the one to tell: the body is shown by two of its lines."""


def in_words(*, english: bool) -> Words[str]:
    """Return how the glossary names types."""
    text, integer, number, truth, record = (
        ("text", "integer", "number", "truth", "record")
        if english
        else ("文本", "整数", "数", "真假", "记录")
    )
    return Words(
        simple={Text: text, Integer: integer, Number: number, Truth: truth},
        moment=lambda zone: f"moment ({zone})" if english else f"时刻（{zone}）",
        many=lambda of: (
            f"list of {'records' if of == 'record' else of}"
            if english
            else f"{'记录' if of == '记录' else of}的列表"
        ),
        record=lambda _: record,
    )


@cache
def glossary(name: str) -> dict[type[BaseModel] | str, list[tuple[str, ...]]]:
    """Return the tables by what they are of, without the marks of code around their first and last cells."""
    found = [
        [(row[0].strip("`"), *row[1:-1], row[-1].strip("`")) for row in table]
        for table in tables(read_page(name))
    ]
    assert len(found) == len(MODELS)
    return dict(zip(MODELS, found, strict=True))


def examples(name: str, model: type[BaseModel]) -> dict[str, object]:
    return {row[0]: json.loads(row[-1]) for row in glossary(name)[model]}


@cache
def own_columns(model: type[BaseModel]) -> tuple[Column, ...]:
    """Return the columns of a record; of a row of an export those that an article has not."""
    return tuple(
        column
        for column in columns_of(model)
        if model is not Exported or column.name not in Article.model_fields
    )


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize("model", [model for model in MODELS if not isinstance(model, str)])
def test_each_key_stands_there_in_its_order_with_its_type(name, model) -> None:
    words = in_words(english=name == "docs/fields.md")
    said = [(key, kind, null != LANGUAGES[name]) for key, kind, null, *_ in glossary(name)[model]]
    assert said == [
        (column.name, name_type(column.type, words), column.nullable) for column in own_columns(model)
    ]


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_examples_are_records_that_validate(name) -> None:
    article = examples(name, Article)
    shown = {
        Article: article,
        Rejection: examples(name, Rejection),
        ReprintGroup: examples(name, ReprintGroup),
        Exported: {**article, **examples(name, Exported)},
    }
    for model, record in shown.items():
        jsonschema.validate(record, record_schema(PUBLISHED[model]))
        model.model_validate_json(json.dumps(record))
    for model in (Image, Restored, Evidence, FieldError, Reprint, Place):
        model.model_validate_json(json.dumps(examples(name, model)))


def test_the_examples_of_an_article_are_what_the_page_of_the_sample_gives() -> None:
    shown = examples("docs/fields.md", Article)
    address = str(shown["url"])
    page = Page(
        url=address,
        body=(ROOT / "scraper/sample/site" / address.partition("8907/")[2]).read_bytes(),
        fetched_at=datetime(2026, 11, 23, tzinfo=UTC),
        site=SampleSpider.name,
        site_name=SampleSpider.site_name,
        region=SampleSpider.region,
    )
    article = clean(page, SampleSpider.rules)
    assert isinstance(article, Article)
    given = json.loads(article.model_dump_json())
    assert {key: given[key] for key in shown if key not in GIVEN} == {
        key: value for key, value in shown.items() if key not in GIVEN
    }
    assert str(shown["body"]) in article.body


@pytest.mark.parametrize("name", LANGUAGES)
def test_each_reason_and_each_kind_of_damage_is_named(name) -> None:
    assert [row[0] for row in glossary(name)["reasons"]] == [reason.value for reason in Reason]
    assert [row[0] for row in glossary(name)["kinds"]] == list(KINDS)


@pytest.mark.parametrize("name", LANGUAGES)
def test_each_rule_that_is_named_is_one_that_the_readers_give(name) -> None:
    readers = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "pipelines").rglob("*.py"))
    named = [row[0] for row in glossary(name)["rules"]]
    assert [rule for rule in named if f'"{rule}"' not in readers] == []
    assert set(examples(name, Evidence).values()) | {"none"} <= set(named)


def test_the_places_of_the_example_are_a_field_of_the_article() -> None:
    place = Place.model_validate_json(json.dumps(examples("docs/fields.md", Place)))
    assert place.end - place.start == len(place.name)
    assert place.field in get_args(Place.model_fields["field"].annotation)
