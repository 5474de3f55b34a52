"""The reports that runs and rounds leave."""

import json
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from schemas.reader.faults import first_fault
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
