"""Which characters may have stood where a character is shown: by the tables that mirrors are known to use."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from opencc import OpenCC

from pipelines.language_model import surprise
from pipelines.names.persons import is_surname
from pipelines.restore.tables import form_rows

_STANDARD = frozenset(
    "乾瞭徵夥於藉著麽馀锺仝祐劄剋勠勣叚吒喆堃昇皙桠椀氾汎澂淼濬犇甦甯瞋祕祇筦絜耑脩菉蒐袷谿迺迳邨钜镕陞麴龢"
)
"""Characters that look Traditional and that a Simplified text holds: those that the list of standard characters of
2013 keeps for a sense of their own (瞭望, 慰藉) or for names (毕昇, 甯)."""
_HAN = range(0x4E00, 0x9FA6)
"""The Han characters of the mirrors' charset."""


class Choice(NamedTuple):
    """What may have stood where a character is shown."""

    own: tuple[str, ...]  # by the commonest table
    other: tuple[str, ...]  # by other tables
    keeps: bool  # a Simplified text may hold the character as it is
    known: bool  # a table is known that gives the form to one of the others

    @property
    def is_variant(self) -> bool:
        """Tell whether tables know one original, and only a name may hold the character itself."""
        return not self.keeps and len(self.own) + len(self.other) == 1


class _Tables(NamedTuple):
    first: dict[int, str]  # as str.translate takes it: each shown character's most frequent original
    choices: dict[str, Choice]
    forms: dict[str, frozenset[str]]  # by the original


def first_reading(text: str) -> tuple[str, list[int]]:
    """Return `text` by tables alone, and the places where there is a choice.

    >>> first_reading("曬乾")
    ('晒干', [1])
    """
    tables = _tables()
    places = [place for place, character in enumerate(text) if character in tables.choices]
    return text.translate(tables.first), places


def choice_of(form: str) -> Choice:
    """Return what may have stood where `form` is shown, one of those that leave a choice."""
    return _tables().choices[form]


def forms_of(origin: str) -> frozenset[str]:
    """Return the forms that tables give a character.

    >>> sorted(forms_of("里"))
    ['裏', '裡']
    """
    return _tables().forms.get(origin, frozenset())


def as_utf8(text: str) -> str:
    """Return a text as long without unpaired surrogates: converters and the language model take UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


@lru_cache(maxsize=1 << 13)
def to_simplified(word: str) -> str:
    """Return a word as a converter writes it that knows words which keep a Traditional character: 乾隆."""
    return str(_converters()[0].convert(word))


@lru_cache(maxsize=1 << 13)
def to_traditional(word: str) -> str:
    """Return a word as a converter writes it that knows how Traditional writes words: 餅乾."""
    return str(_converters()[1].convert(word))


@cache
def _converters() -> tuple[OpenCC, OpenCC]:
    return OpenCC("t2s"), OpenCC("s2t")


@cache
def _tables() -> _Tables:
    own: defaultdict[str, dict[str, None]] = defaultdict(dict)
    other: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for simplified, form in form_rows("traditional.tsv"):
        own[form][simplified] = None
    for simplified, forms, *_ in (*_converted(), *form_rows("other_forms.tsv")):
        for form in forms:
            if simplified not in own[form]:
                other[form][simplified] = None
    known = {form for _, forms, *in_words in form_rows("other_forms.tsv") if not in_words for form in forms}
    first: dict[int, str] = {}
    choices: dict[str, Choice] = {}
    for form in own.keys() | other.keys():
        keeps = _may_stand(form)
        usual = min((*own[form], *other[form]), key=lambda origin: surprise("", origin))
        if not keeps or surprise("", usual) < surprise("", form):
            first[ord(form)] = usual
        if keeps or other[form]:
            is_known = form in known or form in to_traditional("\n".join(other[form]))
            choices[form] = Choice(tuple(own[form]), tuple(other[form]), keeps, is_known)
    forms_by_origin: defaultdict[str, set[str]] = defaultdict(set)
    for form in own.keys() | other.keys():
        for origin in (*own[form], *other[form]):
            forms_by_origin[origin].add(form)
    return _Tables(first, choices, {origin: frozenset(each) for origin, each in forms_by_origin.items()})


def _converted() -> Iterator[list[str]]:
    """Yield the Simplified character that a converter makes of a Traditional one, and that one."""
    characters = [chr(code) for code in _HAN]
    converted = _converters()[0].convert("\n".join(characters)).split("\n")
    for form, simplified in zip(characters, converted, strict=True):
        if form != simplified and _is_in(simplified, "gbk"):
            yield [simplified, form]


def _may_stand(character: str) -> bool:
    return (
        character in _STANDARD
        or _is_in(character, "gb2312")
        or (is_surname(character) and to_simplified(character) == character)
    )


def _is_in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
