"""Lists of kinds that are rare, each seen somewhere: rows without an element, without a link's text, without an order."""

from collections.abc import Sequence
from html import escape

from tests.crawl.strangers.markups import Markup, Row, each_row

SLOGANS = "深入学习贯彻全会精神 聚力打赢污染防治攻坚战 优化营商环境在行动 我为群众办实事进行时 扫黑除恶常态化专栏 文明城市创建进行时".split()
PROVINCE = "全省秋粮收购工作平稳有序 省城至汉中高铁加密班次 秦岭生态保护条例修订通过 南水北调中线水源地巡查 全省职业技能大赛圆满落幕 关中平原城市群规划发布 陕北煤炭保供再创新高 省博物馆新馆试运行".split()


def _calendar(rows: Sequence[Row]) -> str:
    """A table whose cells are days, with the headlines of each day in its cell."""
    cells = [
        f"<td><b>{at + 1}</b>{''.join(f'<div><a href={chr(34)}{r.href}{chr(34)}>{r.text}</a></div>' for r in rows[at::7])}</td>"
        for at in range(7)
    ]
    return f"<table border=1><tr><th>一</th><th>二</th><th>三</th></tr><tr>{''.join(cells)}</tr></table>"


def _running(rows: Sequence[Row]) -> str:
    """A digest: the headlines are words of sentences."""
    parts = [rows[at : at + 3] for at in range(0, len(rows), 3)]
    lines = ("、".join(f'<a href="{r.href}">{r.text}</a>' for r in part) for part in parts)
    return "".join(f"<p>本周关注：{line}，欢迎阅读。</p>" for line in lines)


def _slogans(rows: Sequence[Row]) -> str:
    """A list below two lines of columns whose names are as long as headlines."""
    columns = "".join(f'<li><a href="/zl/{n}/">{name}</a></li>' for n, name in enumerate(SLOGANS, 1))
    items = "".join(f'<li><a href="{r.href}">{r.text}</a></li>' for r in rows)
    return f'<ul class="zl">{columns}</ul><ul class="lb">{items}</ul>'


def _province(rows: Sequence[Row]) -> str:
    """A list beside a longer one that leads to the portal of the province."""
    others = "".join(
        f'<li><a href="http://news.sn-portal.example/2026/1103/{n}88.html">{name}</a><i>11-03</i></li>'
        for n, name in enumerate(PROVINCE * 3, 10)
    )
    items = "".join(f'<li><a href="{r.href}">{r.text}</a><i>{r.month_day}</i></li>' for r in rows)
    return f"<div><h3>省内新闻</h3><ul>{others}</ul></div><div><h3>本县新闻</h3><ul>{items}</ul></div>"


def _newspaper(rows: Sequence[Row]) -> str:
    """A page of a printed paper: areas of its picture, and a list of its headlines."""
    areas = "".join(
        f'<area shape="rect" coords="{n},10,90,80" href="{r.href}" alt="{r.text}">'
        for n, r in enumerate(rows)
    )
    items = "".join(f'<div class="bt"><a href="{r.href}">{r.cut(14)}</a></div>' for r in rows)
    return f'<img src="/img/01ban.jpg" usemap="#ban"><map name="ban">{areas}</map>{items}'


def _broken(rows: Sequence[Row]) -> str:
    """Upper case, no quotes, nothing closed."""
    return "<UL CLASS=LIST>" + "".join(
        f"<LI><A HREF={r.href} TARGET=_blank>{r.text}<SPAN>{r.day}</SPAN>" for r in rows
    )


def _lead(rows: Sequence[Row]) -> str:
    """One great headline with its summary, two smaller ones, and a list."""
    first, *rest = rows
    more = "".join(f'<li>· <a href="{r.href}">{escape(r.headline)}</a></li>' for r in rest[2:])
    seconds = "".join(f'<h3><a href="{r.href}">{r.text}</a></h3>' for r in rest[:2])
    return f'<div class="top"><h1><a href="{first.href}">{first.text}</a></h1><p>{first.summary}</p>{seconds}</div><ul>{more}</ul>'


ODD_MARKUPS: dict[str, Markup] = {
    "calendar": _calendar,
    "running": _running,
    "slogans": _slogans,
    "province": _province,
    "newspaper": _newspaper,
    "broken": _broken,
    "lead": _lead,
    "figures": each_row(
        '<figure><a href="{r.href}"><img src="{r.picture}"></a><figcaption>{r.text}</figcaption></figure>'
    ),
    "data_href": each_row(
        '<li class="go" data-href="{r.href}"><b>{r.text}</b><span>{r.day}</span></li>', "<ul>{}</ul>"
    ),
    "pocket": each_row(
        '<li><a href="{r.href}">{r.text}</a> <a href="/wap{r.href}">手机版</a> <a href="/print{r.href}">打印</a></li>',
        "<ul>{}</ul>",
    ),
    "numbered": each_row('<div>{n}、<a href="{r.href}">{r.text}</a><sup>{n}</sup></div>'),
    "quoted": each_row(
        '<blockquote><a href="{r.href}">“{r.text}”</a><br>——{r.author[0]}，{r.month_day}</blockquote>'
    ),
    "labelled": each_row(
        '<li><a href="{r.href}"><span class="tag">{r.channel[0]}</span><span class="tag hot">热</span> {r.text}</a></li>',
        "<ul>{}</ul>",
    ),
    "author_first": each_row(
        '<div class="w"><a href="{r.author[1]}"><img src="/face.jpg"></a><a href="{r.author[1]}">柞水发布{r.author[0]}工作室</a>'
        '<a href="{r.href}"><p>{r.text}</p></a><a href="{r.comments}">查看全部评论</a></div>'
    ),
    "time_line": each_row(
        '<div class="node"><i></i><time>{r.month_day}</time><section><a href="{r.href}">{r.text}</a><q>{r.summary}</q></section></div>'
    ),
    "tabs": lambda rows: "".join(
        f'<div id="tab{at}" style="display:{"none" if at else "block"}"><ul>'
        + "".join(f'<li><a href="{r.href}">{r.text}</a></li>' for r in rows[at::3])
        + "</ul></div>"
        for at in range(3)
    ),
}
"""By name."""
