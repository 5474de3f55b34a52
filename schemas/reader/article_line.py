"""A line and the article that it holds, whichever version wrote it."""

import json

from pydantic import ValidationError

from schemas.article import Article
from schemas.migration import migrate
from schemas.reader.faults import first_fault

ADDED = frozenset({"reprint_of", "places"})
"""Keys that a line of an export has beside those of its article."""


def read_article(line: bytes) -> Article:
    """Return the article of a line of this or an earlier version; raise ValueError, in one line, where it holds none."""
    try:
        article = Article.model_validate_json(line)
    except ValidationError as error:
        return _read_slowly(line, first_fault(error))
    if "schema_version" not in article.model_fields_set:
        raise ValueError("schema_version: it says none")
    return article


def _read_slowly(line: bytes, fault: str) -> Article:
    """Return the article of a line that is none of this version's; `fault` is what this version finds wrong with it."""
    try:
        written = json.loads(line)
        record = migrate(written)
        if record == written and not ADDED & record.keys():
            raise ValueError(fault)
        kept = {key: value for key, value in record.items() if key not in ADDED}
        return Article.model_validate_json(
            json.dumps(kept)
        )  # as JSON once more: a list is a tuple only there
    except json.JSONDecodeError as error:
        raise ValueError(f"no JSON: {error.msg} at character {error.pos + 1}") from None
    except UnicodeDecodeError as error:
        raise ValueError(f"no UTF-8: {error.reason} at byte {error.start + 1}") from None
    except RecursionError:
        raise ValueError("no article: its values are nested too deeply") from None
    except ValidationError as error:
        raise ValueError(first_fault(error)) from None
