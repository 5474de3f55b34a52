"""Other articles around the story: headings with headlines below, the one before and the one after, teasers."""

import re
from collections.abc import Callable
from functools import lru_cache

from pipelines.strip.voice import cut_behind_story, is_sentence

HEADING_CHARACTERS = 20
"""Longest heading of other articles."""

HEADLINE_CHARACTERS = 60
"""Longest headline below such a heading."""

FEWEST_DATED = 2
"""Headlines with a day that make a list; one may be a line of a timetable."""

FEWEST_UNFOLDED = 2
"""Teasers that break off with 阅读全文 and make a list; one may be the story itself, which breaks off there."""

TEASER_CHARACTERS = 10
"""Characters of text in a teaser; a lone 【详细】 has none."""

BOTH_WAYS = 2
"""One line back and one on: 上一篇 with its headline glued to it is believed beside 下一篇 alone."""

WAY_CHARACTERS = 8
"""Characters at a line's start among which 上 or 下 stands: signs and brackets may be before it."""

SHARED = 3
"""Characters that a headline and its teaser have in common, a name at least."""

_HEADING = re.compile(
    r"^[\s【\[（(■●▲◆★☆>|·•—\-#]{0,8}"
    r"(?:(?:更多|今日|本周|本月|一周|24小时|实时|最新|图文|编辑部?|小编|值班总编|专题|频道|站长|重点|特别|首页|视频|为[你您]"
    r"|往期)?"
    r"(?:相关|相關|延伸|推荐|推薦|关联|拓展|扩展|深度|热门|熱門|热点|精彩|往期|此前|更多|猜[你您]|为[你您]|今日|本周|一周"
    r"|24小时|实时|最新|最近|编辑部?|編輯部?|编辑精选|大家都在|大家还|[你您]可能(?:还|也)?|热文|热图|同类|友情|重点|图文|看过|更新|阅读|点击"
    r"|浏览)"
    r"(?:精彩|热门|热点|相关|更多|好文|[你您]|的|也|还|感|会|最新|推荐|推薦)?"
    r"(?:新闻|新聞|阅读|閱讀|报道|報導|報道|链接|鏈接|文章|专题|资讯|资料|推荐|推薦|内容|视频|图集|图片|话题|排行榜?|回顾|评论|看"
    r"|感兴趣|兴趣|喜欢|喜歡|热点|要闻|看点|稿件|消息|精彩|日志|文档|信息|動態|精選|精选|點閱|影音|看想看|想看|热榜|热文|榜单?|搜索|搜)"
    r"(?:的(?:文章|新闻|内容))?"
    r"|相关|猜[你您]喜欢|猜喜欢|大家都在看|看了又看|新闻排行榜?|(?:日|周|月)?点击排行榜?|热点排行榜?|今日热点|今日热榜|热搜榜?|热榜"
    r"|阅读排行榜?|评论排行榜?|排行榜|热词|人氣排行|猜你喜歡|編輯部推薦|(?:今日|本周|本月|近期|一周)热门|往期链接|上期回顾|近期文章|最近更新|延伸|推荐|热点新闻"
    r"|网友评论|最新评论|热门评论|精彩评论|我来说两句|发表评论|参与评论)"
    r"[\s】\]）):：>»|…↓▼]*+(?:更多[\s>»]*+)?$"
)
_WHICH = (
    r"(?:[上下]一?(?:条|條|篇|则|則|页|頁|张|張|组|組|个|章|节|期|主题|文章|新闻|信息|图集)"
    r"|[前后後]一?(?:条|篇|则|页|个|张|组))(?:文章|新闻|信息|公告|内容|资讯|消息|稿件|图片|图集)?"
)
_NEIGHBOUR = re.compile(
    rf"^[\s【\[（(<《«‹←>·●◆▲▼■]{{0,6}}{_WHICH}[\s】\]）)>》»›→]{{0,6}}(?:$|[:：].{{0,80}}$|没有了?.{{0,8}}$)|^(?:Prev|Next|PREV|NEXT|Previous)\s?[:：].{{2,80}}$"
)
_WAY = re.compile(r"[上下前后後PN]")
_NONE_LEFT = re.compile(r"[:：].{0,6}(?:没有|暂无|无).{0,6}$")
_NEIGHBOURS_ONE_LINE = re.compile(
    rf"^[\s【\[（(<《«‹←>·●◆▲▼■]{{0,6}}{_WHICH}[\s】\]）)>》»›→]{{0,6}}[:：|｜/\s].{{0,80}}?{_WHICH}(?:[\s】\]）):：>》»›→|].{{0,80}})?$"
)
_NEIGHBOUR_SPACED = re.compile(rf"^[\s【\[（(<《«‹←>]{{0,6}}{_WHICH}[\s】\]）)>》»›→]{{1,6}}\S.{{3,60}}$")
_NEIGHBOUR_GLUED = re.compile(r"^\s?[上下][一]?(?:篇|条|则)[^\s，。]{4,60}$")
_LONE_NEIGHBOUR = re.compile(rf"^[\s【\[（(<《«‹←>]{{0,6}}{_WHICH}[\s】\]）)>》»›→]{{0,6}}[:：]?\s*$")
_DETAILS = re.compile(
    r"[\[【（(〖<《]\s?(?:点击|點擊)?(?:查看|阅读|浏览)?(?:更多)?(?:详细|詳細|详情|詳情|更多|详细内容|详细信息|MORE|more)"
    r"\s?[\]】）)〗>》][>»›\s]*$"
    r"|(?:\.{3,6}|…{1,2})\s?(?:查看|点击|了解)?(?:详细|详情|更多)[>»›\s]*$|(?:查看详情|了解详情|详细|更多|MORE|more)\s?[>»›]{1,3}\s*$"
)
_UNFOLD = re.compile(
    r"(?:\.{3,6}|…{1,2})\s?[\[【（(]?\s?(?:点击)?(?:查看|阅读|展开)?(?:全文|原文|更多)\s?[\]】）)]?[>»›\s]*$"
    r"|[\[【（(]\s?(?:点击)?(?:查看|阅读|展开)?(?:全文|原文)\s?[\]】）)][>»›\s]*$|(?:阅读|查看)全文\s?[>»›]{1,3}\s*$"
)
_DAY = r"(?:20\d\d[-/.年])?\d{1,2}[-/.月]\d{1,2}日?(?:\s\d{1,2}:\d{2}(?::\d{2})?)?"
_DATED = re.compile(
    rf"^[\s·•●■◆>»\-\d.、]{{0,6}}(?=[^\d]{{0,60}}[\u3400-\u9fff]).{{6,60}}?(?:[\s\[【（(]{{1,4}}|(?=20\d\d-)){_DAY}[\]】）)\s]*$"
    rf"|^[\s·•●■◆>»]{{0,4}}[\[【（(]{_DAY}[\]】）)]\s?\S.{{5,60}}$|^[\s·•●■◆>»]{{0,4}}20\d\d-\d\d-\d\d\s\S.{{5,60}}$"
)
_ENDS_OF_SENTENCES = tuple("。！？!?；;”」…")


