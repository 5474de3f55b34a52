"""Buttons: what can be clicked on a page, one or a row of them, told by their wording."""

import re
from functools import lru_cache

from pipelines.controls.counters import COUNTED, counts_clicks
from pipelines.controls.pagers import turns_pages
from pipelines.controls.traditional import in_simplified

ROW_CHARACTERS = 90
"""Longest row of buttons: a share line with a dozen targets."""

_TARGET = (
    r"(?:微信(?:好友|朋友圈)?|朋友圈|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|空间|人人网|豆瓣|易信|LOFTER|好友"
    r"|有道云笔记|[Ff]acebook|[Tt]witter|LINE|手机|桌面)"
)
_SHARE_LINE = re.compile(
    # What follows these signs may begin with some of them, and is tried behind each: there are no more than in a line.
    r"^[\s【\[（(>*—\-·|▼↓]{0,60}(?:"
    rf"(?:分享|转播)(?:本文|此文|文章)?(?:到|至|给|按钮|让更多人看到)?\s*+[:：]?(?>[\s、|]*{_TARGET}){{0,12}}"
    rf"|{_TARGET}(?>[\s、|]*{_TARGET}){{1,12}}|复制链接|用(?:LINE|微信|QQ|脸书)(?:传送|分享|发送)"
    r"|(?:点击|點擊|欢迎)?(?:进入|進入|返回|查看).{0,20}(?:专题|專題|频道|頻道|首页|列表|讨论|论坛|股吧"
    r"|更多|详情|原图|大图|完整版|原文|专区|配置)\s*+[:：]?"
    r"|更多(?:精彩)?(?:新闻|内容|资讯|详情|推荐)?|更多精彩.{0,16}"
    r"|(?:鲜花|握手|雷人|路过|鸡蛋|\s){2,12}+"
    r"|(?:点击|轻触)?展开(?:阅读)?(?:全文|更多(?:内容)?|(?:剩余|余下).{0,6})?|全文展开|阅读(?:全文|原文|更多|下一篇)|余下全文|全文完"
    r"|请继续(?:往下)?阅读(?:本文|全文)?|看更多.{0,12}|(?:点我|按我).{0,16}|图集|组图"
    r"|(?:精彩)?视频推荐|广告|推广|[Aa]dvertisement|ADVERTISEMENT"
    r"|[大中小]字[号体]|字[号体](?:\s*[:：].{0,16}|[\s大中小AT+-]*+)|T\s*\+\s*-|\+1"
    r"|您的浏览器.{0,30}|.{0,8}浏览器(?:暂|不支持|无法).{0,24}|.{0,6}请(?:使用|升级).{0,10}浏览器.{0,10}"
    r"|(?:视频|音频|图片)?(?:正在加载|加载中).{0,8}|GIF|视频加载失败.{0,10}|(?:点击|点我|上拉|下拉)?(?:加载|显示)更多.{0,6}"
    r"|(?:没有|暂无)更多.{0,6}|(?:.{0,4}已经?|.{0,4}我是)(?:到底|有底线|显示全部|加载完|全部加载).{0,6}"
    r"|点击下一页继续阅读|暂无(?:评论|相关|数据).{0,8}"
    r")[\s】\]）)>».。…∨⌄﹀↓▼—-]*$"
)
_MARK = re.compile(
    r"^[^\w]{0,4}(?:廣告|广告|[Aa]dvertisement|ADVERTISEMENT|AD)[^\w（(]{0,4}(?:[（(][^（）()]{0,14}[）)])?$"
    r"|^[\s—–―\-=_*·~]{0,60}(?:华丽的)?分[隔割]线[\s—–―\-=_*·~]{0,60}$"
)
"""The word over an advert, 廣告（請繼續閱讀本文）, and a rule that says that it is one."""
_PLAYER = re.compile(
    r"^(?:收听|播放|点击|语音|音频|视频|朗读|播报|本文|全文){1,3}\s?(?:\d{1,2}:\d{2}[\s/]{0,3}){1,3}$|^\d{1,2}:\d{2}(?::\d{2})?(?:\s{0,3}/\s{0,3}\d{1,2}:\d{2}(?::\d{2})?|(?=[^\d]{2}))[\s\d./:Xx]{0,12}+"
    r"(?:(?:倍速|高清|标清|超清|全屏|静音|播放|暂停|自动|重播)[\s\d.xX]{0,6}){0,6}$"
)
"""00:00 / 02:31 倍速 高清; a time alone is a timetable's."""
_GESTURE = re.compile(
    r"^[\W_]{0,6}请?(?:(?:向|往)?[上下左右]{1,2})?(?:继续)?(?:滑动|划动|轻触|点击|长按|戳)[\u4e00-\u9fff“”]{0,8}"
    r"(?:查看|看|阅读|阅览|浏览|观看|收听|播放|放大)[\u4e00-\u9fff“”]{0,8}[\W_]{0,6}$"
    r"|^[\W_]{0,6}轻触[\u4e00-\u9fff]{2,8}[\W_]{0,6}$"
)
"""What a hand does on a screen: 左右滑动查看更多, 轻触阅读原文."""
_SENTENCE_ENDS = ("。", "！", "？", "；")
_VERB = (
    r"(?:我要|一键)?(?:打印|列印|关闭|回|加入|增大|减小|放大|缩小|加载|关掉|返回|回到|收藏|分享|转发|转载到|点赞|点个赞|我要赞|在看|点在看|点个在看|评论|留言|写留言|写评论"
    r"|我要评论|发表评论|参与评论|查看评论|举报|我要举报|按赞|追踪|传送|投诉|纠错|我要纠错|报错|内容纠错|推荐|顶部|置顶|复制|拷贝|下载|另存|保存|导出|订阅|关注|打赏|赞赏|反馈|我要反馈|意见反馈"
    r"|海报|生成海报|扫一扫|朗读|听新闻|语音播报|收起|加入收藏|设为首页|我要分享|我要投稿|发送|推送|查看|浏览|TOP|Top)"
)
_OBJECT = (
    r"(?:到|至|给|本|此|该|当前|这)?(?:稿|页(?:面|顶|首)?|字体|视窗|窗|文|篇|文章|全文|正文|原文|网页|网站|内容|窗口|顶部|顶端|首页|粉丝团|社团|我们的?|列表页?|目录|上[一]?[页级]|频道|栏目|链接|网址|地址|二维码"
    r"|好友|朋友圈|微信|微博|QQ空间|手机|桌面|按钮|PDF|Word|更多|信息|新闻|文件|收藏夹|海报|长图|评论|附件打包)"
)
_SMALL = r"(?:大|中|小|赞|顶|踩|top|更多|首页|字[号体]|正文|原文|繁体|简体|繁體|默认|标准|超大|喜欢|不喜欢|不感兴趣|有用|没用|回顶部|回顶|上一篇|下一篇|上一条|下一条|目录|A[+-]?|T[+-]?|\+1|-1)"
_TOKEN = re.compile(
    rf"(?:(?P<whole>{_VERB}{_OBJECT}{{1,2}})|(?P<bare>{_VERB})|(?P<small>{_SMALL})|{_TARGET})(?:\d{{1,7}}\+?)?"
)
_SPLIT = re.compile(r"[\s|｜¦丨/／·•、,，【】\[\]（）()〔〕<>《》「」〖〗:：»›>↑↓▲▼▶◀^★☆❤♥👍⭐✦-]+")
_BRACKETED_ROW = re.compile(r"^(?:[\s　]*[【\[〔〖（(][^【】\[\]〔〕〖〗（）()]{1,12}[】\]〕〗）)]){1,8}\s*$")

