"""Lists of an invented county's site, and what is read from them."""

from pipelines.extract.tree.document import parse
from scraper.crawl.groups.shown import Shown, read_shown

HOME = "http://www.zhashui.example/xw/"
NAMES = (
    "我县召开秋冬季森林防火工作会议", "小岭镇三十户村民搬进新居", "营盘镇玉米制种喜获丰收", "下梁镇老街改造工程完工",
    "红岩寺镇开通夜间公交专线", "杏坪镇粉条加工厂开工投产", "瓦房口镇举办农民运动会", "曹坪镇木耳大棚里算增收账",
)  # fmt: skip
CHANNELS = ("要闻", "镇办动态", "部门", "民生", "图片新闻", "视频", "专题")


def read(page: str, url: str = HOME, believes=lambda form: None) -> Shown:
    return read_shown(parse(f"<html><body>{page}</body></html>", url), url, believes)


def urls(shown: Shown) -> list[str]:
    return [one.url.removeprefix("http://www.zhashui.example") for one in shown.articles()]


def items(form: str, names=NAMES, tag: str = "li", day: str = "") -> str:
    return "".join(
        f'<{tag}><a href="{form.format(n=number)}">{name}</a>{day}</{tag}>'
        for number, name in enumerate(names, 101)
    )


def taken(form: str, names=NAMES) -> list[str]:
    return [form.format(n=number) for number, _ in enumerate(names, 101)]


ARTICLES = "/xw/{n}.html"
LIST = f"<ul>{items(ARTICLES)}</ul>"
