"""What some bytes are, whatever their name and their header say: a page, an archive, or surely neither.

Whatever is not known for sure is called a page: clean() says then why it is no article, and nothing is lost.
"""

import json
import re

from scraper.storage.warc.bodies import ZSTD_MAGIC
from scraper.storage.warc.members import MAGIC
from scraper.storage.warc.records import WARC

PAGE, ARCHIVE, GZIP, MIME, EMPTY = "page", "WARC", "gzip", "saved with MIME", "empty"
ARC, ZSTD, WACZ = "ARC archive", "zstd file", "WACZ archive"

HOLDS_PAGES = frozenset({ARC, ZSTD, WACZ})
"""Kinds that are not read, and may hold pages all the same."""

_WINDOW = 1 << 16  # bytes looked at; a page says in the first thousand that it is one
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (WARC, ARCHIVE),
    (MAGIC, GZIP),
    (b"filedesc://", ARC),
    (ZSTD_MAGIC, ZSTD),
    (b"\x5d\x2a\x4d\x18", ZSTD),  # a dictionary, as .warc.zst begins
    (b"\x89PNG\r\n", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"\x00\x00\x01\x00", "image"),  # ico
    (b"\x00\x00\x02\x00", "image"),  # cur
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"8BPS", "image"),
    (b"%PDF-", "pdf"),
    (b"%!PS", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"Rar!\x1a\x07", "zip"),
    (b"7z\xbc\xaf\x27\x1c", "zip"),
    (b"\xfd7zXZ\x00", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office document"),
    (b"{\\rtf", "office document"),
    (b"wOFF", "font"),
    (b"wOF2", "font"),
    (b"\x00\x01\x00\x00\x00", "font"),
    (b"OTTO", "font"),
    (b"ID3", "audio"),
    (b"OggS", "audio"),
    (b"fLaC", "audio"),
    (b"FLV\x01", "video"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"\x00asm", "script"),
    (b"SQLite format 3\x00", "database"),
)
_RIFF = {b"WEBP": "image", b"WAVE": "audio", b"AVI ": "video"}
_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(rb"<(?:!doctype\s{1,9}html|html|head|body|frameset)\b", re.IGNORECASE)
_XML_OF_OTHERS = re.compile(
    rb"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|svg|opml|xsl:stylesheet|OpenSearchDescription)[\s>]"
)
_XML_NAMES = {b"<svg": "image", b"<xsl": "stylesheet"}
_SCRIPT = re.compile(
    rb"""^(?:["']use strict["']|(?:var|let|const|function|import|export|async|class|if|try|typeof|void)[\s{(]"""
    rb"""|[!;+(]{0,3}function\b|\(\(|[\w$.]{1,80}(?:\[[^\]\n]{1,80}\])?\s{0,9}(?:\|\|)?=|[\w$.]{1,80}\()"""
)
_STYLE = re.compile(
    rb"^(?:@(?:charset|import|media|font-face|namespace|layer|keyframes)\b"
    rb"|[\w.#*:\[][^{}<>;]{0,400}\{[^{}<>:]{0,200}:)"
)
_ROBOTS = re.compile(rb"^(?:user-agent|disallow|allow|sitemap|crawl-delay)[ \t]{0,9}:", re.IGNORECASE)
_MIME_HEAD = re.compile(
    rb"^(?:from|mime-version|subject|date|content-type|content-location|snapshot-content-location|x-[\w-]{1,40}):",
    re.IGNORECASE,
)
_MULTIPART = re.compile(rb"content-type:\s{0,9}multipart/", re.IGNORECASE)
_BLANK = b" \t\r\n\x0b\x0c"


def kind_of(data: bytes) -> str:
    r"""Return what the bytes are: one of the kinds above, or the name of what is surely no page.

    >>> kind_of(b"<p>\xe5\xb1\xb1"), kind_of(b"\x89PNG\r\n\x1a\n"), kind_of(b"body{margin:0}")
    ('page', 'image', 'stylesheet')
    >>> kind_of(b'{"title": 1}'), kind_of(b"User-agent: *\nDisallow:"), kind_of(b"")
    ('json', 'robots.txt', 'empty')
    """
    if not data.strip(_BLANK):
        return EMPTY
    return _binary_kind(data[:_WINDOW]) or _text_kind(data)


def _binary_kind(head: bytes) -> str | None:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return WACZ if kind == "zip" and b".warc" in head else kind
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12])
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in {b"avif", b"heic", b"mif1"} else "video"
    if head.startswith(b"BM") and b"\x00" in head[2:14]:
        return "image"
    return "zip" if head[257:262] == b"ustar" else None


def _text_kind(data: bytes) -> str:
    head = data[:_WINDOW].removeprefix(b"\xef\xbb\xbf").lstrip(_BLANK)
    if head.startswith(_MARKS) or b"\x00" in head:
        return PAGE  # UTF-16, or nothing that we know
    if _MIME_HEAD.match(head) and _MULTIPART.search(head):
        return MIME
    if head[:1] in {b"{", b"["} and _is_json(data):
        return "json"
    if head.startswith(b"<") or _HTML.search(head):
        return _markup_kind(head)
    return _code_kind(head)


def _code_kind(head: bytes) -> str:
    code = _without_comments(head)
    if _ROBOTS.match(_without_comments(head, b"#")):
        return "robots.txt"
    if _STYLE.match(code):
        return "stylesheet"
    return "script" if _SCRIPT.match(code) else PAGE


def _markup_kind(head: bytes) -> str:
    other = _XML_OF_OTHERS.search(head[:4096])
    page = _HTML.search(head)
    if other is None or (page and page.start() < other.start()) or not _begins(head, other.start()):
        return PAGE
    return _XML_NAMES.get(other[0][:4], "feed")


def _begins(head: bytes, position: int) -> bool:
    """Tell whether nothing but declarations and comments stands before `position`."""
    return not re.search(rb"<[A-Za-z]", head[:position])


def _is_json(data: bytes) -> bool:
    """Tell whether the bytes are a JSON text, or JSON lines: two of them show that."""
    return _parses(data) or all(map(_parses, data.split(b"\n", 2)[:2]))


def _parses(text: bytes) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _without_comments(head: bytes, *marks: bytes) -> bytes:
    """Return the code behind the comments at its beginning."""
    while True:
        if head.startswith(b"/*"):
            head = head.partition(b"*/")[2]
        elif head.startswith(marks or (b"//",)):
            head = head.partition(b"\n")[2]
        else:
            return head
        head = head.lstrip(_BLANK)
