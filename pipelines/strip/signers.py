"""Lines of names and offices: in brackets, behind a sign, with what each did before or behind the name."""

import re
from functools import lru_cache

from pipelines.names import are_signatures
from pipelines.strip.credit_labels import EDITORIAL, PERSON

LINE_CHARACTERS = 80
"""Longest line of names: six of them with what each did."""

KNOWN_SHARE = 0.5
"""Share of the names that are known as such; beside them stand those that no list has."""

_BRACKETED = re.compile(r"^[（(【\[]([^（()）【】\[\]。！？]{2,80})[）)】\]]$")
_MARKED = re.compile(r"^[□■◆◇◎○●☐▢]\s?([^□■◆◇◎○●☐▢。！？，：:]{2,40})$")
_JOINTS = re.compile(r"[\s、，,;；/／&＆|丨｜·:：]+")
_ROLE = re.compile(
    rf"[\u4e00-\u9fff]{{0,10}}(?:记者|通讯员|特派员|实习生)|{EDITORIAL}|{PERSON}|报道|摄影报道|图片"
)
_NAME_LIKE = re.compile(r"[\u3400-\u9fff]{2,4}|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}")
_REPORTER = re.compile(
    r"^[\u4e00-\u9fff]{0,12}记者\s{1,2}[\u3400-\u9fff·]{2,8}(?:\s{1,2}[\u3400-\u9fff·]{2,8}){0,2}$"
)
_NEWSROOM = re.compile(
    r"[\u4e00-\u9fff]{2,16}(?:融媒体?(?:中心)?|日报社?|晚报|时报|电视台|广播电视台|客户端)"
)


@lru_cache(maxsize=1024)  # each line at the end is asked several times
def names_signers(line: str) -> bool:
    """Say whether a line is names with what they did, in brackets or behind a sign, or behind their newsroom.

    >>> names_signers("（全媒体记者 柳青禾/文 韦山/图）"), names_signers("统筹/柳青禾 设计/小米"), names_signers("□柳青禾")
    (True, True, True)
    >>> names_signers("（柳青禾 系山阳县中学教师）"), names_signers("冠军 柳青禾"), names_signers("（未完待续）")
    (False, False, False)
    """
    if len(line) > LINE_CHARACTERS:
        return False
    line = line.strip()
    framed = _BRACKETED.match(line) or _MARKED.match(line)
    words = [word for word in _JOINTS.split(framed[1] if framed else line) if word]
    roles = [word for word in words if _ROLE.fullmatch(word)]
    names = [word for word in words if not _ROLE.fullmatch(word)]
    if not roles and len(words) > 1 and _NEWSROOM.fullmatch(words[0]):
        return all(map(are_signatures, words[1:]))
    led = bool(words) and (words[0] in roles or (len(words) > 1 and words[1] in roles and "/" in line))
    if not framed and not (led and len(roles) > 1):
        return False
    known = sum(map(are_signatures, names))
    return known > 0 and known >= KNOWN_SHARE * len(names) and all(map(_NAME_LIKE.fullmatch, names))


def is_marked_byline(line: str) -> bool:
    """Say whether a line behind a sign names reporters or authors, known names or not: ■ 本报记者 吉克沙马.

    >>> is_marked_byline("■ 本报记者 吉克沙马"), is_marked_byline("□ 柳青禾"), is_marked_byline("■ 县城的变化")
    (True, True, False)
    """
    marked = _MARKED.match(line.strip())
    return marked is not None and (
        _REPORTER.match(marked[1].strip()) is not None or are_signatures(marked[1])
    )
