"""Credits: the lines that name when, whence and by whom; they are fields of the record, not its body."""

import re

from pipelines.names import are_signatures

HEAD_LINES = 6
"""Lines at the top among which the time and source line stands: title, lead-in and it."""

CREDIT_CHARACTERS = 100
"""Longest credit line: ten labels with a name each."""

_EDITOR_LABEL = (
    r"(?:(?:本文|本期|本篇)?(?:责任|責任|值班|执行|网络|網路|初审|实习|视觉|美术|新媒体|版面|见习|助理|主任"
    r"|微信|内容)?(?:编辑|編輯)|责编|責編|主编|副主编|编审|编校|审核|审稿|审签"
    r"|初审|复审|终审|一审|二审|三审|一校|二校|三校|初校|复校|校对|校審|审校|校审|监制|总监制|监审|总值班"
    r"|值班主任|值班总编|值班编委|签发|核发|排版)"
)
_SOURCE_LABEL = (
    r"(?:(?:本文|文章|信息|新闻|稿件|图片|资料|视频|内容|消息|原文)?(?:来源|來源|稿源|出处)"
    r"|转自|转载自|原创|供稿|供图|图片|出品|出品单位)"
)
_PERSON_LABEL = (  # nobody is a 记者 with ten words before it
    r"(?:作者|(?:本报|本网|本台|全媒体|见习|实习|首席|特约){0,9}(?:记者|記者)|(?:特约)?通讯员|通訊員|实习生"
    r"|撰文|撰稿|采写|执笔|文字|摄影|摄像|拍摄|摄|剪辑|制图"
    r"|制作|设计|海报|策划|总策划|统筹|出品人|文案|视频|文\s*[/／、]\s*图|图\s*[/／、]\s*文|图文|文|图)"
)
_PLAIN_LABEL = rf"(?:{_SOURCE_LABEL}|{_PERSON_LABEL})"
_SEPARATOR = r"\s*[:：/／丨|｜∣]\s*+"
_VALUE = r"[\w·•・\-—_.@&（）()\[\]#:：]{1,24}(?![^\W丨]|[·•・\-—.@（(\[#:：])"  # not to the midst of a word
# & and 丨 (which is \w) stand in values and between them: each value is read in one way, all are too many to try.
_VALUES = rf"(?:(?>{_VALUE})(?>[\s、，,/／&|丨｜∣]{{1,3}}{_VALUE}){{0,9}})?"
_EDITOR_CREDIT = re.compile(
    rf"^[\s（(【\[〔]*(?:{_EDITOR_LABEL}|{_PLAIN_LABEL}){_SEPARATOR}[^。！？；!?;，]*$"
    rf"|^[\s（(【\[〔]*{_EDITOR_LABEL}[\s　]+\S{{2,12}}[\s）)】\]〕]*$"
)
_HAS_EDITOR = re.compile(rf"{_EDITOR_LABEL}(?:\s*[:：/／丨|｜∣]|[\s　]+\S)")
_PLAIN_CREDIT = re.compile(rf"^[\s（(【\[〔]*{_PLAIN_LABEL}(?:{_SEPARATOR}|[\s　]++){_VALUES}[\s）)】\]〕]*$")
_SOURCE_START = re.compile(rf"^[\s（(【\[〔]*{_SOURCE_LABEL}(?:{_SEPARATOR}|[\s　]+)")
_LABELS = re.compile(rf"(?:{_EDITOR_LABEL}|{_PLAIN_LABEL})(?:{_SEPARATOR}|[\s　]+)")
_VALUE_SPLIT = re.compile(r"[\s、，,/／&|丨｜∣（）()【】\[\]〔〕:：]+")
_HOUSE = re.compile(
    r"(?:网|報|报|社|台|局|中心|中国|办|部|委|院|厅|处|站|公司|集团|大学|学院|杂志|周刊|客户端|频道|时报"
    r"|在线|发布|[A-Za-z0-9])$"
)
_CLOSING_BRACKET = re.compile(
    r"[（(【\[〔]([^（()）【】\[\]〔〕。！？]{2,80})[）)】\]〕]\s*+(?:\d{6,8}\s*+)?$"
)
_LAST_WORDS = re.compile(r"(?<=[。！？!?”」…）)])[^。！？!?”」…]{2,80}$")

_DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"|[〇零○一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_CLOCK = re.compile(r"\d{1,2}\s*[:：]\s*\d{2}(?:\s*[:：]\s*\d{2})?")
_META_LABEL = re.compile(
    r"(?:发布|发表|發布|更新|发稿|编辑|创建|刊发|上传|录入|成文)?(?:时间|日期|時間)|发布|发表于|來源|来源"
    r"|稿源|出处|转自|作者|记者|编辑|责编|责任编辑|浏览(?:次数|量)?|阅读(?:次数|量|数)?|点击(?:次数|量|数)?"
    r"|人气|评论数?|字号|字体|【?大\s*中\s*小】?|原创"
)

