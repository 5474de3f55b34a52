"""What the words beside a date say that it is the date of: the publication, an update, a document, another thing."""

import re
from enum import StrEnum

from pipelines.extract.date.grammar import Reading


class Occasion(StrEnum):
    """What a date is the date of, by its label."""

    PUBLISHED = "published"  # 发布时间：
    POSTED = "posted"  # 发表于, 发布: under a comment too
    DATED = "dated"  # 时间：
    UPDATED = "updated"
    DOCUMENT = (
        "document"  # 成文日期：, 签发日期：: when the document was made, not when the site published it
    )
    OTHER = "other"  # 活动时间：, 截至
    UNSAID = "unsaid"


_REACH = 20
"""Characters before a date that its label may take."""
_TIME = "(?:时间|時間|日期|时日)"
_PUBLISH = (
    "发布|發布|發佈|发表|發表|发稿|發稿|刊发|刊發|刊登|刊载|登载|上网|上網|上线|公开|公開|公布|上传|上傳|推送|添加|创建|建立|录入|提交"
    "|采编|播发|刊播|报道|報導|發出|发出|转载|轉載|收录|新闻|新聞|文章|信息|资讯|稿件|发送|播出|首发|出版|见报|发帖|发文|入库|撰写"
)
_UPDATE = "更新|修改|编辑|編輯|修訂|修订|最后|最後"
_DOCUMENT = "成文|成稿|写作|签发|簽發|印发|印發|制发|制文|生成|签署|落款"

_SPACED_LABEL = re.compile("(?<=[发發布佈表更新时時日])[ \u3000\u00a0]{1,4}(?=[布佈表时時日间間期新][^0-9])")
_END = r"[\s:：|/·,，\[\]【】()（）「」<>《》-]{0,6}"
_UPDATED = re.compile(rf"(?:{_UPDATE})(?:的)?{_TIME}?(?:为|是|于|在)?{_END}$")
_DOCUMENTED = re.compile(rf"(?:(?:{_DOCUMENT}){_TIME}?|发文日期)(?:为|是|于|在)?{_END}$")
_PUBLISHED = re.compile(rf"(?:{_PUBLISH})(?:的)?{_TIME}(?:为|是)?{_END}$")
_POSTED = re.compile(
    r"(?:发布|發布|發佈|发表|發表|发稿|刊发|刊登|刊载|登载|上传|推送|发帖|发)(?:于|在|時間)?[\s:：|/·\[【(（]{0,6}$"
    r"|(?<![创創])[刊载載][于於][\s:：]{0,3}$"
)
_AT_ANOTHER = re.compile(r"[\u4e00-\u9fff](?<![报報网網社台])[于於][\s:：]{0,3}$")
"""成立于, 写于, 摄于: what happened then, where no word of publishing and no outlet goes before 于."""
_NAMED_TIME = re.compile(
    rf"(?:^|(?<=[\s|/·,，。;；\]】)）0-9]))(?P<of>[\u4e00-\u9fff]{{1,4}}){_TIME}(?:为|是)?{_END}$"
)
_DATED = re.compile(rf"(?:{_TIME}(?:为|是)?|^日){_END}$")
_OTHER = re.compile(
    r"(?:截至|截止|自|从|從|至|到|定于|拟于|将于|今天是|今日是|现在是|当前|有效期|星期)[\s:：]{0,3}$|地点[:：].{0,16}$"
)
_ENGLISH_POSTED = re.compile(
    r"(?<![A-Za-z])(?:posted|published|publish(?:ing)?|released?|created|date|time|pub ?date)(?: ?(?:date|time))?(?: on| at)?[\s:：|]{0,4}$",
    re.IGNORECASE,
)
_ENGLISH_UPDATED = re.compile(
    r"(?<![A-Za-z])(?:updated?|modified|edited|revised)(?: ?(?:date|time))?(?: on| at)?[\s:：|]{0,4}$",
    re.IGNORECASE,
)
_BEFORE: tuple[tuple[re.Pattern[str], Occasion], ...] = (
    (_OTHER, Occasion.OTHER),
    (_UPDATED, Occasion.UPDATED),
    (_DOCUMENTED, Occasion.DOCUMENT),
    (_PUBLISHED, Occasion.PUBLISHED),
    (_POSTED, Occasion.POSTED),
    (_AT_ANOTHER, Occasion.OTHER),
    (_NAMED_TIME, Occasion.OTHER),
    (_DATED, Occasion.DATED),
    (_ENGLISH_UPDATED, Occasion.UPDATED),
    (_ENGLISH_POSTED, Occasion.POSTED),
)

_BEHIND = re.compile(
    r"^[\s)）\]】]{0,3}(?:(?P<posted>发布|發布|發佈|发表|發表|刊发|上传|出版|发稿)|(?P<updated>更新|修改)|(?P<document>印发|签发|印發))"
    r"(?![\u4e00-\u9fff:：])"
)
_OTHER_BEHIND = re.compile(
    r"^[\s)）]{0,2}(?:起(?![\u4e00-\u9fff]*[:：])|止(?![\u4e00-\u9fff]*[:：])|之?前(?!言)|以前|以来|举行|召开|开幕|开始|实施|施行|生效|截止|到期|通过)"
)
_PLACE = re.compile("(?:地点|地址|会场|主讲|场次|嘉宾|票价)[ \t]{0,4}[:：]")
"""Stands beside the time of an event."""


def read_occasions(text: str, readings: tuple[Reading, ...]) -> list[Occasion]:
    """Return what each date of a row is the date of, by the words before it, or else behind it.

    >>> from datetime import datetime
    >>> from pipelines.extract.date.grammar import BEIJING, find_dates
    >>> row = "成文日期：2023-06-10 发布日期：2023-06-12 2023-06-13 更新"
    >>> [each.value for each in read_occasions(row, find_dates(row, datetime(2023, 6, 14, tzinfo=BEIJING)))]
    ['document', 'published', 'updated']
    """
    found: list[Occasion] = []
    free = 0  # where the words end that belong to the date before
    for reading in readings:
        behind = _BEHIND.match(text[reading.end : reading.end + _REACH])
        before = _say_before(text[max(free, reading.start - _REACH) : reading.start])
        free = reading.end
        if before is Occasion.UNSAID and behind:
            free += behind.end()
            before = Occasion(behind.lastgroup or "")
        elif (
            before is Occasion.UNSAID and _OTHER_BEHIND.match(text[reading.end : reading.end + _REACH])
        ) or (before is Occasion.DATED and _PLACE.search(text)):
            before = Occasion.OTHER
        found.append(before)
    return found


def _say_before(words: str) -> Occasion:
    words = _SPACED_LABEL.sub("", words).removesuffix("北京时间")
    return next((occasion for pattern, occasion in _BEFORE if pattern.search(words)), Occasion.UNSAID)
