"""An article on several pages: each part is read as a page of its own, and their texts become one."""

import re
from typing import get_args

from pipelines.decode import decode
from pipelines.extract.fields import extract
from pipelines.extract.kind.judge import refuse_non_article
from pipelines.extract.reading.surface import Surface, read_surface
from pipelines.extract.tree.document import parse
from pipelines.restore import restore
from schemas import Draft, Found, Image, Page, Reason, Rejected, Rules
from schemas.rules import Field

FIELDS = get_args(Field)

LONGEST_PAGER = 160
"""Characters of a pager; twenty numbered pages with their words take a hundred."""

_SLIGHT = frozenset({Reason.TOO_SHORT, Reason.GALLERY, Reason.VIDEO, Reason.NOT_CHINESE})
"""Kinds of page that the last part of an article may be by itself: a line, a picture, a table of figures."""

_PAGER_WORDS = re.compile(
    r"上一?[页頁]|下一?[页頁]|首[页頁]|[尾末][页頁]|第\s?\d{1,2}\s?[页頁]|共\s?\d{1,2}\s?[页頁]|余下全文|阅读全文|全文阅读"
)
_PAGER_MARKS = str.maketrans(dict.fromkeys("[]【】()（）<>《》«»‹›|｜/…·.:：,，", " "))


def read_article(first: Surface, page: Page, rules: Rules) -> Draft:
    """Return the draft of the page `first`, with the text, images and credits of its further parts.

    A value that the first page prints stands; a later page gives what is missing, such as the editor below
    the last paragraph. Raise Rejected where a part cannot be read at all, or is a notice instead of one.
    """
    whole = _read(first, page, rules)
    for number, body in enumerate(page.parts, 2):
        repaired = restore(decode(body, page.content_type).text)
        surface = read_surface(parse(repaired.text, page.url), rules)
        part = _read(surface, page, rules)
        refuse_notice(surface, part, whole, page.url, number)
        undone = whole.restored.joined(repaired.summary)
        whole = _with_part(whole, part).model_copy(update={"restored": undone})
    if page.partial and whole.body:
        marked = whole.body.model_copy(update={"rule": f"{whole.body.rule}, partial"})
        whole = whole.model_copy(update={"body": marked})
    return whole


def refuse_notice(surface: Surface, part: Draft, whole: Draft, url: str, number: int) -> None:
    """Return where a further page belongs to the article; raise Rejected where it is 页面不存在 or a wall in its place.

    Such a page does not show the article's headline. A short last page does, or is nothing worse than short.
    """
    headline = whole.title.value if whole.title else ""
    if headline and any(headline in line.text for line in surface.visible.lines):
        return
    try:
        refuse_non_article(surface, part, url)
    except Rejected as refusal:
        if refusal.reason not in _SLIGHT:
            raise Rejected(refusal.reason, f"part {number} of the article: {refusal.detail}") from None


def _read(surface: Surface, page: Page, rules: Rules) -> Draft:
    draft = extract(surface, page, rules)
    if not rules.doubtful:
        return draft
    # The general reader sees the page without what the rules say of it.
    return prefer_general(draft, extract(read_surface(surface.root), page, Rules()))


def prefer_general(sited: Draft, general: Draft) -> Draft:
    """Return what rules of low confidence read, corrected by the general reader wherever it reads a value."""
    read = {name: value for name in FIELDS if (value := getattr(general, name)) is not None}
    images = general.images if general.body else sited.images
    return sited.model_copy(update={**read, "images": images})


def _with_part(whole: Draft, part: Draft) -> Draft:
    return whole.model_copy(
        update={
            "body": _join(whole.body, part.body),
            "images": _union(whole.images, part.images),
            "source": whole.source or part.source,
            "editor": whole.editor or part.editor,
            "author": whole.author or part.author,
        }
    )


def _join(whole: Found | None, part: Found | None) -> Found | None:
    if whole is None or part is None:
        return whole or part
    return whole.model_copy(update={"value": join_texts(whole.value, part.value)})


def join_texts(whole: str, part: str) -> str:
    r"""Return one text of two parts: what both begin with, and what both end with, stands once.

    A page that shows the whole article again replaces its beginning. Lines inside the parts are kept, but for
    pagers.

    >>> join_texts("十里铺。\n麦收开镰。\n（责编：岑远山）", "十里铺。\n收割机下田。\n（责编：岑远山）")
    '十里铺。\n麦收开镰。\n收割机下田。\n（责编：岑远山）'
    >>> join_texts("麦收开镰。\n问：何时收完？", "答：周末。\n问：何时收完？\n答：再说一遍，周末。")
    '麦收开镰。\n问：何时收完？\n答：周末。\n问：何时收完？\n答：再说一遍，周末。'
    """
    above = [line for line in whole.split("\n") if not is_pager(line)]
    below = [line for line in part.split("\n") if not is_pager(line)]
    same = _length_of_common_start(above, below)
    below = below[same:]
    if not below:
        return "\n".join(above)
    shared = _length_of_common_start(above[::-1], below[::-1])
    return "\n".join((*above[: len(above) - shared], *below))


def is_pager(line: str) -> bool:
    """Tell whether a line is the pager between the parts of an article and nothing else.

    >>> is_pager("上一页 1 2 [3] 下一页 共3页"), is_pager("1 2 3")
    (True, True)
    >>> is_pager("下一页的故事由你来写。"), is_pager("2023")
    (False, False)
    """
    rest = _PAGER_WORDS.sub(" ", line)
    marks = rest.translate(_PAGER_MARKS).split()
    if len(line) > LONGEST_PAGER or not all(mark.isdecimal() for mark in marks):
        return False
    numbers = [int(mark) for mark in marks]
    return rest != line or (len(numbers) > 1 and numbers == list(range(1, len(numbers) + 1)))


def _length_of_common_start(one: list[str], other: list[str]) -> int:
    return next(
        (n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )


def _union(images: tuple[Image, ...], more: tuple[Image, ...]) -> tuple[Image, ...]:
    by_url = {image.url: image for image in images}
    for image in more:
        by_url.setdefault(image.url, image)
    return tuple(by_url.values())
