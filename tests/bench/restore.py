"""Time of restore() per megabyte from 10 kB up, and of a sound page beside one parse: `python tests/bench/restore.py`."""

import sys
import time

import lxml.html

from pipelines.restore import damage, restore

_SENTENCE = "山阳县发展潜力巨大，各区联合创业，群众说：“今年的收成比去年好。”随后宣布计划。"
_TEXTS = {
    "sound": f"<p>{_SENTENCE}</p>\n",
    "damaged": damage(f"<p>{_SENTENCE}</p>\n"),
    "only ?": "?",
    "only annotations": "(guó)",
    "unpaired surrogates": "\ud800",
    "one line": _SENTENCE,
}
_SIZES = (10_000, 100_000, 1_000_000, 10_000_000)


def _seconds(text: str, damaged: bool | None) -> float:
    start = time.perf_counter()
    restore(text, damaged=damaged)
    return time.perf_counter() - start


def main(largest: int) -> None:
    """Print a row per text: seconds per million characters at each size."""
    restore(_TEXTS["damaged"])  # the tables load once
    for name, unit in _TEXTS.items():
        for damaged in (None, True):
            rates = []
            for size in (size for size in _SIZES if size <= largest):
                text = (unit * (size // len(unit) + 1))[:size]
                rates.append(f"{_seconds(text, damaged) / size * 1e6:8.2f}")
            print(f"{name:20} damaged={damaged!s:5}", *rates)  # noqa: T201 - a benchmark prints
    page = f"<html><body>{_TEXTS['sound'] * 500}</body></html>"
    start = time.perf_counter()
    lxml.html.document_fromstring(page)
    parse = time.perf_counter() - start
    print(f"sound page: {_seconds(page, None) / parse:.2f} of a parse")  # noqa: T201 - a benchmark prints


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else _SIZES[-2])
