"""A credit split into the names it holds: freed of titles, posts, outlets and staff codes, and in order."""

import re
from itertools import pairwise

from pipelines.names.persons import (
    NO_NAME,
    has_form_of_name,
    is_person,
    is_place,
    is_signature,
    is_surname,
)

_GIVEN_NAME = re.compile("[\u3400-\u9fff]{2}")
_CODE = re.compile(r"[A-Za-z]{1,5}[0-9]{2,8}|[0-9]{2,8}")
_TRAILING_CODE = re.compile(
    r"(?<![ _(（\[【-])[ _(（\[【-]*(?:(?<=[_(（ \[【-])|(?<=[\u4e00-\u9fff]))[A-Z]{1,5}[0-9]{2,8}[)）\]】]?$"
)
"""Staff codes beside a name: 某某_NF4425, 某某(QN0026)."""
_BETWEEN = re.compile(r"[、,，;；/／&＆|｜丨\s]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})")
_EDGE = " \t·.。:：()（）[]【】<>《》“”\"'_-—"
_REMARK = re.compile(r"[（(][^（）()]{0,40}[)）]|[（(][^（）()]{0,40}$")
"""实习, a post or an institute in brackets behind a name; the second bracket may be cut off."""
_LATIN_GAP = re.compile(r"(?<=[A-Za-z.'’]) (?=[A-Z][A-Za-z.'’-])")
"""The blank inside John Smith and A. B. Carter."""
_HARD = "\ue000"  # stands for that blank while a credit is split
_UP_TO_ROLE = re.compile(
    "^.{0,24}(?:记者|記者|通讯员|通訊員|特派员|特派員|实习生|實習生|评论员|評論員|撰稿人|作者|编辑|編輯|编译|編譯"
    "|主笔|观察员|撰文|摄影)[:：]?"
)
"""全媒体记者, 山阳日报特约评论员: what a person is and works for goes before the name."""
_POST = (
    "(?:副?教授|讲师|講師|研究员|研究員|院士|博士|硕士|导师|副?主任|副?部长|副?局长|副?院长|副?校长|副?会长|副?书记"
    "|副?县长|副?市长|副?区长|副?镇长|副?处长|副?科长|副?所长|副?秘书长|副?总编辑?|副?主编|总经理|董事长|工程师|工程師"
    "|医师|医生|律师|教师|老师|学者|专家|委员|代表|主席|站长|台长|社长|馆长|校友|学生|员工|干部|职工|作家|诗人|画家)"
)
_BEHIND_POST = re.compile(rf"^.{{0,40}}{_POST}(?P<name>[\u3400-\u9fff·]{{2,12}})$")
_ENDS_AS_POST = re.compile(rf"{_POST}$")
_LONGEST_WITH_POST = 44
"""Characters of a name with its institute and post."""
MOST_NAMES = 12
"""More names than this in one credit are a list of something else."""
LONGEST_NAME = 20
"""Characters; the longest are pen names and transliterated ones."""


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a credit, in order and once each, without titles, outlets and staff codes.

    A staff code stands for its bearer only where no name stands beside it; 边　疆 is spread as names are.

    >>> split_names("本报记者 张某 李某某 通讯员 王 某")
    ('张某', '李某某', '王某')
    >>> split_names("赵某_NF4425"), split_names("NF055"), split_names("张某（实习）")
    (('赵某',), ('NF055',), ('张某',))
    >>> split_names("John Smith, A. B. Carter"), split_names("方远山云溪学院教授")
    (('John Smith', 'A. B. Carter'), ('方远山',))
    """
    bare = _REMARK.sub(" ", text)
    bare = _LATIN_GAP.sub(_HARD, bare if re.search(r"\w", bare) else text)
    words = [_UP_TO_ROLE.sub("", word.strip(_EDGE)).strip(_EDGE) for word in _BETWEEN.split(bare)]
    names: list[str] = []
    codes: list[str] = []
    printed = frozenset(words)
    for raw in _rejoin(words):
        word = _TRAILING_CODE.sub("", raw).strip(" :：_-").replace(_HARD, " ")
        word = _without_post(word)
        if _CODE.fullmatch(word):
            codes.append(word)
        elif word and (word not in NO_NAME or raw not in printed) and len(word) <= LONGEST_NAME:
            names.append(word)
    chosen = names or codes
    return tuple(dict.fromkeys(chosen)) if len(chosen) <= MOST_NAMES else ()


def _without_post(word: str) -> str:
    """Return the name in a word that holds a person's post too, before the name or behind it.

    >>> _without_post("方远山云溪学院副教授"), _without_post("云溪研究院研究员方远山"), _without_post("方远山")
    ('方远山', '方远山', '方远山')
    >>> _without_post("云溪学院教授")
    ''
    """
    if not 4 < len(word) <= _LONGEST_WITH_POST or has_form_of_name(word):
        return word
    behind = _BEHIND_POST.match(word)
    if behind and is_person(behind["name"]):
        return behind["name"]
    if not _ENDS_AS_POST.search(word):
        return word
    rest = _ENDS_AS_POST.sub("", word)
    heads = [word[:size] for size in (3, 2) if is_person(word[:size]) and len(rest) - size not in {1, 2}]
    # 方远云溪学院教授: the place behind a name of two characters begins where one of three would end.
    by_place = [head for head in heads if any(is_place(word[len(head) :][:size]) for size in (2, 3, 4))]
    formed = [head for head in heads if has_form_of_name(head)]
    nobody = "" if is_place(word[:2]) else word  # 云溪学院教授: a post and nobody
    return next(iter((*by_place, *formed, *heads)), nobody)


def _rejoin(words: list[str]) -> list[str]:
    """Put names printed with blanks inside (张　某, 张 某 某, 邓　童童, 欧阳 某) together again."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if _is_one_character(word):
            run += word
            continue
        if run and _begins_name(run[-1], word) and (len(run) == 1 or not is_person(word)):
            # No name has one character: a surname stands before its given name.
            joined += [*_part_names(run[:-1]), run[-1] + word]
            run = ""
            continue
        if len(run) == 1 and joined and is_surname(joined[-1]) and len(joined[-1]) > 1:
            joined[-1] += run
        else:
            joined += _part_names(run)
        run = ""
        if word:
            joined.append(word)
    return joined


