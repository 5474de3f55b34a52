"""Which words are the names of persons: what begins like a name, and what has a name's whole form."""

import re
from functools import lru_cache

from pipelines.divisions import division_names
from pipelines.language_model import surprise_in_words
from pipelines.names.wordlists import read_words

_SURNAMES = read_words("surnames.txt")
_COMPOUND_SURNAMES = tuple(surname for surname in _SURNAMES if len(surname) > 1)
_GIVEN = read_words("given_names.txt")
_PARTS = read_words("transliterated.txt")
NO_NAME = read_words("no_names.txt")
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}")
_DOTTED = re.compile(r"[\u3400-\u9fffA-Z]{1,8}(?:[·•‧・][\u3400-\u9fff]{1,8}){1,3}")
_DOT = re.compile("[·•‧・]")
_SOUNDS = read_words("sounds.txt")
_ENDS_AS_ACCOUNT = re.compile("(?:[号號网網报報社台]|新闻|新聞|频道|客户端|发布|融媒)$")
_LATIN = re.compile(r"[A-Z][a-z]{1,14}(?: (?:[A-Z][.]|[A-Z][a-z'’-]{1,14}|de|van|von|bin|al|el)){1,4}")
_INITIALS = re.compile(r"(?:[A-Z][.] ?){1,3}[A-Z][a-z'’-]{1,14}")
_LONGEST_TRANSLITERATED = 8
"""Characters of a name without dots that is written in Chinese by its sound."""
_RARE_NAME = 3
"""Characters of a name whose surname may be in no list: rare ones, names of other peoples."""
_STRANGE = 7.0
"""Nats by which a given name of one character surprises behind its surname: 关闭 4.4, 高清 6.9, 刘洋 9.1."""
_ORDINARY = 4.5
"""Nats below which a pair is an everyday word even where a third character follows."""
_SECOND = frozenset("国子家建小文志明永光春玉海金天德大庆繁宪昭祥兴毓传广兆逸晓思雨心")
"""First characters of many given names that make a word with many a surname: 王国强, 李子涵, 江南."""
_THREE = 3
"""Characters of a word that holds another of two."""
_HAN = re.compile("[\u3400-\u9fff]{2,6}")
"""As long as a section's name; a longer one is a sentence or the name of an account."""
_REMARK = frozenset(
    "有删见待续完未图文略摘载转自据注同上下附全本照笑声译编校者的了是在为等及与和略已再选集篇部期版资料新华社中"
)
"""Characters of the remarks that stand in brackets at an end: 有删节, 见图表, 下期续."""


def is_person(text: str) -> bool:
    """Tell whether `text` looks like the name of a Chinese person: a known surname and one or two characters.

    >>> is_person("张某某"), is_person("阿依古丽·买买提"), is_person("山阳网")
    (True, True, False)
    """
    if _DOTTED.fullmatch(text):
        parts = _DOT.split(text)
        told = any(len(part) > 2 and (set(part) <= _SOUNDS or is_transliterated(part)) for part in parts)
        return all(_may_be_part_of_a_name(part, told=told) for part in parts)
    if not _CHINESE.fullmatch(text) or text in NO_NAME:
        return False
    if text.startswith(_COMPOUND_SURNAMES):
        return len(text) > 2
    return text[0] in _SURNAMES and len(text) <= 3


def is_surname(text: str) -> bool:
    """Tell whether `text` is a known surname and nothing else.

    >>> is_surname("邓"), is_surname("欧阳"), is_surname("县")
    (True, True, False)
    """
    return text in _SURNAMES


def _may_be_part_of_a_name(part: str, *, told: bool = False) -> bool:
    """Tell whether a word before or behind a dot is no place, no account and no everyday word.

    `told`: the other part is a name by its sounds, 阿布都热合曼·卡地尔.

    >>> [_may_be_part_of_a_name(part) for part in ("买买提", "遂昌", "澎湃号", "政务", "共享联盟")]
    [True, False, False, False, False]
    """
    if set(part) <= _SOUNDS or is_transliterated(part):
        return True
    return not (_ENDS_AS_ACCOUNT.search(part) or is_place(part) or (not told and is_everyday(part)))


@lru_cache(maxsize=4096)
def has_form_of_name(text: str) -> bool:
    """Tell whether `text` is a name by its whole form, so that no common word is taken for one.

    A surname and two characters of which given names are made; one where the pair is no word of the language;
    a compound surname; a name of another people, in its parts or with dots; an English name.

    >>> [has_form_of_name(text) for text in ("方远山", "沈砚", "扎西次仁", "热孜万古丽", "John Smith")]
    [True, True, True, True, True]
    >>> words = ("关闭", "高清", "简体版", "文明", "下午", "Posted on", "新闻·时政")
    >>> any(has_form_of_name(text) for text in words), has_form_of_name("约翰·史密斯")
    (False, True)
    """
    if text in NO_NAME or is_place(text):
        return False
    if _is_dotted_name(text) or _is_latin_name(text) or is_transliterated(text):
        return True
    return is_person(text) and _has_form_of_chinese_name(text)


def _is_dotted_name(text: str) -> bool:
    """Tell whether a word with dots is a name by its sounds: 新闻·时政 has dots too."""
    parts = _DOT.split(text)
    sounds = all(set(part) <= _SOUNDS or is_transliterated(part) for part in parts)
    return bool(_DOTTED.fullmatch(text)) and sounds and not any(map(is_place, parts))


