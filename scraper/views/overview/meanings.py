"""What the codes of reports mean, in Chinese and in English; a code that is not here stands as it is."""

from collections.abc import Mapping

from schemas.drifts import Kind
from schemas.rejection import Reason
from schemas.rules import Field
from scraper.views.marking import KINDS, Words

FIELDS: Mapping[Field, Words] = {
    name: KINDS[name] for name in ("title", "date", "source", "editor", "author", "body")
}

REASONS: Mapping[str, Words] = {
    Reason.UNREACHABLE: Words("无法访问", "no usable answer"),
    Reason.GONE: Words("页面已删", "page is gone"),
    Reason.WALL: Words("防火墙拦截", "a firewall's page"),
    Reason.FORBIDDEN: Words("robots 禁止", "forbidden by robots.txt"),
    Reason.TOO_LARGE: Words("页面过大", "too large"),
    Reason.UNDECODABLE: Words("无法解码", "cannot be decoded"),
    Reason.NOT_HTML: Words("不是网页", "not a page"),
    Reason.EMPTY: Words("空白页", "empty page"),
    Reason.LIST_PAGE: Words("列表页", "a list"),
    Reason.GALLERY: Words("图集", "a gallery"),
    Reason.VIDEO: Words("视频", "a video"),
    Reason.SCRIPT_SHELL: Words("正文由脚本载入", "text comes by script"),
    Reason.LOGIN_WALL: Words("需要登录", "asks for a login"),
    Reason.SOFT_404: Words("假 404", "says it is not there"),
    Reason.TOO_SHORT: Words("正文过短", "too short"),
    Reason.NOT_CHINESE: Words("不是中文", "not Chinese"),
    Reason.NO_TITLE: Words("没有标题", "no title"),
    Reason.NO_DATE: Words("没有日期", "no date"),
    Reason.NO_BODY: Words("没有正文", "no body"),
    Reason.MISSING_FIELD: Words("缺必要字段", "a required field is missing"),
    Reason.INVALID: Words("记录无效", "record is not valid"),
    Reason.DUPLICATE: Words("重复", "delivered before"),
    Reason.ERROR: Words("程序错误", "a defect of ours"),
    "found": Words("尚未请求", "found, not asked for yet"),
}
"""Why a page was refused, or an article is still owed."""

DRIFTS: Mapping[Kind, Words] = {
    Kind.FAILING: Words("连不上", "failing"),
    Kind.UNFINISHED: Words("没有跑完", "unfinished"),
    Kind.FEWER_LINKS: Words("链接变少", "fewer links"),
    Kind.FEWER_ARTICLES: Words("文章变少", "fewer articles"),
    Kind.STALE: Words("没有新文章", "stale"),
    Kind.REFUSALS: Words("拒收增多", "more refusals"),
    Kind.COVERAGE: Words("字段缺失", "field lost"),
    Kind.PRECISION: Words("日期无时刻", "dates without time"),
    Kind.TAKEOVER: Words("规则失效", "rules no longer match"),
    Kind.TEMPLATE: Words("模板改变", "template changed"),
    Kind.OWED: Words("欠稿增多", "more owed"),
}

STATES: Mapping[str, Words] = {
    "severe": Words("严重", "severe"),
    "warning": Words("注意", "warning"),
    "notice": Words("提示", "notice"),
    "fine": Words("正常", "fine"),
    "none": Words("无站点", "no site"),
}
"""How a site or a province does, the worst first."""

SIGNS: Mapping[str, str] = {"severe": "✗", "warning": "!", "notice": "·", "fine": "✓", "none": "–"}
"""A sign for each state: no colour says anything alone."""


def mean(code: str) -> Words:
    """Return what the reason of a refusal means, or why something is owed.

    >>> mean("no_body").en, mean("of_tomorrow")
    ('no body', Words(zh='of_tomorrow', en='of_tomorrow'))
    """
    return REASONS.get(code, Words(code, code))
