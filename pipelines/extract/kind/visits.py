"""What a sentence says to its visitor about the visit: refused, suspected, too fast, or not now."""

import re
from collections.abc import Iterator

_ACCESS = (
    r"(?:访问|訪問|请求|請求|操作|浏览|点击|刷新|查询|IP(?:地址)?|行为|流量|连接|存取|参数|内容)[^，。！？；\n]{0,14}?"
    r"(?:拦截|攔截|阻断|阻止|拒绝|拒絕|禁止|限制|屏蔽|封禁|封锁|拉黑|受限|中断|频繁|頻繁|过快|太快|频率过高|次数(?:过|太)多"
    r"|超限|超过.{0,4}限制|异常|異常|威胁|威脅|不合法|非法|可疑|疑似|风险|危险|不被允许|未被?授权|未获授权|被识别为|黑名单|触发)"
    r"|(?:违规|非法|异常|恶意|可疑|未授权)的?(?:访问|请求|操作)"
)
_REFUSING = (
    r"(?:拒绝|拒絕|禁止|限制|无权限?|無權|没有权限|未授权|拦截|阻止|暂停|不允许|不支持|停止)(?:了|任何|继续)?(?:您|你)?的?"
    r"(?:此次|本次|当前)?(?:访问|訪問|请求|浏览|操作|查看|存取)"
)
_TEST = (
    r"(?:请|請|需要?|须|先)[^，。！？\n]{0,12}?(?:输入|輸入|完成|进行|通过|点击|点按|拖动|拖拽|向右|滑动|按住|依次|点选|勾选)"
    r"[^，。！？\n]{0,16}?(?:验证|驗證|滑块|拼图|校验|图中|图片|下方|下图|文字|按钮|方框|字符)"
    r"|(?:安全|人机|人機|滑动|滑块|拼图|点击|图形|访问|浏览器|真人|网站|行为)(?:安全)?(?:验证|驗證|校验|检查|检测|認證)"
    r"|验证码|驗證碼|(?:确认|证明|验证)(?:一下)?(?:您|你)?(?:不是|是否为|并非)?(?:机器人|真人|人类|本人操作)|您是机器人|防火[墙牆]|\bWAF\b"
    r"|(?:安全|网站|网络)(?:拦截|防护|警告|威胁)|攻击(?:行为|请求|特征|代码)|恶意(?:请求|访问|攻击|爬虫)"
)
_ENGLISH_REFUSAL = (
    r"access[\w ,']{0,50}?(?:denied|blocked|forbidden|restricted|limited)"
    r"|(?:request|ip|you|connection|visit)\b[\w .,'’]{0,50}?\b(?:blocked|denied|rejected|banned|limited|not allowed)"
    r"|\bforbidden\b|attention required|just a moment|too many requests|checking (?:if|your|the)|unusual traffic"
    r"|verify(?:ing)?(?: that)? you|(?:not|are you)(?: a)? (?:human|robot|bot)|security (?:check|verification|service)"
    r"|captcha|rate limit|pardon our interruption|ddos protection|not acceptable|unauthorized"
    r"|request could not be satisfied"
)
_CLOSING = (
    r"(?:系统|系統|服务器?|服務器|伺服器|网站|網站|网络|站点|本站|该站|平台|频道|栏目|后台|接口|当前|目前|程序|主机|源站|数据库)"
    r"[^，。！？；\n]{0,10}?(?:繁忙|太忙|正忙|忙碌|很忙|拥挤|拥堵|开小差|維護|维护|升级|改版|检修|建设中|暂停(?:服务|访问|使用|运行)"
    r"|暂时(?:关闭|无法|不可|不能|停止)|已关闭|关站|停机|宕机|离线|不可用|过载|超载|压力过大|负载过高|无法(?:提供|访问|连接|响应)"
    r"|未响应|没有响应|超时|异常|出错|故障|出现错误|内部错误|崩溃"
    r"|扩容|迁移|到期|已暂停|停止运行|被停用|欠费)"
)
_QUEUE = (
    r"(?:维护|維護|升级|检修|改版|建设|排队)中|正在(?:紧急|系统|进行)?(?:维护|升级|检修|排队|恢复)"
    r"|(?:访问|在线|当前|排队|用户)[^，。\n]{0,4}?(?:人数|量|用户|者)[^，。\n]{0,4}?(?:过多|较多|过大|太多|已满|较大|超)"
    r"|排队等[候待]|前(?:方|面)[^，。\n]{0,6}人|(?:稍后|稍候|稍后|稍等|过一会儿?|一段时间后?)[^。\n]{0,8}?(?:再试|重试|访问|刷新|再来)"
    r"|离线(?:模式|页面|缓存|状态|版本|浏览)|(?:繁忙|拥挤|维护|升级|系统)(?:提示|通知|公告)$"
)
_ENGLISH_CLOSING = (
    r"(?:service|site|website|server|system|page|temporarily)\b[\w ,']{0,40}?\b(?:unavailable|maintenance|busy|offline"
    r"|overloaded|down)\b|under (?:construction|maintenance)|^\W{0,4}maintenance\b|bad gateway|gateway time-?out"
    r"|internal server error|back (?:soon|shortly)|offline (?:mode|page)|always online|connection timed out"
    r"|\bweb server (?:is|returned)\b"
)

