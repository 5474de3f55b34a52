"""The grammar of credits in Chinese news: which words of a line are source, editor, author. Pure: text in, credits out."""

import re
from typing import Literal, NamedTuple

from pipelines.extract.lines import JOINT
from pipelines.extract.names import is_person, split_names

Role = Literal["source", "editor", "author", "other"]


class Credit(NamedTuple):
    """One credit of a line. `rank` orders the labels of one role: 0 is the field itself, more is a stand-in."""

    role: Role
    value: str
    rank: int


LONGEST_LINE = 300
"""Characters; a longer line is prose or a list of links."""

_LABELS: tuple[tuple[Role, int, str], ...] = (
    ("source", 0, "信息来源 文章来源 新闻来源 稿件来源 本文来源 内容来源 来源 稿源 信息來源 文章來源 新聞來源 來源 稿件提供"),
    ("source", 1, "出处 出處 转载自 轉載自 转自 轉自 原载"),
    ("author", 0, "本文作者 文章作者 作者 撰文 撰稿 执笔 執筆 采写 採寫"),
    ("author", 1, "本报记者 本网记者 本台记者 全媒体记者 融媒体记者 本報記者 文字记者 记者 記者 通讯员 通訊員"),
    ("author", 2, "供稿"),
    ("editor", 0, "责任编辑 责编 責任編輯 責編 编辑责任"),
    ("editor", 1, "网站编辑 值班编辑 本文编辑 本网编辑 网络编辑 文字编辑 文案编辑 执行编辑 新媒体编辑 新闻编辑 稿件编辑 编辑 編輯"),
    ("editor", 2, "初审编辑 一审编辑 初审 一审 初審"),
    ("editor", 3, "审核 審核 审校 复审 二审"),
    ("editor", 4, "终审 三审 終審"),
    (
        "other",
        0,
        "图片来源 图片來源 數據來源 数据来源 资料来源 資料來源 视频来源 素材来源 封面来源 图源 题图来源 音频来源"
        " 图片编辑 美术编辑 视觉编辑 视频编辑 版式编辑 责任校对 校对 校對 監製 监制 总监制 策划 统筹 主编 总编 总编辑 值班主任 编审"
        " 发布时间 發布時間 发表时间 发稿时间 更新时间 更新時間 发布日期 发表日期 时间 時間 日期 发布于 发表于 最后更新 发布单位 发布机构"
        " 点击量 点击数 点击 浏览次数 浏览量 浏览 瀏覽 阅读量 阅读数 阅读 閱讀 访问量 人气 评论数 评论 字号 字體 字体 大小 分享到 分享"
        " 关键词 关键字 标签 栏目 分类 频道 摄影 攝影 摄像 图片 图 視頻 视频 制图 设计 举报 打印 收藏 原标题 索引号 文号 微信号 电话"
        " 责任 纠错 我要评论 扫一扫 手机看 导语 摘要 提示 编者按 声明 正文 下一篇 上一篇 相关 转载 免责",
    ),
)


def _spaced(label: str) -> str:
    """A label of two characters may be spread: 来　源."""
    return "[ ]{0,3}".join(label) if len(label) == 2 else label


_BY_LABEL: dict[str, tuple[Role, int]] = {
    label: (role, rank) for role, rank, labels in _LABELS for label in labels.split()
}
_ANY_LABEL = "|".join(_spaced(label) for label in sorted(_BY_LABEL, key=len, reverse=True))
_LABEL = re.compile(
    rf"(?P<label>{_ANY_LABEL})"
    rf"(?:[（(][^()（）]{{1,8}}[)）])?"
    rf"(?P<colon>[ {JOINT}]{{0,3}}[:：∶﹕][ {JOINT}]*|[ ]?[/／|｜丨][ ]?(?=[^ ]))"
    rf"|(?:(?<=[ |｜{JOINT}（(【\[])|^)(?P<bare>{_ANY_LABEL})(?P<gap>{JOINT}|[ ]+)(?![:：])"
    rf"|(?:(?<=[ |｜{JOINT}（(【\[“])|^)(?P<text>文|圖|图|摄)[ ]?(?:[/／|｜丨:：])[ ]?"
)
_DATE = re.compile(
    r"(?:19|20)[0-9]{2}[ ]{0,2}[-/.年]|(?<![0-9])[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}[-/月][0-9]{1,2}日?[ ]|[0-9]{1,2}:[0-9]{2}"
)
_STOP = re.compile(rf"[\]】)）〕|｜丨。；;！？]|[ {JOINT}](?:分享|举报|打印|收藏|关注|评论|纠错|点赞|[0-9])")
_SENTENCE = re.compile("[。！？；]|，.{4,}，")
_NO_SOURCE = frozenset("未知 不详 本站 本站原创 原创 无 暂无 其他 其它 转载 佚名 null none None 不明 匿名 admin 空 本网 本網 本站原創".split())


