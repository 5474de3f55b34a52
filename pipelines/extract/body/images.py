"""The images inside the article, each with its caption; spacers, icons and QR codes left out."""

import re
from collections.abc import Iterator, Set
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from pipelines.extract.body.blocks import Block
from schemas import Image

SMALLEST_SIDE = 60
"""Pixels; a picture of the news is larger, an icon or a button is not."""

_LAZY_ATTRIBUTES = (
    # As words, the picture in full size first: zoomfile and file are those of Discuz.
    "data-original data-src data-lazy-src data-lazy data-echo data-url data-actualsrc data-file data-lazyload"
    " zoomfile file lazysrc lazy-src real-src realsrc real_src original _src src2 src3"
).split()
"""Where templates keep the address of an image that a script loads late; `src` is a spacer then."""

_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
"""Where the addresses of one picture in several sizes stand."""

_OTHER_ATTRIBUTES = frozenset({"src", "alt", "title", "href", "longdesc", "usemap", "class", "id", "style"})
"""What names no late picture, or is read for itself."""

_NOT_NEWS = re.compile(
    r"qrcode|erweima|(?:^|[/_-])(?:icons?|logos?|ewm|qr|space|spacer|blank|pixel|loading|placeholder|lazy(?:load)?"
    r"|none|nopic|noimg|nophoto|transparent|dot|arrow|btn|button|share|wx|weixin"
    r"|weibo|default|avatar|grey|gray|1x1|end)(?:[/_.-]|\d*\.)",
    re.IGNORECASE,
)
_PIXELS = re.compile(r"^\s*(\d{1,5})(?:px)?\s*$")
_STYLE_SIDE = re.compile(r"(?:^|[;\s])(?:width|height)\s*:\s*(\d{1,5})px", re.IGNORECASE)
_FILE_NAME = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)$", re.IGNORECASE)
_BEHIND_FILE = re.compile("[?!@]")
"""Begins what a picture server is asked for behind the file's name."""
_ADVERT = re.compile(r"^\W{0,2}(?:广告|廣告|推广|AD)\W{0,2}$", re.IGNORECASE)
"""What is printed, or written as alt, at a picture that advertises."""
_NO_ADDRESS = frozenset(" \t\r\n\"'<>{}()")
_HAN = re.compile(r"[\u3400-\u9fff]")

LONGEST_SET = 8000
"""Characters of a srcset that are read: a dozen sizes with long addresses take 3000."""

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
        if not block.pictures or _ADVERT.match(block.text):
            continue
        caption = block.text if block in captions else None
        for position, picture in enumerate(block.pictures):
            address = image_address(picture, url)
            if address is None or advertises(picture, url):
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
    addresses = (_absolute(value, url) for value in dict.fromkeys(_values(picture)))
    return next((address for address in addresses if address), None)


def advertises(picture: HtmlElement, url: str) -> bool:
    """Say whether a picture is called an advert, or leads to a page of another site than the one at `url`.

    >>> from lxml.html import fragment_fromstring
    >>> link = fragment_fromstring("<a href='https://shop.example/7'><img src='/W1.jpg'></a>")
    >>> advertises(link[0], "http://news.example.cn/a/1.html"), advertises(link[0], "https://www.shop.example/1")
    (True, False)
    """
    if _ADVERT.match(picture.get("alt", "")):
        return True
    link = next((outer for outer in islice(picture.iterancestors(), 2) if outer.tag == "a"), None)
    address = "" if link is None else str(link.get("href") or "").strip()
    if not address.startswith(("http:", "https:", "//")) or _is_file(address):
        return False
    try:
        there, here = urlsplit(address).hostname, urlsplit(url).hostname
    except ValueError:  # such as a bad IPv6 host: it leads nowhere
        return False
    return there is not None and here is not None and _site(there) != _site(here)


def _site(host: str) -> str:
    """Return the last names of a host, those that all pages of a site share."""
    names = host.split(".")
    return ".".join(
        names[-3:] if names[-2:-1] in (["com"], ["gov"], ["org"], ["net"], ["edu"]) else names[-2:]
    )


def _values(picture: HtmlElement) -> Iterator[str]:
    """Yield what may be the picture's address, the likeliest first: a late one, that of its <noscript>, `src`."""
    for name in _LAZY_ATTRIBUTES:
        yield str(picture.get(name, "")).strip()
    for name, value in picture.attrib.items():
        if name not in _OTHER_ATTRIBUTES and _is_file(str(value).strip()):
            yield str(value).strip()
    yield from (_largest(picture.get(name, "")) for name in _SETS)
    for outer in islice(
        picture.iterancestors(), 2
    ):  # the parser takes what follows a <source> for its inside
        for source in (outer, *outer.iterchildren("source")) if outer.tag in {"picture", "source"} else ():
            yield _largest(source.get("data-srcset") or source.get("srcset") or "")
    after = picture.getnext()
    if after is not None and after.tag == "noscript":
        yield from (str(shown.get("src", "")).strip() for shown in after.iter("img"))
    yield str(picture.get("src", "")).strip()


def _largest(sizes: str) -> str:
    """Return the address of the largest picture of a srcset, empty where it names none.

    >>> _largest("a-320.jpg 320w, a-1080.jpg 1080w"), _largest("a.jpg"), _largest("")
    ('a-1080.jpg', 'a.jpg', '')
    """
    best, most = "", -1.0
    for entry in sizes[:LONGEST_SET].split(","):
        address, _, size = entry.strip().partition(" ")
        number = float(size[:-1]) if size[:-1].replace(".", "", 1).isdecimal() else 0.0
        if address and number > most:
            best, most = address, number
    return best


def _is_file(value: str) -> bool:
    """Say whether a value is the address of a picture's file."""
    return bool(_FILE_NAME.search(_BEHIND_FILE.split(value, maxsplit=1)[0])) and _NO_ADDRESS.isdisjoint(value)


def _absolute(raw: str, url: str) -> str | None:
    """Return the absolute address of a picture of the news, or None for a spacer or what is no address."""
    if not raw or raw.startswith(("data:", "#", "about:", "javascript:", "blob:")):
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
