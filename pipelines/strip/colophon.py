"""The colophon of a story: the last line below it, which says whence it was taken, who wrote it and whom to call."""

import re

from pipelines.strip.voice import cut_at_end, is_sentence, tells_news

REMARK_CHARACTERS = 48
"""Longest remark of the sources: three outlets and a place with a day."""

LIFE_LINES = 3
"""Lines of an author's life at most, its heading not counted."""

LIFE_CHARACTERS = 400
"""Longest paragraph of such a life."""

LIFE_SHARE = 2.0
"""Length of a life in lengths of the text above up to which it stands below a work: poems are shorter than lives."""

CLUES_CHARACTERS = 80
"""Longest line that asks for news."""

_OUTLET = (
    r"(?:《[^《》]{2,12}》|[\u3400-\u9fffA-Za-z]{0,12}(?:新华社|中新社|通讯社|[日晚早晨时周导商快]报|都市报|网|电视台|电台|本[报网台刊]|新闻|客户端|频道|公众号|发布"
    r"|融媒体?|融媒体中心|杂志|周刊))"
)
_OUTLETS = rf"{_OUTLET}(?:[、，,和及\s]{{1,2}}{_OUTLET}){{0,4}}"
_REMARK = re.compile(
    rf"^[（(【\[]?\s?(?:本[报网台刊])?(?:据|综合|根据|摘自|选自){_OUTLETS}(?:微信公众号|[\u3400-\u9fff]{{0,6}}(?:\d{{1,2}}月\d{{1,2}}日)?电|综合)?(?:等?(?:综合)?(?:报道|消息|整理))?\s?[）)】\]]?$"
)
_BRACKETED_OUTLET = re.compile(
    rf"^[（(]\s?(?:(?:新华社|中新社)(?:供本[报网]专稿|专稿|供稿|电)?|本[报网台刊]综合(?:报道|整理)?|[\u3400-\u9fff]{{2,6}}(?:日|晚|早|晨|时)报|综合{_OUTLET})\s?[）)]$"
)
_COLUMN = re.compile(r"^综合[\u3400-\u9fff]{2,12}(?<!报道)(?<!消息)(?<!整理)$")
"""综合新闻, 综合频道: the name of a column, which no bracket and no word of taking over makes a remark."""

_LIFE_HEAD = re.compile(
    r"^[\s【\[（(■●◆*—-]{0,4}(?:(?:本文)?作者(?:简介|介绍|小传)|关于作者)[】\]）)—-]{0,4}\s?(?:[:：]|$|(?<=[】\]]))"
)
_WORKS_LIFE = re.compile(r"^作者系[^。！？：:]{4,60}$")
_OF_A_BOOK = re.compile(r"(?:内容|图书|作品|本书|新书|专家|嘉宾|人物)简介|^书名\s?[:：]")
"""Beside these the authors' lives are what the page tells."""

_CLUES = re.compile(
    r"^[\s（(【\[*●■]{0,4}(?:(?:热忱|热诚|诚挚|竭诚)?欢迎[\u3400-\u9fff]{0,12}(?:提供|报料|爆料)[\u3400-\u9fff]{0,4}新闻线索"
    r"|(?:如果?|若)?[您你]?(?:有|发现|掌握)[\u3400-\u9fff]{0,4}新闻线索[，,]?\s?(?:请|欢迎|可|敬请|拨打))"
)
_REPORT_LINE = re.compile(
    r"^(?:(?:本[报网台]|新闻|本[报网台]新闻)(?:举报|投诉|纠错)|举报)(?:投诉)?(?:电话|热线)\s?[:：]\s?0\d{2,3}[-—\s]?\d{7,8}$"
)
"""With its area code: 12315 is what a story tells its readers to dial."""

