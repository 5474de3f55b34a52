"""Which characters some bytes spell in a charset, where a byte may be one of several."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import islice, product

from pipelines.characters import beyond_ascii, character_costs
from pipelines.language_model import BOUNDARY, UNKNOWN, classed, surprise
from pipelines.restore.recoded.misreaders import character_of, is_private
from pipelines.restore.tables import simplified

Byte = bytes
"""The values that a byte may have had: one where it is known."""

MOST_FITTING = 40
"""Characters kept of those that fit: the likeliest; one that ranks behind them never wins."""

_RAREST = 15.0
"""Nats; a character that is rarer in the language model's sources is never put where a byte is lost."""

_LAST_ASCII = 0x7F
_PAIR = 2


def _width_in_utf8(lead: Byte) -> int:
    """Return how many bytes a character has in UTF-8 by its first; 0 for none."""
    first = lead[0]
    if first <= _LAST_ASCII:
        return 1
    if len(lead) > 1:
        return 3  # an unknown first byte is that of a Chinese character
    return 2 if 0xC2 <= first <= 0xDF else 3 if 0xE0 <= first <= 0xEF else 4 if 0xF0 <= first <= 0xF4 else 0


def _width_of_pair(lead: Byte) -> int:
    return 1 if lead[0] <= _LAST_ASCII else _PAIR if 0x81 <= lead[0] <= 0xFE else 0


@lru_cache(maxsize=1 << 14)
def spelled(charset: str, places: tuple[Byte, ...], misread: str) -> tuple[str, ...] | None:
    r"""Return the characters that the bytes may spell, likeliest first; None where more bytes must follow.

    A pair of which neither byte is known is one that the charset `misread` has no character for.

    >>> spelled("utf-8", (b"\xe6", b"\x9f", b"\xb3"), "gb18030"), spelled("utf-8", (b"\xe6", b"\x9f"), "gb18030")
    (('柳',), None)
    >>> spelled("utf-8", (b"\xe3", b"\x80", bytes(range(0x80, 0xC0))), "gb18030")[:2]
    ('。', '、')
    >>> spelled("utf-8", (b"\xe6", b"\x20"), "gb18030")
    ()
    """
    width = _width_in_utf8(places[0]) if charset == "utf-8" else _width_of_pair(places[0])
    if not width:
        return ()
    if charset == "utf-8" and any(len(place) == 1 and not 0x80 <= place[0] < 0xC0 for place in places[1:]):
        return ()
    if len(places) < width:
        return None
    if all(len(place) == 1 for place in places):
        return tuple(filter(None, (_read(charset, b"".join(places)),)))
    if width < _PAIR:
        return ()
    known = tuple(place[0] if len(place) == 1 else _ANY for place in places)
    unknown = [number for number, byte in enumerate(known) if byte == _ANY]
    fitting = (
        character
        for character, body in _by_bytes(charset).get(known, ())
        if all(body[number] in places[number] for number in unknown)
    )
    if charset != "utf-8" and min(map(len, places)) > 1:
        fitting = (each for each in fitting if not _is_shown(each.encode(charset), misread))
    return tuple(islice(fitting, MOST_FITTING))


_CHINESE = 3
"""Bytes of a Chinese character in UTF-8."""


_ANY = -1
"""A byte that is not known."""


@lru_cache(maxsize=4)
def _by_bytes(charset: str) -> Mapping[tuple[int, ...], Sequence[tuple[str, bytes]]]:
    """Return the characters that may be put where bytes are lost, likeliest first, by those that are known."""
    listed: list[tuple[float, bool, str, bytes]] = []
    for code in _RANGES:
        character = chr(code)
        form = simplified(character)
        cost = surprise("", classed(form))
        if cost < _RAREST and len(body := character.encode(charset, "ignore")) in _WIDTHS[charset == "utf-8"]:
            listed.append((cost, form != character, character, body))
    found: dict[tuple[int, ...], list[tuple[str, bytes]]] = {}
    for _, _, character, body in sorted(listed):
        entry = character, body
        for known in product(*((_ANY, byte) for byte in body)):
            if _ANY in known:
                found.setdefault(known, []).append(entry)
    return found


