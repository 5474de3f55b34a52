"""Credits without a label: the outlet, account or reporter printed beside the date and nothing else.

`2023-06-12 15:27  山阳日报`, `张某／山阳日报`, or an account's name between headline and date.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import Literal

from pipelines.extract.byline import read_labels
from pipelines.extract.lines import JOINT, Line, squeeze
from pipelines.extract.names import is_person
from pipelines.extract.zones import Zones, is_prose
from schemas import Moment

Guess = tuple[Literal["source", "author"], str]

_OUTLET = re.compile(
    "(?:网|網|报|報|社|台|臺|电视|日报|晚报|周刊|週刊|杂志|雜誌|在线|線上|频道|客户端|发布|之家|财经|快讯|快訊|消息|报道|传媒|中文站|融媒|新闻|新聞|观察|研究院|政府|委员会|[局办厅部])"
    "(?:[\\[(（·・-].*)?$"
)
_TOOL = re.compile(
    r"[\W\d]*(?:字号|字體|字体|字號|大|中|小|分享(?:到|至)?|举报|打印|列印|收藏|(?:立即|点击|\+)?关注.{0,6}|评论|評論|留言|点赞|讚|赞|订阅|下载.{0,6}"
    "|登录|扫一扫.{0,8}|扫码.{0,8}|微信|微博|新浪微博|腾讯微博|朋友圈|QQ|QQ空间|QQ好友|易信|人人网|播报|听新闻|语音播报|纠错|原创|转载|首发|独家"
    "|编辑|责编|返回.{0,4}|首页|正文|上一[篇页]|下一[篇页]|更多|相关.{0,4}|推荐|推薦|展开|复制链接|客户端|手机看|参与互动|我有话说.{0,8}|热线|专题"
    r"|[A-Za-z+-]{1,2}|Facebook|LINE|Twitter|twitter|facebook|google|linkedin|share|SHARE|print|PRINT)[\W\d]*"
)
_NO_NAME = re.compile(
    r"人参与|次阅读|阅读[量数]?[\d.]|阅读$|閱讀|浏览|点击|[\d.]+万?[次+]|条评论|有限公司|https?:|www[.]|[.](?:cn|com)|IP属地|ICP|来自|更新|发布时间|版权|大小"
)
_HINT_SOURCE = re.compile("source|media|(?<![a-z])(?:from|origin|ly|laiyuan|where)(?![a-z])", re.IGNORECASE)
_HINT_NAME = re.compile(
    r"author|nick|account|writer|byline|(?:^|[\W_])(?:user)?name(?:$|[\W_])", re.IGNORECASE
)
LONGEST = 24
"""Characters of an outlet's name as printed beside a date."""
_NEAR = 3
"""Rows before and after the date."""


class _Where(Enum):
    """Where a cell stands: in the date's row, between headline and date, or under the date."""

    BESIDE = 1
    ABOVE = 2
    BELOW = 3


def read_beside_date(zones: Zones, date: Moment | None) -> Iterator[Guess]:
    """Yield the unlabelled outlets and reporters beside the visible date, the surest first."""
    rows = zones.header
    here = _date_row(rows, date)
    if here is None:
        for row in rows[1 : 1 + _NEAR]:
            if _may_hold_names(row):
                yield from _read(row, "", _Where.BELOW)
        return
    printed = date.raw if date is not None and date.rule == "label" else rows[here].parts
    yield from _read(rows[here], printed, _Where.BESIDE)
    above = rows[max(1, here - _NEAR) : here]
    for row in reversed(above):
        if _may_hold_names(row):
            yield from _read(row, "", _Where.ABOVE)
    for row in rows[here + 1 : here + 1 + _NEAR]:
        if _may_hold_names(row):
            yield from _read(row, "", _Where.BELOW)


def _may_hold_names(row: Line) -> bool:
    return len(row.text) <= LONGEST * 2 and not is_prose(row.text)


def _date_row(rows: tuple[Line, ...], date: Moment | None) -> int | None:
    """Return the row that prints the date, or 昨天 where the page's data gave the day."""
    printed = date.raw.split()[0] if date is not None and date.rule == "label" else None
    for index, row in enumerate(rows):
        text = row.parts.replace(JOINT, " ")
        if printed in text if printed else _RELATIVE.fullmatch(text):
            return index
    return None


_RELATIVE = re.compile("(?:今天|昨天|前天|刚刚|[0-9]{1,3} ?(?:分钟|小时|天)前)[ 0-9:]{0,6}")


def _read(row: Line, date: str, where: _Where) -> Iterator[Guess]:
    text = row.parts
    if date:
        text = text.replace(date, JOINT) if date in text else text.replace(JOINT, " ").replace(date, JOINT)
    labelled = any(credit.role != "other" for credit in read_labels(text))
    hints = _hints(row)
    for cell in _cells(text):
        hint = hints.get(cell, "")
        if labelled:  # beside labels only a reporter in an element of its own is believed
            if hint == "name" and is_person(cell):
                yield "author", cell
            continue
        halves = [half.strip() for half in re.split("[/／]", cell)]
        if len(halves) == 2 and sum(map(is_person, halves)) == 1:
            outlet, person = sorted(halves, key=is_person)
            yield "author", person
            yield "source", outlet
        elif where is _Where.BELOW and hint not in {"source", "name"}:
            continue
        elif _OUTLET.search(cell) or hint == "source":
            yield "source", cell
        elif is_person(cell):
            if hint != "link":
                yield "author", cell
        elif hint == "name" or (where is _Where.BESIDE and not hint):
            yield "source", cell


def _cells(text: str) -> Iterator[str]:
    """Yield the words of a row that may name somebody: neither labels nor buttons nor numbers."""
    for cell in _BETWEEN.split(text):
        name = cell.strip(_EDGE)
        says_something = 2 <= len(name) <= LONGEST and re.search(r"[^\W\d_]", name)
        if (
            says_something
            and not (_TOOL.fullmatch(name) or _NO_NAME.search(name))
            and not re.search("[:：]$", cell.strip())
        ):
            yield name


_EDGE = " ·•-—:：,，/()（）"
_BETWEEN = re.compile(rf"[{JOINT}|｜]|(?<![A-Za-z0-9]) |(?<=[\u4e00-\u9fff]) ")


def _hints(row: Line) -> dict[str, str]:
    """Tell what class names and links say about the cells of a row."""
    hints: dict[str, str] = {}
    parent = row.element.getparent()
    elements = [row.element, *row.element.iterdescendants()][:40]
    if parent is not None and len(parent) <= 3:
        elements.insert(0, parent)
    for element in elements:
        if not isinstance(element.tag, str):
            continue
        names = f"{element.get('class', '')} {element.get('id', '')} {element.get('rel', '')}"
        hint = "source" if _HINT_SOURCE.search(names) else "name" if _HINT_NAME.search(names) else ""
        if not hint and element.tag == "a":
            hint = "link"
        if hint:
            for text in element.itertext():
                cell = squeeze(text).strip(_EDGE)
                if cell and hints.get(cell, "link") == "link":
                    hints[cell] = hint
    return hints
