"""Bytes to text: the charset that is declared is verified, not believed.

Order: byte order mark, where the bytes behind it are of its charset; UTF-8 that proves itself; declared charset; strict UTF-8, GB18030, Big5; then the
readings that lose something; charset-normalizer last, because it is wrong on short or damaged Chinese.
"""

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from pipelines.characters import beyond_ascii, common_share, in_utf8
from pipelines.decode import pieces
from pipelines.decode.unpack import unpack
from pipelines.gb18030 import LOST, decode_gb18030, reread
from schemas import Reason, Rejected

MAX_LOST_SHARE = (
    0.10  # of the characters beyond ASCII; with more holes than that an article cannot be trusted
)
_MOST_MISREAD = 0.3  # of them in a page whose charset was misread before: UTF-8 shows a mark for each odd run
_FEW_LOST = 3  # characters; a short page may lose these whatever their share
_MAX_NUL_SHARE = 0.001  # of the bytes; a stray NUL is damage, many are a binary file
_DECLARATION_WINDOW = (
    2048  # bytes; browsers look for <meta charset> in the first kilobyte, Chinese CMS are sloppier
)
_SOUND_SHARE = 0.5  # of the characters beyond ASCII that must be common before a lossy reading is believed
_PROOF = 30  # continuation bytes of valid UTF-8; fifteen characters of another charset never look like that
_CLEARLY_BETTER = 0.25  # difference of the shares of common characters that overrules the order of charsets

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_INCLUDED_MARK = re.compile(rb"(?:^|(?<=[\x00-\x7f]))(?:\xef\xbb\xbf){1,4}(?=[\s<]|$)")
"""The mark of a file that was put into the page: between its lines and tags."""

_SAMPLE = 4000  # characters at the beginning that show whether the charset of a mark reads the page
_WINDOW = 400  # bytes at the beginning of a page that are mostly tags
_WIDE_SHARE = 0.2  # of those bytes that are NUL where each sign takes two
_MOST_OTHERS = (
    8  # times as many NUL bytes at the one side of a sign as at the other, which a few of Chinese have
)
_BINARY = (
    b"%PDF-",
    b"\xff\xd8\xff",
    b"PK\x03\x04",
    b"\x89PNG",
    b"GIF8",
    b"\x1f\x8b",
    b"Rar!",
    b"\xd0\xcf\x11\xe0",
    b"7z\xbc",
)
_CHARSET_IN_HEADER = re.compile(r"charset\s*=\s*+(?:[\"']\s*+)?([\w.:-]{1,40})", re.IGNORECASE)
_CHARSET_IN_PAGE = re.compile(
    rb"<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*+(?:[\"']\s*+)?([\w.:-]{1,40})",
)
"""Read in lower case: a search that minds no case takes three times as long."""

_DECLARING = re.compile(rb"charset|encoding")
_LONGEST_LABEL = 80
"""Bytes behind that word among which the name of the charset ends."""
_LONGEST_TAG = 210
"""Bytes of a tag before the word that declares a charset: <meta and two hundred."""

# Python's codec names and the codec to read with. Every name of the GB family means GB18030: pages declare
# gb2312 and use the larger sets. One-byte charsets are absent: they decode anything, so they prove nothing.
_CODECS = {"gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030"}
_CODECS |= {"big5": "big5hkscs", "big5hkscs": "big5hkscs", "cp950": "big5hkscs"}
_CODECS |= {name: name for name in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "hz")}
_CODECS |= {name: name for name in ("euc_jp", "shift_jis", "cp932", "euc_kr", "cp949")}
_USUAL = ("utf-8", "gb18030", "big5hkscs")  # by share among Chinese news sites


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, the codec that gave it, and the count of U+FFFD that stand for lost bytes."""

    text: str
    encoding: str
    lost: int


def decode(body: bytes, content_type: str = "") -> Decoded:
    """Return the text of `body`, free of NUL and lone surrogates, its losses marked by U+FFFD and counted.

    Raises Rejected: EMPTY, NOT_HTML for a binary file, UNDECODABLE for no text or too much lost.

    >>> decode("<p>山阳县</p>".encode("gbk"), "text/html; charset=gb2312")
    Decoded(text='<p>山阳县</p>', encoding='gb18030', lost=0)
    >>> decode("<p>山阳县</p>".encode(), "text/html; charset=gb2312").encoding  # the header lies
    'utf-8'
    """
    if not body.strip():
        raise Rejected(Reason.EMPTY, "the body has no bytes")
    body = unpack(body)
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            text, _ = _read_loosely(body[len(mark) :], encoding)
            if _keeps_its_mark(text):
                return _checked(text, encoding)
            body = _without_marks(body[len(mark) :])
            break
    declared = _wide(body) or _declared(body, content_type)
    _refuse_binary(body, declared)
    for reading in (_read_strictly, _read_without_marks, _read_in_pieces, _read_damaged, _detect):
        found = reading(body, declared)
        if found is not None:
            return _checked(*found)
    raise Rejected(Reason.UNDECODABLE, f"{len(body)} bytes are text in no charset we know")


def _wide(body: bytes) -> str | None:
    """Return the UTF-16 that a page without its mark, or with the other's, is in: every second byte of a tag is NUL."""
    head = body[:_WINDOW]
    if 0 not in head:
        return None
    nuls = head[::2].count(0), head[1::2].count(0)
    if max(nuls) < max(_WIDE_SHARE * len(head), _MOST_OTHERS * min(nuls)):
        return None
    return "utf-16-be" if nuls[0] > nuls[1] else "utf-16-le"