_COUNT = re.compile(rf"{COUNTED}(?:次数|量|数)?\s?[:：]\s?\d{{1,9}}\s?[次人]?")
_COMMENTS = re.compile(
    r"^[\s【\[（(]{0,4}(?:(?:网友|最新|热门|精彩|全部)?(?:评论|跟帖|跟贴|留言)(?:\s*[（(]?\d+条?)?|我来说两句.{0,10}"
    r"|(?:发表|参与)(?:评论|讨论|互动)(?:\s*[（(]\d*)?|赞\s?[（(]?\d{0,8})[\s】\]）)>»…-]{0,6}$"
)
_LETTER = re.compile(r"[^\W_]")
_ROW = re.compile(
    r"^(?:[\W\d_]|打印|本页|本文|关闭|窗口|返回|顶部|首页|列表|收藏|收起|展开|全文|分享到?|转发|点赞|在看|纠错|举报"
    r"|复制|链接|微信|微博|朋友圈|QQ空间|QQ好友|字[号体]|大|中|小|[上下]一[篇条页]|没有了|评论)++$"
)
"""A line of nothing but the words that stand on buttons."""


def offers_click(line: str) -> bool:
    """Say whether a line is nothing but buttons, counters, page numbers or the mark of an advert.

    >>> offers_click("【打印本页】【关闭窗口】"), offers_click("本文已被阅读 1203 次"), offers_click("共2页 下一页")
    (True, True, True)
    >>> offers_click("分享丰收的喜悦"), offers_click("阅读一小时，成了孩子们每天最期待的事。")
    (False, False)
    """
    if len(line) > ROW_CHARACTERS or line.rstrip().endswith(_SENTENCE_ENDS):
        return False
    line = in_simplified(line)
    return bool(
        _SHARE_LINE.match(line)
        or _MARK.match(line)
        or _COMMENTS.match(line)
        or _PLAYER.match(line)
        or _GESTURE.match(line)
        or turns_pages(line)
        or _is_row(line)
        or counts_clicks(line)
    )


def _is_row(line: str) -> bool:
    """Say whether a line is a row of buttons: one with its object, or several in a row, all of them buttons."""
    tokens = [
        _TOKEN.fullmatch(token)
        for token in _SPLIT.split(_COUNT.sub(" ", line))
        if token and not token.isdigit()
    ]
    if not tokens or not all(tokens):
        return False
    named = sum(token is not None and bool(token["whole"]) for token in tokens)
    bare = sum(token is not None and bool(token["bare"]) for token in tokens)
    bracketed = bool(_BRACKETED_ROW.match(line))
    if bracketed and len(tokens) > 2:
        return True
    return bool(named) or bare > 1 or (bool(bare) and (len(tokens) > 1 or bracketed))


@lru_cache(maxsize=2048)
def is_button(text: str) -> bool:
    """Say whether a line offers a click, or has no letter.

    >>> is_button("【打印本页】【关闭窗口】"), is_button("大中小学开学")
    (True, False)
    """
    return offers_click(text) or not _LETTER.search(text) or _is_row_of_words(text)


def _is_row_of_words(text: str) -> bool:
    return bool(_ROW.match(in_simplified(text))) and not any(map(str.isdigit, text[:1]))


def is_bare(text: str) -> bool:
    """Say whether a line is one button that names no object: 分享, 打印."""
    token = _TOKEN.fullmatch(in_simplified(text).strip(" >»›↓↑▲▶+"))
    return token is not None and bool(token["bare"])
