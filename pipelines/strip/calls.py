"""Calls: what the publisher asks of its reader: to scan, to follow, to pass on, to write in, to take part."""

import re

from pipelines.controls.buttons import offers_click
from pipelines.controls.traditional import in_simplified
from pipelines.strip.voice import cut_behind_story, is_sentence, speaks_of_publishing, tells_news

CALL_CHARACTERS = 90
"""Longest call."""

SHORT_CALL = 40
"""Characters of a call that names one click and no more."""

LEFT_UNREAD = re.compile(
    r"\d\s?%|订阅后|登[录陆入](?:后|即可|继续|阅读|查看|方可|才)|先登[录陆入]|会员|付费|购买|解锁|剩余|未读|试读|开通|VIP|(?:打开|下载|进入|安装).{0,16}(?:全文|余下|完整)|(?:全文|余下|完整).{0,12}(?:打开|下载)"
)
"""What says that more text stands behind a door: never cut here, since the page may have to be refused for it."""

_WRITE_IN = re.compile(
    r"(?:投稿|來稿|来稿|投書|投书|爆料|报料|征稿|徵稿|新闻热线|新闻线索|商务合作|广告合作|广告热线|联系我们|加入我们|一起加入"
    r"|訂閱|订阅|编辑部|采编|发行热线|责编|小编|(?<![\u4e00-\u9fff])合作(?=邮箱|热线|电话|微信|QQ|联系))"
    r".{0,30}(?:邮箱|信箱|郵箱|寄|热线|电话|@|QQ|微信|[tT]elegram|LINE|[:：]\s*\d)|新闻热线\s{0,4}\d"
)
_CALL = re.compile(
    r"^[【\[].{0,8}(?:征稿|徵稿|招募|招聘|招募令|启事)[】\]]$"
    r"|(?:欢迎|请|敬请|可)(?:下载|关注|搜索|扫描|添加).{0,20}(?:客户端|APP|App|公众号|微信|微博|二维码|视频号|抖音)"
    r"|(?:点我|点击|立即|马上|快来|免费|扫码)下载.{0,8}(?:APP|App|app|客户端)|下载(?:APP|App|app|客户端)$"
    r"|尽在.{2,14}(?:APP|App|客户端)|(?:下载|关注).{0,16}(?:客户端|APP|公众号).{0,16}(?:获取|查看|了解|阅读"
    r"|更多)"
    r"|^(?:本文|原文|文章)(?:链接|网址|地址)\s*[:：]|更多.{0,40}(?:请|敬请|欢迎)(?:持续)?(?:关注|点击|访问|下载|查看|登录|登陆|搜索|扫码|浏览)"
)
_FOLLOW = re.compile(
    r"^[\s【\[↑↓👆👇▲▼]{0,4}关注[“「]?[^，。,]{2,16}[，,]\s?(?:了解|获取|查看|看|知晓|掌握)[^，。]{0,12}$"
)
_HAND = re.compile(
    r"点个?赞|每个赞|點讚|在看|转发|轉發|收藏|分享|留言|评论区|星标|置顶|阅读原文|一键三连|私信|后台回复|赞赏"
)
_ASKS = re.compile(
    r"这里看|喜欢(?:就|的话|本文|这篇)|觉得|如果|记得|别忘|不要忘|欢迎|快来|快去|赶快|赶紧|动动|点个|点一个|点点|点亮|点击|点一下|点下|点(?:击)?[“「【]?(?:在看|分享|收藏|阅读原文)"
    r"|戳|长按|识别|扫描|扫码|扫一扫|请(?!示)|一起|[吧哦呀啦喔哟]|看完|让更多|提醒身边|您|你|↓|↑|👇|👆|→|▼|⬇|>>|设为|星标|加个|求|支持一下"
)
_OF_SOMEBODY = re.compile(r"(?<!设)[为给向替][^，。！？]{1,12}(?:点赞|分享|转发|留言|投票)")
_SCAN = re.compile(
    r"^[\s【\[（(▲△▼↑↓☝*—\-·■●]{0,8}(?:请|欢迎|快来|微信|手机|立即|可|马上|点击|右上角|左侧|上方|下方){0,3}"
    r"(?:(?:扫码|扫一扫|长按|微信扫[一码]?扫?|(?:扫描|识别|掃描|扫)(?=.{0,10}(?:码|QR))).{0,16}(?:二维码|小程序码|關注|关注|下载|阅读|分享|观看|查看|当前页|打开|手机|朋友圈|加入|进群|订阅|添加|QR\s?Code)\w{0,12}+[”」》】\w]{0,10}+"
    r"|(?:扫描|扫码|扫一扫|长按|识别)(?:上方|下方|上图|下图|左侧|右侧|图中|此)?(?:二维码|图片|小程序码)?"
    r"|(?:打开|下载|安装|使用|免费下载).{0,16}(?:客户端|APP|App|app)"
    r"|.{0,12}客户端下载"
    r"|关注.{0,20}(?:微信|微博|公众号|视频号|抖音号?|头条号|客户端|我们)"
    r"|戳.{0,20}|点这里.{0,12})(?:[，, ：:“「].{0,24})?[\s】\]）)>».。…！!↓↑▼👇-]{0,6}$"
)
_WELCOME = re.compile(
    r"^[\s【\[（(*—▲△▼↑↓☝👇👆-]{0,8}(?:(?:欢迎|敬请)(?:关注|访问|浏览|订阅|扫码|转发|收藏|投稿|来稿|下载|留言|您的).{0,24}|(?:本文来自|以上来自).{0,16}更多.{0,30}"
    r"|(?:感谢|谢谢)(?:您|你|大家)?的?(?:耐心)?(?:阅读|观看|收看|收听|浏览)(?:本文)?(?:[，,].{0,20})?"
    r"|(?:点击|點擊|点选|戳)(?:这里|此处|查看|图片|進入|进入|右侧|左侧|上方|下方|下图|阅读|观看|收听|关注|蓝字|标题|链接|原文|底部|左下角|“).{0,30})"
    r"[\s】\]）)>»…。！!↓▼-]*$"
)
_ACCOUNT = re.compile(
    r"^[\s【\[（(·•●]{0,4}(?:官方)?(?:微信号?|微信公众号|公众号|微博|新浪微博|抖音号?|视频号|头条号|快手号?|QQ群|微信ID|ID|小红书)(?:ID|账号|帐号)?\s?[:：]\s?@?[\w·.-]{2,24}[\s】\]）)]*$"
)
_ASKS_WARMLY = re.compile(r"欢迎|点个|记得|别忘|觉得|喜欢|如果|[吧哦啦喔]|快来")
_PASS_ON = re.compile(
    r"^(?:速转|速看|速扩|扩散周知|转发周知|转发扩散|转需|请转发|请扩散)(?:[，,].{0,12})?[！!。~]{0,3}$"
)
_ACCOUNT_NAME = re.compile(
    r"^[\s“\"「【]{0,3}[\w·]{2,20}[”\"」】]?\s?(?:官方)?(?:微信公众号|公众号|微信|微博|视频号|抖音号|头条号)(?:二维码)?$"
)
_TAGS = re.compile(
    r"^[\s【\[（(#·•]{0,4}(?:(?:文章|本文|相关|新闻|本文有\s?\d{1,2}\s?个)?(?:标签|標籤|关键词|关键字|關鍵字|關鍵詞)|TAGS?|[Tt]ags?|Keywords?)(?:阅读)?\s?(?:[:：>»]{1,3}|\s)\s?"
    r"[^。！？；，]{0,60}$|^(?:\s?#[^#\s。，]{1,24}#?){1,10}\s*$"
)
_OPEN_APP = re.compile(
    r"^[\s【\[（(>↓▼]{0,6}(?:请|点击|立即)?(?:打开|下载|安装|进入|前往).{0,12}(?:客户端|APP|App|app)[，,\s]?(?:阅读|查看|浏览|看)全文[\s】\]）)>»↓▼]{0,6}$"
)
"""Printed below whole texts too. What is left unread is said otherwise: 余下, 剩余."""
_FORMS = (_SCAN, _WELCOME, _FOLLOW, _ACCOUNT, _ACCOUNT_NAME, _TAGS)
_INVITES = re.compile(r"征文|徵文|征集|征稿|徵稿|参赛|应征|作品要求|投稿要求|投稿须知")
"""What a notice says that asks for works: there the address to write to is its matter."""
_GLUED = re.compile(
    r"(?<=[。！？!?”」）)])\s*(?:【纠错】|\[纠错\]|返回搜狐[，,]?\s*查看更多|查看更多|展开全文|阅读全文|阅读原文|【详细】|\[详细\]"
    r"|点击进入专题[^。]{0,20}|(?:↓|▼){1,3}|[（(]?(?:END|End)[）)]?)[\s>»】]*$"
)
_LAST_WORDS = re.compile(r"(?<=[。！？!?”」）)])[^。！？!?”」…]{2,40}$")
_BACK = re.compile(r"(?:返回|回到)[\u4e00-\u9fff]{2,6}[，,]\s?查看更多\s?$")
"""Glued to the last credit: 返回山阳网，查看更多."""
_MISTAKE_BUTTON = re.compile(r"^\s*[【\[](?:我要)?纠错[】\]]\s*")


