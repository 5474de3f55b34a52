import argparse
import json
from pathlib import Path
from typing import Any

from scrapy.commands import ScrapyCommand

import schemas
from schemas.article import SCHEMA_ID, Article

SCHEMA_FILE = Path(schemas.__file__).with_name("article.schema.json")


def article_schema() -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of one line of the output."""
    schema = Article.model_json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA_ID, **schema}


def schema_text() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(article_schema(), ensure_ascii=False, indent=2) + "\n"


class Command(ScrapyCommand):
    """Print or write the schema of the output."""

    requires_project = True
    requires_crawler_process = False

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return "[--write]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Print the JSON Schema of one line of the output"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument("--write", action="store_true", help=f"write it to {SCHEMA_FILE.name} instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the schema, or write the file that is published."""
        if opts.write:
            SCHEMA_FILE.write_text(schema_text(), encoding="utf-8")
        else:
            print(schema_text(), end="")
