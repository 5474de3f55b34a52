"""What `scrapy export` writes of an article."""

from pydantic import Field

from schemas.article import Article
from schemas.derived.named_place import Place

EXPORTED_SCHEMA_ID = "urn:difang:exported:1"
"""`$id` of the published JSON Schema; it changes with that of the article."""


class Exported(Article):
    """One row of an export: the article, and what was found out beside it where that was asked for."""

    reprint_of: str | None = Field(default=None, description="id of the earliest article that has this text")
    places: tuple[Place, ...] | None = Field(default=None, description="null where they were not looked for")
