"""The grammar of credits, line by line: invented people, one line a case."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.byline import Credit, read_closing, read_labels
from pipelines.extract.lines import JOINT
from pipelines.extract.reporters import read_dateline, read_tail

NONE = "-"


def cases() -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / "lines.tsv").read_text("utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#")]


def best(credits: tuple[Credit, ...], role: str) -> str:
    ours = sorted((credit for credit in credits if credit.role == role), key=lambda credit: credit.rank)
    return ours[0].value if ours else NONE


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]}: {case[1]}")
def test_a_line_gives_its_credits_and_no_others(case):
    reader, line, *expected = case
    line = line.replace("⇥", JOINT)
    if reader in {"labels", "closing"}:
        credits = read_labels(line) if reader == "labels" else read_closing(line)
        assert [best(credits, role) for role in ("source", "editor", "author")] == expected
    else:
        author = read_dateline(line) if reader == "dateline" else read_tail(line)
        assert (author or NONE) == expected[2]
