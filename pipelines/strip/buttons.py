"""Buttons, counters and pagers: rows of what can be clicked, and the numbers that count clicks."""

import re

from pipelines.strip.voice import cut_at_end, is_sentence

ROW_CHARACTERS = 90
"""Longest row of buttons: a share line with a dozen targets."""

_TARGET = (
    r"(?:微信(?:好友|朋友圈)?|朋友圈|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|空间|人人网|豆瓣|易信|LOFTER|好友"
    r"|有道云笔记|[Ff]acebook|[Tt]witter|LINE|手机|桌面)"
)
_SHARE_LINE = re.compile(
    # What follows these signs may begin with some of them, and is tried behind each: there are no more than in a line.
    r"^[\s【\[（(>*—\-·|▼↓]{0,60}(?:"
    rf"分享(?:本文|此文|文章)?(?:到|至|给|按钮|让更多人看到)?\s*+[:：]?(?>[\s、|]*{_TARGET}){{0,12}}"
    rf"|{_TARGET}(?>[\s、|]*{_TARGET}){{1,12}}|复制链接"
    r"|(?:点击|點擊|欢迎)?(?:进入|進入|返回|查看).{0,20}(?:专题|專題|频道|頻道|首页|列表|讨论|论坛|股吧"
    r"|更多|详情|原图|大图|完整版|原文|专区|配置)\s*+[:：]?"
    r"|更多(?:精彩)?(?:新闻|内容|资讯|详情|推荐)?|更多精彩.{0,16}"
    r"|(?:鲜花|握手|雷人|路过|鸡蛋|\s){2,12}+"
    r"|展开(?:全文|阅读全文|剩余.{0,6})?|阅读(?:全文|原文|更多|下一篇)|余下全文|全文完|請繼續往下閱讀"
    r"|请继续往下阅读|看更多.{0,12}|(?:點我|按我).{0,16}|图集|组图"
    r"|(?:精彩)?视频推荐"
    r"|[大中小]字[号体]|字[号体](?:\s*[:：].{0,16}|[\s大中小AT+-]*+)|T\s*\+\s*-|\+1"
    r"|您的浏览器.{0,30}|.{0,8}浏览器(?:暂|不支持|无法).{0,24}|.{0,6}请(?:使用|升级).{0,10}浏览器.{0,10}"
    r"|正在加载.{0,8}|加载中.{0,6}|视频加载失败.{0,10}"
    r"|点击下一页继续阅读|暂无(?:评论|相关|数据).{0,8}"
    r")[\s】\]）)>».。…-]*$"
)
_SENTENCE_ENDS = ("。", "！", "？", "；")

_VERB = (
    r"(?:我要|一键)?(?:打印|列印|关闭|關閉|增大|减小|放大|缩小|加载|关掉|返回|回到|收藏|分享|转发|转载到|点赞|點讚|点个赞|我要赞|在看|点在看|点个在看|评论|評論|留言|写留言|写评论"
    r"|我要评论|举报|我要举报|投诉|纠错|我要纠错|报错|内容纠错|推荐|顶部|置顶|复制|拷贝|下载|另存|保存|导出|订阅|关注|打赏|赞赏|反馈|我要反馈|意见反馈"
    r"|海报|生成海报|扫一扫|朗读|听新闻|语音播报|收起|加入收藏|设为首页|我要分享|我要投稿|发送|推送|查看|浏览)"
)
_OBJECT = (
    r"(?:到|至|给|本|此|该|当前|这)?(?:稿|[页頁]面?|字体|視窗|窗|文|篇|文章|全文|正文|原文|网页|网站|内容|窗口|顶部|首页|列表页?|目录|上[一]?[页级]|频道|栏目|链接|网址|地址|二维码"
    r"|好友|朋友圈|微信|微博|QQ空间|手机|桌面|按钮|PDF|Word|更多|信息|新闻|文件|收藏夹|海报|长图|评论|附件打包)"
)
_SMALL = r"(?:大|中|小|赞|顶|踩|TOP|Top|top|更多|首页|字[号体]|正文|原文|繁体|简体|繁體|默认|标准|超大|喜欢|不喜欢|不感兴趣|有用|没用|回顶部|回顶|上一篇|下一篇|上一条|下一条|目录|A[+-]?|T[+-]?|\+1|-1)"
_TOKEN = re.compile(
    rf"(?:(?P<whole>{_VERB}{_OBJECT}{{1,2}})|(?P<bare>{_VERB})|(?P<small>{_SMALL})|{_TARGET})(?:\d{{1,7}}\+?)?"
)
_SPLIT = re.compile(r"[\s|｜¦丨/／·•、,，【】\[\]（）()〔〕<>《》「」〖〗:：»›>↑↓▲▼^★☆❤♥👍⭐✦-]+")
_BRACKETED_ROW = re.compile(r"^(?:[\s　]*[【\[〔〖（(][^【】\[\]〔〕〖〗（）()]{1,12}[】\]〕〗）)]){1,8}\s*$")

