"""What is marked on a page: a kind, its words in both languages, and the range or element that it stands on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scraper.views.positions import Span


class Words(NamedTuple):
    """The same in Chinese and in English."""

    zh: str
    en: str

    def __str__(self) -> str:
        return f"{self.zh} {self.en}"


KINDS = {
    "title": Words("标题", "title"),
    "date": Words("日期", "date"),
    "source": Words("来源", "source"),
    "editor": Words("编辑", "editor"),
    "author": Words("作者", "author"),
    "body": Words("正文", "body"),
    "cut": Words("删去", "cut"),
    "lost": Words("落选", "lost"),
    "echo": Words("同文", "same text"),
}
"""What a range can be; the templates give each a colour and an underline of its own."""

BADGES = {
    "rule": Words("规则", "rule"),
    "drop": Words("剔除", "drop rule"),
    "region": Words("正文区域", "region of the body"),
    "told": Words("属性", "attribute"),
    "articles": Words("文章", "article"),
    "listings": Words("列表", "further listing"),
    "left": Words("不取", "left"),
    "doubtful": Words("待试", "to try"),
    "was-hidden": Words("原为隐藏", "hidden on the page"),
}
"""What an element can be; it gets an outline."""


class Mark(NamedTuple):
    """A range of a page that means something; without a label it goes on with the mark before it."""

    span: Span
    kind: str  # of KINDS
    label: str = ""  # shown before it
    note: str = ""  # shown when one points at it
    name: str = ""  # what the panel calls it by, empty where it does not


class Badge(NamedTuple):
    """What an element of the page means."""

    kind: str  # of BADGES
    label: str
    note: str = ""


class Segment(NamedTuple):
    """A range with all marks that cover it, the widest first."""

    span: Span
    marks: tuple[Mark, ...]


def segments_of(marks: Iterable[Mark]) -> Iterator[Segment]:
    """Yield the ranges between which the marks change, in order; what no mark covers is left out.

    >>> marks = [Mark(Span(0, 9), "body"), Mark(Span(2, 4), "editor")]
    >>> [(segment.span[:], [mark.kind for mark in segment.marks]) for segment in segments_of(marks)]
    [((0, 2), ['body']), ((2, 4), ['body', 'editor']), ((4, 9), ['body'])]
    """
    begins: defaultdict[int, list[Mark]] = defaultdict(list)
    ends: defaultdict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.span.start < mark.span.end:
            begins[mark.span.start].append(mark)
            ends[mark.span.end].append(mark)
    active: list[Mark] = []
    last = 0
    for place in sorted({*begins, *ends}):
        if active:
            yield Segment(
                Span(last, place), tuple(sorted(active, key=lambda one: one.span.start - one.span.end))
            )
        for mark in ends[place]:
            active.remove(mark)
        active += begins[place]
        last = place
