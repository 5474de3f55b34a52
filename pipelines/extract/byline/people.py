"""Persons behind a label: their names and nothing else of what stands there."""

import re

from pipelines.extract.byline.nobody import names_nobody
from pipelines.extract.byline.outlets import is_outlet
from pipelines.names import (
    ends_as_given_name,
    has_form_of_name,
    is_everyday,
    is_person,
    is_place,
    is_signature,
    sounds_like_a_name,
    split_names,
)

_SENTENCE = re.compile("[。！？!?](?=.)|，[^，：:]{10,}，")
_LIST_OF_NAMES = re.compile(r"[\s\w·.、（()）]{1,24}(?:[,，][\s\w·.、（()）]{1,24}){0,11}")
_OFFICE = re.compile("[网報报社台臺刊站室局部院会會厅号號]$")
_OFFICE_ALONE = re.compile(
    "(?:[\u3400-\u9fff]{2}[科室股组組]|.部|中心|办公室|(?:政府|[县市区镇乡党政])办|[团县市区镇党]委)$"
)
"""宣传科, 政府办: an office in a person's place, its town left out."""
_LONGEST_UNKNOWN_NAME = 4
"""Characters of a word beside a person's name that may be a name too; a longer one is an office or a rank."""
_LONGEST_PEN_NAME = 12
"""Characters of a pen name; a longer word behind a label is a sentence or an office."""
_TWO_WORDS = 4
"""Characters of two everyday words in a row, 推荐阅读: a pen name may be one of them."""
_OF_SENTENCES = re.compile(
    "^(?:一[名位个個支群]|他|她|我们|这|那|有|在|从|对|把|被|让|给|为了|因为|如果|没有|还有|也|都|就是|只有)"
    "|[了着过得]$|[的地]老|[\u3400-\u9fff]{2}的[\u3400-\u9fff]{3}"
)
"""一名编了二十年稿子的老人: what a sentence begins or ends with behind a word that looks like a label."""
_LISTED = re.compile("[、,，]")
_PLACE_WITH_RANK = re.compile("[\u3400-\u9fff]{2,8}(?:[省市县縣区區镇鎮乡鄉旗]|街道|社区|自治州|办事处)")
_POST_AND_NAME = re.compile(r"[\u3400-\u9fff“”《》、，,（）() ]{6,80}$")


def read_people(value: str) -> str | None:
    """Return the names in `value` joined with 、, or None; what a person is or works for is left out.

    >>> read_people("本报记者 张某、实习生 李某某")
    '张某、李某某'
    >>> read_people("张某，系山阳学院教授"), read_people("云溪研究院部长，“一带一路”研究员方远山")
    ('张某', '方远山')
    >>> read_people("一名编了二十年稿子的老人"), read_people("分享到 微信"), read_people("山阳日报")
    (None, None, None)
    """
    value = re.split("[,，（( ]系", value)[0].rstrip("。 ")
    if _SENTENCE.search(value) or (re.search("[。！？，]", value) and not _LIST_OF_NAMES.fullmatch(value)):
        return _name_behind_posts(value)
    names = split_names(value)
    if len(names) > 1:  # 作者：南山镇 张某: where a person works is no name
        listed = bool(_LISTED.search(value))
        names = tuple(name for name in names if not _is_where_one_works(name, listed=listed)) or names
    if any(map(_is_person, names)):
        names = tuple(name for name in names if _is_person(name) or _may_be_a_pen_name(name))
    elif names:
        names = tuple(name for name in names if _may_sign(name)) if _may_sign(names[0]) else ()
    return "、".join(names) or None


def _name_behind_posts(value: str) -> str | None:
    """Return the one name behind a row of posts, which commas part."""
    if not _POST_AND_NAME.fullmatch(value):
        return None
    last = split_names(re.split("[，,]", value)[-1])
    return last[-1] if last and _is_person(last[-1]) else None


def _is_where_one_works(word: str, *, listed: bool) -> bool:
    """Tell whether a word is a place; in a list with commas 康平, a county too, is a person among others."""
    if _PLACE_WITH_RANK.fullmatch(word):
        return True
    return is_place(word) and not has_form_of_name(word) and not (listed and is_person(word))


def _is_person(word: str) -> bool:
    office = _OFFICE_ALONE.search(word) and not has_form_of_name(word)  # 宣传科 begins like a surname
    return is_person(word) and not office and not names_nobody(word)


def _may_be_a_pen_name(word: str) -> bool:
    """Tell whether a word beside a person's name is a name too."""
    if has_form_of_name(word):
        return True
    if names_nobody(word) or is_outlet(word):
        return False
    return word.isascii() or (len(word) <= _LONGEST_UNKNOWN_NAME and not _OFFICE.search(word))


def _may_sign(word: str) -> bool:
    """Tell whether a word alone behind a label is who signs: a pen name, an account, a staff code."""
    if has_form_of_name(word):
        return True
    if word.isascii():
        return not names_nobody(word) or bool(re.fullmatch("[A-Za-z]{0,5}[0-9]{2,8}", word))
    if is_person(word):
        return _is_person(word)
    return (
        len(word) <= _LONGEST_PEN_NAME
        and not (len(word) >= _TWO_WORDS and is_everyday(word))
        and not _OF_SENTENCES.search(word)
        and not _OFFICE_ALONE.search(word)
        and not names_nobody(word)
        and not is_outlet(word)
    )


def are_names(words: list[str], *, beside_names: bool, among_credits: bool = False) -> bool:
    """Tell whether words behind 记者 are names; beside names a strange one of their length is one too.

    Among rows of credits it is one where it is no word of everyday language.

    >>> are_names(["张某"], beside_names=False), are_names(["才让", "星措卓玛"], beside_names=False)
    (True, True)
    >>> [are_names([word], beside_names=False, among_credits=True) for word in ("吉克曲布", "怎么看")]
    [True, False]
    >>> are_names(["兀兴旺"], beside_names=True), are_names(["兀兴旺"], beside_names=False)
    (True, False)
    """
    strange = [word for word in words if not (is_person(word) or sounds_like_a_name(word))]
    vouched = beside_names or len(strange) < len(words)
    if not vouched and among_credits:
        vouched = all(map(_is_no_question, strange))
    return not strange or (vouched and all(map(_may_be_strange_name, strange)))


def _is_no_question(word: str) -> bool:
    return ends_as_given_name(word) or not (is_everyday(word) or _ASKS.search(word))


def _may_be_strange_name(word: str) -> bool:
    if names_nobody(word) or is_outlet(word):
        return False
    return is_signature(word) or (bool(_STRANGE_NAME.fullmatch(word)) and not is_everyday(word))


_ASKS = re.compile("[吗呢吧啊的了]$")
_STRANGE_NAME = re.compile("[\u3400-\u9fff]{2,4}")