_REFUSAL = re.compile(f"{_ACCESS}|{_REFUSING}|{_TEST}|{_ENGLISH_REFUSAL}", re.IGNORECASE)
_CLOSED = re.compile(f"{_CLOSING}|{_QUEUE}|{_ENGLISH_CLOSING}", re.IGNORECASE)
_VISITOR = re.compile(r"[您你](?!好)|请(?!求|示|假|客)|請(?!求)|\byou(?:r|rs)?\b|\bplease\b", re.IGNORECASE)
_COURTESY = re.compile(
    r"抱歉|对不起|對不起|敬请|谅解|諒解|不便|感谢|如有(?:疑问|问题)|联系.{0,8}(?:管理员|站长|客服|我们)|返回(?:首页|上一页)|刷新|重试"
    r"|秒(?:钟)?后|自动(?:跳转|返回|恢复|刷新)|可能的?原因|如何解决|解决(?:方法|办法)|加载中|正在(?:加载|跳转|验证|检测)|请稍[候后等]"
)
_TECHNICAL = re.compile(
    r"(?:事件|请求|拦截|追踪|跟踪|错误|参考|流水|访问|日志|会话|特征|规则|Event|Request|Ray|Trace|Reference|Incident|Error|Support"
    r"|Client|Rule|Session)[ ]{0,2}(?:编号|号码|ID|号|码|代码|标识|Code|No|#)|(?:时间|日期|Time|Date|URL|网址|地址|域名|节点|IP|IP地址)"
    r"\s?[:：是为]|https?://|\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}|Powered by|nginx|Apache|Tengine|openresty|Cloudflare|cookies?"
    r"|(?:恢复|维护|开放|预计).{0,6}时间|技术支持|安全防护由|提供防护",
    re.IGNORECASE,
)
_BLANK = re.compile(r"[\W_]+")
_WEB = re.compile(
    r"访问|浏览|网站|站点|页面|网页|刷新|缓存|服务器|网络|爬虫|采集|请求|验证|会话|\bIP\b|cookie",
    re.IGNORECASE,
)
"""What a visit is made of; who speaks to nobody but its visitor, and of this, tells no news."""
_OTHERWISE = re.compile("登[录陆錄入]|注册|註冊|客户端|下载|APP|JavaScript", re.IGNORECASE)
"""What a page asks for that is to be read in another way: it is no wall but a teaser or a script's page."""
_FILLING = re.compile(
    r"[\W_]+|HTTP|Error|Status|[1-5]\d\d|抱歉|对不起|温馨提示|系统提示|友情提示|提示(?:信息)?|您的?|你的?|请|已经?|被|了|当前|页面|网站|正在|暂时"
    r"|稍后再试|稍候|稍后|重试",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”\n]{0,200}”|「[^」\n]{0,200}」|《[^》\n]{0,80}》|『[^』\n]{0,200}』")
_HAN = re.compile("[\u3400-\u9fff]")
_STOP = re.compile(r"[。！？；!?;\n]+|\.\s+")
_PART = re.compile(r"\s[-|–—]\s|[_|｜]|—{1,2}|-{1,2}(?=[\u3400-\u9fff])")
"""What parts a headline from the site's name in <title>."""

ASSERTED_SHARE = 0.6
"""Share of a headline that must be about the visit: 访问被拦截 is all of it, 政务网“系统繁忙”何时休 is not."""