def read_labels(line: str) -> tuple[Credit, ...]:
    """Return the labelled credits of a line, in order; an empty label and a line of prose give none.

    `line` may hold JOINT between its inline elements.

    >>> read_labels("2023-06-12 15:27 来源：山阳网-柳湾频道 作者：张某 责编：李某、王某某")
    (Credit(role='source', value='山阳网-柳湾频道', rank=0), Credit(role='author', value='张某', rank=0), \
Credit(role='editor', value='李某、王某某', rank=0))
    >>> read_labels("记者：您当时怎么想？他说：来源于生活，高于生活，就是这样。")
    ()
    """
    if len(line) > LONGEST_LINE:
        return ()
    credits: list[Credit] = []
    matches = list(_LABEL.finditer(line))
    ends = [*(match.start() for match in matches[1:]), len(line)]
    for match, end in zip(matches, ends, strict=False):
        role, rank = _role(match)
        if role == "other":
            continue
        value = line[match.end() : end]
        credit = _read_value(role, rank, value)
        if credit is not None:
            credits.append(credit)
    return tuple(credits)


def _role(match: re.Match[str]) -> tuple[Role, int]:
    text = match["text"]
    if text:
        return ("author", 0) if text == "文" else ("other", 0)
    return _BY_LABEL[(match["label"] or match["bare"]).replace(" ", "")]


def _read_value(role: Role, rank: int, value: str) -> Credit | None:
    for end in (_DATE, _STOP):
        found = end.search(value)
        if found:
            if role != "source" and found.group() in "。！？；":
                return None  # a sentence, not a name
            value = value[: found.start()]
    text = read_source(value) if role == "source" else read_people(value)
    if not text or (role == "author" and rank and not all(map(is_person, text.split("、")))):
        return None  # 记者： also opens the questions of an interview
    return Credit(role, text, rank)


_SOURCE_EDGE = " \t:：,，、·|/<>-—_\"'“”"
_LATIN_GAP = re.compile(r"(?<=[A-Za-z0-9]) (?=[A-Za-z0-9])")


def read_source(value: str) -> str | None:
    """Return the outlet that a source label names: the first word, with the channel that hangs on a hyphen.

    >>> read_source("\\t山阳网\\t-\\t柳湾频道\\t举报")
    '山阳网-柳湾频道'
    >>> read_source(" ") is None
    True
    """
    text = re.sub(rf"[ {JOINT}]*([-—·])[ {JOINT}]*(?=[^ {JOINT}])", r"\1", value.strip(" \t"))
    text = _LATIN_GAP.sub("\u00a0", text)
    words = text.replace(JOINT, " ").split(" ")
    source = words[0].replace("\u00a0", " ").strip(_SOURCE_EDGE)
    if source in _NO_SOURCE or len(source) > LONGEST_SOURCE or not re.search(r"[^\W\d_]", source):
        return None
    return source


LONGEST_SOURCE = 40
"""Characters; the longest printed ones are the full names of offices."""


def read_people(value: str) -> str | None:
    """Return the names in `value` joined with 、, or None.

    >>> read_people("本报记者 张某、实习生 李某某")
    '张某、李某某'
    """
    if _SENTENCE.search(value):
        return None
    names = split_names(value)
    return "、".join(names) or None


