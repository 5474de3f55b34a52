"""The reporters whom an article's text names itself: in the dateline, in a line of their own, at the end."""

import re

from pipelines.extract.byline.labels import find_labels
from pipelines.extract.byline.outlets import is_outlet
from pipelines.names import has_form_of_name, is_person, is_place, is_signature, split_names

_ROLE = "(?:记者|記者|通讯员|通訊員|特派员|實習生|实习生|评论员|编译|編譯)"
_MAY_NAME_REPORTERS = re.compile(_ROLE)
_BRACKETS = re.compile(
    rf"[（(〔【\[][^（）()〔〕【】\[\]。]{{0,24}}{_ROLE}[^（）()〔〕【】\[\]。]{{1,60}}[)）〕】\]]"
)
_OWN_LINE = re.compile(
    r"^[（(【\[]?[ □■◎○●◇◆★▲△]{0,3}"
    rf"(?P<credit>[^。！？，：:]{{0,24}}{_ROLE}[ :：]{{0,2}}[^。！？：:]{{2,50}}?)[ ]?[)）】\]]?"
)
_WIRED = re.compile(
    r"^[\u3400-\u9fff·A-Za-z]{2,24} ?(?:[0-9]{1,2}月)?[0-9]{1,2}日(?:[\u3400-\u9fff]{0,2}[电電讯訊]) ?"
    r"[（(](?P<names>[^（()）。，：:]{2,40})[)）]"
)
"""中新网山阳11月18日电 (张某 李某某): an agency names its reporters without the word."""
_WIRE = re.compile(r"(?:[0-9日社网報报台体讯訊][电電讯訊]|消息) ?\Z")
"""山阳社柳湾6月12日电 before the brackets: there only reporters stand in them."""
_SIGN = re.compile("[□■◎○●◇◆] ?(?P<names>[^。！？，：:（(]{2,30})")
_REPORTS = re.compile(
    rf"^[^。，：:]{{0,30}}?(?P<credit>{_ROLE}[ ]?[^。，：:]{{2,30}}?)[ ]?(?:报道|報導|報道|报导)[:： ]"
)
_LAST_BRACKETS = re.compile(
    r"(?P<before>[。！？”…」；.!?：]?) ?[（(【\[〔](?P<inside>[^（）()【】\[\]〔〕]{2,60})[)）】\]〕]"
    r"[。 ]?[0-9]{0,8}$"
)
_WRITTEN_TOO = re.compile("文[/／、 ]?图片?|图[/／、 ]?文|文并摄|文[/／]摄|摄影/?报道|攝影/?報[導道]")
"""文/图: who took the pictures wrote the text too."""
_PICTURES = "(?:摄影|攝影|摄|攝|翻拍|翻摄|供图|供圖|制图|图片|视频|摄像|剪辑)"
_NAME = "[\u3400-\u9fff·]{2,8}"
_NAMES = f"{_NAME}(?:、{_NAME}){{0,30}}"  # as many as fit between the brackets, or in the longest line
_PICTURED = re.compile(
    r"(?:^|(?<=[ /／、；;]))(?:"
    rf"(?:{_PICTURES}|图|圖)[ ]?[/／:：|][ ]?(?:{_ROLE} ?)?{_NAMES}(?![/／])"
    rf"|(?:{_ROLE} ?)?{_NAMES}(?:[ ]?[/／]?[ ]?{_PICTURES}|[ /／]{{1,3}}[图圖])"
    "(?![\u3400-\u9fff/／])"
    ")"
)
_LEAD = re.compile("^(?:文字?|撰文|作者)[:：/／ ]")
_REPORT = re.compile(
    "(?:综合|綜合|现场|專題|即時|专电|專電)?(?:报道|報導|報道|报导|專訪|专访|整理|电|電|讯|訊)$"
)
_DATE = re.compile(r"[0-9]{1,2}日[\u4e00-\u9fff]{0,3}$|[0-9]{1,2}月[0-9]{1,2}日.*")
_OFFICE = re.compile(r"[／/][^／/、]{0,8}(?:报道|報導|報道|报导|电|電)$")
_DESK_BEHIND = re.compile(r"[ ]?[／/][^／/、 ]{1,8}$")
"""記者張某／山陽 before 報導: the place from which it is reported."""
_DESK = re.compile(
    rf"^[（(〔【\[][^ ]{{0,12}}{_ROLE}[^ ／/]{{2,9}}[／/][^／/、]{{1,8}}(?:报道|報導|報道|报导|电|電)[)）〕】\]]$"
)
"""〔記者某某某／臺東報導〕: the form vouches for a name that nobody knows."""
_REACH = 60
"""Characters from the start of a paragraph within which a dateline begins to name its reporters."""
_SHORT_NAME = 2
"""Characters that a place before 报道 mostly has."""
_LONGEST_LINE = 80
"""Characters of a line that is nothing but reporters."""


