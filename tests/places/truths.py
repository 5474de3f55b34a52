"""Lines of news whose places a reader has marked: [柯桥区|330603]; and how many of them are found."""

import re
from pathlib import Path
from typing import NamedTuple

from pipelines.places import find_places

_MARK = re.compile(r"\[([^|\]]+)\|([0-9]{6})\]")
Found = tuple[str, str, int, str]
"""Field, name, where it begins, code."""


class Case(NamedTuple):
    kind: str
    title: str
    body: str
    truth: frozenset[Found]


class Tally(NamedTuple):
    """How many were found, how many of them are right, how many there are; and what went wrong, in words."""

    found: int
    right: int
    there: int
    wrong: tuple[str, ...]

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.there if self.there else 1.0


def read_cases(path: Path) -> list[Case]:
    rows = (
        line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    )
    return [_case(kind, title, body.replace("↵", "\n")) for kind, title, body in rows]


def _case(kind: str, title: str, body: str) -> Case:
    truth: list[Found] = []
    plain: dict[str, str] = {}
    for field, marked in (("title", title), ("body", body)):
        text, last = "", 0
        for mark in _MARK.finditer(marked):
            text += marked[last : mark.start()]
            truth.append((field, mark[1], len(text), mark[2]))
            text, last = text + mark[1], mark.end()
        plain[field] = text + marked[last:]
    return Case(kind, plain["title"], plain["body"], frozenset(truth))


def tally(cases: list[Case]) -> Tally:
    found, right, there, wrong = 0, 0, 0, []
    for case in cases:
        told = {(one.field, one.name, one.start, one.code) for one in find_places(case.title, case.body)}
        found, right, there = found + len(told), right + len(told & case.truth), there + len(case.truth)
        if told != case.truth:
            wrong.append(
                f"{case.kind} {case.body}: {sorted(told - case.truth)} not {sorted(case.truth - told)}"
            )
    return Tally(found, right, there, tuple(wrong))


def by_kind(cases: list[Case]) -> dict[str, Tally]:
    return {
        kind: tally([case for case in cases if case.kind == kind])
        for kind in dict.fromkeys(case.kind for case in cases)
    }
