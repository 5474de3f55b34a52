"""The frame of an invented site, and its rows of linked headlines in each form that listings have."""

FETCHED = "2026-11-20T12:00:00+08:00"

TOWNS = ("白马镇", "青石桥镇", "柳溪乡", "石门镇", "双河乡", "大坪镇", "桐木镇", "云台乡", "龙潭镇", "水口镇")
DEEDS = (
    "冬种油菜进入扫尾阶段", "老粮站改成乡村图书馆", "三百户村民喝上放心水", "举办首届板栗采收比赛",
    "开通到县城的夜班公交", "古戏台修缮后重新开锣", "卫生院添了两台新设备", "给独居老人装上呼叫铃",
    "小学生走进水文站上课", "河道清淤工程提前完工",
)  # fmt: skip
TEASERS = (
    "入冬以来，这里的村民抢抓晴好天气，连片的田块上机器轰鸣，技术员守在地头指导，预计本周内全部完成……",
    "“以前要走四十分钟山路，现在出门就是。”七十三岁的村民岑大爷说起这件事，脸上满是笑意。",
    "记者从镇政府了解到，项目总投资一百二十万元，由县财政和村集体共同承担，工期三个月。",
    "活动现场，二十四支队伍轮番上阵，围观的村民把晒谷场围得水泄不通，叫好声此起彼伏。",
)  # fmt: skip


def headline(number: int) -> str:
    """Return an invented headline."""
    return f"{TOWNS[number % 10]}{DEEDS[(number * 3 + number // 10) % 10]}"


def address(number: int) -> str:
    """Return the address of an invented article."""
    return f"/xw/202611/t202611{number % 19 + 1:02d}_{88000 + number}.html"


def day(number: int) -> str:
    """Return the day of an invented article."""
    return f"2026-11-{19 - number % 18:02d}"


NAV = '<div class="nav">' + " ".join(
    f'<a href="/{path}/">{name}</a>'
    for path, name in (("", "首页"), ("yw", "县内要闻"), ("xz", "乡镇"), ("zw", "政务"), ("tz", "通知公告"),
                       ("sp", "视频"), ("zt", "专题"), ("ms", "民生"))
) + "</div>"  # fmt: skip
FOOT = (
    '<div class="footer"><p>关于我们 | 联系我们 | 网站地图</p><p>主办：云溪县融媒体中心 ICP备12345678号-1</p>'
    "<p>地址：云溪县城关镇文化路8号 电话：0000-8888888</p></div>"
)
TODAY = '<div class="today">今天是2026年11月20日 星期五</div>'


def frame(title: str, inner: str, *, head: str = "", foot: str = FOOT) -> str:
    """Return a page of the invented site."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>'
        f"{TODAY}{NAV}{inner}{foot}</body></html>"
    )


def crumb(*steps: str) -> str:
    """Return a trail."""
    links = " &gt; ".join(f'<a href="/{step}/">{step}</a>' for step in ("首页", *steps))
    return f'<div class="crumb">当前位置：{links}</div>'


def rows(count: int, form: str = "li", start: int = 0) -> str:
    """Return rows of linked headlines in one of the forms that CMSs print."""
    made = []
    for number in range(start, start + count):
        link = f'<a href="{address(number)}" target="_blank">{headline(number)}</a>'
        teaser = TEASERS[number % 4]
        made.append(
            {
                "li": f"<li>{link}<span>{day(number)}</span></li>",
                "li_before": f"<li><span>[{day(number)}]</span>{link}</li>",
                "dot": f"<li>· {link} <em>({day(number)[5:]})</em></li>",
                "br": f"·{link} {day(number)}<br>",
                "tr": f'<tr><td>{number}</td><td>{link}</td><td align="right">{day(number)}</td></tr>',
                "td": f"<tr><td>·{link}</td><td>{day(number)}</td></tr>",
                "card": f'<div class="item"><a href="{address(number)}"><img src="/i/{number}.jpg"></a><h3>{link}</h3>'
                f"<p>{teaser}</p><span>{day(number)} 来源：云溪发布</span></div>",
                "whole": f'<a class="card" href="{address(number)}"><h4>{headline(number)}</h4><p>{teaser}</p>'
                f"<i>{day(number)}</i></a>",
                "dl": f"<dt>{link}</dt><dd>{teaser}<a href='{address(number)}'>[详细]</a></dd>",
                "flat": f"<h2>{link}</h2><p>{teaser}</p><p class=info>{day(number)} 09:3{number % 10}</p>",
                "li_teaser": f"<li><h3>{link}</h3><div>{teaser}</div><div>发布时间：{day(number)} 08:1{number % 10}</div></li>",
                "bare": f"<div class=lb>{link}</div>",
            }[form]
        )
    inner = "".join(made)
    box = {
        "li": "ul",
        "li_before": "ul",
        "dot": "ul",
        "li_teaser": "ul",
        "tr": "table",
        "td": "table",
        "dl": "dl",
    }
    tag = box.get(form, "div")
    return f'<{tag} class="list">{inner}</{tag}>'


PAGER = '<div class="page"><a href="index.html">1</a> <a href="index_1.html">2</a> <a href="index_1.html">下一页</a></div>'
SITE = "http://www.yunxi.example"

FORMS = ("li", "li_before", "dot", "br", "tr", "td", "card", "whole", "dl", "flat", "li_teaser", "bare")
"""The forms of rows()."""
