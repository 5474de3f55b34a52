"""Counters: the numbers that tell how many read, liked or passed on a page."""

import re

COUNTED = (
    r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问|查看|播放|观看|收看|收听|点赞|赞|评论|評論|留言|回复|人气|热度|跟[帖贴]|参与|收藏|分享|转发|下载|推荐"
    r"|在看|围观|喜欢|[顶踩]一下|阅|读)"
)
_COUNTER = re.compile(
    r"^[\s【\[（(—\-|·]{0,6}"
    r"(?:(?:[本此该][\u4e00-\u9fff]{1,2}|本文|本页|此文|该文|本篇|文章|页面|本条|此条|信息|新闻|稿件|当前|累计|总|全网|您是|共有?|已有?|目前)的?){0,3}(?:第|共|已|被|累计|总){0,4}\s?"
    rf"(?:{COUNTED}{{1,2}}(?:数量?|量|次数|人数|率|总数)?\s{{0,3}}(?:[:：(（了]\s?)?\d[\d,.]{{0,12}}\s?[万亿wWkK]?\+?\s?(?:次|人次|人|条|回|遍|位)?"
    rf"|[已有共]{{0,2}}\d[\d,.]{{0,12}}\s?[万亿wWkK]?\+?\s?(?:次|人次|人|位|条|个)?(?:已|被)?(?:{COUNTED}{{1,2}}(?:了?本文|过|数|量)?|读者|访客|访问者)"
    rf"|{COUNTED}{{1,2}}(?:数量?|量|次数|人数|率|总数)\s?[:：]?)"
    r"[\s】\]）)—\-|·.。]{0,6}$"
)
_COUNTERS_ROW = re.compile(
    rf"^(?:[\s|｜/·,，【\[（(]{{0,4}}{COUNTED}{{1,2}}(?:数|量|次数)?\s?[:：(（]?\s?\d[\d,.]{{0,9}}[万wWkK]?\+?[次人条）)\]】]{{0,2}}){{1,6}}\s*$"
)
_BARE = re.compile(
    rf"^(?:{COUNTED}(?:量|数|次数|人数)?[:：\s(（]{{0,3}})?\d{{0,9}}\s?(?:次|人|条|万|%|{COUNTED})?[)）]?$"
)
"""A number, or the label of a counter whose number a script fills in."""
_PAIRS = re.compile(
    r"^(?:[\u3400-\u9fff]{2,4}\s?[:：]?\s?\d{1,9}\s{0,3}[|｜]\s{0,3}){1,6}[\u3400-\u9fff]{2,4}\s?[:：]?\s?\d{1,9}$"
)
"""What a forum counts, in a row: 查看: 812|回复: 2, 主题 120 | 帖子 3308."""
_READING = re.compile(
    r"^\W{0,4}(?:(?:全文|本文)\s?[共约計计]?\s?\d{1,6}\s?字|(?:预计|預計)?(?:[阅閱][读讀]|读完)(?:本文|全文)?(?:[时時][间間长長])?"
    r"\s?[:：]?(?:[大需约約要]{0,3})\s?\d{1,3}\s?分[钟鐘])(?:\W{1,4}(?:预计|預計)?(?:[阅閱][读讀]|读完)(?:本文|全文)?"
    r"(?:[大需约約要]{0,3})\s?\d{1,3}\s?分[钟鐘](?:读完)?)?\W{0,3}$"
)
"""How long a text is to read: 全文 812 字，阅读约需 3 分钟."""


def counts_clicks(line: str) -> bool:
    r"""Say whether a line counts who read, liked or passed on the page; a row of a table counts something else.

    >>> counts_clicks("本文已被阅读 1203 次"), counts_clicks("阅读\t1203")
    (True, False)
    """
    return "\t" not in line and any(
        counter.match(line) for counter in (_COUNTER, _COUNTERS_ROW, _PAIRS, _READING)
    )


def is_counter(text: str) -> bool:
    """Say whether a line only counts readers, or is a number.

    >>> is_counter("阅读 1234"), is_counter("监督电话：0839-1234567")
    (True, False)
    """
    return bool(_BARE.match(text)) or counts_clicks(text)
