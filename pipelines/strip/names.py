"""Personal names, told from other short words by their surname."""

import re

_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段"
    "雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐沿梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲成游阳裴席卫查屈鲍位覃霍翁隋植甘景薄单包司柏宁柯阮"
    "桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋苑邬臧畅宫来嵺苟全褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐虞卞封竺冼原官衣楚佟栗匡宗应台巫鞠僧桑荆谌银扬明"
    "沙薄伏岑习胥保和蔺闫晁么占逄呼青芮朴仝郏濮阚卻逯矫修勾次令冒雒訾亓缪麻鹿降扈仓"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮許鄧蕭呂蘇盧蔣賈葉閻鍾陸龍萬錢湯賀賴龔龐蘭顏倪嚴溫"
)
_DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "夏侯",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "端木",
    "拓跋",
    "独孤",
    "南宫",
    "东方",
)
_NOT_NAMES = frozenset(
    {"全文", "图片", "时间", "来源", "文字", "原文", "应用", "高清", "关注", "成都", "石家庄", "明天", "和平"}
)
LONG_NAME = 4
"""Characters of a name that needs a double surname."""

RARE_NAME = 3
"""Characters of a name whose surname may be missing in the list: rare ones, names of other peoples."""

_REMARK = frozenset(
    "有删见待续完未图文略摘载转自据注同上下附全本照笑声译编校者的了是在为等及与和略已再选集篇部期版"
)
"""Characters of the remarks that stand in brackets at an end: 有删节, 见图表, 下期续."""

_SPLIT = re.compile(r"[\s、，,/／]+")
_HAN = re.compile(r"^[\u3400-\u9fff]{2,4}$")


def is_personal_name(text: str) -> bool:
    """Say whether `text` is one bare Chinese name of two to four characters, or several of them.

    >>> [is_personal_name(text) for text in ("俞立权", "张某 李某", "未完待续", "掌声")]
    [True, True, False, False]
    """
    words = _SPLIT.split(
        re.sub(r"(?<=[\u3400-\u9fff])[\s\u3000]+(?=[\u3400-\u9fff](?:$|[\s、]))", "", text.strip())
    )
    return bool(words) and all(_is_name(word) for word in words)


def _is_name(word: str) -> bool:
    if not _HAN.match(word) or word in _NOT_NAMES:
        return False
    if len(word) == LONG_NAME:
        return word.startswith(_DOUBLE_SURNAMES)
    return word[0] in _SURNAMES or (len(word) == RARE_NAME and _REMARK.isdisjoint(word))
