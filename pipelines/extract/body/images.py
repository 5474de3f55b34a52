"""The images inside the article, each with its caption; spacers, icons and QR codes left out."""

import re
from collections.abc import Set
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block
from schemas import Image

SMALLEST_SIDE = 60
"""Pixels; a picture of the news is larger, an icon or a button is not."""

_LAZY_ATTRIBUTES = ("data-original", "data-src", "data-lazy-src", "data-echo", "data-url", "original", "_src")
"""Where templates keep the address of an image that a script loads late; `src` is a spacer then."""

_NOT_NEWS = re.compile(
    r"qrcode|erweima|(?:^|[/_-])(?:icons?|logos?|ewm|qr|space|spacer|blank|pixel|loading|placeholder|dot|arrow"
    r"|btn|button|share|wx|weixin|weibo|default|avatar|grey|gray|1x1|end)(?:[/_.-]|\d*\.)",
    re.IGNORECASE,
)
_PIXELS = re.compile(r"^\s*(\d{1,5})(?:px)?\s*$")
_STYLE_SIDE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d{1,5})px", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)$", re.IGNORECASE)
_HAN = re.compile(r"[\u3400-\u9fff]")

ALT_CAPTION_CHARACTERS = 8
"""Chinese characters from which an alt text can be a caption: shorter ones are names such as 图片."""


def read_images(
    blocks: list[Block], captions: Set[Block], url: str, headline: str | None
) -> tuple[Image, ...]:
    """Return the images of the article's lines in order, each once, with absolute http addresses.

    `blocks` are the article's lines, `captions` those that are captions, `url` the page's address that relative ones are resolved against.
    The caption is the caption line at the image, else an alt text that reads as one, else None.
    """
    found: dict[str, str | None] = {}
    for block in blocks:
        if not block.pictures:
            continue
        caption = block.text if block in captions else None
        for position, picture in enumerate(block.pictures):
            address = image_address(picture, url)
            if address is None:
                continue
            own = caption if position == len(block.pictures) - 1 else None
            found[address] = found.get(address) or own or _alt_caption(picture, headline)
    return tuple(Image(url=address, caption=caption) for address, caption in found.items())


def image_address(picture: HtmlElement, url: str) -> str | None:
    """Return the absolute http or https address of a picture of the news, or None where it is none.

    >>> from lxml.html import fragment_fromstring
    >>> image_address(fragment_fromstring("<img src='./W1.jpg'>"), "http://news.example.cn/a/1.html")
    'http://news.example.cn/a/W1.jpg'
    >>> image_address(fragment_fromstring("<img src='/icon_share.png'>"), "http://news.example.cn/")
    """
    if _is_small(picture):
        return None
    values = (str(picture.get(name, "")).strip() for name in (*_LAZY_ATTRIBUTES, "src"))
    raw = next((value for value in values if value), "")
    if not raw or raw.startswith(("data:", "#", "about:", "javascript:")):
        return None
    try:
        address = urljoin(url, raw)
        parts = urlsplit(address)
    except ValueError:  # such as a bad IPv6 host: the page links no image there
        return None
    if parts.scheme not in {"http", "https"} or not parts.netloc or _NOT_NEWS.search(parts.path):
        return None
    return address


def _is_small(picture: HtmlElement) -> bool:
    sides = [match[1] for name in ("width", "height") if (match := _PIXELS.match(picture.get(name, "")))]
    sides += _STYLE_SIDE.findall(picture.get("style", ""))
    return any(int(side) < SMALLEST_SIDE for side in sides)


def _alt_caption(picture: HtmlElement, headline: str | None) -> str | None:
    alt = " ".join(picture.get("alt", "").split())
    if len(_HAN.findall(alt)) < ALT_CAPTION_CHARACTERS or _FILE_NAME.search(alt):
        return None
    return None if headline is not None and alt in headline else alt
