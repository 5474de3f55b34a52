"""The lines above and below the text that name when, whence and which headline: fields of the record, not its body."""

import re

from pipelines.strip.staff import CREDIT_CHARACTERS, is_byline, is_plain_credit
from pipelines.strip.voice import cut_behind_story, is_sentence

HEAD_LINES = 6
"""Lines at the top among which the time and source line stands: title, lead-in and it."""

_DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?"
    r"|[〇零○一二][〇零○一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_CLOCK = re.compile(r"\d{1,2}\s*[:：时時点點]\s*\d{2}(?:\s*[:：分]\s*\d{2})?[分秒]?")
_META_LABEL = re.compile(
    r"(?<![\u4e00-\u9fff])(?:发布|发表|發布|更新|发稿|编辑|创建|刊发|上传|录入|成文)?(?:时间|日期|時間)|(?<![\u4e00-\u9fff])发布|发表于|來源|来源"
    r"|稿源|出处|转自|作者|记者|编辑|责编|责任编辑|浏览(?:次数|量)?|阅读(?:次数|量|数)?|点击(?:次数|量|数)?"
    r"|人气|评论数?|字号|字体|【?大\s*中\s*小】?|原创"
)
_SAVED_AT = re.compile(
    r"^[\s（(【\[]{0,4}(?:本文|文章)?(?:最后|最近)?(?:发布|发表|發布|更新|发稿|编辑|修改|创建|刊发|上传|录入)(?:时间|時間|日期|于)?"
    r"\s*+[:：]?\s*+(?:19|20)?\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?[\s\d:：]{0,12}+[）)】\]]{0,2}\s*+$"
)
_STAMP = re.compile(
    r"^[\s（(【\[]{0,4}(?:19|20)\d\d\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?[\s）)】\]]{0,4}$"
)
_EMPTY_TIME = re.compile(r"^(?:发布)?(?:时间|日期)\s?[:：]\s{0,4}(?:(?:来源|作者)[:：]|$)")
"""A label whose time a script writes behind it."""
_SENT_FROM = re.compile(
    r"^[（(]?(?:(?:发布|发表|發布|發佈)[于於]|(?:IP|ＩＰ)\s?(?:属地|歸屬地|归属地))\s?[:：]\s?[\u3400-\u9fff]{2,10}[）)]?$"
)
"""The place from which an account sent its text, as platforms print it: 发布于：北京市."""
_SOURCED = re.compile(r"(?:來源|来源|稿源|作者|编辑|浏览|阅读|点击)(?:次数|量|数)?\s?[:：]")
_SAVED_ENGLISH = re.compile(
    r"^(?:Published|Posted|Updated|Created|Written|Last (?:updated|modified))\b[^。！？]{0,60}(?:19|20)\d\d[^。！？]{0,60}$"
)
"""Published: 2026-02-11 | By 阿潮: themes of weblogs print it in English."""
_TIMED_LABEL = re.compile(r"(?:发布|发表|發布|更新|发稿|刊发|上传|录入)(?:时间|日期|時間)\s?[:：]")
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
    >>> cut_time_source_line("时间： 来源：山阳日报\n时间：6月12日19:30\n地点：县剧院")
    '时间：6月12日19:30\n地点：县剧院'
    """
    lines = text.split("\n")
    head = next((at for at, line in enumerate(lines[:HEAD_LINES]) if is_sentence(line)), HEAD_LINES)
    kept = [line for line in lines[:head] if not _is_time_source(line)]
    return "\n".join(kept + lines[head:])


def _is_time_source(line: str) -> bool:
    if len(line) > CREDIT_CHARACTERS or re.search(r"[。！？；!?，,]", line):
        return False
    pictured = line.startswith("图") and is_plain_credit(line)  # 图/受访者供图
    if pictured or is_byline(line) or _EMPTY_TIME.match(line) or _SENT_FROM.match(line):
        return True
    dated = bool(_DATE.search(line))
    rest = re.sub(r"[\s|丨:：/／()（）·\[\]【】-]+", "", _CLOCK.sub("", _DATE.sub("", line)))
    if dated and not rest:
        return True
    labelled = bool(_META_LABEL.search(line))
    timed = bool(_CLOCK.search(line)) and dated
    if timed and (labelled or len(rest) <= 24):
        return True
    return labelled and (dated or is_plain_credit(line)) and len(rest) <= 60


def cut_time_below(text: str) -> str:
    r"""Cut a line below the text that says when the page was saved; the day under a signature stays.

    >>> cut_time_below("山阳县今日丰收。\n发布时间：2023-06-12 15:27")
    '山阳县今日丰收。'
    >>> cut_time_below("特此公告。\n山阳县教育局\n2023年6月12日")
    '特此公告。\n山阳县教育局\n2023年6月12日'
    """
    return "\n".join(cut_behind_story(text.split("\n"), _is_saving_time))


def _is_saving_time(line: str) -> bool:
    if _SAVED_AT.match(line) or _STAMP.match(line) or _SAVED_ENGLISH.match(line):
        return True
    timed = (
        len(line) <= CREDIT_CHARACTERS
        and _DATE.search(line)
        and (_CLOCK.search(line) or _TIMED_LABEL.search(line))
    )
    return bool(timed and _SOURCED.search(line)) and not re.search(r"[。！？；!?，,]", line)


def cut_original_title(text: str) -> str:
    r"""Cut the line that only repeats the headline of the outlet the story was taken from.

    >>> cut_original_title("（原标题：山阳县喜迎丰收）\n山阳县今日丰收。")
    '山阳县今日丰收。'
    >>> cut_original_title("原标题党盛行，网友直呼上当。")
    '原标题党盛行，网友直呼上当。'
    """
    lines = text.split("\n")
    return "\n".join(line for line in lines if not _ORIGINAL_TITLE.match(line))
