"""Personal names as credits print them: split, freed of titles and staff codes, joined with 、."""

import re
from importlib.resources import files

from pipelines.divisions import division_names


def read_words(name: str) -> frozenset[str]:
    """Return the words of a list in pipelines/data."""
    text = files("pipelines").joinpath("data", name).read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


_SURNAMES = read_words("surnames.txt")
_COMPOUND_SURNAMES = tuple(surname for surname in _SURNAMES if len(surname) > 1)
_NO_NAME = read_words("no_names.txt")
_CODE = re.compile(r"[A-Za-z]{1,5}[0-9]{2,8}|[0-9]{2,8}")
_TRAILING_CODE = re.compile(
    r"(?<![ _(（\[【-])[ _(（\[【-]*(?:(?<=[_(（ \[【-])|(?<=[\u4e00-\u9fff]))[A-Z]{1,5}[0-9]{2,8}[)）\]】]?$"
)
"""Staff codes beside a name: 某某_NF4425, 某某(QN0026)."""
_BETWEEN = re.compile(r"[、,，;；/／&＆|｜丨\s]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})")
_UP_TO_ROLE = re.compile(
    "^.{0,24}(?:记者|記者|通讯员|通訊員|特派员|特派員|实习生|實習生|评论员|評論員|撰稿人|作者|编辑|編輯|编译|編譯"
    "|主笔|观察员|撰文|摄影)[:：]?"
)
"""全媒体记者, 山阳日报特约评论员: what a person is and works for goes before the name."""
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}")
_MINORITY = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•‧][\u3400-\u9fff]{1,8}){1,3}")
_RARE_NAME = 3
"""Characters of a name whose surname may be in no list: rare ones, names of other peoples."""
_REMARK = frozenset(
    "有删见待续完未图文略摘载转自据注同上下附全本照笑声译编校者的了是在为等及与和略已再选集篇部期版资料新华社中"
)
"""Characters of the remarks that stand in brackets at an end: 有删节, 见图表, 下期续."""
MOST_NAMES = 12
"""More names than this in one credit are a list of something else."""
LONGEST_NAME = 20
"""Characters; the longest are pen names and transliterated ones."""


def is_person(text: str) -> bool:
    """Tell whether `text` looks like the name of a Chinese person: a known surname and one or two characters.

    >>> is_person("张某某"), is_person("阿依古丽·买买提"), is_person("山阳网")
    (True, True, False)
    """
    if _MINORITY.fullmatch(text):
        return True
    if not _CHINESE.fullmatch(text) or text in _NO_NAME:
        return False
    if text.startswith(_COMPOUND_SURNAMES):
        return len(text) > 2
    return text[0] in _SURNAMES and len(text) <= 3


def is_signature(text: str) -> bool:
    """Tell whether `text`, alone in brackets at an article's end, is the name of who wrote it.

    There a name of three characters needs no known surname, unless one of them is a remark's: 有删节, 见图表.

    >>> is_signature("俞立权"), is_signature("束小雅"), is_signature("有删节"), is_signature("掌声")
    (True, True, False, False)
    """
    if is_person(text):
        return True
    bare = _CHINESE.fullmatch(text) and text not in _NO_NAME and not is_place(text)
    return bool(bare) and len(text) == _RARE_NAME and _REMARK.isdisjoint(text)


def are_signatures(text: str) -> bool:
    """Tell whether `text` is one name of who wrote an article, or several of them and nothing else.

    >>> [are_signatures(text) for text in ("张某 李某", "张　某", "张某、深入一线")]
    [True, True, False]
    """
    words = [word for word in _rejoin(_BETWEEN.split(text.strip())) if word]
    return bool(words) and all(map(is_signature, words))


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a credit, in order and once each, without titles, outlets and staff codes.

    A staff code stands for its bearer only where no name stands beside it.

    >>> split_names("本报记者 张某 李某某 通讯员 王 某")
    ('张某', '李某某', '王某')
    >>> split_names("赵某_NF4425"), split_names("NF055")
    (('赵某',), ('NF055',))
    """
    words = [word.strip(" \t·.。:：()（）[]【】<>《》“”\"'_-—") for word in _BETWEEN.split(text)]
    names: list[str] = []
    codes: list[str] = []
    for raw in _rejoin(words):
        word = _UP_TO_ROLE.sub("", _TRAILING_CODE.sub("", raw)).strip(" :：_-")
        if _CODE.fullmatch(word):
            codes.append(word)
        elif word and word not in _NO_NAME and len(word) <= LONGEST_NAME:
            names.append(word)
    chosen = names or codes
    return tuple(dict.fromkeys(chosen)) if len(chosen) <= MOST_NAMES else ()


def is_place(text: str) -> bool:
    """Tell whether `text` names a Chinese division from province to county, with or without 省市县区.

    >>> is_place("温州"), is_place("山阳县"), is_place("张某")
    (True, True, False)
    """
    names = division_names()
    return text in names or any(text + rank in names for rank in "省市县区")


def _rejoin(words: list[str]) -> list[str]:
    """Put names printed with blanks inside (张　某, 张 某 某) together again."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and "\u3400" <= word <= "\u9fff":
            run += word
            continue
        size = 3 if len(run) % 2 else 2
        joined += [run[start : start + size] for start in range(0, len(run), size)]
        run = ""
        if word:
            joined.append(word)
    return joined