def is_call(line: str) -> bool:
    """Say whether a line asks something of its reader that helps the publisher, and tells nothing.

    >>> is_call("喜欢就点个“在看”吧↓↓↓"), is_call("长按识别二维码关注我们")
    (True, True)
    >>> is_call("让我们一起为他们点赞！"), is_call("请市民合理安排出行。"), is_call("登录后阅读全文")
    (False, False, False)
    """
    line = in_simplified(line) if len(line) <= CALL_CHARACTERS else line
    if len(line) > CALL_CHARACTERS or tells_news(line) or LEFT_UNREAD.search(line):
        return False
    if _WRITE_IN.search(line) or _PASS_ON.match(line):
        return True
    return _may_ask(line) and (
        any(form.match(line) for form in _FORMS) or bool(_CALL.search(line)) or _asks_click(line)
    )


def _may_ask(line: str) -> bool:
    """Say whether a line is no sentence, or one that asks for a click or speaks of nothing but texts and readers."""
    asks = _ASKS_WARMLY if line.endswith("。") else _HAND
    return not is_sentence(line) or bool(asks.search(line)) or speaks_of_publishing(line)


def _asks_click(line: str) -> bool:
    """Say whether a line asks its reader for a click that others see: 点赞, 在看; not for one to somebody told of."""
    hands = set(_HAND.findall(line))
    if not hands or _OF_SOMEBODY.search(line):
        return False
    if len(hands) > 1 and "在看" in hands:
        return True
    return bool(_ASKS.search(line)) and (
        len(hands) > 1 or len(line) <= SHORT_CALL or speaks_of_publishing(line)
    )


