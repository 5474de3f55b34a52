"""Read the files that a crawl writes."""

import json
from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from schemas.article import Article
from schemas.run import RUN_VERSION, RunReport


class BadReport(ValueError):
    """A file is no report of a run that this program can read."""


def read_report(path: Path) -> RunReport:
    """Return the report of a run; raise BadReport, in one line, where the file holds none or one of a newer version.

    Reports that were written before they had a version are read too: what they lack is empty.
    """
    try:
        written = json.loads(path.read_bytes())
        version = str(written.get("schema_version", "0.0.0"))
        if version.partition(".")[0] in {"0", RUN_VERSION.partition(".")[0]}:
            return RunReport.model_validate(written)
    except OSError as error:
        raise BadReport(f"{path} cannot be read: {error.strerror or error}") from None
    except ValidationError as error:
        raise BadReport(f"{path} is no report of a run: {first_fault(error)}") from None
    except (ValueError, AttributeError) as error:
        raise BadReport(f"{path} is no report of a run: {error}") from None
    raise BadReport(f"{path} is a report of version {version}, this program knows {RUN_VERSION}")


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
