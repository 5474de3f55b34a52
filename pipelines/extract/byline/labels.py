"""The labels of Chinese news credits: the words that sites print before a source, an author, an editor."""

import re
from collections.abc import Iterator
from functools import lru_cache
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
_OF_WHAT = "本文|本稿|消息|文章|稿件|新闻|新聞|信息|訊息|内容|內容|原文|全文|资讯|報道|报道|通稿|文稿|文字"
_WHENCE = "|".join(map(_spread, "来源 來源 稿源 信源 文源 出处 出處".split()))
_AND_WHAT = "于|於|自|是|为|為|媒体|媒體|单位|單位|部门|网站|網站|平台|渠道|机构|报刊"
_TAKEN = "(?:文章|稿件|内容|本文)?(?:转载|轉載|摘编|选编|摘选|转发|节选|转|轉|摘|选|選|原载|原載|刊载|源|采)(?:自|于|於)(?:(?:微信)?公众号)?"
_GIVEN = "(?:供稿|来稿|來稿|投稿|报送|稿件提供|文稿提供|文字提供|信息提供|信息报送)(?:单位|單位|部门|机构)"
_SOURCE = rf"(?:{_OF_WHAT})?(?:{_WHENCE})(?:{_AND_WHAT})?|{_TAKEN}|{_GIVEN}"
"""The words before a source as a grammar: 本文 + 来源 + 于; what was taken from where; who sent it in."""
_OTHERS_SOURCE = (
    "(?:图片|圖片|图|数据|數據|资料|資料|视频|視頻|素材|封面|题图|音频|消息|照片|图表|插图|头图|背景|配图|音乐|题材|线索|资金|商品)"
    rf"(?:{_WHENCE})(?:{_AND_WHAT})?"
)
"""Sources of other things than the text."""
_PROOF = "[一二三四初终終](?:读|讀)(?:校对|校對)?"
"""Who read the proofs, and in which round: 一读校对, 二读."""
_WORDS = "|".join(_spread(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_LATIN = (
    "(?<![A-Za-z])(?:(?:Photo|Image|Picture|Video|Data|Map|Open) )?(?:Source|Author|Editor|SOURCE|AUTHOR|EDITOR)s?"
    "|(?<![A-Za-z])(?:Hits|Views|Clicks|Time|Date|Share|Print|Photo)"
)
"""The labels of pages in two languages. Without a colon they are words of a sentence."""
_ANY = rf"{_OTHERS_SOURCE}|{_SOURCE}|{_PROOF}|{_WORDS}"
OUTLETS_ONLY = 2
"""Rank of a source's label behind which only outlets are believed."""
_TAKEN_RANK = 1
"""Rank of 转自 among source labels: where both are printed, 来源 is who gave the text."""
_NAMES_ONLY = 1
"""Rank of an author's label behind which only names of persons are believed."""
_FREE = rf"(?:(?<=[ |｜·•;；,，、{JOINT}（(【\[〔“])|^)"
"""Where a label without a colon may begin: not in the middle of a sentence."""
_LABEL = re.compile(
    rf"(?P<word>{_ANY}|{_LATIN})(?:[（(][^()（）]{{1,8}}[)）])?[ {JOINT}]{{0,3}}[:：∶﹕︰][ {JOINT}]*"
    rf"|[【\[〔](?P<boxed>{_ANY})[】\]〕][ {JOINT}]{{0,3}}[:：∶﹕︰]?[ {JOINT}]*"
    rf"|{_FREE}(?P<slashed>{_ANY}|文|[图圖](?![/／、]文[ {JOINT}])|摄)[ ]?[/／|｜丨](?![|｜丨/／])[ ]?"
    rf"|{_FREE}(?P<coloned>文|[图圖]|摄影?)[:：]"
    rf"|{_FREE}(?P<bare>{_ANY})(?:{JOINT}|[ ]+)"
)
_MAY_HOLD_A_LABEL = re.compile(
    "[源处處自单單载提报者文稿笔筆写寫采记記员員编編审審]|Source|Author|Editor|SOURCE|AUTHOR|EDITOR"
)
_MAY_END_A_LABEL = re.compile(rf"[ {JOINT}:：∶﹕︰/／|｜丨】\]〕]")
_NEVER_BARE = frozenset({"来自", "來自"})
"""来自 iPhone: without a colon it names a device or a place."""
_WRITING = frozenset({"文"})
_IS_SOURCE = re.compile(rf"(?:{_SOURCE})")
_IS_TAKEN = re.compile(rf"(?:{_TAKEN})")
_IS_LABEL = re.compile(rf"(?:{_ANY})")
_GLUED = re.compile(rf"^(?:{_SOURCE}|据|來自|来自)(?=[\u3400-\u9fff《“A-Z])")


@lru_cache(maxsize=1024)  # several readers ask the same rows of a page
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
        role, rank = _role_of(word)
        if match["coloned"] and role == "author":
            rank = _NAMES_ONLY  # 文：一种温柔的抵抗 is a title
        if (match["bare"] and word in _NEVER_BARE) or (match["boxed"] and role == "author"):
            role = "other"  # 【记者】 begins a question of an interview
        labels.append(Label(role, rank, match.start(), match.end()))
    return tuple(labels)


def _role_of(word: str) -> tuple[Role, int]:
    """Return what a label's word stands before, and its rank."""
    if word in _BY_WORD:
        return _BY_WORD[word]
    if word.isascii():
        return _ROLES.get(word.lower().removesuffix("s"), "other"), 0
    if _IS_SOURCE.fullmatch(word):
        if word.startswith("消息"):  # that of a piece of news; of the text where an outlet stands behind it
            return "source", OUTLETS_ONLY
        return "source", _TAKEN_RANK if _IS_TAKEN.fullmatch(word) else 0
    return ("author", 0) if word in _WRITING else ("other", 0)


def is_label(text: str) -> bool:
    """Tell whether `text` is a label and nothing else: its value is missing.

    >>> is_label("来源"), is_label("发布时间"), is_label("本文来源于"), is_label("山阳网")
    (True, True, True, False)
    """
    return bool(_IS_LABEL.fullmatch(text.rstrip(":： ")))


def cut_glued_label(text: str) -> str | None:
    """Return what stands behind a source label that no sign parts from its value, or None without one.

    >>> cut_glued_label("转自柳湾发布"), cut_glued_label("本文来源于山阳日报"), cut_glued_label("山阳日报")
    ('柳湾发布', '山阳日报', None)
    """
    match = _GLUED.match(text)
    return text[match.end() :] if match else None
