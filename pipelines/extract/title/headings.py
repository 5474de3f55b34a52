"""Lines of the page that may be its headline: headings, what is named so, and what <title> says too."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urljoin

from lxml.html import HtmlElement

from pipelines.extract.evidence.candidates import ENOUGH, Candidate, Ground, weigh
from pipelines.extract.reading.furniture import heads_other_articles, names_of
from pipelines.extract.reading.lines import Line
from pipelines.extract.title.badges import complete, cut_edit_link, cut_furniture
from pipelines.extract.title.menus import is_menu
from pipelines.extract.title.plain_words import LONGEST_TITLE, plain
from pipelines.extract.title.site_names import LONGEST_CHANNEL, SiteNames, looks_like_site
from pipelines.extract.title.statements import Statements

_TITLE_CLASS = re.compile(
    r"title|headline|biaoti|tit(?![a-z])|(?<![a-z])bt(?![a-z])|(?<![a-z])font01(?![0-9])", re.IGNORECASE
)
"""Words of which templates name a headline; font01 is what 方正's e-papers call its cell, font02 those of 引题 and 副题."""
CREDIT = re.compile("(?:19|20)[0-9]{2}[-/.年][0-9]|(?:来源|來源|作者|编辑|編輯|时间|時間)[:：]")
"""What a heading may hold in a second line and is no headline."""
NO_HEADLINE = re.compile(
    r"^[-—–=·•]{2}|^[（(]?原标题|[:：，,、；;>＞]\Z|(?:位置|您在|首页)|^(?:本报讯|(?:记者|通讯员|作者)(?![\u3400-\u9fff]{2}[｜丨|：])|文[/／]|图[/／])|字号|字体"
    r"|分享到|[0-9]:[0-9]{2}|稿源|^[上下]一[篇条期版页张]|[0-9]{3,4}-[0-9]{7,8}"
)
"""副题 begins with dashes; labels, breadcrumbs, credits and toolbars: no headline that nothing else says is worded so."""
PAGE_OF_PAPER = re.compile("^(?:版次：)?第? ?[0-9A-Z〇一二三四五六七八九十]{1,4} ?版|^(?:本版|版面)")
"""第A03版：民生: the page of an e-paper."""
_BYLINE = re.compile(
    r"(?:19|20)[0-9]{2}\s?[-/.年]|[0-9]{1,2}:[0-9]{2}|来源|來源|作者|责编|编辑|記者|记者|[发發][布佈]|时间|時間|日期|昨天|刚刚|小时前|分钟前"
)
_BYLINE_REACH = 8
"""Rows below a headline among which its date or source is expected."""
_LONGEST_BYLINE = 150
"""Characters of such a row."""
_SHORTEST_HEADLINE = 4
_SHORT_COST = 3.0
"""Likeness that a row of so few characters lacks: most of them are labels and buttons."""
_SOLE = 3.0
"""Likeness of a row that the text below repeats, or of the page's one heading, whatever its rank."""
_TEXT_REACH = 3
"""Visible rows below a page's one heading among which its text begins: 副题 and a byline may come before it."""
_SHORTEST_SEGMENT = 6
"""Characters of a part of <title> behind the first that may be the headline too."""
_TAG_SCORE = {"h1": 4.0, "h2": 2.0, "h3": 1.0}
_SAID = 5.0
"""Likeness of a row that begins <title> or is a part of it: it needs no heading and no class."""
_ENOUGH = 3.0
"""Score below which no row is believed."""


class _Seen(NamedTuple):
    """A row that may be a headline, as the page shows it."""

    at: int  # its number on the page
    row: Line
    heading: HtmlElement | None
    classed: bool  # a class or an id names it so
    known: bool  # a statement holds its first words
    linked: bool

    @property
    def named(self) -> bool:
        return self.classed or self.heading is not None


