"""What readers said below an article: rows of one build, each with a time and what somebody wrote."""

import re
from collections.abc import Sequence
from functools import lru_cache

from pipelines.extract.others.repeats import ROW_CHARACTERS, begin_of, find_alike, find_runs
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.outline import Outline

MARK_CHARACTERS = 60
"""Longest line with the time of a comment: nick, place and floor stand beside it."""

BUTTON_CHARACTERS = 24
"""Longest line of the buttons below a comment."""

_BEGINS_TIME = re.compile(r"[\d刚昨前]")
"""A line without any of these has no _TIME: one search of characters for five of patterns."""

_TIME = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d|\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d\d|\b\d{1,2}[:：]\d\d\b"
    r"|\d\s?(?:秒|分钟|分鐘|小时|小時|天|个月|月)前|刚刚|昨天|前天"
)

DATE = re.compile(
    r"(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]|\d\s?(?:分钟|小时|天)前"
    r"|^\W{0,3}\d{1,2}[-/月]\d{1,2}日?\s*\d{1,2}[:：]\d\d(?!.{0,60}[\u3400-\u9fff]{8})"
)
"""A date, or a time of the day beside a day, or how long ago it was."""

LABEL = re.compile(r"(?:来源|來源|作者|编辑|編輯|记者|記者|责编|发布)\s?[:：]?")
"""What names a part of a byline: no nick stands before it, and no headline is it."""

_BUTTONS = re.compile(r"^[\W\d]{0,8}(?:回复|回覆|回應|点赞|按讚|赞|讚|顶|踩|支持|反对|举报|檢舉|分享|引用)")

_NAME = re.compile(r"[^\W\d_]{2}")


def spans_of_answered(outline: Outline, texts: Sequence[tuple[int, Line]], top: int) -> list[tuple[int, int]]:
    """Return where comments stand that can be answered: of each run the first index in `texts`, and the one behind.

    Where neither text nor date stands between the headline, at index `top`, and such rows, the page is a thread,
    whose first post is the article.
    """
    lines = [line for _, line in texts]
    timed = [index for index, line in enumerate(lines) if _is_time(line)]
    spans = []
    for run in find_runs(lines, find_alike(lines, timed), _is_comment):
        begin = begin_of(outline, texts, run.starts)
        if _begins_page(lines, top, begin) and not any(
            DATE.search(line.text) for line in lines[top + 1 : begin]
        ):
            begin = begin_of(outline, texts, run.starts[1:])
        spans.append((begin, run.end))
    return spans


def spans_of_signed(outline: Outline, texts: Sequence[tuple[int, Line]], top: int) -> list[tuple[int, int]]:
    """Return where rows stand that begin with a name and a time and cannot be answered.

    Where no text stands between the headline, at index `top`, and them, they are the article themselves.
    """
    lines = [line for _, line in texts]
    signed = [index for index, line in enumerate(lines) if _is_time(line) and _is_signed(line)]
    spans = []
    for run in find_runs(lines, find_alike(lines, signed), _is_said):
        begin = begin_of(outline, texts, run.starts)
        if not _begins_page(lines, top, begin):
            spans.append((begin, run.end))
    return spans


def _begins_page(lines: Sequence[Line], top: int, begin: int) -> bool:
    """Say whether no sentence stands between the headline and the first row."""
    return not any(line.is_prose for line in lines[top + 1 : begin])


def _is_time(line: Line) -> bool:
    return len(line.text) <= MARK_CHARACTERS and not line.is_prose and _tells_time(line.text)


@lru_cache(maxsize=2048)
def _tells_time(text: str) -> bool:
    # Most lines are no times: the signs of one are looked for first.
    return _BEGINS_TIME.search(text) is not None and _TIME.search(text) is not None


def _is_comment(row: Sequence[Line]) -> bool:
    """Say whether the lines below a time are what somebody wrote, with the buttons that answer it."""
    said = sum(len(line.text) for line in row if line.link_share < LINKED_SHARE)
    return 0 < said <= ROW_CHARACTERS and any(
        len(line.text) <= BUTTON_CHARACTERS and _BUTTONS.match(line.text) for line in row
    )


def _is_signed(line: Line) -> bool:
    """Say whether a line holds a time and a name beside it, and no label of a byline."""
    text = line.text
    if len(text) > MARK_CHARACTERS or line.is_prose or LABEL.search(text):
        return False
    time = DATE.search(text)
    return time is not None and _NAME.search(text[: time.start()]) is not None


def _is_said(row: Sequence[Line]) -> bool:
    """Say whether the first line below a name and a time is what was said: no headline, no link."""
    return (
        bool(row)
        and row[0].link_share < LINKED_SHARE
        and sum(len(line.text) for line in row) <= ROW_CHARACTERS
    )
