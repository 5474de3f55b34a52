"""Notices: what the publisher says about rights, sharing, apps and other articles around the story."""

import re
from collections.abc import Callable

STATEMENT_CHARACTERS = 500
"""Longest statement of rights that is one paragraph."""

EDGE_LINES = 3
"""Last lines of the body among which a statement without a label of its own is believed to be one."""

EDGE_STATEMENT_CHARACTERS = 160
"""Longest statement without a label."""

CALL_CHARACTERS = 80
"""Longest call for contributions."""

SHARE_CHARACTERS = 60
"""Longest line that offers a click: all targets of a share line, or the numbers of a pager."""

_LABELLED_STATEMENT = re.compile(
    r"^[\s*＊※●■▲【\[（(—\-]*(?:版权|免责|特别|郑重|重要|法律|转载|侵权|[\u4e00-\u9fff]{2,4})?(?:声明|聲明"
    r"|申明)"
    r"\s*+(?:[】\]）)]\s*+)?[:：].{0,480}"
    r"(?:转载|轉載|登载|版权|版權|授权|侵权|著作权|注明|不代表|观点|立场|许可|原创|投资建议|自负|用户上传"
    r"|本平台|本网)"
    r"|^[\s*＊※●■▲【\[（(—\-]*(?:版权|免责|特别|重要|转载|风险|投资)?(?:提示"
    r"|说明)\s*+(?:[】\]）)]\s*+)?[:：].{0,480}"
    r"(?:转载|轉載|版权|版權|侵权|不代表|投资建议|入市|风险自负)"
)
_BRACKETED_STATEMENT = re.compile(
    r"^[\s*＊※]*[【\[（(]\s*(?:版权|免责|特别|郑重|重要|法律|转载)(?:声明|聲明|申明|说明)\s*[】\]）)]"
)
_EVERY_WORK = re.compile(
    r"^[\s*＊※●·\d一二三四五六七八、.．（()）]*凡(?:是|属|本|由|注明|标注|来源|转载|在)?.{0,40}(?:注明|来源"
    r"|來源|署名|转载).{0,200}(?:作品|稿件|版权|转载|文章|新闻|内容|信息|观点|责任)"
)
_EDGE_STATEMENT = re.compile(
    r"未经.{0,16}(?:授权|許可|许可|允许|同意|书面).{0,10}(?:不得|禁止|严禁|请勿|谢绝)|未經.{0,16}(?:不得"
    r"|禁止)|(?:转载|转发|引用|轉載).{0,10}(?:请|須|须|務必|务必).{0,10}(?:注明|註明|保留|联系|标明)"
    r"|版权(?:归|属|所有).{0,40}(?:所有|转载|侵权)|版权所有|版權所有|©|Copyright|不代表.{0,20}(?:观点|立场"
    r"|看法|态度)|(?:如有|若有|如涉).{0,12}侵权|侵权.{0,10}(?:联系|告知|删除)"
    r"|本文(?:仅|只)?(?:代表作者|为作者).{0,8}(?:观点|立场)|谢绝转载|禁止转载|转载自其他媒体|转载目的在于"
    r"|不构成.{0,8}(?:投资|操作)建议|据此(?:操作|入市|投资)"
    r"|(?:系|为|是).{0,20}(?:原创|独家)(?:文章|稿件|内容|作品).{0,20}(?:转载|授权|许可)"
)