_WIDTHS = {True: (_PAIR, _CHINESE), False: (_PAIR,)}
"""Bytes of a character that may be put, in UTF-8 and in charsets of pairs."""

_RANGES = (
    *range(0xA4, 0x460),
    *range(0x2010, 0x2700),
    *range(0x3000, 0x3130),
    *range(0x3400, 0xA000),
    *range(0xFE30, 0xFFEF),
)
"""The characters that Chinese text is written in, punctuation and letters of other scripts among them."""


def _read(charset: str, body: bytes) -> str:
    try:
        character = body.decode(charset)
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


def _is_shown(body: bytes, misread: str) -> bool:
    character = character_of(misread, body)
    return bool(character) and not is_private(character)


@lru_cache(maxsize=1 << 15)
def form_of(character: str) -> str:
    """Return a character as the language model knows it: Simplified, of its class; empty for white space."""
    return BOUNDARY if character == BOUNDARY else classed(simplified(character))


def cost_of(context: str, character: str) -> float:
    """Return the nats of a character behind `context`; a Traditional one costs what its Simplified form costs."""
    known = form_of(character)
    if known == _WORD == context[-1:]:
        return 0.0  # a word or a number of ASCII goes on
    return surprise(context, known) if known else UNKNOWN / 4  # white space: the model knows none


def context_behind(context: str, character: str) -> str:
    """Return the context that a character leaves to the next: two characters as the model sees them."""
    if character in "<>\n":
        return BOUNDARY * 2
    known = form_of(character)
    return (context + known)[-2:] if known != _WORD or context[-1:] != _WORD else context


_WORD = "A"
"""The class of the letters and digits of ASCII in the language model."""


def context_of(text: str) -> str:
    """Return the context that a text leaves to what follows."""
    context = BOUNDARY * 2
    for character in text[-_REACH:]:
        context = context_behind(context, character)
    return context


_REACH = 8
"""Characters before a run that the language model looks at: it counts a number or a word as one."""

_SAMPLE = 400
"""Characters that show whether a text is Chinese."""


def mean_cost(text: str) -> float:
    """Return the nats of a character of `text` beyond ASCII, by its beginning; UNKNOWN where it has none.

    >>> mean_cost("停演四十年的古戏台重新开锣") < 8 < mean_cost("救崇窍技夸崇窍技夸")
    True
    """
    sample = beyond_ascii(text[: 4 * _SAMPLE])[:_SAMPLE]
    context, total = BOUNDARY * 2, 0.0
    for character in sample:
        total += cost_of(context, character)
        context = context_behind(context, character)
    return total / len(sample) if sample else UNKNOWN


_WINDOW, _LIMPING = 3, 8.5
"""Characters in a row, and nats for each of them, from which bytes have lost their step: one sound sentence in four
has such a place, and nearly each in which the pairs are shifted."""

_STUMBLING = 14.5
"""Nats of one character from which that may be so: one in twelve sound sentences has such a one."""


def is_rare(character: str) -> bool:
    """Say whether a character beyond ASCII is in no table of common ones."""
    return character > "\x7f" and character not in character_costs()


def limps(text: str) -> bool:
    """Say whether characters in a row are so improbable that the pairs of bytes may be shifted there.

    >>> limps("因此，大多数庄家介入的股票，都会有比较大的上涨幅度"), limps("都会应斜冉洗蟮纳险欠")
    (False, True)
    """
    context, costs = BOUNDARY * 2, []
    for character in text:
        if character > "\x7f":
            costs.append(cost_of(context, character))
        context = context_behind(context, character)
    if max(costs, default=0.0) > _STUMBLING or any(map(is_rare, text)):
        return True
    return any(sum(costs[at : at + _WINDOW]) > _LIMPING * _WINDOW for at in range(len(costs) - _WINDOW + 1))


_TRADITIONAL = 0.08
"""Share of Traditional forms from which a text is Traditional."""


def is_traditional(text: str) -> bool:
    """Say whether the Chinese characters of a text are Traditional.

    >>> is_traditional("村民說今年收了三百斤"), is_traditional("村民说今年收了三百斤")
    (True, False)
    """
    han = [character for character in text if "\u3400" <= character <= "\u9fff"]
    forms = [character for character in han if simplified(character) != character]
    return len(forms) > _TRADITIONAL * len(han)
