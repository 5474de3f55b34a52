"""Words that stand where a name does and name nobody: buttons, counters, hours, weather, editions, sections.

They are told by their form first; the lists hold only what has none.
"""

import re
from functools import lru_cache

from pipelines.names import has_form_of_name, read_words

_BUTTONS = read_words("buttons.txt")
_NO_SOURCE = read_words("no_sources.txt")
_SIGNS = re.compile(r"[\W\d_]+")
BUTTON_START = re.compile(
    "^(?:返回|进入|访问|打开|下载|关注|加关注|分享|转发|点击|点赞|查看|登[录陆入]|登錄|注册|订阅|加入|欢迎|更多|复制|複製|收藏"
    "|立即|一键|搜索|搜一搜|全部|相关|相關|上一|下一|扫码|扫一扫|长按|正在|加载|载入|展开|收起|放大|缩小|增大|减小|切换|调整"
    "|我要|我来|我有|我的|您|你好|请|欢迎|听|朗读|播放|暂停|语音|智能|AI|ai|天气|今天|今日|昨[天日]|明[天日]|本[周月日次]"
    "|打印|打開|列印|导出|保存|投稿|投票|评论|评分|发表|發表|发布于|發佈於|发布在|刊登|刊载|刊发|登载|上传|录入|更新|修改"
    "|编辑于|最后|最近|最新|来自|來自|未经|禁止|不得|违法|违规|虚假|有害|不良|我要举报|在线[客咨投试阅购]|意见|往期|猜你|大家都|一图|图解|漫画|用户|会员|网友|游客"
    "|Posted|Published|Updated|Created|Written|By\\b|Source|Share|Print|Read|View|Click|More|Copy|Follow|Login)"
)
"""What buttons, counters and the words before a date begin with; no outlet does."""
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
_ENDS = re.compile(
    "(?:版|码|页|頁|图|圖|字|屏|表|键|钮|栏|框|链接|地址|入口|模式|设置|功能|主题|阅读|閱讀|浏览|瀏覽|点击|人气|热度|评论|跟贴|跟帖"
    "|回复|留言|分享|收藏|点赞|转发|打印|关闭|纠错|举报|投稿|投诉|反馈|解读|解讀|速览|导读|导航|摘要|原文|全文|正文|详情|内容|文章|文件|附件"
    "|目录|列表|首页|主页|无障碍|适老化|长辈|关怀|简体|繁体|繁體|英文|中文|English|播报|朗读|收听|直播|回放|原创|转载|首发|独家|置顶"
    "|推荐|精选|精华|热门|热榜|排行|榜单|专栏|专题|栏目|分类|标签|动态|要闻|资讯频道|公告|公示|通知|说明|声明|提示|须知|加载中|失败|成功"
    "|管理员|小编|编辑员|发布者|发布人|审核人|来源|來源|作者|编辑|記者|记者|通讯员|责编|时间|日期|字号|大小|年|月|日|时|分|秒|天前|小时前|分钟前"
    "|于|到|至|人参与|看过|已读|未读|粉丝|积分|等级|许可|协议|保留|所有权|公开|主动公开|有效|失效|废止|摄|图源|供图)$"
)
"""What buttons, counters, labels and sections end with; neither an outlet nor a person does."""
_INSIDE = re.compile(
    r"来自网|图源|更多|再试|书签|搜索|留言|生成|商城|[#＃]|扫一扫|扫码|内打开|发布会|人参与|次阅读|阅读[量数]?[\d.]|浏览|点击|条评论|(?<![\d.])[\d.]+万?[次+]|有限公司|属地|版权|发布时间|星期|记者|記者|通讯员|更新"
    r"|[／/].{0,6}(?:报道|報導|电|電)$"
)
_EDGE = " \t|｜·:：,，.。/／-—()（）[]【】〔〕<>《》“”\"'"
_LONGEST_WITH_END = 8
"""Characters of a button or a section; a longer word that ends so is the name of something."""


def is_button(text: str) -> bool:
    """Tell whether `text` is a button or a counter of those that stand beside dates and credits.

    >>> is_button("分享到"), is_button("字号"), is_button("山阳网")
    (True, True, False)
    """
    return _SIGNS.sub("", text) in _BUTTONS


@lru_cache(maxsize=4096)
def names_nobody(text: str) -> bool:
    """Tell whether `text` is a word that names neither an outlet nor a person, wherever it stands.

    >>> words = ("【打印】", "3人点赞", "农历十月十一", "AI解读", "加载中...", "星期五", "发表于", "我要投稿")
    >>> all(names_nobody(word) for word in words), names_nobody("山阳微观"), names_nobody("沈砚")
    (True, False, False)
    """
    word = text.strip(_EDGE)
    letters = _SIGNS.sub("", word)
    if len(letters) <= 1 or letters in _BUTTONS or word in _NO_SOURCE or letters in _NO_SOURCE:
        return True
    if has_form_of_name(word):
        return False
    return bool(BUTTON_START.match(word) or _FORMS.match(word) or _FORMS.match(text) or _INSIDE.search(word))


def ends_like_a_button(text: str) -> bool:
    """Tell whether `text` ends as buttons and sections do; behind a label that says nothing.

    >>> ends_like_a_button("简体版"), ends_like_a_button("附件"), ends_like_a_button("山阳微观")
    (True, True, False)
    """
    word = text.strip(_EDGE)
    short = len(word) <= _LONGEST_WITH_END and not has_form_of_name(word)
    return short and bool(_ENDS.search(word))