def read_dateline(paragraph: str) -> str | None:
    """Return the reporters that an opening paragraph names, joined with 、, or None.

    >>> read_dateline("山阳社柳湾6月12日电（记者张某 李某某）山阳县今日丰收。")
    '张某、李某某'
    >>> read_dateline("〔記者張某／山陽報導〕山陽縣今日豐收。")
    '張某'
    >>> read_dateline("【山陽商報訊】記者張某報道：山陽縣今日豐收。")
    '張某'
    >>> read_dateline("記者張某某／山陽報導 山陽縣今日豐收。")
    '張某某'
    >>> read_dateline("山阳网柳湾6月12日电 (张某 李某某)山阳县今日丰收。")
    '张某、李某某'
    >>> read_dateline("（责编：张某 实习生：李某某）") is None
    True
    >>> read_dateline("他对（在场的）记者说，今年是个丰收年。") is None
    True
    """
    if own := read_own_line(paragraph):
        return own
    wire = _WIRED.match(paragraph)
    if wire and (signed := _all_persons(split_names(wire["names"]))):
        return signed
    if not _MAY_NAME_REPORTERS.search(paragraph):
        return None
    match = _BRACKETS.search(paragraph, 0, _REACH * 2)
    if match and match.start() <= _REACH:
        wired = bool(_WIRE.search(paragraph, 0, match.start()))
        return None if _names_editor(match.group()) else _reporters(match.group(), vouched=wired)
    reports = _REPORTS.match(paragraph)
    return _reporters(_DESK_BEHIND.sub("", reports["credit"])) if reports else None


def read_tail(paragraph: str, *, signed: bool = True) -> str | None:
    """Return the author that the end of a paragraph names, joined with 、, or None.

    A name alone in brackets counts only where the article may be `signed`, at its end.

    >>> read_tail("合作社又添了新车。（俞某某）"), read_tail("合作社又添了新车。（完）")
    ('俞某某', None)
    >>> read_tail("（山阳日报记者 张某 通讯员 李某某）")
    '张某、李某某'
    >>> read_tail("图为丰收现场。山阳日报记者 张某 摄") is None
    True
    """
    if own := read_own_line(paragraph):
        return own
    match = _LAST_BRACKETS.search(paragraph)
    if match is None:
        return None
    inside = match["inside"]
    if _names_editor(inside):
        return None
    if re.search(_ROLE, inside):
        return _reporters(inside)
    text = _without_pictures(_LEAD.sub("", inside))
    if not signed or text is None or not (match["before"] or match.start() == 0 or text != inside):
        return None
    return _signatures(split_names(text))


def _names_editor(text: str) -> bool:
    """Say whether a credit in brackets is that of the editors or a source, whoever stands beside them: 责编, 实习生."""
    return any(label.role in {"source", "editor"} for label in find_labels(text))


def _signatures(names: tuple[str, ...]) -> str | None:
    """Return the names that sign an article; their office may stand before or behind them.

    >>> _signatures(("山阳县委宣传部", "张某")), _signatures(("山阳日报",)), _signatures(("山阳县", "高清组图"))
    ('张某', None, None)
    """
    offices = [name for name in names if is_outlet(name)]
    persons = [name for name in names if name not in offices]
    if not persons or not all(map(is_signature, persons)) or any(map(is_place, persons)):
        return None
    if offices and not all(map(is_person, persons)):
        return None
    return "、".join(persons)


