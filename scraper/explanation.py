"""How a page became what it became: each stage's effect, each field's rule, each cut, as text or as data."""

import difflib
from collections.abc import Iterator
from typing import Any

from pipelines import clean
from pipelines.decode import Decoded
from pipelines.restore import Restoration
from pipelines.strip import STEPS
from schemas import Article, Draft, Found, Moment, Page, Rejection, Rules, Step

_FIELDS = ("title", "date", "source", "editor", "author", "body")
_SHOWN = 60  # characters of a long value that fit beside its label on a terminal line


class Witness:
    """Watches clean() and keeps what each stage made."""

    def __init__(self) -> None:
        self.results: dict[str, Any] = {}

    def __call__[Result](self, stage: str, result: Result, /) -> Result:
        """Keep the stage's result."""
        self.results[stage] = result
        return result
