"""Credits: rows of label and value that say who wrote, edited and checked; names and houses, nothing told."""

import re
from functools import lru_cache

from pipelines.names import are_signatures, is_person
from pipelines.strip.credit_labels import EDITORIAL, PERSON, SOURCE
from pipelines.strip.signers import is_marked_byline, names_signers
from pipelines.strip.voice import cut_behind_story, is_sentence

CREDIT_CHARACTERS = 160
"""Longest credit line: ten labels with two names each."""

HOUSE_CHARACTERS = 24
"""Longest name of an office or outlet: 新疆维吾尔自治区… have some twenty."""

LOOSE_CHARACTERS = 24
"""Longest value that is no name and no house behind an editor's label: 山阳网 QN0026 PN054."""

_JOINERS = r"\s、，,;；/／&＆|丨｜∣·•＋+"
_SEPARATOR = r"(?:\s{0,4}[:：丨|｜∣/／]\s{0,4}|\s{1,8})"
_LABEL = re.compile(
    rf"(?<![^\W丨])(?:(?P<editorial>{EDITORIAL})|(?P<source>{SOURCE})|(?P<person>{PERSON}))(?P<sign>{_SEPARATOR}|$)"
)
_GLUED_EDITOR = re.compile(rf"{EDITORIAL}\s{{0,4}}[:：]")
_DESK = re.compile(r"[\u4e00-\u9fff]{2,12}")
_SIGN = re.compile(r"[:：/／丨|｜∣\s]")
_COLON = re.compile(r"[:：]")
_OPENERS = " \t▌◎▍★☆（(【[〔〖［＊*●■▲◆□◎○—-"
_CLOSERS = " \t）)】]〕〗］—-"
_WORDS = re.compile(rf"[{_JOINERS}（）()【】\[\]〔〕:：_—-]+")
_MARKS = re.compile(r"[。！？!?“”]")
_PAUSES = re.compile(r"[，；,;]")
_HOUSE = re.compile(
    r"(?:网|報|报|社|台|局|中心|中国|办|办公室|部|委|院|厅|处|科|股|站|所|队|团|会|府|镇|乡|街道|区|县|市|公司|集团|大学|学院"
    r"|学校|中学|小学|医院|馆|园|联|杂志|周刊|客户端|频道|时报|日报|在线|发布|公众号|工作室|视觉|融媒|[A-Za-z0-9])$"
)
_OTHERS = frozenset("实习 实习生 见习 等 记者 通讯员 特约 报道 编辑 图 文 摄".split())
"""Words beside names that are none: 柳青禾（实习）, 柳青禾 等."""

_CLOSING_BRACKET = re.compile(
    r"[（(【\[〔]([^（()）【】\[\]〔〕。！？]{2,100})[）)】\]〕]\s*+(?:\d{6,8}\s*+)?$"
)
_LAST_WORDS = re.compile(r"(?<=[。！？!?”」…）)])[^。！？!?”」…]{2,100}$")
_MEDIA = re.compile(r"^[（(【]?(?:视频|图片|素材|音频|封面|照片)(?:来源|提供|素材)?\s?[:：/丨|]")
_BYLINE = re.compile(
    r"^[\s（(【\[〔□■◎●]*(?:执笔|撰文|撰稿|采写|文|(?:[\w·]{2,12}[ \u3000])?[\w·]{0,16}(?:记者|記者|通讯员|评论员|特约撰稿人|撰稿人"
    r"|实习生))(?:\s*+[:：/／丨|｜∣]\s*+|\s++)"
    r"([\u3400-\u9fff][\u3400-\u9fff\s、，,/／·]{1,40})[\s）)】\]〕]*$"
)
_SIGNED = re.compile(
    r"^[\s（(【\[□■◎]{0,4}([\u3400-\u9fff·、\s]{2,40}?)[\s/／]{0,3}(?:文\s?[/／、]?\s?图|图\s?[/／、]?\s?文|文|图|摄|摄影(?:报道)?|供图|报道|整理)[\s）)】\]]{0,3}$"
)
_NAME_LIKE = re.compile(r"[\u3400-\u9fff·•]{2,10}")
_GIVEN = re.compile(r"^[\u3400-\u9fff]{2,10}(?:供图|提供)$")
"""Who gave a picture: 受访者供图."""
_BRACKETED_TAIL = re.compile(r"[（(]([^（()）。！？]{2,60})[）)]\s*$")
_STAFF = re.compile(
    r"(?:[\w·]{0,16}(?:记者|通讯员|评论员|实习生|特派员))\s*[:：/／]?"
    r"|(?:本报|本网|本台|新华社|人民网)?(?:作者|撰稿|摄影|供稿)\s*[:：/／]?"
    r"|(?:^|\s)(?:文|图|摄|文\s*+(?:[/／、]\s*+)?图|图\s*+(?:[/／、]\s*+)?文|图文)\s*[:：/／]"
)