def cut_calls(text: str) -> str:
    r"""Cut the calls to the reader behind the story, and buttons glued to a sentence; sentences of the story stay.

    >>> cut_calls("山阳县今日丰收。\n点分享 点收藏 点在看\n投稿邮箱：tougao@example.cn")
    '山阳县今日丰收。'
    >>> cut_calls("村民说，下载了镇里的客户端，办事不用再跑路。")
    '村民说，下载了镇里的客户端，办事不用再跑路。'
    """
    lines = [_BACK.sub("", _MISTAKE_BUTTON.sub("", line)) for line in text.split("\n")]
    lines = [line for line in lines if is_sentence(line) or not (_SCAN.match(line) and is_call(line))]
    head = next((at for at, line in enumerate(lines) if is_sentence(line)), 0)
    lines = [line for line in lines[:head] if not _asks_first(line)] + lines[head:]
    kept = cut_behind_story(
        lines, lambda line: is_call(line) and not (_WRITE_IN.search(line) and _invites(lines))
    )
    if kept:
        kept[-1] = _without_glued_call(kept[-1])
    if len(kept) > 1 and _OPEN_APP.match(kept[-1]) and _is_whole(kept[-2]):
        kept.pop()
    return "\n".join(line if is_sentence(line) else _GLUED.sub("", line) for line in kept)


def _asks_first(line: str) -> bool:
    """Say whether a line above the story asks to follow the publisher; 关键词 there is a heading."""
    return is_call(line) and any(form.match(in_simplified(line)) for form in (_SCAN, _WELCOME, _FOLLOW))


def _without_glued_call(line: str) -> str:
    """Return the last line without a call or a button behind its last sentence."""
    words = _LAST_WORDS.search(line)
    if words is None:
        return line
    call = words[0].strip(" （(【[）)】]")
    return line[: words.start()].rstrip() if is_call(call) or offers_click(call) else line


def _is_whole(line: str) -> bool:
    """Say whether a text that ends so does not break off: below it an app's name is all that a call gives."""
    return is_sentence(line) and not line.rstrip("”』」）)】 ").endswith(("…", "..."))


def _invites(lines: list[str]) -> bool:
    return any(_INVITES.search(line) and not is_call(line) for line in lines)