def read_headings(rows: tuple[Line, ...], said: Statements, names: SiteNames) -> Iterator[Candidate[str]]:
    """Yield the rows that a heading, a class or <title> makes a headline, the likeliest first in order."""
    alone = _only_heading(rows)
    only = _only_named(rows, said)
    for seen in _seen(rows, said):
        index, row = seen.at, seen.row
        text = cut_edit_link(_whole(rows, index, seen.heading, said))
        whole = text
        if seen.named:
            text = cut_furniture(text, row, said, names)
            whole = complete(text, seen.heading, row, said)
        words = plain(whole)
        likeness = _likeness(words, said) or _SAID * (whole != text)
        if likeness < _SAID and words in said.tails and _byline_follows(rows, index):
            likeness = _SAID  # a <title> that is a trail of steps ends with the headline
        if (not seen.named and likeness < _SAID) or ((seen.linked or row.hidden) and not likeness):
            continue
        score = likeness + (_TAG_SCORE[seen.heading.tag] if seen.heading is not None else 0.0)
        score += 2.0 * seen.classed - 4.0 * seen.linked - 6.0 * row.hidden
        follows = _byline_follows(rows, index)
        score += 3.0 * follows - _SHORT_COST * (len(words) <= _SHORTEST_HEADLINE) - index / 1000
        grounds = {Ground.PLACE} if follows else set()
        if likeness:
            grounds |= {Ground.ELSEWHERE, Ground.NAMED} if seen.named else {Ground.ELSEWHERE}
        else:
            near = said.text_follows(row, _TEXT_REACH)
            heads = only is row and near
            grounds |= _unsaid(whole, row, said, alone=(follows and row in (alone, only)) or heads)
            score += _SOLE * (heads or (near and Ground.SHAPE in grounds))
            if grounds & {Ground.SHAPE, Ground.ONLY} and len(words) <= _SHORTEST_HEADLINE:
                score += _SHORT_COST  # 采冰人: the text says it, or nothing else heads it
        against = _against(whole, score, said, names) if weigh(grounds) >= ENOUGH else ""
        yield Candidate(whole, "heading", (-score, 0.0), frozenset(grounds), against)


def _seen(rows: tuple[Line, ...], said: Statements) -> Iterator[_Seen]:
    before: HtmlElement | None = None
    for index, row in enumerate(rows):
        continues, before = row.element is before, row.element
        if len(row.spaced) > LONGEST_TITLE:
            continue
        # Most rows are links elsewhere: a linked headline is believed only where <title> says it too.
        linked = row.linked * 2 > len(row.spaced)
        head = row.spaced[:8]
        known = (head if head.isalnum() else plain(head))[:4] in said.spoken
        if row.hidden and not known:
            continue
        heading = said.headings.get(row.element)
        if linked and not known:
            if heading is None or not _leads_to_itself(heading, said.url):
                continue
            linked = False
        if continues and heading is not None:
            continue
        classed = _names_title(names_of(row.element if heading is None else heading))
        if heading is not None or classed or known:
            yield _Seen(index, row, heading, classed, known, linked)


def _unsaid(text: str, row: Line, said: Statements, *, alone: bool) -> set[Ground]:
    """Return what speaks for a heading that no statement repeats: the text does, or no other is there."""
    grounds = {Ground.HINTED}
    if row in said.above and not NO_HEADLINE.search(text) and not is_menu(text, said):
        if said.repeated(text):
            grounds.add(Ground.SHAPE)
        if alone:
            grounds.add(Ground.ONLY)
    return grounds


def _against(text: str, score: float, said: Statements, names: SiteNames) -> str:
    """Return what speaks against a row: it names a site, a channel or a list, or is too little of a headline."""
    if score < _ENOUGH:
        return "too little like a headline"
    if heads_other_articles(text):
        return "it heads a list of other articles"
    if said.cut_a_name(text):  # a headline so worded has the site's name behind it in <title>
        return "the name of a channel" if _is_channel(text, names) else ""
    if looks_like_site(text) or names.calls_itself(plain(text)):
        return "the name of the site"
    return "the name of a channel" if _is_channel(text, names) else ""