@lru_cache(maxsize=2048)
def heads_other_articles(line: str) -> bool:
    """Say whether a line is the heading of a list of other articles or of the comments.

    >>> heads_other_articles("相关新闻："), heads_other_articles("相关部门表示，道路已恢复通行。")
    (True, False)
    """
    return len(line) <= HEADING_CHARACTERS and bool(_HEADING.match(line))


def cut_related(text: str) -> str:
    r"""Cut a heading such as 相关新闻 and the headlines below it; the sentences of the story stay.

    >>> cut_related("山阳县今日丰收。\n相关新闻：\n宣汉县举行采茶节\n渠县通车")
    '山阳县今日丰收。'
    >>> cut_related("山阳县今日丰收。\n相关链接：宣汉县举行采茶节")
    '山阳县今日丰收。'
    >>> cut_related("相关部门表示，道路已经恢复。\n相关新闻发布会昨日举行。")
    '相关部门表示，道路已经恢复。\n相关新闻发布会昨日举行。'
    """
    kept: list[str] = []
    below_heading = False
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if kept and heads_other_articles(line) and not is_sentence(following):
            below_heading = True
        elif not (below_heading and _is_headline(line)):
            below_heading = False
            kept.append(line)
    return "\n".join(cut_behind_story(kept, _is_headed_headline))


def _is_headed_headline(line: str) -> bool:
    """Say whether a line is such a heading and one headline: 相关链接：渠县通车."""
    head, colon, headline = line.replace(":", "：", 1).partition("：")
    return bool(colon and headline.strip()) and heads_other_articles(head) and _is_headline(line)


