"""Every way in which a division may be called: in full, in part (延边州), for short (柯桥); and which code each stands for."""

from collections import defaultdict
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files

from opencc import OpenCC

from pipelines.divisions import autonomous_head, division_rows

_SHORTEST = 2
"""Characters of a name: the least that stands for a division."""
_TOWN = 12
"""Digits of a town's code; the table has some of them, of prefectures without counties, and they are no divisions here."""
_ENDINGS = (
    "特别行政区",
    "自治区",
    "地区",
    "林区",
    "特区",
    "矿区",
    "新区",
    "省",
    "市",
    "县",
    "区",
    "旗",
    "盟",
)
_UNITS = ("省", "市", "县", "区", "州", "旗", "盟", "畹町镇")
"""How the name of a division ends; the table has groups too, and 井冈山, which was no name of its own."""
_NO_HEADS = ("前", "后", "中", "左", "右", "市")
"""What a name without its last character may not end in: 杭锦后旗 is not called 杭锦后."""
_AGAINST = "never", "beside", "bounded", "parented"


class Kind(IntEnum):
    """How much of a division's name a form is; the fuller one counts where a form is both."""

    FULL = 0
    SHORT = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A way to call divisions, and the codes of those that are or were called so: which count first, and all."""

    text: str
    kind: Kind
    codes: tuple[str, ...]
    former: tuple[str, ...]
    needs: str = ""
    """What place_words.tsv says against it: beside, bounded, parented."""


def level(code: str) -> int:
    """Return 0 for a province, 1 for a prefecture, 2 for a county.

    >>> level("330000"), level("330600"), level("330603")
    (0, 1, 2)
    """
    return 0 if code.endswith("0000") else 1 if code.endswith("00") else 2


def is_inside(code: str, parent: str) -> bool:
    """Tell whether the division of a code is part of another one.

    >>> is_inside("330603", "330600"), is_inside("330603", "330000"), is_inside("330600", "330603")
    (True, True, False)
    """
    rank = level(parent)
    return rank < level(code) and code.startswith(parent[: 2 * (rank + 1)])


@cache
def forms_by_head() -> dict[str, tuple[Form, ...]]:
    """Return the forms by their first two characters, in Simplified ones, the longest first."""
    heads: dict[str, list[Form]] = defaultdict(list)
    for form in _forms().values():
        heads[form.text[:_SHORTEST]].append(form)
    return {head: tuple(sorted(forms, key=lambda form: -len(form.text))) for head, forms in heads.items()}


def is_form(text: str) -> bool:
    """Tell whether some division is called so, in full or for short.

    >>> is_form("柯桥"), is_form("桥柯")
    (True, False)
    """
    return text in _forms()


@cache
def simplifying() -> dict[int, int]:
    """Return what makes the Traditional characters of names Simplified, one for one, as str.translate takes it."""
    wanted = {character for row in division_rows() for character in row.name}
    known = [chr(code) for code in range(0x3400, 0xA000)]
    forms = OpenCC("t2s").convert("\n".join(known)).split("\n")
    return {
        ord(a): ord(b)
        for a, b in zip(known, forms, strict=True)
        if a != b and b in wanted and a not in wanted
    }


@cache
def _forms() -> dict[str, Form]:
    called: dict[tuple[str, Kind], set[tuple[str, int]]] = defaultdict(set)
    for row in division_rows():
        if len(row.code) != _TOWN and row.name.endswith(_UNITS):
            for text, kind in _callings(row.name):
                called[text, kind].add((row.code, row.last))
    words = _words()
    forms: dict[str, Form] = {}
    for (text, kind), divisions in sorted(called.items(), key=lambda item: item[0][1]):
        needs = next((need for need in _AGAINST if text in words[need]), "")
        if text not in forms and not (kind is Kind.SHORT and needs == "never"):
            forms[text] = Form(
                text, kind, _counting(text, divisions), tuple(sorted({code for code, _ in divisions})), needs
            )
    return forms


def _callings(name: str) -> list[tuple[str, Kind]]:
    """Return how a division is called: 延边朝鲜族自治州 is 延边州 and 延边 as well."""
    if head := autonomous_head(name):
        return [(name, Kind.FULL), (head + name[-1], Kind.FULL), (head, Kind.SHORT)]
    if name == "内蒙古自治区":
        return [(name, Kind.FULL), ("内蒙古", Kind.SHORT)]
    short = _regional_head(name) or next(
        (name.removesuffix(end) for end in _ENDINGS if name.endswith(end)), ""
    )
    if len(short) < _SHORTEST or short.endswith(_NO_HEADS):
        return [(name, Kind.FULL)]
    return [(name, Kind.FULL), (short, Kind.SHORT)]


def _regional_head(name: str) -> str:
    """Return what an autonomous region is called for short, nothing for another division."""
    return next(
        (
            name.removesuffix(end)
            for end in ("壮族自治区", "回族自治区", "维吾尔自治区")
            if name.endswith(end)
        ),
        "",
    )


def _counting(text: str, divisions: set[tuple[str, int]]) -> tuple[str, ...]:
    """Return the codes that a form stands for by itself: of divisions in force, else of the last ones that were.

    A district's name was borne by several towns at different times, a county's by one county under different parents.
    """
    present = {code for code, last in divisions if not last}
    if present:
        return _one_of_each_place(present)
    if text.endswith("区"):
        return _one_of_each_place({code for code, _ in divisions})
    return (max(divisions, key=lambda division: (division[1], division[0]))[0],)


def _one_of_each_place(codes: set[str]) -> tuple[str, ...]:
    """Return the codes without those of the same place: 110100 beside 110000, and the older one of a prefecture."""
    newest = {code[:4] if level(code) == 2 else code: code for code in sorted(codes)}
    places = (code for code in newest.values() if f"{code[:2]}0000" == code or f"{code[:2]}0000" not in codes)
    return tuple(sorted(places, key=lambda code: (level(code), code)))


@cache
def _words() -> dict[str, frozenset[str]]:
    text = files("pipelines").joinpath("data/place_words.tsv").read_text(encoding="utf-8")
    words: dict[str, set[str]] = defaultdict(set)
    for line in text.splitlines():
        if not line.startswith("#"):
            kind, names = line.split("\t")
            words[kind].update(names.split())
    return {kind: frozenset(words[kind]) for kind in _AGAINST}