def is_byline(line: str) -> bool:
    """Say whether a line only names reporters: 山阳日报记者 张某 李某.

    >>> is_byline("山阳日报记者 张三 李小四"), is_byline("本报记者 深入一线")
    (True, False)
    """
    match = _BYLINE.match(line)
    return (match is not None and are_signatures(match[1])) or is_marked_byline(line)


def is_credit(line: str) -> bool:
    """Say whether a line is a row of labels, each with names, houses or nothing behind it.

    >>> is_credit("编辑：李文某；责任编辑：赵某；主编：钱某"), is_credit("供稿人：李文某")
    (True, True)
    >>> is_credit("审核：是一道关口，也是一份责任。"), is_credit("记者：您今年种了多少亩油菜？")
    (False, False)
    """
    return (
        names_editor(line)
        or is_plain_credit(line)
        or is_byline(line)
        or _is_signed(line)
        or names_signers(line)
    )


def _is_signed(line: str) -> bool:
    """Say whether a line is names with what they did behind them: 柳青禾 摄, 本报记者 柳青禾 文/图."""
    signed = _SIGNED.match(line)
    if signed is None:
        return False
    if are_signatures(_STAFF.sub(" ", signed[1])):
        return True
    office, label, names = signed[1].rpartition("记者")
    return bool(label) and len(office) <= HOUSE_CHARACTERS and are_signatures(names)


def names_editor(line: str) -> bool:
    """Say whether a line is a row of credits with an editor's among them.

    >>> names_editor("来源：山阳日报|作者：赵某某|责任编辑：李文某"), names_editor("来源：山阳日报")
    (True, False)
    """
    return "editorial" in _kinds_of(line)


def is_plain_credit(line: str) -> bool:
    """Say whether a line is a row of credits of writers and sources alone.

    >>> is_plain_credit("文：赵某某 图：钱某"), is_plain_credit("作者：一个把故乡写进诗里的人。")
    (True, False)
    """
    kinds = _kinds_of(line)
    return bool(kinds) and "editorial" not in kinds


@lru_cache(maxsize=1024)  # each line at the end is asked several times
def _kinds_of(line: str) -> frozenset[str]:
    """Return what kinds of labels the line is a row of, nothing where anything else stands in it."""
    if len(line) > CREDIT_CHARACTERS or is_sentence(line) or not _SIGN.search(line) or _MARKS.search(line):
        return frozenset()
    line = line.lstrip(_OPENERS).rstrip(_CLOSERS)
    if _COLON.search(line):
        line = _GLUED_EDITOR.sub(r" \g<0>", line).lstrip()
    found = list(_LABEL.finditer(line))
    if not found:
        return frozenset()
    desk = line[: found[0].start()].strip()  # 城关镇融媒编辑：柳青禾
    kinds: set[str] = set()
    ends = [label.start() for label in found[1:]] + [len(line)]
    for label, end in zip(found, ends, strict=True):
        kind = _kind_of(label)
        value = line[label.end() : end].strip(_OPENERS + _CLOSERS + "、，,;；/／&|丨｜∣:：")
        if not _is_value(value, kind, spaced=not label["sign"].strip()):
            return frozenset()
        if desk and not (_DESK.fullmatch(desk) and are_signatures(value)):
            return frozenset()
        kinds.add(kind)
    return frozenset(kinds)


