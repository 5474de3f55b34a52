"""The parsed page: a bounded lxml tree, and what every reader asks of it (is this seen, what does it say)."""

import re
from collections.abc import Collection
from functools import lru_cache

from lxml import etree
from lxml.html import HtmlElement, document_fromstring

from pipelines.characters import in_utf8
from schemas import Reason, Rejected

MAX_CHARACTERS = 8_000_000
"""Characters of a page; the largest real news page seen had 0.8 million, and memory is some 20 times this."""

MAX_NODES = 200_000
"""Elements of a page; real news pages have 300 to 10 000."""

MAX_DEPTH = 400
"""Nested elements; real pages stay below 60, tag soup with unclosed <font> reaches a few hundred."""

UNSEEN_TAGS = frozenset(
    # As words: rt and rp are the pronunciation beside the characters of a <ruby>, and no part of the text.
    "script style noscript template head title meta link object embed svg rt rp rtc".split()
)
"""Elements whose text no reader of the page sees, or reads."""

_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}>")  # it may name another encoding than ours
_SURROGATE = re.compile("[\ud800-\udfff]")
_HEAD_OF_SURROGATES = b"\xed"  # and of some Korean
_CONTROLS = bytes((*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0x7F))
_UNPARSABLE = re.compile(b"[" + re.escape(_CONTROLS) + b"]|\xef\xbf[\xbe\xbf]")  # U+FFFE, U+FFFF
_BLANK = " \t\r\n\xa0\u3000\ufeff\ufffd" + _CONTROLS.decode("ascii")
_TAG = re.compile(r"<[a-zA-Z!/?]")
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (MAX_DEPTH + 1) + ")")
_COUNT = etree.XPath("count(//*)")

_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*(?:0(?:px|pt|em|rem|%)?|1px)\s*(?:;|!|$)"
    r"|^(?=.{0,400}overflow(?:-y)?\s*:\s*hidden).{0,400}(?<![-\w])(?:max-)?height\s*:\s*(?:0(?:px|em)?|1px)\s*(?:;|!|$)"
    r"|clip\s*:\s*rect\(\s*[01]|clip-path\s*:\s*inset\(\s*(?:50|100)%|transform\s*:\s*scale\(\s*0\s*[,)]"
    r"|opacity\s*:\s*0\s*(?:;|!|$)|text-indent\s*:\s*-\d{3}|(?:left|top|right|margin-left)\s*:\s*-\d{4}",
    re.IGNORECASE,
)
_HIDING_NAMES = frozenset(
    {
        "hidden",
        "hide",
        "d-none",
        "display-none",
        "none",
        "dn",
        "disn",
        "sr-only",
        "visually-hidden",
        "invisible",
    }
)

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_EAST_ASIAN = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’…—]"
_BREAK_BETWEEN_HAN = re.compile(rf"(?<={_EAST_ASIAN})(?<!\u3000)[ \t\xa0\u3000]*\r?\n\s*(?={_EAST_ASIAN})")

_PAGE_END = re.compile(rb"</(?:[hH][tT][mM][lL]|[bB][oO][dD][yY])\s{0,9}>")
"""lxml 6.1 drops what follows the first one; templates put together from parts have them in the middle."""


def parse(text: str, url: str) -> HtmlElement:
    """Return the root of the page's tree: unclosed tags mended, no control character, no comment in it.

    `text` is decoded HTML, `url` the page's address. Raises Rejected: TOO_LARGE above the caps of this
    module, EMPTY for blank text, NOT_HTML for text without a tag or without an element.

    >>> parse("<div><p>山阳县今日丰收。<p>村民高兴。", "http://news.example.cn/1.html").xpath("count(//p)")
    2.0
    >>> parse("<body><p>山阳县</p></body></html><p>今日丰收。</p>", "http://news.example.cn/1.html").text_content()
    '山阳县今日丰收。'
    """
    if len(text) > MAX_CHARACTERS:
        raise Rejected(Reason.TOO_LARGE, f"{len(text)} characters, the cap is {MAX_CHARACTERS}")
    text = _XML_DECLARATION.sub("", text, count=1)
    if not text.strip(_BLANK):
        raise Rejected(Reason.EMPTY, "the page has no text")
    if not _TAG.search(text):
        raise Rejected(Reason.NOT_HTML, "the page has no tag")
    try:
        root = document_fromstring(_parsable(text), parser=_parser(), base_url=url or None)
    except etree.ParserError as error:
        raise Rejected(Reason.EMPTY, f"no element in the page: {error}") from error
    # A tag has two characters at least, and makes its element and at most one more around it: most pages need
    # not be counted.
    may_be_many = len(text) > MAX_NODES and 2 * text.count("<") > MAX_NODES
    nodes = int(float(str(_COUNT(root)))) if may_be_many else 0
    if nodes > MAX_NODES:
        raise Rejected(Reason.TOO_LARGE, f"{nodes} elements, the cap is {MAX_NODES}")
    if _TOO_DEEP(root):
        raise Rejected(Reason.TOO_LARGE, f"elements nested deeper than {MAX_DEPTH}")
    return root


