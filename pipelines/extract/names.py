"""Personal names as credits print them: split, freed of titles and staff codes, joined with 、."""

import re

from pipelines.divisions import division_names

# The surnames of 百家姓 that still occur, the frequent ones first; left out are those that are mostly other words.
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    "杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷"
    "施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿牟卜詹关苗凌费纪靳"
    "盛童欧甄项曲成游阳裴席卫查屈鲍覃霍翁隋植甘景薄单包司柏宁柯阮桂闵解强柴华车冉房边辜吉饶刁瞿戚丘古米池滕晋"
    "苑邬臧畅宫苟褚廉简娄盖符奚木穆党燕郎邸冀谈姬屠连郜晏栾郁商蒙计喻揭窦迟宇敖糜鄢冷卓花仇艾蓝都巩稽井练仲乐"
    "虞卞封竺冼衣楚佟栗匡宗应巫鞠僧桑荆谌沙伏岑习胥保蔺云尚骆阚麻蒲晁初闫支肖付代占戎逯亓漆宣鹿昌邝皮岩战禹宿"
    "佘寇储雒旷粟丰羊杭班诸幸麦哈那罡修勾丑师闻鄂苍"
    # as written in Traditional
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許呂蘇盧蔣賈葉閻餘鍾譚鄒陸顧龍萬錢湯喬賀賴龔龐蘭顏嚴溫蘆魯韋畢聶叢"
    "齊莊塗關費紀歐項陽衛鮑單寧閔強華車邊饒晉鄔暢宮簡婁蓋黨談連欒計竇遲藍鞏練樂應荊諶習藺雲駱闞閆鄺巖"
    "戰儲曠豐諸麥師聞蒼區邨"
)
_COMPOUND_SURNAMES = tuple(
    "欧阳 上官 司马 诸葛 司徒 皇甫 尉迟 公孙 慕容 令狐 宇文 端木 东方 夏侯"
    " 长孙 轩辕 南宫 澹台 独孤 歐陽 司馬 諸葛 尉遲 公孫 東方 長孫 范姜 張簡".split()
)
_CODE = re.compile(r"[A-Za-z]{1,5}[0-9]{2,8}|[0-9]{2,8}")
_TRAILING_CODE = re.compile(
    r"[ _(（\[【-]*(?:(?<=[_(（ \[【-])|(?<=[\u4e00-\u9fff]))[A-Z]{1,5}[0-9]{2,8}[)）\]】]?$"
)
"""Staff codes beside a name: 某某_NF4425, 某某(QN0026)."""
_BETWEEN = re.compile(r"[、,，;；/／&＆|｜丨\s]+|(?<=[\u4e00-\u9fff])和(?=[\u4e00-\u9fff]{2})")
_ROLE = (
    "(?:全媒体|融媒体|新媒体|见习|实习|首席|特派|特约|驻站|驻外|体育|财经|视频|摄影|文字|外派|前方|总台|专栏|特邀|資深|特派|實習)*"
    "(?:记者|記者|通讯员|通訊員|特派员|特派員|实习生|實習生|评论员|評論員|撰稿人|专栏作者|作者|编辑|編輯|编译|編譯|主笔|观察员|撰文|摄影)"
)
_UP_TO_ROLE = re.compile(rf"^.{{0,20}}{_ROLE}[:：]?")
_CHINESE = re.compile(r"[\u3400-\u9fff]{2,4}")
_MINORITY = re.compile(r"[\u3400-\u9fff]{1,8}(?:[·•‧][\u3400-\u9fff]{1,8}){1,3}")
_NO_NAME = frozenset(
    "未知 不详 佚名 匿名 本站 本站原创 原创 无 暂无 其他 其它 转载 网友 小编 编辑 記者 记者 作者 通讯员 管理员 admin Admin"
    " administrator null none None 空 待定 整理 综合 报道 編輯部 编辑部 本报 本网 本報 本刊 谢谢 明白 高清 高清图 时评 安全 方言 江湖 游记 全文 原文 应急 关注 单位 解读 解说 连载 石图 白皮书 温馨提示 图 文 摄 图文 文图"
    " 文字 图片 视频".split()
)
MOST_NAMES = 12
"""More names than this in one credit are a list of something else."""
LONGEST_NAME = 20
"""Characters; the longest are pen names and transliterated ones."""


def is_person(text: str) -> bool:
    """Tell whether `text` looks like the name of a Chinese person: a known surname and one or two characters.

    >>> is_person("张某某"), is_person("阿依古丽·买买提"), is_person("山阳网")
    (True, True, False)
    """
    if _MINORITY.fullmatch(text):
        return True
    if not _CHINESE.fullmatch(text) or text in _NO_NAME:
        return False
    if text.startswith(_COMPOUND_SURNAMES):
        return len(text) > 2
    return text[0] in _SURNAMES and len(text) <= 3


def split_names(text: str) -> tuple[str, ...]:
    """Return the names in a credit, in order and once each, without titles, outlets and staff codes.

    A staff code stands for its bearer only where no name stands beside it.

    >>> split_names("本报记者 张某 李某某 通讯员 王 某")
    ('张某', '李某某', '王某')
    >>> split_names("赵某_NF4425"), split_names("NF055")
    (('赵某',), ('NF055',))
    """
    words = [word.strip(" \t·.。:：()（）[]【】<>《》“”\"'_-—") for word in _BETWEEN.split(text)]
    names: list[str] = []
    codes: list[str] = []
    for raw in _rejoin(words):
        word = _UP_TO_ROLE.sub("", _TRAILING_CODE.sub("", raw)).strip(" :：_-")
        if _CODE.fullmatch(word):
            codes.append(word)
        elif word and word not in _NO_NAME and len(word) <= LONGEST_NAME:
            names.append(word)
    chosen = names or codes
    return tuple(dict.fromkeys(chosen)) if len(chosen) <= MOST_NAMES else ()


def is_place(text: str) -> bool:
    """Tell whether `text` names a Chinese division from province to county, with or without 省市县区.

    >>> is_place("温州"), is_place("山阳县"), is_place("张某")
    (True, True, False)
    """
    names = division_names()
    return text in names or any(text + rank in names for rank in "省市县区")


def _rejoin(words: list[str]) -> list[str]:
    """Put names printed with blanks inside (张　某, 张 某 某) together again."""
    joined: list[str] = []
    run = ""
    for word in [*words, ""]:
        if len(word) == 1 and "\u3400" <= word <= "\u9fff":
            run += word
            continue
        size = 3 if len(run) % 2 else 2
        joined += [run[start : start + size] for start in range(0, len(run), size)]
        run = ""
        if word:
            joined.append(word)
    return joined
