"""What stands beside the article, told by how it is built: teasers, comments, and the articles behind it.

Names of classes say the same on most pages, and on those that hash their names nothing: see furniture.py.
"""

import re
from collections.abc import Sequence, Set
from itertools import islice

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import heads_other_articles, speaks_for_site
from pipelines.extract.reading.lines import LINKED_SHARE, Line
from pipelines.extract.reading.outline import Outline
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.region.comments import DATE, LABEL, spans_of_answered, spans_of_signed
from pipelines.extract.region.posts import find_answers
from pipelines.extract.region.repeats import (
    HEADLINE_LENGTHS,
    ROW_LINES,
    find_boxed_teasers,
    find_linked_headlines,
    find_round_up,
    form_of,
    spans_of_teasers,
)
from pipelines.extract.tree.elements import is_right_aligned
from pipelines.strip.other_articles import HEADING_CHARACTERS

BYLINE_REACH = 3
"""Lines below the headline of a further article among which its date stands."""

TEXT_REACH = 6
"""Lines below the headline of a further article among which its text begins: source and buttons go before."""

BYLINE_CHARACTERS = 80
"""Longest line with the date of a further article."""

ENOUGH_ABOVE = 60
"""Characters of the article's own text that stand above the next one."""

BUILD_LEVELS = 3
"""Elements around a headline that tell how its box is built."""

_LAYOUT_TAGS = frozenset({"table", "tbody", "tr", "td"})

_HEADLINE_TAGS = frozenset({"h1", "h2"})
"""Headings within an article are h3 and below, and bold lines."""

_YEAR = re.compile(r"(?:19|20)\d\d\s?[-/.年]")

_CLOCK = re.compile(r"\d{1,2}[:：]\d\d")

_COMMENTS = re.compile(
    r"^[\s【\[（(]*(?:(?:全部|最新|最热|热门|精彩|网友|用户|读者)?(?:评论|留言|回复|跟帖|回應|留言板)"
    r"|发表(?:评论|回复|留言)|参与(?:评论|讨论)|写(?:评论|留言)|评论区|我来说两句|我要(?:留言|评论|跟帖)|(?:共\s*)?\d+\s*条(?:评论|回复|留言|跟帖)"
    r"|《[^》]{2,80}》有\s?\d+\s?条评论)[\s】\]）):：]*(?:[（(]?\s?\d+\s?条?\s?[)）]?)?$"
)

LABEL_CHARACTERS = 12
"""Longest heading of other articles whose words are parted."""

_PARTING = re.compile(r"[\s·・•|丨/]+")


def find_beside(
    outline: Outline, texts: Sequence[tuple[int, Line]], headline: int | None, readers: Set[Line]
) -> set[HtmlElement]:
    """Return the elements that hold no line of the article whose headline is the line at position `headline`, by their build.

    `texts` are the outline's lines that have a text, each with its position, `readers` those in which readers speak.
    """
    lines = [line for _, line in texts]
    top = next((index for index, (position, _) in enumerate(texts) if position >= (headline or 0)), 0)
    beside: set[HtmlElement] = set()
    headlines = find_linked_headlines(texts)
    teasers = find_boxed_teasers(outline, texts, headlines)
    for first, end in spans_of_teasers(outline, texts, headlines):
        teasers |= _elements(outline, texts, first, end)
    beside |= teasers - find_round_up(outline, texts[top:], teasers)
    for first, end in spans_of_signed(outline, texts, top):
        beside |= _elements(outline, texts, first, end)
    answers = find_answers(outline, texts, top)
    if answers is not None:
        beside |= _elements(outline, texts, answers, len(texts))
    comments = _comments(lines, top, readers)
    if comments is not None:
        beside |= _box_below(outline, texts, comments)
    return beside


def find_others(
    outline: Outline, texts: Sequence[tuple[int, Line]], headline: int | None
) -> set[HtmlElement]:
    """Return the elements that are never the article whose headline is the line at position `headline`.

    They hold the whole articles that follow it, and what readers said and others may answer.
    """
    top = next((index for index, (position, _) in enumerate(texts) if position >= (headline or 0)), 0)
    others: set[HtmlElement] = set()
    for first, end in spans_of_answered(outline, texts, top):
        others |= _elements(outline, texts, first, end)
    following = None if headline is None else _next_article([line for _, line in texts], top)
    return others if following is None else others | _elements(outline, texts, following, len(texts))


def heads_others(line: str) -> bool:
    """Say whether a line heads other articles or comments, its words joined or parted: 延伸 · 推荐.

    >>> heads_others("相关新闻"), heads_others("延伸 · 推荐"), heads_others("相关部门表示")
    (True, True, False)
    """
    if len(line) > HEADING_CHARACTERS:
        return False
    if heads_other_articles(line):
        return True
    if len(line) > LABEL_CHARACTERS or line.isalnum():
        return False
    joined = _PARTING.sub("", line)
    return joined != line and heads_other_articles(joined)


def _elements(outline: Outline, texts: Sequence[tuple[int, Line]], first: int, end: int) -> set[HtmlElement]:
    """Return the largest elements that hold only lines from `first` up to `end`."""
    low, high = texts[first][0], texts[end - 1][0]
    found = set()
    for _, line in texts[first:end]:
        element = _largest(outline, line.element, low, high)
        if element is not None:
            found.add(element)
    return found