def _is_channel(text: str, names: SiteNames) -> bool:
    return len(text) <= LONGEST_CHANNEL and names.is_channel(text)


def _leads_to_itself(heading: HtmlElement, url: str) -> bool:
    """Say whether a heading is a link to the page that it stands on."""
    last = url.partition("#")[0].rpartition("/")[2]
    hrefs = [link.get("href", "").strip() for link in heading.iter("a")]
    try:
        return all(
            not href or href[0] == "#" or (last in href and urljoin(url, href).partition("#")[0] == url)
            for href in hrefs
        )
    except ValueError:  # an address such as http://[ is none
        return False


def _only_heading(rows: tuple[Line, ...]) -> Line | None:
    """Return the row of the page's one <h1> that is seen and leads nowhere; None where it has several."""
    found = [row for row in rows if row.element.tag == "h1" and not row.hidden]
    return found[0] if found and all(row.element is found[0].element for row in found) else None


def _only_named(rows: tuple[Line, ...], said: Statements) -> Line | None:
    """Return the row of the page's one heading of any rank that may be a headline; None where it has several.

    E-papers print no date and no source below it, and their <title> is the paper's name.
    """
    found: Line | None = None
    for row in rows:
        if row.hidden or row.links or row.element not in said.headings or not _may_head(row.spaced):
            continue
        if found is not None and found.element is not row.element:
            return None
        found = found or row
    return found


def _may_head(text: str) -> bool:
    return not (
        NO_HEADLINE.search(text)
        or PAGE_OF_PAPER.search(text)
        or heads_other_articles(text)
        or looks_like_site(text)
    )


def _heading(element: HtmlElement) -> HtmlElement | None:
    if element.tag in _TAG_SCORE:
        return element
    parent = element.getparent()
    return parent if parent is not None and parent.tag in _TAG_SCORE else None


def is_named(row: Line) -> bool:
    """Say whether a heading's element or a class names a row as a headline."""
    heading = _heading(row.element)
    return heading is not None or _names_title(names_of(row.element))


@lru_cache(maxsize=4096)
def _names_title(names: str) -> bool:
    return bool(_TITLE_CLASS.search(names))


def _whole(rows: tuple[Line, ...], index: int, heading: HtmlElement | None, said: Statements) -> str:
    """Return the whole headline: one that <br> breaks stands in several rows."""
    texts = [rows[index].spaced]
    element = heading if heading is not None else rows[index].element
    for row in rows[index + 1 : index + 3]:
        if row.element is not element or CREDIT.search(row.spaced):
            break
        joined = plain("".join((*texts, row.spaced)))
        if joined not in said.spoken and (heading is None or looks_like_site(row.spaced)):
            break
        texts.append(row.spaced)
    return " ".join(texts)


def _likeness(words: str, said: Statements) -> float:
    """Return how far <title> and its like say what a row says: 0 to 6."""
    if words and words in said.heads:
        return 6.0
    if len(words) < 2:
        return 0.0
    if words in said.segments or any(words.startswith(cut) for cut in said.cut):
        return _SAID
    best = 0.0
    for text in said.whole:
        if text.startswith(words) and len(words) >= _SHORTEST_HEADLINE:
            best = max(best, _SAID)
        elif len(words) >= _SHORTEST_SEGMENT and words in text:
            best = max(best, 4.0)
        elif len(text) >= 8 and text[:8] == words[:8]:
            best = max(best, 3.5)
    return best


def _byline_follows(rows: tuple[Line, ...], index: int) -> bool:
    below = rows[index + 1 : index + 1 + _BYLINE_REACH]
    return any(
        len(row.spaced) < _LONGEST_BYLINE and not row.hidden and _BYLINE.search(row.spaced) for row in below
    )