def _kind_of(label: re.Match[str]) -> str:
    return next(kind for kind in ("editorial", "source", "person") if label[kind] is not None)


def _is_value(value: str, kind: str, *, spaced: bool) -> bool:
    """Say whether what stands behind a label is what it asks for; behind a mere blank it has to be names."""
    if not value:
        return not spaced
    if are_signatures(value):
        return True
    words = [word for word in _WORDS.split(value) if word]
    if all(_is_house(word) or word in _OTHERS or are_signatures(word) for word in words):
        return True
    if (
        kind == "person"
        and not spaced
        and (_GIVEN.search(value) or (not _PAUSES.search(value) and _is_list_of_names(words)))
    ):
        return True
    if kind == "source" and not spaced:
        return len(value) <= HOUSE_CHARACTERS and not _PAUSES.search(value)
    loose = kind == "editorial" and not spaced
    return loose and len(value) <= LOOSE_CHARACTERS and not _PAUSES.search(value)


def _is_list_of_names(words: list[str]) -> bool:
    """Say whether one of several short words is a name, and none tells: beside it stand names that no list has."""
    return (
        len(words) > 1
        and any(map(are_signatures, words))
        and all(_NAME_LIKE.fullmatch(word) is not None for word in words)
    )


def _is_house(word: str) -> bool:
    return len(word) <= HOUSE_CHARACTERS and bool(_HOUSE.search(word))


def cut_editor_credit(text: str) -> str:
    r"""Cut lines that only name editors, all credits behind the story, and one glued to the last line.

    >>> cut_editor_credit("山阳县今日丰收。\n供稿人：赵某\n(编辑：李某某；主编：钱某)")
    '山阳县今日丰收。'
    >>> cut_editor_credit("他曾任责任编辑，一干就是十年。")
    '他曾任责任编辑，一干就是十年。'
    """
    lines = [line for line in text.split("\n") if not names_editor(line) and not _credits_media(line)]
    lines = cut_behind_story(lines, is_credit)
    while lines and is_credit(lines[-1]):
        lines.pop()
    if lines:
        lines[-1] = _without_glued_credit(lines[-1])
    return "\n".join(lines)


def _credits_media(line: str) -> bool:
    """Say whether a line credits the video or the picture above it: it stands within a story, too."""
    return _MEDIA.match(line) is not None and is_plain_credit(line)


def _without_glued_credit(line: str) -> str:
    """Return the line without a credit in brackets at its end, or behind its last sentence."""
    bracket = _CLOSING_BRACKET.search(line)
    before = line[: bracket.start()].rstrip() if bracket else ""
    if bracket and is_credit(bracket[1]) and (is_sentence(before) or not _is_signed(bracket[1])):
        return before
    words = _LAST_WORDS.search(line)
    return line[: words.start()].rstrip() if words and names_editor(words[0].strip()) else line


def cut_trailing_author(text: str) -> str:
    """Cut the author's name in brackets at the very end of the text; other words in brackets stay.

    >>> cut_trailing_author("山阳县今日丰收。(俞立权)")
    '山阳县今日丰收。'
    >>> cut_trailing_author("山阳县今日丰收。（未完待续）")
    '山阳县今日丰收。（未完待续）'
    """
    match = _BRACKETED_TAIL.search(text)
    if match is None:
        return text
    before = text[: match.start()].rstrip()
    alone = before == "" or text[: match.start()].endswith("\n") or before[-1:] in "。！？!?”」…"
    inner = match[1].strip()
    return before if alone and _are_signed(_STAFF.sub(" ", inner)) else text


def _are_signed(text: str) -> bool:
    """Say whether a text is names, the office of their bearers before them or not."""
    words = text.split()
    while len(words) > 1 and len(words[0]) > 3 and _is_house(words[0]):
        words = words[1:]
    joined = " ".join(words)
    return are_signatures(joined) and (joined == text.strip() or all(map(is_person, words)))