def _largest(outline: Outline, element: HtmlElement, low: int, high: int) -> HtmlElement | None:
    """Return the largest element around a line whose lines stand from `low` to `high`, if any."""
    largest = None
    node: HtmlElement | None = element
    while node is not None and low <= outline.first[node] and outline.last[node] <= high:
        largest, node = node, outline.parents[node]
    return largest


def _box_below(outline: Outline, texts: Sequence[tuple[int, Line]], heading: int) -> set[HtmlElement]:
    """Return the elements from a heading on that lie in the box that it heads, or beside it."""
    position, line = texts[heading]
    box = line.element
    parent = outline.parents[box]
    while parent is not None and outline.first[parent] == position:
        box, parent = parent, outline.parents[parent]
    if parent is None:
        return {box}
    last = outline.last[parent]
    end = next((index for index in range(heading, len(texts)) if texts[index][0] > last), len(texts))
    return _elements(outline, texts, heading, end)


def _next_article(lines: Sequence[Line], top: int) -> int | None:
    """Return the index of the headline of the next whole article behind the first one, or None."""
    above = 0
    data = _data(lines)
    own = lines[top]
    told: set[HtmlElement] = set()  # elements with a sentence in them: a line there is no headline
    prose = [line.is_prose and not speaks_for_site(line.text) for line in lines]
    for index in range(top + 1, len(lines)):
        line = lines[index]
        if True in prose[index + 1 : index + 1 + TEXT_REACH]:
            if is_headline_alike(line, own):
                heads, plain = index > top + 1, False
            else:
                heads, plain = (
                    above >= ENOUGH_ABOVE and _may_be_headline(line),
                    not _is_headline(line, own) or line.element is lines[index - 1].element,
                )
            if heads and line.element not in told and _byline_follows(lines, data, index, plain=plain):
                return index
        if prose[index]:
            above += len(line.text)
            told.add(line.element)
    return None


def _data(lines: Sequence[Line]) -> set[Line]:
    """Return the lines that stand in a row of data: few lines in several cells."""
    rows: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        if line.row is not None:
            rows.setdefault(line.row, []).append(line)
    return {
        line
        for row in rows.values()
        if len(row) <= ROW_LINES and len({line.cell for line in row}) > 1
        for line in row
    }


def _may_be_headline(line: Line) -> bool:
    return len(line.text) in HEADLINE_LENGTHS and not (
        is_right_aligned(line.element)  # who signs it, the day below
        or line.is_prose
        or ends_as_sentence(line.text)
        or LABEL.search(line.text)
        or DATE.search(line.text)
    )


def is_headline_alike(line: Line, own: Line) -> bool:
    """Say whether a line is the headline of a box built as the one that `own` heads: an endless stream is made so."""
    return (
        line.element.tag in _HEADLINE_TAGS
        and len(line.text) in HEADLINE_LENGTHS
        and _build_of(line) == _build_of(own)
        and line.element.getparent() is not own.element.getparent()
        and line.text != own.text
    )


def _build_of(headline: Line) -> tuple[object, ...]:
    """Return how a headline's box is built, the layout tables around it left out: they hold one article and not the next."""
    around = (outer.tag for outer in headline.element.iterancestors() if outer.tag not in _LAYOUT_TAGS)
    return (headline.element.tag, headline.element.get("class"), *islice(around, BUILD_LEVELS))


def _is_headline(line: Line, own: Line) -> bool:
    """Say whether a line is built as a headline: a heading, a link, or as the article's own headline."""
    heading = line.element.tag in _HEADLINE_TAGS or line.link_share >= 0.9
    return heading or form_of(line) == form_of(own)


def _byline_follows(lines: Sequence[Line], data: Set[Line], index: int, *, plain: bool) -> bool:
    """Say whether a date stands below a line; below a `plain` line it is a byline's at once."""
    below = lines[index + 1 : index + 1 + (1 if plain else BYLINE_REACH)]
    return any(
        len(line.text) <= BYLINE_CHARACTERS
        and not (line.is_prose or line in data)
        and line.link_share < LINKED_SHARE
        and DATE.search(line.text)
        and (not plain or tells_moment(line.text))
        for line in below
    )


def tells_moment(text: str) -> bool:
    """Say whether a line holds a day with its year, and a time of the day or the label of a credit.

    >>> tells_moment("2026-11-12 08:30 山阳网"), tells_moment("2026年11月12日")
    (True, False)
    """
    return bool(_YEAR.search(text) and (_CLOCK.search(text) or LABEL.search(text)))


def _comments(lines: Sequence[Line], top: int, readers: Set[Line]) -> int | None:
    """Return the index of the heading of the readers' comments behind the article's text, or None.

    Where `readers` speak below the heading a single sentence above it is text enough.
    """
    above = 0
    for index in range(top, len(lines)):
        line = lines[index]
        enough = above >= ENOUGH_ABOVE or (above and line in readers)
        if enough and len(line.text) <= 100 and _COMMENTS.match(line.text):
            return index
        above += len(line.text) if line.is_prose else 0
    return None