_REPORTER = (
    "(?:记者|記者|通讯员|通訊員|特派员|实习生|评论员)"
)
_IN_BRACKETS = re.compile(rf"[（(〔【\[][^（）()〔〕【】\[\]]{{0,24}}{_REPORTER}[^（）()〔〕【】\[\]]{{1,60}}[)）〕】\]]")
_OWN_LINE = re.compile(rf"^[（(【\[]?\s?(?P<credit>[^。！？，：:]{{0,24}}{_REPORTER}[ :：]{{0,2}}[^。！？：:]{{2,50}}?)[)）】\]]?$")
_REPORT = re.compile(r"[／/ ]?[\u4e00-\u9fff]{0,6}(?:报道|報導|報道|电|讯|專訪|综合报道)$")
_PHOTO = re.compile(r"(?:摄影|攝影|摄|攝|供图|制图|翻摄|供圖)[ 。]?[)）】\]]?$")
_WRITER = re.compile(r"(?:摄影报道|文[/／、]?图|图[/／、]?文|摄影/?报道|文/摄|文并摄)")
_DATELINE_REACH = 60
"""Characters from the start of a paragraph within which a dateline names its reporters."""


def read_dateline(paragraph: str) -> str | None:
    """Return the reporters that the opening of an article names, joined with 、, or None.

    >>> read_dateline("山阳社柳湾6月12日电（记者张某 李某某）山阳县今日丰收。")
    '张某、李某某'
    >>> read_dateline("〔記者張某／山陽報導〕山陽縣今日豐收。")
    '張某'
    >>> read_dateline("他对（在场的）记者说，今年是个丰收年。") is None
    True
    """
    own = _reporters_alone(paragraph)
    if own:
        return own
    match = _IN_BRACKETS.search(paragraph[: _DATELINE_REACH * 2])
    if match and match.start() <= _DATELINE_REACH:
        return _reporters(match.group())
    return None


def read_tail(paragraph: str, *, signed: bool = True) -> str | None:
    """Return the author that the end of a paragraph names, joined with 、, or None.

    A name alone in brackets counts only where the article may be `signed`, at its end.

    >>> read_tail("合作社又添了新车。（俞某某）"), read_tail("合作社又添了新车。（完）")
    ('俞某某', None)
    >>> read_tail("（山阳日报记者 张某 通讯员 李某某）")
    '张某、李某某'
    >>> read_tail("图为丰收现场。山阳日报记者 张某 摄") is None
    True
    """
    own = _reporters_alone(paragraph)
    if own:
        return own
    match = _LAST_BRACKETS.search(paragraph[-LONGEST_LINE:])
    if match is None:
        return None
    inside = match["inside"]
    if re.search(_REPORTER, inside):
        return _reporters(inside)
    if not signed or _PHOTO.search(inside) and not _WRITER.search(inside):
        return None
    names = split_names(_WRITER.sub(" ", re.sub("^(?:文|图文|撰文|作者)[:： /]?", "", inside)))
    return "、".join(names) if names and all(map(is_person, names)) and match["before"] else None


_LAST_BRACKETS = re.compile(r"(?P<before>[。！？”…」；.!?]?) ?[（(【\[](?P<inside>[^（）()【】\[\]]{2,60})[)）】\]][。 ]?$")


def _reporters_alone(paragraph: str) -> str | None:
    """Read a paragraph that is nothing but the reporters' names."""
    if len(paragraph) > 80 or _PHOTO.search(paragraph) and not _WRITER.search(paragraph):
        return None
    match = _OWN_LINE.match(paragraph)
    return _reporters(match["credit"]) if match else None


def _reporters(text: str) -> str | None:
    """Read what follows the word 记者: names only, or nothing at all."""
    inner = text.strip("（()）〔〕【】[] ")
    if _PHOTO.search(inner) and not _WRITER.search(inner):
        return None
    inner = _WRITER.sub(" ", inner)
    inner = re.sub(r"[／/][\u4e00-\u9fff]{0,8}$", "", inner)
    first = re.search(_REPORTER, inner)
    if first is None:
        return None
    names = [_REPORT.sub("", name) if not is_person(name) else name for name in split_names(inner[first.start() :])]
    names = [name for name in names if name]
    return "、".join(names) if names and all(map(is_person, names)) else None
