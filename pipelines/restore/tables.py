"""The facts of the damage: what is annotated, what becomes Traditional, which bytes are which character."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import normalize

from opencc import OpenCC

from pipelines.characters import ranked_characters
from pipelines.language_model import surprise

_TONES = {0x0300: None, 0x0301: None, 0x0304: None, 0x030C: None}  # the combining marks of the four tones
_SENTENCE_MARKS = "，。、；：？！“”‘’（）《》【】—…·％"
_PAIR = 2  # bytes
_HIGHEST_ASCII = 0x7F
_VOUCHED = 15.0  # nats; about ten occurrences in the sources
PRIVATE_USE = ("\ue000", "\uf8ff")


@dataclass(frozen=True, slots=True)
class Annotation:
    """A row of the mirror's list: a Traditional character, its two bytes, and the readings it prints."""

    character: str
    code: bytes
    readings: tuple[str, ...]


def form_rows(name: str) -> list[list[str]]:
    """Return the rows of a table of this room, without its comments."""
    text = files("pipelines.restore").joinpath(f"data/{name}").read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if not line.startswith("#")]


@cache
def annotations() -> tuple[Annotation, ...]:
    """Return the rows in the order in which a mirror applies them."""
    return tuple(
        Annotation(character, encode(character), tuple(readings.split()))
        for character, _, readings in form_rows("annotations.tsv")
    )


@cache
def codes_by_reading() -> dict[str, tuple[bytes, ...]]:
    """Return, for each reading a mirror prints, the codes of the characters it prints it after."""
    codes: dict[str, tuple[bytes, ...]] = {}
    for row in annotations():
        for reading in row.readings:
            codes[reading] = (*codes.get(reading, ()), row.code)
    return codes


@cache
def _codes_by_syllable() -> dict[str, tuple[bytes, ...]]:
    """Return the codes of all Traditional characters by their reading without the tone."""
    forms = traditional_forms()
    return {
        syllable: tuple(encode(character.translate(forms)) for character in characters)
        for syllable, characters in form_rows("readings.tsv")
    }


def codes_read_as(reading: str) -> tuple[bytes, ...]:
    """Return the codes of the characters that can be read so, listed or not: for rows nobody has seen yet.

    >>> encode("購") in codes_read_as("gòu")
    True
    """
    syllable = normalize("NFD", reading.strip()).translate(_TONES).replace("u\u0308", "v")
    return _codes_by_syllable().get(syllable, ())


@cache
def traditional_forms() -> dict[int, str]:
    """Return a mirror's character table as str.translate takes it: 发 becomes 發, 后 stays."""
    return str.maketrans({row[0]: row[1] for row in form_rows("traditional.tsv")})


@cache
def turned_forms() -> frozenset[str]:
    """Return the Simplified forms that a mirror never leaves as they are."""
    return frozenset(chr(code) for code, form in traditional_forms().items() if chr(code) != form)


@cache
def _simplified_forms() -> dict[str, str]:
    forms: dict[str, str] = {}
    for simplified, form in form_rows("traditional.tsv"):
        forms.setdefault(form, simplified)
    return forms


@lru_cache(maxsize=1 << 15)
def simplified(character: str) -> str:
    """Return the Simplified form of one character, taken alone; of an unpaired surrogate U+FFFD."""
    if "\ud800" <= character <= "\udfff":
        return "\ufffd"
    found = _simplified_forms().get(character)
    return found if found is not None else _converter().convert(character)


@cache
def _converter() -> OpenCC:
    return OpenCC("t2s")


def is_private_use(character: str) -> bool:
    """Tell whether no standard gives the character a meaning."""
    return PRIVATE_USE[0] <= character <= PRIVATE_USE[1]


@lru_cache(maxsize=1 << 16)
def encode(character: str) -> bytes:
    """Return the CP936 bytes of one character, user-defined ones from private use; empty where it has none.

    GB18030's two-byte half is CP936 with the user-defined areas at the same private-use characters.
    """
    try:
        code = character.encode("gb18030")
    except UnicodeEncodeError:
        return b""
    return code if len(code) <= _PAIR else b""


@lru_cache(maxsize=1 << 16)
def decode(code: bytes) -> str:
    """Return the character of two bytes; empty where they are none."""
    try:
        character = code.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return character if len(character) == 1 else ""


@cache
def _plausible() -> tuple[str, ...]:
    """Return the characters a lost byte may be part of: common ones, in the mirror's forms."""
    common = ranked_characters()[0].translate(traditional_forms()) + _SENTENCE_MARKS
    return tuple(dict.fromkeys(character for character in common if len(encode(character)) == _PAIR))


@cache
def _plausible_set() -> frozenset[str]:
    return frozenset(_plausible())


def is_plausible(character: str) -> bool:
    """Tell whether a mirror's original may hold the character: not Han, or common in its Traditional form."""
    return not ("\u3400" <= character <= "\u9fff") or character in _plausible_set()


def is_known(character: str) -> bool:
    """Tell whether the language model has seen the character often enough to vouch for it."""
    return not ("\u3400" <= character <= "\u9fff") or surprise("", simplified(character)) < _VOUCHED


@cache
def plausible_by_lead() -> dict[int, tuple[str, ...]]:
    """Return the plausible characters by the first of their bytes; the second is above 0x80."""
    return {
        lead: tuple(character for character in characters if encode(character)[1] > _HIGHEST_ASCII)
        for lead, characters in _by_byte(0).items()
    }


@cache
def plausible_by_trail() -> dict[int, tuple[str, ...]]:
    """Return the plausible characters by the second of their bytes."""
    return _by_byte(1)


def _by_byte(index: int) -> dict[int, tuple[str, ...]]:
    grouped: defaultdict[int, list[str]] = defaultdict(list)
    for character in _plausible():
        grouped[encode(character)[index]].append(character)
    return {byte: tuple(characters) for byte, characters in grouped.items()}