_TARGET = (
    r"(?:微信(?:好友|朋友圈)?|朋友圈|(?:新浪|腾讯)?微博|QQ(?:空间|好友)?|空间|人人网|豆瓣|易信|LOFTER"
    r"|有道云笔记|facebook|twitter|LINE)"
)
_SHARE_LINE = re.compile(
    # What follows these signs may begin with some of them, and is tried behind each: there are no more than in a line.
    rf"^[\s【\[（(>*—\-·|▼↓]{{0,{SHARE_CHARACTERS}}}(?:"
    rf"分享(?:到|至|给|按钮|本文|此文|文章|让更多人看到)?\s*+[:：]?(?>[\s、|]*{_TARGET}){{0,12}}"
    rf"|{_TARGET}(?>[\s、|]*{_TARGET}){{0,12}}|复制链接"
    r"|扫一扫|扫一扫.{0,20}(?:关注|下载|分享|阅读|观看|手机|微信|朋友圈|二维码|打开|查看).{0,20}"
    r"|(?:扫描|扫码|长按|识别).{0,12}(?:二维码|关注|下载|阅读|分享|观看|查看).{0,20}"
    r"|(?:点击|立即|免费|请)?(?:打开|下载|安装).{0,16}(?:客户端|APP|App|app)(?:[，, ].{0,20})?"
    r"|.{0,12}客户端下载"
    r"|(?:点击|點擊|欢迎)?(?:进入|進入|返回|查看).{0,20}(?:专题|專題|频道|頻道|首页|列表|讨论|论坛|股吧"
    r"|更多|详情|原图|大图|完整版|全文|原文|专区|配置)\s*+[:：]?"
    r"|(?:点击|點擊)(?:这里|此处|查看|图片|進入|进入|右侧|左侧|上方|下方|下图|阅读|观看|收听).{0,24}"
    r"|(?:欢迎|敬请)(?:关注|访问|浏览).{0,24}"
    r"|(?:请)?关注.{0,16}(?:官方微信|官方微博|公众号)(?:\s*[:：].{0,20})?"
    r"|(?:更多|相关).{0,10}(?:请|敬请|欢迎)(?:持续)?(?:关注|点击|访问|下载|查看).{0,24}|(?:本文来自"
    r"|以上来自).{0,16}更多.{0,30}"
    r"|更多(?:精彩)?(?:新闻|内容|资讯|详情|推荐)?|更多精彩.{0,16}"
    r"|(?:上|下)一?(?:页|頁|篇|张|組|组)(?:\s*[:：].{0,50})?|(?:首|尾|末)页"
    r"|(?=.{0,40}[上下首尾末]一?页)(?:[上下]一页|[首尾末]页|[\d\s\[\]·|]){3,60}+"
    r"|1\s+2(?:\s+\d{1,3}){0,20}(?:\s*下一?页)?(?:\s*尾页)?"
    r"|(?:我要)?(?:纠错|报错|举报)|投诉|(?:鲜花|握手|雷人|路过|鸡蛋|\s){2,12}+|收藏(?:本文|文章)?"
    r"|打印(?:本页|本文|文章)?(?:\s*关闭(?:窗口"
    r"|本页)?)?|关闭(?:窗口|本页)|返回(?:顶部|目录|上一页)"
    r"|展开(?:全文|阅读全文|剩余.{0,6})?|阅读(?:全文|原文|更多|下一篇)|余下全文|全文完|請繼續往下閱讀"
    r"|请继续往下阅读|看更多.{0,12}|(?:點我|按我).{0,16}|图集|组图"
    r"|(?:精彩)?视频推荐"
    r"|[大中小]字[号体]|字[号体](?:\s*[:：].{0,16}|[\s大中小AT+-]*+)|T\s*\+\s*-|\+1"
    r"|(?:阅读|浏览|点击|播放|评论|点赞|人气|跟贴|参与)(?:数|量|次数)?\s*[:：(（]\s*\d[\d,.万+]*+\s*+(?:次|人"
    r"|条)?|赞\s*+[（(]?\d*"
    r"|(?:网友|最新|热门|精彩|全部)?(?:评论|跟帖|跟贴|留言)(?:\s*[（(]?\d+条?)?|我来说两句.{0,10}|(?:发表"
    r"|参与)(?:评论|讨论|互动)(?:\s*[（(]\d*)?"
    r"|您的浏览器.{0,30}|.{0,8}浏览器(?:暂|不支持|无法).{0,24}|.{0,6}请(?:使用|升级).{0,10}浏览器.{0,10}"
    r"|正在加载.{0,8}|加载中.{0,6}|视频加载失败.{0,10}"
    r"|暂无(?:评论|相关|数据).{0,8}|(?:THE\s*)?END[-—\s]*+"
    r")[\s】\]）)>».。…-]*$"
)
_SENTENCE_ENDS = ("。", "！", "？", "；")
_CALL = re.compile(
    r"(?:投稿|來稿|来稿|投書|投书|爆料|报料|征稿|徵稿|新闻热线|新闻线索|商务合作|联系我们|加入我們|一起加入"
    r"|訂閱|订阅)"
    r".{0,30}(?:邮箱|信箱|寄|热线|电话|@|QQ|微信|[tT]elegram|LINE|[:：]\s*\d)"
    r"|^[【\[].{0,8}(?:征稿|徵稿|招募|招聘|招募令|启事)[】\]]$"
    r"|(?:欢迎|请|敬请|可)(?:下载|关注|搜索|扫描|添加).{0,20}(?:客户端|APP|App|公众号|微信|微博|二维码)"
    r"|尽在.{2,14}(?:APP|App|客户端)|(?:下载|关注).{0,16}(?:客户端|APP|公众号).{0,16}(?:获取|查看|了解|阅读"
    r"|更多)"
    r"|^(?:标签|关键词|关键字|關鍵字|TAGS?|[Tt]ags?)\s*[:：]\s*\S{1,12}[\s、,，|]+\S|^(?:本文|原文"
    r"|文章)(?:链接|网址|地址)\s*[:：]"
)
_GLUED = re.compile(
    r"(?<=[。！？!?”」…）)])\s*(?:【纠错】|\[纠错\]|返回搜狐[，,]?\s*查看更多|查看更多|展开全文|阅读全文"
    r"|点击进入专题[^。]{0,20}|(?:↓|▼){1,3})[\s>»】]*$"
)
_MISTAKE_BUTTON = re.compile(r"^\s*[【\[](?:我要)?纠错[】\]]\s*")
_RELATED_HEADING = re.compile(
    r"^[\s【\[（(■●▲◆★>|·—\-]*(?:更多)?(?:相关|相關|延伸|推荐|推薦|关联|拓展|热门|熱門|往期|此前|今日"
    r"|猜你喜欢|猜你想看|大家都在看|为您|你可能|您可能)(?:精彩|热门|热点|相关|更多|也|还|感|会|点閱)?"
    r"(?:新闻|新聞|阅读|閱讀|报道|報導|链接|鏈接|文章|专题|资讯|推荐|内容|视频|图集|话题|排行榜?|回顾|看点"
    r"|稿件|日志|點閱|喜欢|感兴趣|兴趣|热点|要闻)?(?:的(?:文章|新闻|内容))?[\s】\]）):：>»]*$"
)
_NEWS = re.compile(
    r"法院|法官|判决|被告|原告|警方|律师|记者|检察|表示|指出|认为|介绍|规定[，。、]|条例|昨日|昨天|今日"
    r"|今天|日前|近日|近年|月\d{1,2}日|\d日[，,]|村民|居民|市民"
)
_ENDS_OF_SENTENCES = tuple("。！？!?；;”」…")


