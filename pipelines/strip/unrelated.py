"""What a mirror hangs on an article in any words: a list of short items at its edge that has nothing to do with it.

Only a page that bears a mirror's damage is looked at: elsewhere such a list is the article's.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from pipelines.names import is_person
from pipelines.strip.spam import (
    SEPARATORS,
    SEPARATORS_OF_PROSE,
    are_akin,
    is_introduced,
    is_item,
    items_of,
    pairs_of,
)

FEWEST_ITEMS = 8
"""Items of a list in no known words."""

AKIN_SHARE = 0.15
"""Most of the items that may share two characters in a row with the article: its tags and lists share many."""

KINDRED_SHARE = 0.4
"""Most of the items that may share two characters in a row with each other: schools, villages, companies do."""

PERSONS_SHARE = 0.4
"""Most of the items that may be persons: a list of who took part, or won."""

NUMBERED_SHARE = 0.25
"""Most of the items that may hold a number: a table's do."""

WORD_CHARACTERS = 6
"""Characters of an average item where each stands on a line; lines of a poem without marks are longer."""

_OPENING = re.compile(r"[讯電电）)】]$|^[（(【]|记者|通讯员")
"""How an article's first word ends, or begins: 本报讯."""

_LAST_WORD = re.compile(r"^\S{1,16}\s++(?=\S)")
_SENTENCE = re.compile(r"[。！？!?…][”」）)]?")


def cut_foreign_list(text: str) -> str:
    r"""Cut first and last lines, and what hangs on them, that list what the article does not speak of.

    `text` is the body of a mirror's page.

    >>> cut_foreign_list("皮带机 白癜风 装修公司 减肥药 二手车 旅行社 保险箱 学历\n村民在油菜地里忙了一天，喜迎丰收。")
    '村民在油菜地里忙了一天，喜迎丰收。'
    >>> cut_foreign_list("村民喜迎丰收。\n张三丰 李四海 王五一 赵六斤 钱七娘 孙八两 周九成 吴十全")
    '村民喜迎丰收。\n张三丰 李四海 王五一 赵六斤 钱七娘 孙八两 周九成 吴十全'
    """
    lines = text.split("\n")
    while first := _foreign_lines(lines):
        lines = lines[first:]
    while not is_introduced(lines, len(lines) - 1) and (last := _foreign_lines(lines[::-1])):
        lines = lines[:-last]
    lines[0] = _without_leading(lines[0], "\n".join(lines[1:]))
    lines[-1] = _without_trailing(lines[-1], "\n".join(lines[:-1]))
    return "\n".join(lines)


def _foreign_lines(lines: Sequence[str]) -> int:
    """Return how many first lines are a foreign list: one, or one item a line; 0 where they are none."""
    if len(lines) > 1 and _is_foreign(items_of(lines[0]), "\n".join(lines[1:])):
        return 1
    items = [line.strip() for line in takewhile(is_item, map(str.strip, lines))]
    rest = "\n".join(lines[len(items) :])
    short = sum(map(len, items)) <= WORD_CHARACTERS * len(items)
    introduced = rest.split("\n", 1)[0].rstrip().endswith(("：", ":"))  # where the lines stand last to first
    return len(items) if rest and short and not introduced and _is_foreign(items, rest) else 0


def _without_leading(line: str, rest: str) -> str:
    """Return a line without a foreign list before its first sentence."""
    for separator in SEPARATORS[: -len(SEPARATORS_OF_PROSE)]:
        items: list[str] = []
        position = 0
        for match in separator.finditer(line):
            item = line[position : match.start()].strip()
            if not item:
                continue  # two separators in a row
            if not is_item(item) or _OPENING.search(item):
                break
            items.append(item)
            position = match.end()
        left = line[position:].lstrip()
        word = _LAST_WORD.match(left)  # the last item has a blank behind it
        if word and not _OPENING.search(word[0].strip()) and is_item(word[0].strip()):
            items, left = [*items, word[0].strip()], left[word.end() :]
        if _SENTENCE.search(left) and _is_foreign(items, left + rest):
            return left
    return line


def _without_trailing(line: str, rest: str) -> str:
    """Return a line without a foreign list behind its last sentence."""
    ends = [match.end() for match in _SENTENCE.finditer(line)]
    kept = line[: ends[-1]] if ends else ""
    return kept if kept and _is_foreign(items_of(line[len(kept) :]), rest + kept) else line


def _is_foreign(items: Sequence[str], rest: str) -> bool:
    """Tell whether a list holds what neither the article nor the other items know of."""
    return (
        len(items) >= FEWEST_ITEMS
        and len({len(item) for item in items}) > 1  # verses are as long as each other
        and sum(any(map(str.isdigit, item)) for item in items) <= NUMBERED_SHARE * len(items)
        and sum(map(is_person, items)) <= PERSONS_SHARE * len(items)
        and not are_akin(items, rest, AKIN_SHARE)
        and not _are_kindred(items)
    )


def _are_kindred(items: Sequence[str]) -> bool:
    """Tell whether the items are of one kind, as far as their characters tell."""
    held = [set(pairs_of(item)) for item in items]
    kindred = sum(
        any(pairs & others for other, others in enumerate(held) if other != at)
        for at, pairs in enumerate(held)
    )
    return kindred > KINDRED_SHARE * len(items)