def read_own_line(line: str) -> str | None:
    """Return the reporters of a line that names them and says nothing else.

    >>> read_own_line("山阳日报记者 张某 李某某"), read_own_line("□ 张某")
    ('张某、李某某', '张某')
    >>> read_own_line("记者了解到"), read_own_line("山阳日报记者 张某 摄")
    (None, None)
    """
    if len(line) > _LONGEST_LINE:
        return None
    if sign := _SIGN.fullmatch(line):
        names = _all_persons(split_names(sign["names"]))
        if names:
            return names
    credits = (label.start for label in find_labels(line) if label.role != "author" and label.start)
    line = line[: next(credits, None)].strip()  # other credits may stand behind them in the line
    match = _OWN_LINE.fullmatch(line) if _MAY_NAME_REPORTERS.search(line) else None
    return _reporters(match["credit"]) if match else None


def _reporters(text: str, *, vouched: bool = False) -> str | None:
    """Read what follows the first 记者: names only, or nothing at all; `vouched`: no surname need be known."""
    inner = _without_pictures(_OFFICE.sub("", text.strip("（()）〔〕【】[] ")))
    first = re.search(_ROLE, inner) if inner is not None else None
    if inner is None or first is None:
        return None
    others = (
        label.start for label in find_labels(inner) if label.role != "author" and label.start > first.start()
    )
    first_word, *words = split_names(inner[first.start() : next(others, None)]) or ("",)
    # 记者 张某 山阳报道: a later word with 报道 is a place, even where it could be a name.
    words = [word for word in words if word == (cut := _REPORT.sub("", word)) or len(cut) > _SHORT_NAME]
    names = tuple(name for word in (first_word, *words) if (name := _without_place(word)))
    names = tuple(name for name in names if "·" not in name or is_person(name))  # 共享联盟·遂昌
    names = tuple(
        name for name in names if not is_outlet(name) or has_form_of_name(name)
    )  # 记者 张某 · 山阳晚报
    # A known surname vouches for a strange one beside it, and so do an outlet, or brackets and a gap.
    strange = [name for name in names if not is_person(name) and not has_form_of_name(name)]
    vouched = vouched or len(strange) < len(names) or bool(_VOUCHED.search(text) or _DESK.search(text))
    if not names or not vouched or not all(map(_LOOKS_LIKE_A_NAME.fullmatch, strange)):
        return None
    return "、".join(names)


def _without_pictures(text: str) -> str | None:
    """Return `text` without those who only took the pictures; None where that is all it names."""
    text = _WRITTEN_TOO.sub(" ", text)
    rest = _PICTURED.sub(" ", text)
    return None if rest != text and not re.search("[\u3400-\u9fff]{2}", re.sub(_ROLE, "", rest)) else rest


def _without_place(word: str) -> str:
    """Return the name in 张某山阳报道 or 張某台北12日電: what stands before the place.

    >>> _without_place("张某山阳报道"), _without_place("張某某台北12日電"), _without_place("山阳报道")
    ('张某', '張某某', '')
    """
    cut = _DATE.sub("", _REPORT.sub("", word))
    if cut == word or is_person(cut) or has_form_of_name(cut):
        return cut
    for length in (3, 2):
        if is_person(cut[:length]) and len(cut) - length >= 2:
            return cut[:length]
    return ""


_VOUCHED = re.compile(
    rf"^[（(〔【\[][^ ]{{0,24}}{_ROLE}(?: |[^ ]{{3,4}}[)）〕】\]]$)|(?:[报報网網社台]|全媒体|融媒){_ROLE} "
)
_LOOKS_LIKE_A_NAME = re.compile(
    "(?![采调提获探走观追述手日连帮看随实报])[^的了在从對对是于到問问表获称說说和与及A-Za-z0-9]{2,4}"
    "|[\u3400-\u9fff]{1,8}·[\u3400-\u9fff·]{1,12}"
)


def _all_persons(names: tuple[str, ...]) -> str | None:
    return "、".join(names) if names and all(map(is_person, names)) else None
