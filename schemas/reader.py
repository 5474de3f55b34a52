"""Read the files that a crawl writes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from schemas.article import Article
from schemas.record import Record
from schemas.round import ROUND_VERSION, RoundReport
from schemas.run import RUN_VERSION, RunReport

Report = TypeVar("Report", bound=Record)


class BadReport(ValueError):
    """A file is no report of a run that this program can read."""


def read_report(path: Path) -> RunReport:
    """Return the report of a run; raise BadReport, in one line, where the file holds none or one of a newer version.

    Reports that were written before they had a version are read too: what they lack is empty.
    """
    return _read(path, RunReport, "a run", RUN_VERSION)


def read_round(path: Path) -> RoundReport:
    """Return the report of a round over the sites; raise BadReport as `read_report` does."""
    return _read(path, RoundReport, "a round", ROUND_VERSION)


def _read(path: Path, model: type[Report], what: str, known: str) -> Report:
    try:
        written = json.loads(path.read_bytes())
        version = str(written.get("schema_version", "0.0.0"))
        if version.partition(".")[0] in {"0", known.partition(".")[0]}:
            return model.model_validate(written)
    except OSError as error:
        raise BadReport(f"{path} cannot be read: {error.strerror or error}") from None
    except ValidationError as error:
        raise BadReport(f"{path} is no report of {what}: {first_fault(error)}") from None
    except (ValueError, AttributeError) as error:
        raise BadReport(f"{path} is no report of {what}: {error}") from None
    raise BadReport(f"{path} is a report of version {version}, this program knows {known}")


def first_fault(error: ValidationError) -> str:
    """Return what is wrong with a record, in one line: the first field that is, and how."""
    first = error.errors(include_url=False)[0]
    where = ".".join(map(str, first["loc"]))
    return f"{where}: {first['msg']}" if where else first["msg"]


def read_articles(*paths: Path | str) -> Iterator[Article]:
    """Yield the articles of JSONL files, and of all `*.jsonl` in folders, in the order of their names.

    Raise ValueError, with the file and the number of the line, at a line that is no article.
    """
    for path in map(Path, paths):
        files = sorted(path.glob("**/*.jsonl")) if path.is_dir() else [path]
        for file in files:
            with file.open("rb") as lines:
                for number, line in enumerate(lines, 1):
                    try:
                        yield Article.model_validate_json(line)
                    except ValidationError as error:
                        raise ValueError(f"{file}, line {number}: {first_fault(error)}") from error
