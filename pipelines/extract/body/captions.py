"""Which lines are captions of images: they belong to the image and not to the body."""

import re
from collections import Counter
from collections.abc import Sequence, Set

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block
from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import HEADING_TAGS
from pipelines.extract.reading.outline import is_inside
from pipelines.extract.reading.prose import ends_as_sentence
from pipelines.extract.tree.document import text_of
from pipelines.names import are_signatures

CAPTION_CHARACTERS = 120
"""Longest caption; agency pictures carry up to three sentences of it."""

SHORT_CAPTION_CHARACTERS = 40
"""Longest caption that only its place under an image makes one: a paragraph under an image is longer."""

USUAL_SHARE = 0.2
"""Share of a text's sentences from which their form is one of its paragraphs."""

SHORT_SENTENCE = 30
"""Longest sentence that its place in a picture's box makes a caption: 村民在稻田里看展览。"""

BOX_LEVELS = 4
"""Elements around a line among which the box of its picture is looked for: a cell, its row, body and table."""

Form = tuple[object, str, str, str]
"""How an element is built: its tag, its class and id, its style, and the style of all the text in it."""

_GOES_ON = re.compile(r"^\d{1,2}[.、．]|[；：;:]$")
"""A point of a list, or a line that the next one goes on with."""

_NAMES = re.compile(
    r"caption|pic_?-?text|pic_?-?(?:desc|info|note|title)|img_?-?(?:desc|info|note|title|wrapper|container)"
    r"|photo_?-?(?:desc|info)"
    r"|f_center|tuzhu|pictxt|imgtxt|detailpic",
    re.IGNORECASE,
)
_CENTRED = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_OPENING = re.compile(
    r"^[（(【]?\s*(?:[▲△▼▽↑↓◀▶]|图为|图[一二三四五六七八九十\d]?[：:]|上图|下图|资料图|图片来源|图源"
    r"|图片说明|图説|配图)"
)
_CREDIT = (
    r"摄|攝|供图|资料图|資料照|視頻截圖|视频截图|截图|配图|制图|绘图|图源|网络图|图片来源.{0,12}"
    r"|视觉中国|资料图片|资料照片|图"
)
_CLOSING = re.compile(
    rf"(?:(?:{_CREDIT}|圖|提供)\s*[)）】]|(?:{_CREDIT})|[(（](?:[图圖]片?|照片|資料)[^()（）]{{0,20}}[)）])[。.]?$"
)

_TAKEN = re.compile(r"(?:[\s。，]|记者|通讯员|记者\s)([\u3400-\u9fff]{2,4})\s?[摄攝][)）]?$")
"""Who took a picture that a script shows later: 记者在现场采访。柳青禾 摄."""


def find_captions(blocks: Sequence[Block]) -> set[Block]:
    """Return the lines of a text that are captions: told alone, or by a form that its paragraphs do not have."""
    captions = {block for block in blocks if is_caption(block)}
    pictured = [block for block in blocks if block.text and block.pictures]
    if not pictured:
        return captions
    forms = Counter(_form(block.line.element) for block in blocks if block.line.is_prose)
    most = max(forms.values(), default=0)
    usual = {
        form
        for form, count in forms.items()
        if count == most or (count > 1 and count >= USUAL_SHARE * forms.total())
    }
    lone = [block.line.element for block in blocks if block.line.is_prose and not block.pictures]
    places = {*lone, *(element.getparent() for element in lone)}
    own = _forms_below_pictures(blocks) - usual
    return captions | {
        block
        for block in pictured
        if _is_set_apart(block, usual)
        or (
            _may_be_told_by_place(block)
            and (_form(block.line.element) in own or _shares_box(block, usual, places))
        )
    }


def _forms_below_pictures(blocks: Sequence[Block]) -> set[Form]:
    """Return the forms in which nothing stands but lines at pictures: a class or a style, or none where others have one."""
    below: set[Form] = set()
    elsewhere: set[Form] = set()
    for block in blocks:
        if block.text:
            (below if block.pictures else elsewhere).add(_form(block.line.element))
    plain = any(not any(form[1:]) for form in elsewhere)
    return {form for form in below - elsewhere if any(form[1:]) or not plain}


def _may_be_told_by_place(block: Block) -> bool:
    """Say whether a line at a picture is short, no heading and no point of a list."""
    return (
        len(block.text) <= SHORT_CAPTION_CHARACTERS
        and block.line.element.tag not in HEADING_TAGS
        and not _GOES_ON.search(block.text)
        and block.line.strong < len(block.text)
    )


def _shares_box(block: Block, usual: Set[Form], places: Set[HtmlElement | None]) -> bool:
    """Say whether a box holds a picture and this line and nothing else, and is none in which paragraphs stand.

    A sentence there is a paragraph where the paragraphs of the text stand in such boxes too.
    """
    box: HtmlElement | None = block.line.element
    for _ in range(BOX_LEVELS):
        if box is None or any(is_inside(picture, box) for picture in block.pictures):
            break
        box = box.getparent()
    if box is None or box in places or text_of(box) != block.text:
        return False
    if not ends_as_sentence(block.text) or _form(block.line.element) not in usual:
        return True
    return len(block.text) <= SHORT_SENTENCE and box.getparent() in places


def _is_set_apart(block: Block, usual: Set[Form]) -> bool:
    """Say whether a line stands with its picture in a box of a form that no paragraph has."""
    element = block.line.element
    if len(block.text) > CAPTION_CHARACTERS:
        return False
    form = _form(element)
    if (
        _GOES_ON.search(block.text)
        or form in usual
        or element.tag in HEADING_TAGS
        or not any(form[1:])
        or not usual
    ):
        return False
    return bool(block.line.pictures) or any(
        _form(picture.getparent()) == form or is_inside(picture, element) for picture in block.pictures
    )


def _form(element: HtmlElement) -> Form:
    style = element.get("style") or ""
    if len(element) != 1 or (element.text or "").strip():
        return element.tag, names_of(element), style, ""
    return element.tag, names_of(element), style, element[0].get("style") or ""


def is_caption(block: Block) -> bool:
    """Say whether a line is the caption of an image beside it.

    Its template's name, its place, or its wording tells; a headline never is one.
    """
    text, element = block.text, block.line.element
    if not text or len(text) > CAPTION_CHARACTERS or element.tag in HEADING_TAGS:
        return False
    if element.tag == "figcaption" or _in_figure(element):
        return True
    if not block.pictures:
        taken = _TAKEN.search(text)
        centred = _centred(element) and block.line.strong < len(text)
        return (taken is not None and are_signatures(taken[1])) or bool(
            _CLOSING.search(text) and (centred or _OPENING.search(text))
        )
    if _OPENING.search(text) or _CLOSING.search(text) or _named(element):
        return True
    centred = _centred(element) and block.line.strong < len(text)
    placed = bool(block.line.pictures) or block.cell is not None
    short = len(text) <= SHORT_CAPTION_CHARACTERS and not ends_as_sentence(text)
    return centred or (placed and short)


def _in_figure(element: HtmlElement) -> bool:
    parent = element.getparent()
    return element.tag == "figure" or (parent is not None and parent.tag == "figure")


def _named(element: HtmlElement) -> bool:
    return bool(_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _centred(element: HtmlElement) -> bool:
    return (
        element.tag == "center"
        or element.get("align", "").lower() == "center"
        or bool(_CENTRED.search(element.get("style", "")))
    )
