"""Words that stand where a name does and name nobody: buttons, counters, hours, weather, editions, sections.

They are told by their form first; the lists hold only what has none.
"""

import re
from functools import lru_cache

from pipelines.controls.lone_words import EDGE, begins_like_a_button, is_button_word, letters_of
from pipelines.names import has_form_of_name, read_words

_NO_SOURCE = read_words("no_sources.txt")
_FORMS = re.compile(
    r"^(?:"
    r"\d+|[\d.,]+ ?[万亿kKwW+]{0,2} ?(?:次|人|条|個|个|赞|阅读|浏览|评论|点赞|收藏|分享|播放|views?|likes?|comments?|reads?)?"
    r"|.{0,6}[\d.]+万?[+]? ?(?:次|人|条|个赞|赞)(?:阅读|浏览|点击|评论|点赞|收藏|分享|播放|参与|关注|围观|看过)?.{0,2}"
    r"|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
    r"|(?:农历|農曆|阴历|旧历|公历|夏历).{0,14}|.{0,3}[正一二三四五六七八九十冬腊闰]{1,3}月(?:初|十|廿|卅|三十).{0,2}"
    r"|[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年.{0,8}"
    r"|(?:UTC|GMT|CST|EST|PST|BST|CET)(?:[+-]?\d.*)?|北京时间.{0,4}|.{1,4}时间"
    r"|凌晨|清晨|早上|早晨|上午|中午|午间|下午|午后|傍晚|晚上|晚间|夜间|深夜|半夜|AM|PM|am|pm|[a-z]\.m\."
    r"|(?:晴|阴|大?雪|霾|雾)(?:转.{1,4})?(?:间.{1,4})?|.{0,2}(?:多云|小雨|中雨|大雨|暴雨|阵雨|雷雨|阵雪|沙尘)(?:转.{1,4})?.{0,3}"
    r"|.{0,10}[℃°].{0,6}"
    r"|[东南西北]{1,2}风.{0,5}|空气.{1,4}|气温.{0,8}|湿度.{0,5}"
    r"|(?:第[\d一二三四五六七八九十百零]+|[A-D]?\d+)[版期页頁章节集季届号次].{0,6}|总第.{1,6}期|共.{1,4}[页頁张张图条]"
    r"|(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?[.,]?|[A-Z][a-z]{2,8}[.]? \d{1,2}.*"
    r"|.{0,8}(?:版权|版權|著作权|属地|属性|IP|ICP|https?|www).{0,24}|.{1,20}\.(?:com|cn|net|org)(?:/.*)?"
    r"|.{1,10}(?:[.]{2,6}|…{1,2}|[？?！!])"
    r")$",
    re.IGNORECASE,
)
_INSIDE = re.compile(
    r"来自网|图源|更多|再试|书签|搜索|留言|生成|商城|[#＃]|扫一扫|扫码|内打开|发布会|人参与|次阅读|阅读[量数]?[\d.]|浏览|点击|条评论|(?<![\d.])[\d.]+万?[次+]|有限公司|属地|版权|发布时间|星期|记者|記者|通讯员|更新"
    r"|[／/].{0,6}(?:报道|報導|報道|电|電)$"
)


@lru_cache(maxsize=4096)
def names_nobody(text: str) -> bool:
    """Tell whether `text` is a word that names neither an outlet nor a person, wherever it stands.

    >>> words = ("【打印】", "3人点赞", "农历十月十一", "AI解读", "加载中...", "星期五", "发表于", "我要投稿")
    >>> all(names_nobody(word) for word in words), names_nobody("山阳微观"), names_nobody("沈砚")
    (True, False, False)
    """
    word = text.strip(EDGE)
    letters = letters_of(word)
    if len(letters) <= 1 or is_button_word(word) or word in _NO_SOURCE or letters in _NO_SOURCE:
        return True
    if has_form_of_name(word):
        return False
    forms = _FORMS.match(word) or _FORMS.match(text) or _INSIDE.search(word)
    return begins_like_a_button(word) or forms is not None


_HANGING = re.compile(
    "·(?:(?:听|收听|播放|朗读|语音)(?:新闻|全文|文章|本文|播报|朗读)?|分享|收藏|关注|订阅)$"
)
"""A button that hangs on a dot, where the channel of an outlet may stand."""


def cut_hanging_button(outlet: str) -> str:
    """Return an outlet without the button that a template hangs on it with a dot.

    >>> cut_hanging_button("山阳网·听新闻"), cut_hanging_button("山阳网·听涛"), cut_hanging_button("山阳网·视频")
    ('山阳网', '山阳网·听涛', '山阳网·视频')
    """
    return _HANGING.sub("", outlet)