def _is_headline(line: str) -> bool:
    return (
        bool(line.strip())
        and len(line) <= HEADLINE_CHARACTERS
        and not line.rstrip().endswith(_ENDS_OF_SENTENCES)
    )


def cut_neighbours(text: str) -> str:
    r"""Cut the lines that lead to the article before and the one after, their headlines with them.

    >>> cut_neighbours("山阳县今日丰收。\n上一条：渠县通车\n下一条：\n宣汉县举行采茶节")
    '山阳县今日丰收。'
    >>> cut_neighbours("上一页写的是春耕。\n下一条街，又是一番景象。")
    '上一页写的是春耕。\n下一条街，又是一番景象。'
    """
    kept: list[str] = []
    alone = False
    for line in text.split("\n"):
        led = alone and _is_headline(line)
        alone = False
        if kept and _leads_on(line):
            alone = bool(_LONE_NEIGHBOUR.match(line))
        elif not led or heads_other_articles(line):
            kept.append(line)
    kept = cut_behind_story(kept, _is_spaced_neighbour)
    bare = cut_behind_story(kept, _is_glued_neighbour)
    if len(kept) - len(bare) != BOTH_WAYS:
        return "\n".join(kept)
    ways = [line.strip()[0] for line in kept if line not in bare]
    return "\n".join(bare if len(set(ways)) == BOTH_WAYS else kept)


def _leads_on(line: str) -> bool:
    """Say whether a line leads to the article before or after: by name, or says that there is none."""
    if not _WAY.search(line, 0, WAY_CHARACTERS) or (is_sentence(line) and not _NONE_LEFT.search(line)):
        return False
    return bool(_NEIGHBOUR.match(line) or _NEIGHBOURS_ONE_LINE.match(line))


def _is_glued_neighbour(line: str) -> bool:
    return bool(_NEIGHBOUR_GLUED.match(line)) and not is_sentence(line)


def _is_spaced_neighbour(line: str) -> bool:
    return bool(_NEIGHBOUR_SPACED.match(line)) and not is_sentence(line)


def cut_teasers(text: str) -> str:
    r"""Cut the teasers and the dated headlines of other articles below the story.

    >>> cut_teasers("山阳县今日丰收。\n渠县新增公交，方便居民出行……[详细]")
    '山阳县今日丰收。'
    >>> cut_teasers("山阳县今日丰收。\n全县油菜收割过半，各乡镇还在抢收……[阅读全文]")
    '山阳县今日丰收。\n全县油菜收割过半，各乡镇还在抢收……[阅读全文]'
    """
    lines = text.split("\n")
    lines = _without_tail(lines, _points_elsewhere, 1)
    lines = _without_tail(lines, _unfolds, FEWEST_UNFOLDED)
    return "\n".join(_without_tail(lines, _is_dated, FEWEST_DATED))


def _points_elsewhere(line: str) -> bool:
    pointer = _DETAILS.search(line)
    return pointer is not None and pointer.start() >= TEASER_CHARACTERS


def _unfolds(line: str) -> bool:
    pointer = _UNFOLD.search(line)
    return pointer is not None and pointer.start() >= TEASER_CHARACTERS


def _is_dated(line: str) -> bool:
    return "\t" not in line and not is_sentence(line) and bool(_DATED.match(line))


def _without_tail(lines: list[str], is_teaser: Callable[[str], bool], fewest: int) -> list[str]:
    """Return the lines without the teasers that are their end, where there are enough; a headline goes with its teaser."""
    last = len(lines)
    count = 0
    while last > 1:
        if is_teaser(lines[last - 1]):
            count, last = count + 1, last - 1
        elif count and last > 2 and _is_headline(lines[last - 1]) and is_teaser(lines[last - 2]):
            last -= 1
        else:
            break
    if count < fewest or (last == 1 and is_teaser(lines[0])):  # a round-up of news is all such lines
        return lines
    headed = last > 1 and _is_headline(lines[last - 1]) and _heads(lines[last - 1], lines[last])
    return lines[: last - 1] if headed else lines[:last]


def _heads(headline: str, teaser: str) -> bool:
    """Say whether a headline is the teaser's own: they have a word of some length in common."""
    return any(headline[at : at + SHARED] in teaser for at in range(len(headline) - SHARED + 1))
