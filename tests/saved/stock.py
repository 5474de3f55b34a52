"""What the tests of this room save: an article of three pages, another one, and how skips are told."""

from collections.abc import Callable

from schemas import Article, Rejection
from scraper.saved.tally import Tally
from scraper.storage.pages import Skip

HOST = "http://www.shanyang.example"
FIRST = f"{HOST}/202306/t20230612_1001.html"
SECOND = f"{HOST}/202306/t20230612_1001_1.html"
THIRD = f"{HOST}/202306/t20230612_1001_2.html"
OTHER = f"{HOST}/202306/t20230612_2002.html"
LISTING = f"{HOST}/202306/"
TEXT = "山阳县十里铺的麦子熟了，三台收割机清早就下了田，合作社的人守在地头装袋。"

Cleaned = Callable[..., tuple[list[Article], list[Rejection], list[Skip]]]


def article(title: str = "十里铺开镰收麦", text: str = TEXT, pager: str = "") -> bytes:
    return (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<div>2023-06-12 15:27 来源：山阳新闻网</div><div><p>{text}</p><p>“今年一亩能收八百斤。”种粮大户说，"
        f"仓库已经腾了出来。</p>{pager}</div></body></html>"
    ).encode()


def pager(*names: str) -> str:
    return "".join(f"<a href='{name}'>{number}</a>" for number, name in enumerate(names, 1))


NAMES = [url.rpartition("/")[2] for url in (FIRST, SECOND, THIRD)]
PARTS = {
    FIRST: article(text="第一页：" + TEXT, pager=pager(*NAMES)),
    SECOND: article(text="第二页：" + TEXT, pager=pager(*NAMES)),
    THIRD: article(text="第三页：" + TEXT, pager=pager(*NAMES)),
}


def kinds(skips: list[Skip]) -> dict[str, int]:
    tally = Tally()
    for skip in skips:
        tally.count(skip)
    return dict(tally.skips)
