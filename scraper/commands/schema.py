import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema
from scrapy.exceptions import UsageError

import schemas
from schemas.alert import ALERT_SCHEMA_ID, Alert
from schemas.article import SCHEMA_ID, Article
from schemas.derived.exported import EXPORTED_SCHEMA_ID, Exported
from schemas.derived.reprint import REPRINT_SCHEMA_ID, ReprintGroup
from schemas.reclean import RECLEAN_SCHEMA_ID, RecleanReport
from schemas.record import Record
from schemas.rejection import REJECTION_SCHEMA_ID, Rejection
from schemas.round import ROUND_SCHEMA_ID, RoundReport
from schemas.run import RUN_SCHEMA_ID, RunReport
from schemas.tables import table_schema
from scraper.console.command import OwnCommand

RECORDS: Mapping[str, tuple[str, type[Record]]] = {
    "alert": (ALERT_SCHEMA_ID, Alert),
    "article": (SCHEMA_ID, Article),
    "exported": (EXPORTED_SCHEMA_ID, Exported),
    "reclean": (RECLEAN_SCHEMA_ID, RecleanReport),
    "rejection": (REJECTION_SCHEMA_ID, Rejection),
    "reprint": (REPRINT_SCHEMA_ID, ReprintGroup),
    "run": (RUN_SCHEMA_ID, RunReport),
    "round": (ROUND_SCHEMA_ID, RoundReport),
}
"""The records that are written for others to read: `$id` of the published schema, and the model."""

ARTICLE = "article"

TYPED = ("duckdb", "spark", "elasticsearch")
"""Tools whose schemas are texts; the others take them in Python."""


class _Untitled(GenerateJsonSchema):
    """Schemas in which only records have titles: of a field's title, generators of code make a type (Date, Url1)."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Return that a field needs no title: its key says as much."""
        return False


def schema_file(name: str) -> Path:
    """Return where the schema of a record is published."""
    return Path(schemas.__file__).with_name(f"{name}.schema.json")


def is_checkout() -> bool:
    """Tell whether the schemas lie beside the project's own pyproject.toml, and not among installed packages."""
    return Path(schemas.__file__).parent.with_name("pyproject.toml").is_file()


def record_schema(name: str = ARTICLE) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a record as it is written."""
    address, model = RECORDS[name]
    schema = model.model_json_schema(mode="serialization", schema_generator=_Untitled)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": address, **schema}


def schema_text(name: str = ARTICLE) -> str:
    """Return the schema as its file holds it."""
    return json.dumps(record_schema(name), ensure_ascii=False, indent=2) + "\n"


class Command(OwnCommand):
    """Print or write the schemas of what is written for others to read."""

    def syntax(self) -> str:
        """Return the arguments, as the help prints them."""
        return f"[--types {'|'.join(TYPED)} | --write] [{'|'.join(RECORDS)}]"

    def short_desc(self) -> str:
        """Return the line in the list of commands."""
        return "Print the JSON Schema of what is written: articles, rejections, reprints, runs, rounds, recleans, alerts"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Add the options of this command."""
        super().add_options(parser)
        parser.add_argument(
            "--types", choices=TYPED, help="print the types of the columns as this tool takes them instead"
        )
        parser.add_argument("--write", action="store_true", help="write all to schemas/*.schema.json instead")

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Print the named schema, that of an article for no name, or write the files that are published."""
        if len(args) > 1 or set(args) - RECORDS.keys():
            raise UsageError(f"name one of {', '.join(RECORDS)}")
        if opts.write and not is_checkout():
            raise UsageError(
                "--write renews the files of a checkout: here they are installed", print_help=False
            )
        if opts.write:
            for name in RECORDS:
                schema_file(name).write_text(schema_text(name), encoding="utf-8", newline="\n")
        elif opts.types:
            print(self.name_types(opts.types, *args))
        else:
            print(schema_text(*args), end="")

    def name_types(self, tool: str, name: str = ARTICLE) -> str:
        """Return the types of the columns of a record; raise UsageError where its parts are no columns."""
        try:
            types = table_schema(tool, RECORDS[name][1])
        except TypeError:
            tables = "article, exported, rejection, reprint"
            raise UsageError(f"{name} is no table: there are {tables}", print_help=False) from None
        return types if isinstance(types, str) else json.dumps(types)