def _keeps_its_mark(text: str) -> bool:
    """Say whether the charset of a byte order mark reads the page: an included file may have brought the mark."""
    sample = text[:_SAMPLE]
    return not _loses_much(text) and ("<" in sample or common_share(sample) >= _SOUND_SHARE)


def _read_without_marks(body: bytes, declared: str | None) -> tuple[str, str] | None:
    """Return the strict reading of a page in which included files left their marks."""
    bare = _without_marks(body)
    return None if bare is body else _read_strictly(bare, declared)


def _without_marks(body: bytes) -> bytes:
    return _INCLUDED_MARK.sub(b"", body) if codecs.BOM_UTF8 in body else body


def _read_in_pieces(body: bytes, _declared: str | None) -> tuple[str, str] | None:
    text = pieces.read_pieces(body)
    return None if text is None else (text, pieces.NAME)


def _checked(text: str, encoding: str) -> Decoded:
    if b"\x00" in in_utf8(text):
        text = text.replace("\x00", LOST)  # Python's codecs never give a lone surrogate; NUL they do
    lost = text.count(LOST) if LOST in text else 0  # none is said ten times as fast as how many
    if lost > _FEW_LOST and _loses_much(text) and not _is_misread(text, lost):
        detail = f"{lost} of {len(beyond_ascii(text))} characters beyond ASCII are lost as {encoding}"
        raise Rejected(Reason.UNDECODABLE, detail)
    return Decoded(text, encoding, lost)


def _is_misread(text: str, lost: int) -> bool:
    """Say whether marks stand in a text that was read in a wrong charset: that may be read back, ranked and marked."""
    sample = beyond_ascii(text)
    return lost <= _MOST_MISREAD * len(sample) and common_share(sample.replace(LOST, "")) < _SOUND_SHARE


def _loses_much(text: str) -> bool:
    lost = text.count(LOST)
    return lost > _FEW_LOST and lost > MAX_LOST_SHARE * len(beyond_ascii(text))


def _refuse_binary(body: bytes, declared: str | None) -> None:
    if body.startswith(_BINARY):
        raise Rejected(Reason.NOT_HTML, f"a binary file that begins {body[:4]!r}")
    nul_bytes = body.count(0) if 0 in body else 0
    if nul_bytes > _MAX_NUL_SHARE * len(body) + 1 and not (declared or "").startswith(("utf-16", "utf-32")):
        raise Rejected(Reason.NOT_HTML, f"{nul_bytes} NUL bytes of {len(body)}")


def _declared(body: bytes, content_type: str) -> str | None:
    """Return the codec that the header, else the page, declares; None for an unknown or a one-byte one."""
    in_header = _CHARSET_IN_HEADER.search(content_type)
    in_page = _declared_in(body[:_DECLARATION_WINDOW].lower())
    labels = [in_header[1]] if in_header else []
    labels += [in_page[1].decode("ascii", "replace")] if in_page else []
    return next(filter(None, map(_codec, labels)), None)


def _declared_in(window: bytes) -> re.Match[bytes] | None:
    """Return the first declaration of a charset: only where the word stands is a tag looked for before it."""
    for word in _DECLARING.finditer(window):
        around = max(0, word.start() - _LONGEST_TAG), word.end() + _LONGEST_LABEL
        if found := _CHARSET_IN_PAGE.search(window, *around):
            return found
    return None


def _codec(label: str) -> str | None:
    try:
        name = codecs.lookup(label.lower().removeprefix("x-").replace("gb_2312-80", "gb2312")).name
    except LookupError:
        return None
    return _CODECS.get(name)


def _read_strictly(body: bytes, declared: str | None) -> tuple[str, str] | None:
    """Return the first reading without an error, unless a later one is clearly better Chinese."""
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if len(body) - len(text) >= _PROOF or body.isascii():
            return text, "utf-8"
    best: tuple[float, str, str] | None = None
    for encoding in dict.fromkeys(filter(None, (declared, *_USUAL))):
        try:
            text = body.decode(encoding)
        except UnicodeDecodeError:
            continue
        share = common_share(text)
        if best is None or share > best[0] + _CLEARLY_BETTER:
            best = (share, text, encoding)
        if share > 1 - _CLEARLY_BETTER:
            break
    if best is None or (best[2] == "gb18030" and best[0] < _SOUND_SHARE):
        return None  # almost any bytes decode as GB18030; it takes Chinese to prove it
    if best[2] == "gb18030":
        return _read_in_pieces(body, declared) or (reread(best[1]), "gb18030")
    return best[1], best[2]


def _read_damaged(body: bytes, declared: str | None) -> tuple[str, str] | None:
    """Return the reading with the largest share of common characters, if it is Chinese enough."""
    encodings = dict.fromkeys(filter(None, (declared, *_USUAL)))
    readings = [_read_loosely(body, encoding) for encoding in encodings]
    for text, encoding in readings:
        if encoding in {declared, "utf-8"} and text.count(LOST) <= _FEW_LOST:
            return text, encoding
    shares = [common_share(text) for text, _ in readings]
    best = max(range(len(readings)), key=shares.__getitem__)
    return readings[best] if shares[best] >= _SOUND_SHARE else None


def _read_loosely(body: bytes, encoding: str) -> tuple[str, str]:
    text = decode_gb18030(body) if encoding == "gb18030" else body.decode(encoding, "replace")
    return text, encoding


def _detect(body: bytes, _declared: str | None) -> tuple[str, str] | None:
    """Return what charset-normalizer makes of a page in no usual charset; None where it gives up."""
    guess = from_bytes(body).best()
    return (str(guess), guess.encoding) if guess else None
