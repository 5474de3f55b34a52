"""The delivered articles as their lines tell: the ledger knows them by their keys only."""

import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple


class Delivered(NamedTuple):
    """What a line says of where its article came from."""

    url: str
    asked: str  # the address that was asked for
    at: datetime


def read_delivered(segments: Iterable[Path]) -> Iterator[Delivered]:
    """Yield what each line of finished segments says; raise ValueError at a line that is no article."""
    for segment in segments:
        with segment.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                try:
                    record = json.loads(line)
                    url, at = record["url"], datetime.fromisoformat(record["fetched_at"])
                    asked = record.get("requested_url") or url
                except (ValueError, KeyError, TypeError) as error:
                    raise ValueError(f"{segment}, line {number} is no article: {error!r}") from None
                yield Delivered(url, asked, at)
