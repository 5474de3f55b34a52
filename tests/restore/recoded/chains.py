"""Chinese read in a wrong charset, forwards: what Python, browsers, Windows, PHP and Java make of the bytes.

Written apart from `pipelines.restore.recoded.misreaders`, so that one checks the other: Python's own codecs, and the
steps of the Encoding Standard for what browsers do.
"""

import re
from collections.abc import Callable
from functools import partial
from html.entities import codepoint2name
from itertools import count
from pathlib import Path

PROSE = Path(__file__).parents[1] / "prose"

Forward = Callable[[str], str]


def sentences() -> list[str]:
    """Return the invented sentences of five domains."""
    return [
        line
        for path in sorted(PROSE.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]


def browser(body: bytes, *, mark: str = "\ufffd", swallows: bool = False) -> str:
    """Return what a browser shows for bytes it takes for GBK; `swallows`: as programs that skip two bytes do."""
    shown, position = [], 0
    while position < len(body):
        lead, pair = body[position], body[position : position + 2]
        if lead < 0x80:
            shown.append(chr(lead))
        elif lead == 0x80:
            shown.append("€")
        elif len(pair) == 2 and 0x40 <= pair[1] <= 0xFE and pair[1] != 0x7F:
            shown.append(pair.decode("gb18030"))
            position += 1
        else:
            shown.append(mark)
            position += swallows
        position += 1
    return "".join(shown)


def western(body: bytes, *, undefined: str | None = None) -> str:
    """Return bytes read as Windows-1252; the five it leaves undefined are controls, or what `undefined` says."""
    return "".join(
        chr(byte)
        if byte in b"\x81\x8d\x8f\x90\x9d" and undefined is None
        else bytes([byte]).decode("cp1252", "replace").replace("\ufffd", undefined or "")
        for byte in body
    )


def without_private_use(text: str) -> str:
    """Return a text as tools leave it that drop what no standard names."""
    return "".join(character for character in text if not "\ue000" <= character <= "\uf8ff")


def entities(text: str, *, numbers: bool = False) -> str:
    """Return a text as an HTML serialiser writes it: by names where there are some, or by numbers."""
    return "".join(
        character
        if character < "\x80"
        else f"&#{ord(character)};"
        if numbers or ord(character) not in codepoint2name
        else f"&{codepoint2name[ord(character)]};"
        for character in text
    )


def mended(body: bytes, *, every: int = 1) -> str:
    """Return bytes read as Latin-1 in which a tool decoded what looks like UTF-8, one of `every` such places."""
    numbers = count()
    return _LOOKS_LIKE_UTF8.sub(
        lambda found: (
            found[0].encode("latin-1").decode("utf-8", "surrogatepass")
            if next(numbers) % every == 0
            else found[0]
        ),
        body.decode("latin-1"),
    )


_LOOKS_LIKE_UTF8 = re.compile("(?<![\x80-\xbf])(?:[\xc2-\xdf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2})")


def _utf8(read: Callable[[bytes], str]) -> Forward:
    return lambda text: read(text.encode())


def _gbk(read: Callable[[bytes], str]) -> Forward:
    return lambda text: read(text.encode("gb18030"))


def _latin(body: bytes) -> str:
    return body.decode("latin-1")


EXACT: dict[str, Forward] = {
    "UTF-8 as Latin-1": _utf8(_latin),
    "UTF-8 as 1252": _utf8(western),
    "UTF-8 as 1252, no-break spaces made plain": _utf8(lambda body: western(body).replace("\xa0", " ")),
    "UTF-8 as Latin-1, entities": _utf8(lambda body: entities(_latin(body))),
    "UTF-8 as 1252, entities": _utf8(lambda body: entities(western(body))),
    "UTF-8 as Latin-1, numbers": _utf8(lambda body: entities(_latin(body), numbers=True)),
    "UTF-8 as Latin-1 twice": _utf8(lambda body: _latin(_latin(body).encode())),
    "UTF-8 as 1252 twice": _utf8(lambda body: western(western(body).encode())),
    "GBK as Latin-1": _gbk(_latin),
    "GBK as 1252": _gbk(western),
    "GBK as Turkish": _gbk(lambda body: body.decode("iso8859-9")),
    "GBK as Latin-1, entities": _gbk(lambda body: entities(_latin(body))),
    "GBK as 1252, numbers": _gbk(lambda body: entities(western(body), numbers=True)),
}
"""Chains that lose no byte: what was there is known."""

LOSSY: dict[str, Forward] = {
    "UTF-8 as GBK, a browser": _utf8(browser),
    "UTF-8 as GBK, question marks": _utf8(partial(browser, mark="?")),
    "UTF-8 as GBK, marks that swallow": _utf8(partial(browser, mark="?", swallows=True)),
    "UTF-8 as GB18030, replaced": lambda text: text.encode().decode("gb18030", "replace"),
    "UTF-8 as GB18030, ignored": lambda text: text.encode().decode("gb18030", "ignore"),
    "UTF-8 as GBK, replaced": lambda text: text.encode().decode("gbk", "replace"),
    "UTF-8 as GBK, private use dropped": _utf8(lambda body: without_private_use(browser(body))),
    "UTF-8 as 1252, replaced": _utf8(partial(western, undefined="\ufffd")),
    "UTF-8 as 1252, question marks": _utf8(partial(western, undefined="?")),
    "UTF-8 as 1252, dropped": _utf8(partial(western, undefined="")),
    "GBK as Latin-1, mended": _gbk(mended),
    "GBK as Latin-1, mended here and there": _gbk(partial(mended, every=3)),
    "GBK as Big5": _gbk(lambda body: body.decode("big5hkscs", "replace")),
    "GBK as old Big5": _gbk(lambda body: body.decode("big5", "replace")),
}
"""Chains that lose bytes: what fits is ranked."""

TRADITIONAL: dict[str, Forward] = {
    "UTF-8 as 1252": _utf8(western),
    "UTF-8 as GBK, a browser": _utf8(browser),
    "Big5 as GBK, a browser": lambda text: browser(text.encode("big5hkscs")),
    "Big5 as Latin-1": lambda text: text.encode("big5hkscs").decode("latin-1"),
}
"""Chains of Traditional texts."""