_HOSTS = re.compile(
    r"^主办\s?[:：]\s?[^\s，。；:：]{4,24}[\s|｜丨/；;]{1,4}承办\s?[:：]\s?[^，。；:：]{4,40}$"
)
_SPEAKS_OF_CALLS = re.compile(
    r"举报|投诉|监督|线索|反映|拨打|来电|热线|公告|公示|通告|通知|征集|报名|咨询|骗|受理"
)
_SPEAKS_OF_EVENTS = re.compile(
    r"[主承举协]办|举行|活动|[大比竞联]赛|展[览出会]|论坛|讲座|演出|晚会|征[文集稿]|报名|节目|[节会]开幕|开赛"
)
_LABELLED = re.compile(r"^[\s（(【\[]{0,3}[\u3400-\u9fffA-Za-z·]{1,10}[】\]]?\s?[:：]")
_POINT = re.compile(r"^[（(]?(?:[①-⑳]|[一二三四五六七八九十\d]{1,3}[、.．）)])")
_PERSON = re.compile(
    r"^[\u3400-\u9fff]{0,8}(?:记者|通讯员|作者|撰文|撰稿|摄影|拍摄)\s?[:：]\s?([\u3400-\u9fff]{2,8})$"
)
_PHRASE = re.compile(
    r"[的了着过是在吗呢吧啊谢您你我他她它们这那很最把被请]|如何|怎么|什么|多少|为何|再见|没有|明年|今年|去年"
)
"""What no name has and nearly each phrase: words that bind, that point and that ask."""


def is_source_remark(line: str) -> bool:
    """Say whether a line only names the outlets that the story was taken from.

    >>> is_source_remark("（据新华社）"), is_source_remark("（综合新华社、人民日报报道）")
    (True, True)
    >>> is_source_remark("据新华社报道，大桥通车。"), is_source_remark("综合服务中心")
    (False, False)
    """
    if len(line) > REMARK_CHARACTERS or _COLUMN.match(line):
        return False
    return bool(_REMARK.match(line) or _BRACKETED_OUTLET.match(line))


def cut_colophon(text: str) -> str:
    r"""Cut the last line where it names sources, the author's life, a name alone, or asks for news; one a call.

    >>> cut_colophon("山阳县今日丰收。\n（据新华社）")
    '山阳县今日丰收。'
    >>> cut_colophon("山阳县今日丰收。\n作者简介：李文某，山阳人。")
    '山阳县今日丰收。'
    >>> cut_colophon("请互相转告。\n举报电话：0000-8123456")
    '请互相转告。\n举报电话：0000-8123456'
    """
    lines = text.split("\n")
    above = cut_at_end(lines, _has_form)
    kept = cut_at_end(lines, lambda line: _has_form(line) and _goes(line, above))
    return _without_life(kept)


def _has_form(line: str) -> bool:
    """Say whether a line has the form of a colophon's; whether it is one, the text above says."""
    return _goes_anywhere(line) or any(form.match(line) for form in (_REPORT_LINE, _HOSTS, _PERSON))


def _goes_anywhere(line: str) -> bool:
    return is_source_remark(line) or _asks_for_news(line) or _WORKS_LIFE.match(line) is not None


def _goes(line: str, above: list[str]) -> bool:
    return _goes_anywhere(line) or (
        is_sentence(above[-1]) and (_is_the_outlets(line, above) or _is_lone_name(line, above))
    )


def _asks_for_news(line: str) -> bool:
    return len(line) <= CLUES_CHARACTERS and _CLUES.match(line) is not None


def _is_the_outlets(line: str, above: list[str]) -> bool:
    """Say whether a number or a host is the outlet's: news are told above, of something else, in no notice's form."""
    if _REPORT_LINE.match(line):
        matter = _SPEAKS_OF_CALLS
    elif _HOSTS.match(line):
        matter = _SPEAKS_OF_EVENTS
    else:
        return False
    return any(map(tells_news, above)) and not any(
        matter.search(other) or _LABELLED.match(other) or _POINT.match(other) for other in above
    )


def _is_lone_name(line: str, above: list[str]) -> bool:
    """Say whether a line is a person's label with a word that reads as no phrase; nobody above speaks behind a colon."""
    found = _PERSON.match(line)
    return (
        found is not None
        and not _PHRASE.search(found[1])
        and not any(_LABELLED.match(other) for other in above)
    )


def _without_life(lines: list[str]) -> str:
    """Return the text without the author's life at its end, headed or labelled so."""
    text = "\n".join(lines)
    if _OF_A_BOOK.search(text):
        return text
    first = max(1, len(lines) - LIFE_LINES - 1)
    at = next((at for at in range(first, len(lines)) if _LIFE_HEAD.match(lines[at])), None)
    if at is None:
        return text
    life, told = lines[at:], sum(map(len, lines[:at]))
    short = all(len(line) <= LIFE_CHARACTERS for line in life)
    return "\n".join(lines[:at]) if short and sum(map(len, life)) <= LIFE_SHARE * told else text
