"""Link farms: the lists of county names that spam mirrors hang on a page."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipelines.divisions import division_heads, division_names, division_provinces

ITEM_CHARACTERS = 12
"""Longest item of a farm; the longest county name, 积石山保安族东乡族撒拉族自治县, is cut short in farms."""

BARRED_ITEMS = 6
"""Least items between bars: a row of navigation has as many, but not of counties."""

LISTED_ITEMS = 10
"""Least items between spaces, 、 or line breaks, which honest lists use too."""

NAMED_SHARE = 0.6
"""Least share of items that are division names or their cut-short heads; farms hold spam words as well."""

WHOLE_SHARE = 0.4
"""Least share of items that are whole division names: a head alone is often an ordinary word."""

NEIGHBOUR_SHARE = 0.3
"""Share of neighbouring names of one province from which a list is ordered: people list by province."""

_SEPARATORS = (None, *"、,，/／_·•★☆◆■●》>＞;；", " - ", "—")
_BAR = re.compile(r"[|｜丨]")
_LABEL = re.compile(r"^[^：:|]{0,6}蜘蛛池[^：:|]{0,6}[：:]\s*")
"""What mirrors print before their farms: 主站蜘蛛池模板：."""
_SENTENCE_END = re.compile(r"[。！？!?；;…”」）)\]】]")


def cut_link_farm(text: str) -> str:
    r"""Cut a leading or trailing run of county names that is no sentence and no ordered list.

    >>> cut_link_farm("村民喜迎丰收。\n宣汉县| 沭阳县| 司法| 化德县| 靖安县| 睢宁县| 湘阴县|")
    '村民喜迎丰收。'
    >>> cut_link_farm("受灾的有宣汉县、渠县、大竹县、开江县、万源市、通川区、达川区。")
    '受灾的有宣汉县、渠县、大竹县、开江县、万源市、通川区、达川区。'
    """
    lines = text.split("\n")
    lines = _cut_tail(lines)
    lines = _cut_tail(lines[::-1], forwards=False)[::-1]
    return "\n".join(lines)


def _cut_tail(lines: list[str], *, forwards: bool = True) -> list[str]:
    """Return the lines without the farm at their end; `forwards` is False where they stand last to first."""
    while lines:
        while len(lines) > 1 and not lines[-1].strip():
            lines = lines[:-1]
        farm = _one_a_line(lines)
        if farm:
            lines = lines[:-farm]
        elif _is_farm_line(lines[-1], introduced=forwards and len(lines) > 1 and _introduces(lines[-2])):
            lines = lines[:-1]
        elif forwards and (shorter := _without_glued_farm(lines[-1])) != lines[-1]:
            lines = [*lines[:-1], shorter]
        else:
            break
    return lines


def _introduces(line: str) -> bool:
    return line.rstrip().endswith(("：", ":"))


def _one_a_line(lines: Sequence[str]) -> int:
    """Return how many last lines are a farm of one name a line, or 0."""
    count = 0
    for line in reversed(lines):
        if not line.strip() or not _is_item(line.strip()) or _introduces(line):
            break
        count += 1
    items = [line.strip() for line in lines[len(lines) - count :]]
    introduced = count < len(lines) and _introduces(lines[len(lines) - count - 1])
    return count if not introduced and _is_shuffled_list(items) else 0


def _is_farm_line(line: str, *, introduced: bool) -> bool:
    line = _LABEL.sub("", line)
    barred = _items(_BAR.split(line))
    if len(barred) >= BARRED_ITEMS:
        return _are_divisions(barred)
    if introduced or _SENTENCE_END.search(line.replace("；", "").replace(";", "")):
        return False
    return any(_is_shuffled_list(_items(line.split(separator))) for separator in _SEPARATORS)


def _is_shuffled_list(items: list[str]) -> bool:
    return len(items) >= LISTED_ITEMS and _are_divisions(items) and _are_shuffled(items)


def _without_glued_farm(line: str) -> str:
    """Return the line without a farm between bars that hangs on its last sentence."""
    pieces = _BAR.split(line)
    first = len(pieces)
    while first > 0 and _is_item(pieces[first - 1].strip()):
        first -= 1
    prose = pieces[first - 1] if first else ""
    ends = [match.end() for match in _SENTENCE_END.finditer(prose)]
    kept = prose[: ends[-1]] if ends else ""
    items = _items([prose[len(kept) :], *pieces[first:]])
    if not kept or len(items) < BARRED_ITEMS or not _are_divisions(items):
        return line
    return "|".join([*pieces[: first - 1], kept]).rstrip()


def _items(pieces: Sequence[str]) -> list[str]:
    """Return the pieces where all can be items, short and no sentence's end, else nothing."""
    items = [piece.strip() for piece in pieces if piece.strip()]
    return items if all(map(_is_item, items)) else []


def _is_item(text: str) -> bool:
    return len(text) <= ITEM_CHARACTERS and not _SENTENCE_END.search(text)


def _are_divisions(items: list[str]) -> bool:
    names, heads = division_names(), division_heads()
    whole = sum(item in names for item in items)
    named = sum(item in names or item in heads for item in items)
    return named >= NAMED_SHARE * len(items) and whole >= WHOLE_SHARE * len(items)


def _are_shuffled(items: list[str]) -> bool:
    """Say whether neighbours rarely share a province."""
    provinces = division_provinces()
    known = [provinces[item] for item in items if item in provinces]
    pairs = list(pairwise(known))
    near = sum(not left.isdisjoint(right) for left, right in pairs)
    return bool(pairs) and near < NEIGHBOUR_SHARE * len(pairs)