_COUNTED = (
    r"(?:阅读|閱讀|浏览|瀏覽|点击|點擊|访问|查看|播放|观看|收看|收听|点赞|赞|评论|評論|留言|回复|人气|热度|跟[帖贴]|参与|收藏|分享|转发|下载|推荐"
    r"|在看|围观|喜欢|阅|读)"
)
_COUNTER = re.compile(
    r"^[\s【\[（(—\-|·]{0,6}"
    r"(?:(?:[本此该][\u4e00-\u9fff]{1,2}|本文|本页|此文|该文|本篇|文章|页面|本条|此条|信息|新闻|稿件|当前|累计|总|全网|您是|共有?|已有?|目前)的?){0,3}(?:第|共|已|被|累计|总){0,4}\s?"
    rf"(?:{_COUNTED}{{1,2}}(?:数量?|量|次数|人数|率|总数)?\s{{0,3}}(?:[:：(（了]\s?)?\d[\d,.]{{0,12}}\s?[万亿wWkK]?\+?\s?(?:次|人次|人|条|回|遍|位)?"
    rf"|\d[\d,.]{{0,12}}\s?[万亿wWkK]?\+?\s?(?:次|人次|人|位|条|个)?(?:已|被)?(?:{_COUNTED}{{1,2}}(?:了?本文|过|数|量)?|读者|访客|访问者)"
    rf"|{_COUNTED}{{1,2}}(?:数量?|量|次数|人数|率|总数)\s?[:：]?)"
    r"[\s】\]）)—\-|·.。]{0,6}$"
)
_COUNT = re.compile(rf"{_COUNTED}(?:次数|量|数)?\s?[:：]\s?\d{{1,9}}\s?[次人]?")
_COUNTERS_ROW = re.compile(
    rf"^(?:[\s|｜/·,，【\[（(]{{0,4}}{_COUNTED}{{1,2}}(?:数|量|次数)?\s?[:：(（]?\s?\d[\d,.]{{0,9}}[万wWkK]?\+?[次人条）)\]】]{{0,2}}){{1,6}}\s*$"
)
_COMMENTS = re.compile(
    r"^[\s【\[（(]{0,4}(?:(?:网友|最新|热门|精彩|全部)?(?:评论|跟帖|跟贴|留言)(?:\s*[（(]?\d+条?)?|我来说两句.{0,10}"
    r"|(?:发表|参与)(?:评论|讨论|互动)(?:\s*[（(]\d*)?|赞\s?[（(]?\d{0,8})[\s】\]）)>»…-]{0,6}$"
)
_PAGE_WORD = r"(?:[上下前后]一?页|[首尾末]页|(?:本文)?共\s?\d{1,4}\s?页|第\s?\d{0,4}\s?页|分页|页码|跳转到?|转到|GO|Go|go|确定|页|到|全文|余下全文)"
_PAGER = re.compile(
    rf"^(?=.{{0,60}}页)[\s【\[（(]{{0,4}}(?:{_PAGE_WORD}|\d{{1,4}}(?:/\d{{1,4}})?|[\s\[\]【】()（）·|｜,，:：/<>«»‹›.…-]){{1,60}}+$"
)
_NUMBERS_PAGER = re.compile(r"^1\s+2(?:\s+\d{1,3}){0,20}(?:\s*下一?页)?(?:\s*尾页)?$")
_END_MARK = re.compile(
    r"^[\s（(【\[<《—–―\-=~～·•*＊.…◆■●▼_★☆|]{0,30}(?:(?:THE|The|the)?\s?(?:END|End|end)|全文完|本文完|正文完|正文结束|完结?)"
    r"[\s）)】\]>》—–―\-=~～·•*＊.…◆■●▼_★☆|]{0,30}$"
)
_RULE = re.compile(r"^(?![\s]*[—–―-]{1,2}\s*$)[\s—–―\-=~～·•*＊.◆■●▼▽▲△_★☆↓↑→←⬇⬆👇👆🔻✦♥❤|>》»…]{1,60}$")


def offers_click(line: str) -> bool:
    """Say whether a line is nothing but buttons, counters or page numbers.

    >>> offers_click("【打印本页】【关闭窗口】"), offers_click("本文已被阅读 1203 次"), offers_click("共2页 下一页")
    (True, True, True)
    >>> offers_click("分享丰收的喜悦"), offers_click("阅读一小时，成了孩子们每天最期待的事。")
    (False, False)
    """
    if len(line) > ROW_CHARACTERS or line.rstrip().endswith(_SENTENCE_ENDS):
        return False
    return bool(
        _SHARE_LINE.match(line)
        or _COMMENTS.match(line)
        or _PAGER.match(line)
        or _NUMBERS_PAGER.match(line)
        or _is_row(line)
        or counts_clicks(line)
    )


def counts_clicks(line: str) -> bool:
    r"""Say whether a line counts who read, liked or passed on the page; a row of a table counts something else.

    >>> counts_clicks("本文已被阅读 1203 次"), counts_clicks("阅读\t1203")
    (True, False)
    """
    return "\t" not in line and bool(_COUNTER.match(line) or _COUNTERS_ROW.match(line))


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


def _ends_text(line: str) -> bool:
    """Say whether a line marks the end of the text, or is a button that only there is none of its words."""
    if _END_MARK.match(line) or _RULE.match(line):
        return True
    token = _TOKEN.fullmatch(line.strip(" >»›↓↑"))
    return token is not None and bool(token["bare"])


def cut_buttons(text: str) -> str:
    r"""Cut the lines that only offer a click or count them, and at the end the mark of the end; sentences stay.

    >>> cut_buttons("山阳县今日丰收。\n— END —\n分享到：\n【打印】【关闭】\n浏览次数：12")
    '山阳县今日丰收。'
    >>> cut_buttons("扫一扫墙上的二维码，村民就能办完手续，省去了来回奔波之苦。")
    '扫一扫墙上的二维码，村民就能办完手续，省去了来回奔波之苦。'
    """
    lines = text.split("\n")
    told = [at for at, line in enumerate(lines) if is_sentence(line)]
    within = range(told[0], told[-1]) if told else range(0)  # there figures are the story's: 播放量 3.4万
    kept = [
        line
        for at, line in enumerate(lines)
        if not offers_click(line) or (at in within and counts_clicks(line))
    ]
    return "\n".join(cut_at_end(kept, _ends_text))
