"""The labels of Chinese news credits: the words that sites print before a source, an author, an editor."""

import re
from collections.abc import Iterator
from importlib.resources import files
from typing import Literal, NamedTuple

from pipelines.extract.reading.lines import JOINT

Role = Literal["source", "author", "editor", "other"]


class Label(NamedTuple):
    """A label in a line. `rank` orders the labels of a role: 0 is the field itself, more is a stand-in."""

    role: Role
    rank: int
    start: int
    end: int  # where its value begins


def _read_table() -> Iterator[tuple[str, tuple[Role, int]]]:
    """Yield each label with its role and rank."""
    table = files("pipelines").joinpath("data/labels.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            role, rank, words = line.split("\t")
            for word in words.split():
                yield word, (_ROLES[role], int(rank))


_ROLES: dict[str, Role] = {"source": "source", "author": "author", "editor": "editor", "other": "other"}


def _spread(word: str) -> str:
    """Return the pattern of a label; one of two characters may be spread over the line: 来　源."""
    return "[ ]{0,3}".join(word) if len(word) == 2 else word


_BY_WORD = dict(_read_table())
_ANY = "|".join(_spread(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_FREE = rf"(?:(?<=[ |｜·•;；,，、{JOINT}（(【\[〔“])|^)"
"""Where a label without a colon may begin: not in the middle of a sentence."""
_LABEL = re.compile(
    rf"(?P<word>{_ANY})(?:[（(][^()（）]{{1,8}}[)）])?[ {JOINT}]{{0,3}}[:：∶﹕][ {JOINT}]*"
    rf"|[【\[〔](?P<boxed>{_ANY})[】\]〕][ {JOINT}]{{0,3}}[:：∶﹕]?[ {JOINT}]*"
    rf"|{_FREE}(?P<slashed>{_ANY}|文|图|圖|摄)[ ]?[/／|｜丨](?![|｜丨/／])[ ]?"
    rf"|{_FREE}(?P<bare>{_ANY})(?:{JOINT}|[ ]+)"
)
_MAY_HOLD_A_LABEL = re.compile("[源处處自载提者文稿笔筆写寫采记記员員编編审審]")
_MAY_END_A_LABEL = re.compile(rf"[ {JOINT}:：∶﹕/／|｜丨】\]〕]")
_NEVER_BARE = frozenset({"来自", "來自"})
"""来自 iPhone: without a colon it names a device or a place."""
_WRITING = frozenset({"文"})


def find_labels(line: str) -> tuple[Label, ...]:
    """Return the labels of `line` in order, those that only end a value too.

    A label is followed by a colon, a slash or a bar, or stands free before a gap.

    >>> [label.role for label in find_labels("来 源：山阳网 | 撰文/张某 编辑 李某 点击：12")]
    ['source', 'author', 'editor', 'other']
    >>> find_labels("能量的来源是太阳，这位作者这样写道")
    ()
    """
    if not _MAY_HOLD_A_LABEL.search(line) or not _MAY_END_A_LABEL.search(line):
        return ()
    labels = []
    for match in _LABEL.finditer(line):
        word = next(filter(None, match.groups())).replace(" ", "")
        role, rank = _BY_WORD.get(word) or (("author", 0) if word in _WRITING else ("other", 0))
        if (match["bare"] and word in _NEVER_BARE) or (match["boxed"] and role == "author"):
            role = "other"  # 【记者】 begins a question of an interview
        labels.append(Label(role, rank, match.start(), match.end()))
    return tuple(labels)