_BYLINE = re.compile(
    r"^[\s（(【\[〔□■◎●]*(?:执笔|撰文|撰稿|采写|文|[\w·]{0,16}(?:记者|記者|通讯员|评论员|特约撰稿人|撰稿人"
    r"|实习生))(?:\s*+[:：/／丨|｜∣]\s*+|\s++)"
    r"([\u3400-\u9fff][\u3400-\u9fff\s、，,/／]{1,40})[\s）)】\]〕]*$"
)
_BRACKETED_TAIL = re.compile(r"[（(]([^（()）。！？]{2,40})[）)]\s*$")
_STAFF = re.compile(
    r"(?:本报|本网|本台|全媒体|见习|实习|首席|特约|新华社|人民网){0,4}(?:记者|通讯员|实习生|作者|撰稿|摄影"
    r"|供稿)\s*[:：/／]?|(?:^|\s)(?:文|图|文\s*+(?:[/／、]\s*+)?图|图\s*+(?:[/／、]\s*+)?文|图文)\s*[:：/／]"
)


_ORIGINAL_TITLE = re.compile(
    r"^[（(【\[]?\s*(?:原标题|原標題|原題|原题|原题目)\s*[:：].{2,120}$|^[（(]\s*原(?:标题"
    r"|题)[为是].{2,100}[）)]$"
)


def cut_time_source_line(text: str) -> str:
    r"""Cut the line of time, source and counters above the first paragraph; a sentence with a date stays.

    >>> cut_time_source_line("发布时间：2023-06-12 15:27 来源：山阳日报\n山阳县今日丰收。")
    '山阳县今日丰收。'
    >>> cut_time_source_line("2023年6月12日，山阳县迎来丰收，村民载歌载舞。")
    '2023年6月12日，山阳县迎来丰收，村民载歌载舞。'
    """
    lines = text.split("\n")
    kept = [
        line
        for position, line in enumerate(lines[:HEAD_LINES])
        if not _is_time_source(line) or _is_signed_day(line, position, len(lines))
    ]
    return "\n".join(kept + lines[HEAD_LINES:])


def _is_signed_day(line: str, position: int, lines: int) -> bool:
    """Say whether a line is the day below a signature: it ends the text of a notice."""
    return 0 < position == lines - 1 and bool(_DATE.fullmatch(line.strip())) and line.rstrip().endswith("日")


def _is_time_source(line: str) -> bool:
    if len(line) > CREDIT_CHARACTERS or re.search(r"[。！？；!?，,]", line):
        return False
    dated = bool(_DATE.search(line))
    rest = re.sub(r"[\s|丨:：/／()（）·\[\]【】-]+", "", _CLOCK.sub("", _DATE.sub("", line)))
    if dated and not rest:
        return True
    if is_byline(line):
        return True
    labelled = bool(_META_LABEL.search(line))
    timed = bool(_CLOCK.search(line)) and dated
    if timed and (labelled or len(rest) <= 24):
        return True
    return labelled and (dated or _is_plain_credit(line)) and len(rest) <= 60


def is_byline(line: str) -> bool:
    """Say whether a line only names reporters: 山阳日报记者 张某 李某.

    >>> is_byline("山阳日报记者 张三 李小四"), is_byline("本报记者 深入一线")
    (True, False)
    """
    match = _BYLINE.match(line)
    return match is not None and are_signatures(match[1])


def cut_original_title(text: str) -> str:
    r"""Cut the line that only repeats the headline of the outlet the story was taken from.

    >>> cut_original_title("（原标题：山阳县喜迎丰收）\n山阳县今日丰收。")
    '山阳县今日丰收。'
    >>> cut_original_title("原标题党盛行，网友直呼上当。")
    '原标题党盛行，网友直呼上当。'
    """
    lines = text.split("\n")
    return "\n".join(line for line in lines if not _ORIGINAL_TITLE.match(line))


def cut_editor_credit(text: str) -> str:
    r"""Cut lines that only name editors, all credit lines at the end, and one glued to the last line.

    >>> cut_editor_credit("山阳县今日丰收。\n(责编:李某某)")
    '山阳县今日丰收。'
    >>> cut_editor_credit("他曾任责任编辑，一干就是十年。")
    '他曾任责任编辑，一干就是十年。'
    """
    lines = [line for line in text.split("\n") if not _names_editor(line)]
    while lines and _is_credit(lines[-1]):
        lines.pop()
    if lines:
        lines[-1] = _without_glued_credit(lines[-1])
    return "\n".join(lines)


def _without_glued_credit(line: str) -> str:
    """Return the line without a credit in brackets at its end, or behind its last sentence."""
    bracket = _CLOSING_BRACKET.search(line)
    if bracket and _is_credit(bracket[1]):
        return line[: bracket.start()].rstrip()
    words = _LAST_WORDS.search(line)
    return line[: words.start()].rstrip() if words and _names_editor(words[0].strip()) else line


def _names_editor(line: str) -> bool:
    return (
        len(line) <= CREDIT_CHARACTERS and bool(_EDITOR_CREDIT.match(line)) and bool(_HAS_EDITOR.search(line))
    )


def _is_credit(line: str) -> bool:
    if len(line) > CREDIT_CHARACTERS:
        return False
    return _names_editor(line) or is_byline(line) or _is_plain_credit(line)


def _is_plain_credit(line: str) -> bool:
    """Say whether a line names a source, or reporters and others of the staff by what can be their names."""
    if not _PLAIN_CREDIT.match(line):
        return False
    if _SOURCE_START.match(line):
        return True
    values = [value for value in _VALUE_SPLIT.split(_LABELS.sub(" ", line)) if value]
    return all(are_signatures(value) or _HOUSE.search(value) or value.isascii() for value in values)


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
    return before if alone and are_signatures(_STAFF.sub(" ", inner)) else text
