"""How lists are marked up: from the rows of a listing page to the box that shows them."""

import json
from collections.abc import Callable, Sequence
from html import escape
from itertools import groupby
from typing import NamedTuple


class Row(NamedTuple):
    """What a listing shows of an article; an advert or a notice among the rows has the same."""

    href: str
    headline: str
    summary: str
    day: str  # 2026-11-03
    channel: tuple[str, str]  # name and address
    author: tuple[str, str]
    comments: str  # address
    picture: str

    @property
    def text(self) -> str:
        """The headline as text of a page."""
        return escape(self.headline)

    @property
    def month_day(self) -> str:
        """The day without its year."""
        return self.day[5:]

    def cut(self, most: int = 11) -> str:
        """The headline, cut where it is too long for the column."""
        return escape(self.headline if len(self.headline) <= most else f"{self.headline[:most]}…")


Markup = Callable[[Sequence[Row]], str]


def each_row(row: str, box: str = "{}") -> Markup:
    """Return the markup that writes each row by one pattern, and the box around them."""

    def write(rows: Sequence[Row]) -> str:
        return box.replace("{}", "\n".join(row.format(r=each, n=n) for n, each in enumerate(rows, 1)))

    return write


def _sections(rows: Sequence[Row]) -> str:
    third = -(-len(rows) // 3)
    boxes = []
    for at, (name, word) in enumerate((("要闻", "yw"), ("乡镇", "xz"), ("部门", "bm"))):
        items = "".join(
            f'<li><a href="{r.href}">{r.text}</a></li>' for r in rows[at * third : (at + 1) * third]
        )
        head = f'<div class="hd"><h2>{name}</h2><a class="more" href="{rows[0].channel[1]}?{word}">更多&gt;&gt;</a></div>'
        boxes.append(f'<div class="box box{at}">{head}<ul>{items}</ul></div>')
    return "".join(boxes)


def _days(rows: Sequence[Row]) -> str:
    boxes = []
    for day, stories in groupby(rows, key=lambda row: row.day):
        items = "".join(f'<li><a href="{r.href}">{r.text}</a></li>' for r in stories)
        boxes.append(f"<h4>{day}</h4><ul>{items}</ul>")
    return f'<div class="timeline">{"".join(boxes)}</div>'


def _old_tables(rows: Sequence[Row]) -> str:
    lines = "".join(
        '<tr><td height=24><table width=100% border=0 cellpadding=0 cellspacing=0><tr><td width=14>'
        f'<img src="/img/dot.gif"></td><td><font size=2><a href={r.href} target=_blank>{r.text}</a></font></td>'
        f'<td width=80 align=right><font color=#999999>[{r.month_day}]</font></td></tr></table></td></tr>'
        for r in rows
    )  # fmt: skip
    return (
        f"<table width=560 border=0 align=center cellpadding=0 cellspacing=0><tbody>{lines}</tbody></table>"
    )


def _two_columns(rows: Sequence[Row]) -> str:
    pairs = [rows[at : at + 2] for at in range(0, len(rows), 2)]
    lines = "".join(
        f"<tr>{''.join(f'<td width=50%>·<a href={chr(34)}{r.href}{chr(34)}>{r.text}</a></td>' for r in pair)}</tr>"
        for pair in pairs
    )
    return f'<table class="tb">{lines}</table>'


def _focus(rows: Sequence[Row]) -> str:
    """Three pictures whose headline is the picture's own, then the list."""
    slides = "".join(
        f'<li><a href="{r.href}"><img src="{r.picture}" alt="{r.text}"></a></li>' for r in rows[:3]
    )
    items = "".join(f'<li><a href="{r.href}">{r.text}</a><i>{r.month_day}</i></li>' for r in rows[3:])
    return f'<div id="slide"><ul>{slides}</ul></div><ul class="lst">{items}</ul>'


def _var_list(rows: Sequence[Row]) -> str:
    entries = [{"title": r.headline, "url": r.href, "pubtime": f"{r.day} 08:30"} for r in rows]
    return f'<div id="list"></div><script>var list = {json.dumps(entries, ensure_ascii=False)};render(list);</script>'


def _next_data(rows: Sequence[Row]) -> str:
    entries = [
        {"headline": r.headline, "link": r.href, "publishTime": r.day, "cover": r.picture} for r in rows
    ]
    state = {"props": {"pageProps": {"channel": {"name": "要闻", "items": entries}}}, "page": "/channel"}
    return f'<div id="__next"></div><script id="__NEXT_DATA__" type="application/json">{json.dumps(state)}</script>'


def _records(rows: Sequence[Row]) -> str:
    """The data island of a well-known government CMS."""
    records = "".join(
        f'<record><![CDATA[<li><a href="{r.href}" title="{r.text}">{r.text}</a><span>{r.day}</span></li>]]></record>'
        for r in rows
    )
    return (
        '<div id="5021" class="pagelist"><script type="text/xml"><datastore><nextgroup></nextgroup>'
        f"<recordset>{records}</recordset></datastore></script></div>"
    )


MARKUPS: dict[str, Markup] = {
    "ul": each_row(
        '<li><span>{r.day}</span><a href="{r.href}" target="_blank">{r.text}</a></li>',
        '<ul class="list">{}</ul>',
    ),
    "table": each_row(
        '<tr><td>·</td><td><a href="{r.href}">{r.text}</a></td><td>{r.day}</td></tr>',
        '<table class="winstyle">{}</table>',
    ),
    "dl": each_row(
        '<dt><a href="{r.href}">{r.text}</a></dt><dd>{r.summary}</dd><dd>{r.day}</dd>', "<dl>{}</dl>"
    ),
    "cards": each_row(
        '<div class="card"><a href="{r.href}"><img src="{r.picture}"></a><h3><a href="{r.href}">{r.text}</a></h3>'
        '<p>{r.summary}<a href="{r.href}">[详细]</a></p></div>'
    ),
    "channelled": each_row(
        '<li>[<a href="{r.channel[1]}">{r.channel[0]}</a>] <a href="{r.href}">{r.text}</a> {r.month_day}</li>',
        '<ul class="newslist">{}</ul>',
    ),
    "cut": lambda rows: "<ul>{}</ul>".format(
        "".join(
            f'<li><a href="{r.href}" title="{r.text}">{r.cut()}</a><em>{r.month_day}</em></li>' for r in rows
        )
    ),
    "sections": _sections,
    "ranked": each_row('<li><i>{n}</i><a href="{r.href}">{r.text}</a></li>', '<ol class="rank">{}</ol>'),
    "divs": each_row(
        '<div class="row"><div class="tt"><a href="{r.href}">{r.text}</a></div><div class="dd">{r.day}</div></div>'
    ),
    "onclick": each_row(
        """<div class="news" onclick="location.href='{r.href}'"><h4>{r.text}</h4><span>{r.day}</span></div>"""
    ),
    "window_open": each_row(
        """<tr style="cursor:pointer" onclick="window.open('{r.href}')"><td>{r.text}</td><td>{r.day}</td></tr>""",
        "<table>{}</table>",
    ),
    "var_list": _var_list,
    "next_data": _next_data,
    "records": _records,
    "old_tables": _old_tables,
    "lines": each_row('·<a href="{r.href}">{r.text}</a> ({r.month_day})<br>', "<p>{}</p>"),
    "two_links": each_row(
        '<li><a class="pic" href="{r.href}"><img src="{r.picture}"/></a><a href="{r.href}">{r.text}</a>'
        "<p>{r.summary}</p><small>{r.day} 10:21</small></li>",
        '<ul class="pics">{}</ul>',
    ),
    "flat": each_row('<a href="{r.href}"><em>{r.month_day}</em>{r.text}</a>', '<div class="flat">{}</div>'),
    "whole_card": each_row(
        '<a class="item" href="{r.href}"><img src="{r.picture}"><div><h4>{r.text}</h4><p>{r.summary}</p>'
        "<span>{r.channel[0]}</span><time>{r.day}</time></div></a>"
    ),
    "date_box": each_row(
        '<div class="it"><div class="date"><b>{r.day[8]}{r.day[9]}</b><span>2026</span></div><h5><a href="{r.href}">'
        "{r.text}</a></h5><p>{r.summary}</p></div>"
    ),
    "two_columns": _two_columns,
    "blog": each_row(
        '<article class="post"><header><h2 class="entry-title"><a href="{r.href}" rel="bookmark">{r.text}</a></h2>'
        '<div class="meta"><time datetime="{r.day}">{r.day}</time> <a rel="author" href="{r.author[1]}">{r.author[0]}'
        '</a> <a rel="category tag" href="{r.channel[1]}">{r.channel[0]}</a></div></header><p>{r.summary}</p>'
        '<a class="more-link" href="{r.href}">阅读全文</a> <a href="{r.comments}">3 条评论</a></article>'
    ),
    "days": _days,
    "beside": each_row(
        '<div class="entry"><h3>{r.text}</h3><p>{r.summary}</p><span>{r.day}</span>'
        '<a class="btn" href="{r.href}">查看详情</a></div>'
    ),
    "forum": each_row(
        '<tbody id="normalthread_{n}"><tr><th><em>[<a href="{r.channel[1]}">{r.channel[0]}</a>]</em> <a class="s xst" '
        'href="{r.href}">{r.text}</a></th><td class="by"><cite><a href="{r.author[1]}">{r.author[0]}</a></cite><em>'
        '{r.day}</em></td><td class="num"><a href="{r.comments}">12</a><em>307</em></td></tr></tbody>',
        '<table summary="forum">{}</table>',
    ),
    "focus": _focus,
    "authored": each_row(
        '<div class="feed"><h3><a href="{r.href}">{r.text}</a></h3><div><a href="{r.author[1]}">记者{r.author[0]}</a>'
        '<span>{r.day}</span><a href="{r.comments}">评论(5)</a></div></div>'
    ),
    "gallery": each_row(
        '<div class="pic"><a href="{r.href}" title="{r.text}"><img src="{r.picture}" alt="{r.text}"></a></div>',
        '<div class="wall">{}</div>',
    ),
    "day_first": each_row("<p><span>{r.day}</span>&nbsp;<a href='{r.href}'><b>{r.text}</b></a></p>"),
    "spans": each_row(
        '<span class="l"><a href="{r.href}">{r.text}</a></span><span class="r">{r.month_day}</span>',
        "<div>{}</div>",
    ),
    "buttons": each_row(
        '<li><p class="t">{r.text}</p><p class="d">{r.day}</p><a href="{r.href}">详情</a></li>',
        '<ul class="u">{}</ul>',
    ),
    "summed_up": each_row(
        '<div class="li"><a href="{r.href}"><span>{r.text}</span><br><small>{r.summary}</small></a></div>'
    ),
}
"""By name."""