_NEUTRAL = re.compile(
    r"^(?:.{0,12}(?:网|網|报|報|在线|频道|中心|门户|首页|电视台|新闻|客户端|平台|APP|政府)|.{0,4}(?:提示|错误|出错|异常|信息|消息"
    r"|公告|通知|验证|警告|拦截|稍[候等]|跳转|加载中?)[了啦]?[.。…·!！]{0,6}|[\x00-\x7f]{0,40})$",
    re.IGNORECASE,
)
"""Headlines that say nothing: the site's name, 提示信息, Error, a host."""


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, without what they quote.

    >>> sentences_of("窗口常说“系统繁忙，请稍后”。老人等了一天。")
    ['窗口常说', '老人等了一天']
    """
    return [part.strip() for part in _STOP.split(_QUOTED.sub("", text)) if part.strip()]


def refuses(sentence: str) -> bool:
    """Tell whether a sentence refuses the visit or puts it to a test.

    >>> refuses("您的请求可能存在威胁，已被拦截"), refuses("青龙大桥昨日恢复通行")
    (True, False)
    """
    return _REFUSAL.search(sentence) is not None


def puts_off(sentence: str) -> bool:
    """Tell whether a sentence puts the visit off: busy, under maintenance, offline.

    >>> puts_off("系统繁忙，请稍后再试"), puts_off("系统梳理了全县的水渠")
    (True, False)
    """
    return _CLOSED.search(sentence) is not None


def speaks_to_visitor(sentence: str) -> bool:
    """Tell whether a sentence is said to whoever opened the page, or names the technical facts of the visit.

    >>> speaks_to_visitor("请返回首页"), speaks_to_visitor("事件编号：20231119"), speaks_to_visitor("村民忙着摘果")
    (True, True, False)
    """
    patterns = (_VISITOR, _COURTESY, _TECHNICAL, _REFUSAL, _CLOSED)
    return any(pattern.search(sentence) for pattern in patterns)


def addresses(sentence: str) -> bool:
    """Tell whether a sentence says you or please to its reader."""
    return _VISITOR.search(sentence) is not None


def asserts(headline: str) -> bool:
    """Tell whether a headline, or what stands beside the site's name in it, is about the visit and nothing else.

    >>> asserts("访问过于频繁，请稍后再试"), asserts("柳河新闻网 - 网站维护中"), asserts("403 Forbidden")
    (True, True, True)
    >>> asserts("“系统繁忙”何时休？"), asserts("县医院挂号系统繁忙，市民排队两小时")
    (False, False)
    """
    return any(_covers(part) for part in (headline, *_PART.split(headline)))


def _covers(part: str) -> bool:
    part = _QUOTED.sub("这", part).strip()
    if not _REFUSAL.search(part) and not _CLOSED.search(part):
        return False
    rest = len(_FILLING.sub("", _CLOSED.sub("", _REFUSAL.sub("", part))))
    return rest <= (1 - ASSERTED_SHARE) * len(_BLANK.sub("", part))


def is_talk(text: str) -> bool:
    """Tell whether a text says all that it says to its visitor, and of the visit; a call to log in is something else.

    >>> is_talk("检测到爬虫行为，请停止采集本站内容。"), is_talk("请居民提前储水。"), is_talk("请登录后浏览全文。")
    (True, False, False)
    """
    spoken, told = weigh(text)
    return spoken > 0 and told == 0 and bool(_WEB.search(text)) and not _OTHERWISE.search(text)


def is_neutral(headline: str) -> bool:
    """Tell whether a headline says nothing about what the page holds.

    >>> is_neutral("柳河新闻网"), is_neutral("提示信息"), is_neutral("青龙大桥恢复双向通行")
    (True, True, False)
    """
    return all(_NEUTRAL.match(part.strip()) for part in _PART.split(headline))


def is_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return _HAN.search(text) is not None


def weigh(text: str) -> tuple[int, int]:
    """Return how many characters of a text speak to its visitor, and how many tell something in Chinese.

    >>> weigh("您的访问过于频繁。请稍后再试。"), weigh("村民们忙着摘果。")
    ((13, 0), (0, 7))
    """
    return max(weigh_on(text), default=(0, 0), key=sum)


def weigh_on(text: str) -> Iterator[tuple[int, int]]:
    """Yield the same of the beginning of a text up to each of its sentences."""
    spoken = told = 0
    for line in text.split("\n"):
        for sentence in sentences_of(line):
            if speaks_to_visitor(sentence):
                spoken += len(sentence)
            elif is_chinese(sentence):
                told += len(sentence)
            yield spoken, told
