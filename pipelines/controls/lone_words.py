"""Single words that stand on buttons, or begin and end as those do: none of them names anybody."""

import re

from pipelines.names import has_form_of_name, read_words

_WORDS = read_words("buttons.txt")
_SIGNS = re.compile(r"[\W\d_]+")
_BEGINNINGS = re.compile(
    "^(?:返回|进入|访问|打开|下载|关注|加关注|分享|转发|点击|点赞|查看|登[录陆入]|登錄|注册|订阅|加入|欢迎|更多|复制|複製|收藏"
    "|立即|一键|搜索|搜一搜|全部|相关|相關|上一|下一|扫码|扫一扫|长按|正在|加载|载入|展开|收起|放大|缩小|增大|减小|切换|调整"
    "|我要|我来|我有|我的|您|你好|请|欢迎|听|朗读|播放|暂停|语音|智能|AI|ai|天气|今天|今日|昨[天日]|明[天日]|本[周月日次]"
    "|打印|打開|列印|导出|保存|投稿|投票|评论|评分|发表|發表|发布于|發佈於|发布在|刊登|刊载|刊发|登载|上传|录入|更新|修改"
    "|编辑于|最后|最近|最新|来自|來自|未经|禁止|不得|违法|违规|虚假|有害|不良|我要举报|在线[客咨投试阅购]|意见|往期|猜你|大家都|一图|图解|漫画|用户|会员|网友|游客"
    "|Posted|Published|Updated|Created|Written|By\\b|Source|Share|Print|Read|View|Click|More|Copy|Follow|Login)"
)
"""What buttons, counters and the words before a date begin with; no outlet does."""
_ENDINGS = re.compile(
    "(?:版|码|页|頁|图|圖|字|屏|表|键|钮|栏|框|链接|地址|入口|模式|设置|功能|主题|阅读|閱讀|浏览|瀏覽|点击|人气|热度|评论|跟贴|跟帖"
    "|回复|留言|分享|收藏|点赞|转发|打印|关闭|纠错|举报|投稿|投诉|反馈|解读|解讀|速览|导读|导航|摘要|原文|全文|正文|详情|内容|文章|文件|附件"
    "|目录|列表|首页|主页|无障碍|适老化|长辈|关怀|简体|繁体|繁體|英文|中文|English|播报|朗读|收听|直播|回放|原创|转载|首发|独家|置顶"
    "|推荐|精选|精华|热门|热榜|排行|榜单|专栏|专题|栏目|分类|标签|动态|要闻|资讯频道|公告|公示|通知|说明|声明|提示|须知|加载中|失败|成功"
    "|管理员|小编|编辑员|发布者|发布人|审核人|来源|來源|作者|编辑|記者|记者|通讯员|责编|时间|日期|字号|大小|年|月|日|时|分|秒|天前|小时前|分钟前"
    "|于|到|至|人参与|看过|已读|未读|粉丝|积分|等级|许可|协议|保留|所有权|公开|主动公开|有效|失效|废止|摄|图源|供图)$"
)
"""What buttons, counters, labels and sections end with; neither an outlet nor a person does."""
EDGE = " \t|｜·:：,，.。/／-—()（）[]【】〔〕<>《》“”\"'"
"""Signs around a word that stands alone."""
_LONGEST_WITH_END = 8
"""Characters of a button or a section; a longer word that ends so is the name of something."""


def letters_of(text: str) -> str:
    """Return a word without its signs and digits."""
    return _SIGNS.sub("", text)


def is_button_word(text: str) -> bool:
    """Tell whether `text` is a button or a counter of those that stand beside dates and credits.

    >>> is_button_word("分享到"), is_button_word("字号"), is_button_word("山阳网")
    (True, True, False)
    """
    return letters_of(text) in _WORDS


def begins_like_a_button(text: str) -> bool:
    """Tell whether `text` begins as buttons do, and as the words before a date.

    >>> begins_like_a_button("返回首页"), begins_like_a_button("最后更新"), begins_like_a_button("山阳微观")
    (True, True, False)
    """
    return bool(_BEGINNINGS.match(text))


def ends_like_a_button(text: str) -> bool:
    """Tell whether `text` ends as buttons and sections do; behind a label that says nothing.

    >>> ends_like_a_button("简体版"), ends_like_a_button("附件"), ends_like_a_button("山阳微观")
    (True, True, False)
    """
    word = text.strip(EDGE)
    short = len(word) <= _LONGEST_WITH_END and not has_form_of_name(word)
    return short and bool(_ENDINGS.search(word))
