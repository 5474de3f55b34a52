"""What a page shows, if anything, when Chinese on it was read in a wrong charset: asked of every page, so cheap."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import NamedTuple

from pipelines.characters import COMMON, beyond_ascii, common_share, in_utf8, parts_of, surprise
from pipelines.restore.recoded.mending import MENDED
from pipelines.restore.recoded.misreaders import BIG5, GBK, LATIN, OLD_BIG5, character_of
from pipelines.restore.recoded.spelling import mean_cost

HIGH = "\x80-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
"""The signs of Latin-1 and Windows-1252 beyond ASCII, as a class of a pattern takes them."""

ENTITY = r"&(?:#(?:1[2-9]|2[0-5])[0-9]|#[xX][89a-fA-F][0-9a-fA-F]|#8[0-9]{3}|#3[3-8][0-9]|#(?:402|710|732)|(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]{2,6}[0-9]{0,2});"
"""Such a sign as an HTML serialiser writes it."""

_TITLE = re.compile(r"<title[^<>]{0,200}>([^<>]{1,300})", re.IGNORECASE)
_ENTITIES = re.compile(rf"(?:{ENTITY}){{4}}")
_IN_A_ROW = re.compile(f"[À-ÿ][{HIGH}\ufffd]{{2}}")
_MENDED_IN_A_ROW = re.compile(f"[¡-ÿ]{{2}}[{MENDED}]{{1,3}}[¡-ÿ]{{2}}|[¡-ÿ]{{5}}|[{MENDED}][¡-ÿ]{{4}}")
_SIDE_BY_SIDE = re.compile("[¡-ÿ]{2}")
"""What such a row holds; a look for it takes a tenth of the time."""
_TOGETHER = re.compile(f"[¡-ÿ{MENDED}][{HIGH}{MENDED}\ufffd]{{2}}")
"""Three signs with no letter of ASCII between them: words of Western languages seldom have such."""
_LETTERS = b"\xc3"
"""The first byte, in UTF-8, of À to ÿ: in what a charset of one byte shows for Chinese there is such a letter."""

_MOSTLY_ENTITIES = 300
"""Characters beyond ASCII below which the Chinese of a page may be written in entities."""

_STRANGE_SIGN = re.compile("[\u3041-\u30fa\ue019\ue4c6-\ue4cfㄛ﹝]")
"""What Big5 read as GBK shows for common characters and for commas, and GBK read as Big5 for those; ・ separates."""

_STRANGE = 0.7
"""Share of common characters of a title below which it is worth reading it in other charsets."""

_LAST_LETTER = "\u2e7f"
"""The last sign before those of East Asia: a title in letters is no Chinese in pairs."""

_HEADS, _TRAILS = range(0xE4, 0xEA), range(0x80, 0xC0)
"""The first byte of a Chinese character in UTF-8, and the others."""


class Chain(NamedTuple):
    """Two charsets taken for each other."""

    written: str
    misread: str


IN_LATIN = (Chain("utf-8", LATIN), Chain("gb18030", LATIN), Chain("big5hkscs", LATIN))
IN_PAIRS = (Chain("utf-8", GBK), Chain("big5hkscs", GBK), Chain("gb18030", BIG5), Chain("gb18030", OLD_BIG5))


def chains_of(text: str) -> tuple[Chain, ...]:
    """Return the chains that a page shows a sign of; a sound page pays for two passes over its characters.

    >>> chains_of("<p>山阳县今日丰收。Le café est là.</p>"), chains_of("鏌虫箹鏉戠殑鏋潹")[0].misread
    ((), 'gb18030')
    """
    return tuple(dict.fromkeys(chain for part in parts_of(text) for chain in _chains_of(part)))


def _chains_of(text: str) -> tuple[Chain, ...]:
    beyond = beyond_ascii(text)
    title = _TITLE.search(text) if "<title" in text[:_HEAD] else None
    headline = "".join(sign for sign in title[1] if sign > "\x7f") if title else ""
    found: tuple[Chain, ...] = ()
    if (
        _LETTERS in in_utf8(text)
        and (len(_IN_A_ROW.findall(beyond)) > 1 or _shows_mended_pairs(beyond))
        and _TOGETHER.search(text)
    ) or _has_entities(text, beyond, title):
        found += IN_LATIN
    if spelled_in_pairs().search(beyond):
        found += IN_PAIRS[:1]
    for start in _strange_places(beyond):
        if of_pairs := _chains_of_pairs(beyond, start):
            found += of_pairs
            break
    wide = sum(sign > _LAST_LETTER for sign in headline)
    if len(beyond) < _FRAGMENT and _is_han(beyond) and common_share(beyond) < _STRANGE:
        found += _chains_of_pairs(beyond, 0)
    if 2 * wide > len(headline) > sum(surprise(sign) < COMMON for sign in headline) / _STRANGE:
        found += _chains_of_pairs(headline, 0)
    return found


def _shows_mended_pairs(beyond: str) -> bool:
    """Say whether signs stand in a row as Chinese in pairs shows them, some of them mended by a tool."""
    return _SIDE_BY_SIDE.search(beyond) is not None and _MENDED_IN_A_ROW.search(beyond) is not None


def _has_entities(text: str, beyond: str, title: re.Match[str] | None) -> bool:
    """Say whether Chinese may be written in entities: on a page with little other, or in its title."""
    if title and "&" in title[1] and _ENTITIES.search(title[1]):
        return True
    return len(beyond) < _MOSTLY_ENTITIES and _ENTITIES.search(text) is not None


def _strange_places(beyond: str) -> Iterator[int]:
    """Yield a few places of strange signs, far from each other: a lost byte spoils what stands behind it."""
    start = 0
    for _ in range(_MOST_PLACES):
        hit = _STRANGE_SIGN.search(beyond, start)
        if hit is None:
            return
        yield hit.start()
        start = hit.start() + _AROUND // 2


_MOST_PLACES = 4
_FRAGMENT = 300
"""Characters of a text that is asked whether its characters are common: a page has a title for that."""


def _chains_of_pairs(beyond: str, hit: int) -> tuple[Chain, ...]:
    """Return the chains in which what stands around a strange sign is Chinese."""
    sample = beyond[max(0, hit - _AROUND // 2) : hit + _AROUND]
    return tuple(chain for chain in IN_PAIRS[1:] if _reads_well(sample, chain))


def _reads_well(sample: str, chain: Chain) -> bool:
    """Say whether a piece of a sample between lost bytes is Chinese: behind one the pairs may be shifted."""
    pieces = [piece for piece in _HOLE.split(sample) if len(piece) >= _SHORTEST]
    return any(_is_chinese(piece, chain) for piece in pieces or [sample])


def _is_chinese(piece: str, chain: Chain) -> bool:
    given = b"".join(map(partial(_code_of, chain.misread), piece)).decode(chain.written, "ignore")
    return _is_han(given) and mean_cost(given) < min(_CHINESE, mean_cost(piece))


def _is_han(text: str) -> bool:
    """Say whether most of the signs of a text are Chinese characters."""
    return 2 * sum("\u3400" <= sign <= "\u9fff" for sign in text) > len(text)


_HOLE = re.compile("[?\ufffd]+")
_SHORTEST = 6
"""Characters of a piece that tell its charset."""


def _code_of(charset: str, sign: str) -> bytes:
    return sign.encode(charset, "ignore") if sign not in "\ufffd?" else b""


_AROUND = 60
"""Characters around a strange sign that are read in other charsets."""

_CHINESE = 9.0
"""Nats for a character from which a sample is none of Chinese: what is read wrongly has 10.5 and more."""

_HEAD = 4000
"""Characters of a page in which its title begins."""


@cache
def spelled_in_pairs() -> re.Pattern[str]:
    """Return the pattern of two Chinese characters whose UTF-8 was read as GBK: three signs."""
    heads = _class((lead, trail) for lead in _HEADS for trail in _TRAILS)
    middles = _class((lead, trail) for lead in _TRAILS for trail in _HEADS)
    ends = _class((lead, trail) for lead in _TRAILS for trail in _TRAILS)
    return re.compile(f"[{heads}](?:[{middles}€][{ends}]|[{middles}]€)")


def _class(pairs: Iterable[tuple[int, int]]) -> str:
    return "".join(re.escape(character_of(GBK, bytes(pair))) for pair in pairs)