def cut_copyright_statement(text: str) -> str:
    r"""Cut the publisher's statements of rights and liability; a story about copyright stays.

    >>> cut_copyright_statement("山阳县今日丰收。\n版权声明：凡注明“来源：山阳网”的作品，版权归山阳网所有。")
    '山阳县今日丰收。'
    >>> cut_copyright_statement("版权声明引发争议。法院认为，未经许可转载构成侵权。")
    '版权声明引发争议。法院认为，未经许可转载构成侵权。'
    """
    lines = [line for line in text.split("\n") if not _is_labelled_statement(line)]
    if len(lines) > 1 and _is_edge_statement(lines[0]):
        del lines[0]
    return "\n".join(_cut_near_end(lines, _is_edge_statement))


def _cut_near_end(lines: list[str], is_notice: Callable[[str], bool]) -> list[str]:
    """Return the lines without the notices among the last few, those that come to be the last by that too."""
    kept = lines[:]
    position = len(kept) - 1
    while position > 0 and position >= len(kept) - EDGE_LINES:
        if is_notice(kept[position]):
            del kept[position]
        position -= 1
    return kept


def _is_labelled_statement(line: str) -> bool:
    return len(line) <= STATEMENT_CHARACTERS and bool(
        _LABELLED_STATEMENT.match(line) or _BRACKETED_STATEMENT.match(line) or _EVERY_WORK.match(line)
    )


def _is_edge_statement(line: str) -> bool:
    return (
        len(line) <= EDGE_STATEMENT_CHARACTERS and bool(_EDGE_STATEMENT.search(line)) and not tells_news(line)
    )


def _is_call(line: str) -> bool:
    return len(line) <= CALL_CHARACTERS and bool(_CALL.search(line)) and not tells_news(line)


def tells_news(line: str) -> bool:
    """Say whether a line tells what others said or did, a court or a plaintiff, and is no notice therefore.

    >>> tells_news("法院认为，未经许可转载构成侵权。"), tells_news("未经许可不得转载。")
    (True, False)
    """
    return bool(_NEWS.search(line))


def cut_share_lines(text: str) -> str:
    r"""Cut the lines that only offer a click: share, app, pager, print, comment, report; sentences stay.

    >>> cut_share_lines("山阳县今日丰收。\n分享到：\n【纠错】")
    '山阳县今日丰收。'
    >>> cut_share_lines("扫一扫墙上的二维码，村民就能办完手续，省去了来回奔波之苦。")
    '扫一扫墙上的二维码，村民就能办完手续，省去了来回奔波之苦。'
    """
    kept = [line for line in text.split("\n") if not _offers_click(line)]
    kept = [_MISTAKE_BUTTON.sub("", line) for line in kept]
    return "\n".join(_GLUED.sub("", line) for line in _cut_near_end(kept, _is_call))


def _offers_click(line: str) -> bool:
    if len(line) > SHARE_CHARACTERS or line.rstrip().endswith(_SENTENCE_ENDS):
        return False
    return bool(_SHARE_LINE.match(line))


def _is_headline(line: str) -> bool:
    return bool(line.strip()) and not line.rstrip().endswith(_ENDS_OF_SENTENCES)


def cut_related(text: str) -> str:
    r"""Cut a heading such as 相关新闻 and the headlines below it; the sentences of the story stay.

    >>> cut_related("山阳县今日丰收。\n相关新闻：\n宣汉县举行采茶节\n渠县通车")
    '山阳县今日丰收。'
    >>> cut_related("相关部门表示，道路已经恢复。\n相关新闻发布会昨日举行。")
    '相关部门表示，道路已经恢复。\n相关新闻发布会昨日举行。'
    """
    kept: list[str] = []
    below_heading = False
    for line in text.split("\n"):
        if len(line) <= 24 and _RELATED_HEADING.match(line) and kept:
            below_heading = True
        elif not (below_heading and len(line) <= 60 and _is_headline(line)):
            below_heading = False
            kept.append(line)
    return "\n".join(kept)