def _has_form_of_chinese_name(text: str) -> bool:
    compound = next((each for each in _COMPOUND_SURNAMES if text.startswith(each)), "")
    if not all(each in _GIVEN for each in text[len(compound) or 1 :]):
        return False
    if compound:
        return True
    if len(text) == _THREE:  # 白云石, 金银花: a word of two characters and one more
        return _surprise_of(text[:2]) >= _ORDINARY or text[1] in _SECOND
    return _surprise_of(text) >= _STRANGE


def begins_as_a_word(name: str) -> bool:
    """Tell whether a word that begins like a name is an everyday word, or one with a character behind it.

    >>> begins_as_a_word("安全"), begins_as_a_word("关键词"), begins_as_a_word("欧阳某"), begins_as_a_word("沈砚")
    (True, True, False, False)
    """
    compound = name.startswith(_COMPOUND_SURNAMES)
    if compound or has_form_of_name(name):
        return False
    if len(name) == len("安全"):
        return is_everyday(name)
    return min(_surprise_of(name[:2]), _surprise_of(name[1:3])) < _ORDINARY


@lru_cache(maxsize=4096)
def is_everyday(text: str) -> bool:
    """Tell whether `text` is one word of everyday language, or some in a row: names are made otherwise.

    >>> [is_everyday(text) for text in ("党建", "县区新闻", "短视频", "扬眼", "八卦大相公")]
    [True, True, True, False, False]
    """
    if not _HAN.fullmatch(text):
        return False
    if len(text) == _THREE:  # 短|视频, 有效|性
        return _are_words(text[1:]) or _are_words(text[:2])
    return len(text) % 2 == 0 and _are_words(text)


def _are_words(text: str) -> bool:
    pairs = [text[start : start + 2] for start in range(0, len(text), 2)]
    return all(_surprise_of(pair) < _STRANGE and not is_place(pair) for pair in pairs)


def _surprise_of(pair: str) -> float:
    return surprise_in_words(pair[:1], pair[1:])


def _is_latin_name(text: str) -> bool:
    return bool(_LATIN.fullmatch(text) or _INITIALS.fullmatch(text)) and not _NO_LATIN_NAME.search(text)


_NO_LATIN_NAME = re.compile(
    r"\b(?:News|Daily|Times|Post|Press|Online|Network|Agency|Home|Page|Share|Print|Read|More|Click|Posted|By|From"
    r"|Source|Editor|Author|Reporter|Staff|Writer|Views?|Comments?|Follow|Subscribe|Login|Sign|Font|Size|Text|Time"
    r"|Date|Updated?|Published|China|Chinese|English|World|Top|Latest|Breaking|Related|Search|Download|Listen|Play"
    r"|Video|Photo|Audio|Email|Copy|Link|All|Rights|Reserved|Creative|Commons|Standard|Beijing|Shanghai|Weibo|Wechat"
    r"|Facebook|Twitter|Google|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Morning|Evening|Weekly)\b"
)
"""Words of which two in a row look like a name: Share More, China Daily."""


@lru_cache(maxsize=4096)
def is_transliterated(text: str) -> bool:
    """Tell whether `text` is made of parts of Tibetan, Uyghur, Kazakh and Mongolian names and of nothing else.

    >>> is_transliterated("扎西次仁"), is_transliterated("乌日娜"), is_transliterated("新疆")
    (True, True, False)
    """
    if not 3 <= len(text) <= _LONGEST_TRANSLITERATED:
        return False
    ends = {0}  # places up to which the text is made of parts
    for start in range(len(text)):
        if start in ends:
            ends |= {start + size for size in (1, 2, 3) if text[start : start + size] in _PARTS}
    spelt = any(text[start : start + size] in _PARTS for start in range(len(text) - 1) for size in (2, 3))
    return len(text) in ends and spelt


def sounds_like_a_name(text: str) -> bool:
    """Tell whether a word may be a name of another people, one part of it being known: 星措卓玛, 才让.

    Everyday words hold such parts too, so only a label makes the word a name.

    >>> [sounds_like_a_name(text) for text in ("星措卓玛", "才让", "孟克巴图", "为什么", "新闻")]
    [True, True, True, False, False]
    """
    if not _CHINESE.fullmatch(text):
        return False
    return text in _PARTS or is_transliterated(text) or (len(text) > _THREE and text[-2:] in _PARTS)


def is_signature(text: str) -> bool:
    """Tell whether `text`, alone in brackets at an article's end, is the name of who wrote it.

    There a name of three characters needs no known surname, unless one of them is a remark's: 有删节, 见图表.

    >>> is_signature("俞立权"), is_signature("束小雅"), is_signature("有删节"), is_signature("掌声")
    (True, True, False, False)
    """
    if is_person(text):
        return True
    bare = _CHINESE.fullmatch(text) and text not in NO_NAME and not is_place(text)
    return bool(bare) and len(text) == _RARE_NAME and _REMARK.isdisjoint(text)


_PLACES = read_words("places.txt")
_RANKS = frozenset("市县縣区區")


def ends_as_given_name(text: str) -> bool:
    """Tell whether a word of three characters ends with two of which given names are made: 昝国庆.

    >>> [ends_as_given_name(text) for text in ("昝国庆", "怎么看", "谢谢您")]
    [True, False, False]
    """
    return len(text) == _THREE and all(each in _GIVEN for each in text[1:])


def is_place(text: str) -> bool:
    """Tell whether `text` names a Chinese division from province to county, with or without 省市县區区縣.

    >>> is_place("温州"), is_place("山阳县"), is_place("元朗"), is_place("高雄市"), is_place("张某")
    (True, True, True, True, False)
    """
    names = division_names()
    if text in names or any(text + rank in names for rank in "省市县区"):
        return True
    return text in _PLACES or (text[-1:] in _RANKS and text[:-1] in _PLACES)