def _is_one_character(word: str) -> bool:
    return len(word) == 1 and "\u3400" <= word <= "\u9fff"


def _begins_name(surname: str, given: str) -> bool:
    writes = surname == "文" and is_person(given)  # 文 张某: who wrote the text
    return is_surname(surname) and bool(_GIVEN_NAME.fullmatch(given)) and not writes


def _part_names(run: str) -> list[str]:
    """Return the names in characters that stand alone: each of two, or of three, and begun by a surname.

    >>> _part_names("张某李某某"), _part_names("王某某"), _part_names("张某李某")
    (['张某', '李某某'], ['王某某'], ['张某', '李某'])
    """
    size = 3 if len(run) % 2 else 2
    even = [run[start : start + size] for start in range(0, len(run), size)]
    if size == 2 or len(run) <= size or all(map(is_person, even)):
        return even
    pairs = (len(run) - 3) // 2
    for three in range(pairs + 1):  # one name of three characters among some of two
        cuts = [0, *(2 * number + (number > three) for number in range(1, pairs + 2))]
        parts = [run[start:end] for start, end in pairwise(cuts)]
        if all(map(is_person, parts)):
            return parts
    return even


def are_signatures(text: str) -> bool:
    """Tell whether `text` is one name of who wrote an article, or several of them and nothing else.

    >>> [are_signatures(text) for text in ("张某 李某", "张　某", "张某、深入一线")]
    [True, True, False]
    """
    words = [word for word in _rejoin(_BETWEEN.split(text.strip())) if word]
    return bool(words) and all(map(is_signature, words))
