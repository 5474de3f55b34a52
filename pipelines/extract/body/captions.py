"""Which lines are captions of images: they belong to the image and not to the body."""

import re

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block
from pipelines.extract.reading.lines import HEADING_TAGS
from pipelines.extract.reading.prose import ends_as_sentence

CAPTION_CHARACTERS = 120
"""Longest caption; agency pictures carry up to three sentences of it."""

SHORT_CAPTION_CHARACTERS = 40
"""Longest caption that only its place under an image makes one: a paragraph under an image is longer."""

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
_CLOSING = re.compile(
    r"(?:(?:摄|攝|供图|资料图|資料照|視頻截圖|视频截图|截图|配图|制图|绘图|图源|网络图|图片来源.{0,12}"
    r"|视觉中国|资料图片|资料照片|图)\s*[)）】]?"
    r"|[(（](?:图片?|照片|資料)[^()（）]{0,20}[)）])[。.]?$"
)


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
        return bool(_OPENING.search(text) and _CLOSING.search(text))
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
