"""The labels of Chinese news credits: every word that a site prints before a source, an author or an editor."""

import re
from typing import Literal, NamedTuple

from pipelines.extract.lines import JOINT

Role = Literal["source", "author", "editor", "other"]


class Label(NamedTuple):
    """A label in a line. `rank` orders the labels of a role: 0 is the field itself, more is a stand-in."""

    role: Role
    rank: int
    start: int
    end: int  # where its value begins


_WORDS: tuple[tuple[Role, int, str], ...] = (
    (
        "source",
        0,
        "来源 來源 稿源 信息来源 信息來源 文章来源 文章來源 新闻来源 新聞來源 稿件来源 本文来源 内容来源",
    ),
    ("source", 1, "出处 出處 转载自 轉載自 转自 轉自 原载 稿件提供"),
    ("author", 0, "作者 本文作者 文章作者 撰文 撰稿 执笔 執筆 采写 採寫 采访"),
    (
        "author",
        1,
        "记者 記者 本报记者 本報記者 本网记者 本台记者 全媒体记者 融媒体记者 文字记者 特约记者 见习记者",
    ),
    ("author", 2, "通讯员 通訊員 特约通讯员"),
    ("author", 3, "供稿"),
    ("editor", 0, "责任编辑 责编 責任編輯 責編 责任编审 编辑责任"),
    (
        "editor",
        1,
        "编辑 編輯 网站编辑 值班编辑 本文编辑 本网编辑 本期编辑 网络编辑 文字编辑 文案编辑 图文编辑 执行编辑 新媒体编辑 新闻编辑"
        " 稿件编辑 实习编辑 见习编辑 网编",
    ),
    ("editor", 2, "初审编辑 一审编辑 初审 一审 初審"),
    ("editor", 3, "审核 審核 审稿 审校 复审 二审"),
    ("editor", 4, "终审 三审 終審"),
    # What stands beside credits and ends them, or looks like one and is none.
    (
        "other",
        0,
        "图片来源 圖片來源 数据来源 數據來源 资料来源 資料來源 视频来源 素材来源 封面来源 题图来源 音频来源 消息来源 图源"
        " 图片编辑 美术编辑 美编 视觉编辑 视频编辑 版式编辑 版面编辑 音频编辑 校对 責任校對 责任校对 校對 监制 監製 总监制 监审 监播"
        " 策划 总策划 统筹 主编 副主编 总编 总编辑 值班主任 值班编委 值班总编 编审 主任 摄影 攝影 摄像 图片 视频 視頻 制图 设计 剪辑 海报"
        " 配音 出镜 作者单位 作者简介 原作者 图片作者 作者最新文章 作者信息 编辑部 编辑推荐 编辑器 记者站 记者证"
        " 发布时间 發布時間 發佈時間 发表时间 发稿时间 更新时间 更新時間 发布日期 发表日期 发稿日期 日期 时间 時間 发布于 发表于"
        " 最后更新 发布单位 发布机构 发布者 发布人 成文日期 点击量 点击数 点击率 点击 浏览次数 浏览量 浏览数 浏览 瀏覽 阅读次数 阅读量"
        " 阅读数 阅读 閱讀 访问量 访问次数 人气 评论数 评论 評論 字号 字號 字体 字體 大小 分享到 分享至 分享 关键词 关键字 标签 標籤"
        " 栏目 分类 频道 专题 举报 打印 收藏 原标题 原题 索引号 文号 微信号 公众号 电话 热线 邮箱 纠错 我要评论 扫一扫 手机看 导语 摘要 提示"
        " 编者按 声明 正文 下一篇 上一篇 相关 转载 免责 版权 主题 类别 来信 地址 网址 链接 推荐 订阅",
    ),
)


def _spread(word: str) -> str:
    """A label of two characters may be spread over the line: 来　源."""
    return "[ ]{0,3}".join(word) if len(word) == 2 else word


_BY_WORD: dict[str, tuple[Role, int]] = {
    word: (role, rank) for role, rank, words in _WORDS for word in words.split()
}
_ANY = "|".join(_spread(word) for word in sorted(_BY_WORD, key=len, reverse=True))
_FREE = rf"(?:(?<=[ |｜·•;；,，、{JOINT}（(【\[〔“])|^)"
"""Where a label without a colon may begin: not in the middle of a sentence."""
_LABEL = re.compile(
    rf"(?P<word>{_ANY})(?:[（(][^()（）]{{1,8}}[)）])?[ {JOINT}]{{0,3}}[:：∶﹕][ {JOINT}]*"
    rf"|{_FREE}(?P<slashed>{_ANY}|文|图|圖|摄)[ ]?[/／|｜丨](?![|｜丨/／])[ ]?"
    rf"|{_FREE}(?P<bare>{_ANY})(?:{JOINT}|[ ]+)"
)
_MAY_HOLD_A_LABEL = re.compile("[源处處自载提者文稿笔筆写寫采记記员員编編审審]")
_WRITING = frozenset({"文"})


def find_labels(line: str) -> tuple[Label, ...]:
    """Return the labels of `line` in order, those that only end a value too.

    A label is followed by a colon, a slash or a bar, or stands free before a gap.

    >>> [label.role for label in find_labels("来 源：山阳网 | 撰文/张某 编辑 李某 点击：12")]
    ['source', 'author', 'editor', 'other']
    >>> find_labels("能量的来源是太阳，这位作者这样写道")
    ()
    """
    if not _MAY_HOLD_A_LABEL.search(line):
        return ()
    labels = []
    for match in _LABEL.finditer(line):
        word = (match["word"] or match["slashed"] or match["bare"]).replace(" ", "")
        role, rank = _BY_WORD.get(word) or (("author", 0) if word in _WRITING else ("other", 0))
        labels.append(Label(role, rank, match.start(), match.end()))
    return tuple(labels)