def _parser() -> etree.HTMLParser:
    parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    # lxml.html's own parser asks a Python function for each element that is touched; ours all have one class.
    parser.set_element_class_lookup(etree.ElementDefaultClassLookup(element=HtmlElement))
    return parser


def _parsable(text: str) -> bytes:
    """Return the page in UTF-8, U+FFFD for each character that no parser takes, without its early ends.

    lxml would encode a str itself, more slowly; and bytes are searched six times as fast as characters.
    """
    encoded = in_utf8(text)
    if _HEAD_OF_SURROGATES in encoded:
        encoded = _SURROGATE.sub("\ufffd", text).encode("utf-8")
    # One byte, and one character, is found many times as fast as two, or as any of several.
    if "\ufffe" in text or "\uffff" in text or any(control in encoded for control in _CONTROLS):
        encoded = _UNPARSABLE.sub("\ufffd".encode(), encoded)
    return _PAGE_END.sub(b"", encoded)


def is_hidden(element: HtmlElement) -> bool:
    """Say whether the element itself is kept from the reader's eye by its style, attribute or class.

    Only the element is asked, not its ancestors, and style sheets are not read.

    >>> from lxml.html import fragment_fromstring
    >>> is_hidden(fragment_fromstring("<p style='display: none'>浦东新区|宣汉县</p>"))
    True
    >>> is_hidden(fragment_fromstring("<p style='font-size: 0.9em' class='hidden-gem'>隐藏的美景</p>"))
    False
    """
    return hides(element, element.keys())


def hides(element: HtmlElement, attributes: Collection[str]) -> bool:
    """Say the same of an element whose attributes' names are known: to ask for them is half of the work."""
    if "class" in attributes and _names_hidden(element.get("class")):
        return True
    if "style" in attributes and _styles_hidden(element.get("style")):
        return True
    return "hidden" in attributes


@lru_cache(maxsize=4096)
def _styles_hidden(style: str) -> bool:
    return bool(_HIDING_STYLE.search(style))


@lru_cache(maxsize=4096)
def _names_hidden(names: str) -> bool:
    words = names.lower().split()
    return not _HIDING_NAMES.isdisjoint(words) and not any(":" in word for word in words)  # hidden md:block


def collapse(text: str) -> str:
    r"""Return `text` on one line: a break between Chinese characters goes, other white space is one space.

    This is what a browser shows (CSS Text 3, segment break transformation rules).

    >>> collapse("山阳县今日\n   丰收。 Good\n  news ")
    '山阳县今日丰收。 Good news'
    >>> collapse("张某 李某")
    '张某 李某'
    """
    text = text.strip()
    if text.isprintable():  # most texts are: of all that is invisible, a blank alone is printable
        return " ".join(text.split()) if "  " in text else text
    if "\n" in text:
        text = _BREAK_BETWEEN_HAN.sub("", text)
    return " ".join(_INVISIBLE.sub("", text).split())


def squeeze(text: str) -> str:
    r"""Return `text` with every run of blanks, a break of a line too, as one space: what parts labels and names.

    >>> squeeze("来源：山阳网\n   张某\u200b "), squeeze("山阳县今日丰收。")
    ('来源：山阳网 张某', '山阳县今日丰收。')
    """
    text = text.strip()
    if not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def without_blanks(text: str) -> str:
    r"""Return `text` without anything that leaves no ink: blanks, breaks, invisible characters.

    >>> without_blanks("山阳县\u200b 今日\n丰收")
    '山阳县今日丰收'
    """
    text = "".join(text.split())
    return text if text.isprintable() else _INVISIBLE.sub("", text)


def text_of(element: HtmlElement) -> str:
    """Return what a reader sees of the element on one line, white space collapsed.

    Scripts, styles, comments and hidden parts are left out; the element's own tail is not part of it.

    >>> from lxml.html import fragment_fromstring
    >>> text_of(fragment_fromstring("<p>来源：<a>山阳日报</a><script>a()</script><b hidden>x</b> 网</p>"))
    '来源：山阳日报 网'
    """
    pieces: list[str] = []
    walker = etree.iterwalk(element, events=("start", "end", "comment", "pi"))
    for event, node in walker:
        if event == "start":
            if node.tag in UNSEEN_TAGS or is_hidden(node):
                walker.skip_subtree()
            elif node.text:
                pieces.append(node.text)
        elif node is not element:
            if node.tag == "br":
                pieces.append(" ")
            if node.tail:
                pieces.append(node.tail)
    return collapse("".join(pieces))
