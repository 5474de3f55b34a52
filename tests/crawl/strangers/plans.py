"""The sites that nobody described: each a form of addresses, a markup, a skin and a pager."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from tests.crawl.strangers.addresses import FORMS, Draw
from tests.crawl.strangers.county_news import Story
from tests.crawl.strangers.crowds import BOXES
from tests.crawl.strangers.markups import MARKUPS
from tests.crawl.strangers.odd_markups import ODD_MARKUPS
from tests.crawl.strangers.surroundings import SKINS

LISTINGS: dict[str, tuple[str, str]] = {
    "index": ("/xw/", "/xw/index_{n}.html"),
    "query": ("/list.jsp?lm=7", "/list.jsp?lm=7&page={n}"),
    "dash": ("/list-7-1.html", "/list-7-{n}.html"),
    "folder": ("/zonghe/", "/zonghe/page/{n}/"),
    "word": ("/bendi", "/bendi/p{n}"),
    "home": ("/", "/?page={n}"),
    "program": ("/channel/News.aspx?cid=12", "/channel/News.aspx?cid=12&p={n}"),
}
"""The first page of the listing and the pattern of those after it."""


def _next_only(paths: Sequence[str], at: int) -> str:
    return f'<a href="{paths[at + 1]}">下一页</a>' if at + 1 < len(paths) else "<span>下一页</span>"


def _numbers(paths: Sequence[str], at: int) -> str:
    return " ".join(
        f"<b>{n + 1}</b>" if n == at else f'<a href="{path}">{n + 1}</a>' for n, path in enumerate(paths)
    )


def _whole(paths: Sequence[str], at: int) -> str:
    before = f'<a href="{paths[0]}">首页</a> <a href="{paths[max(0, at - 1)]}">上一页</a>'
    return f'共{len(paths)}页 {before} {_numbers(paths, at)} {_next_only(paths, at)} <a href="{paths[-1]}">尾页</a>'


def _arrows(paths: Sequence[str], at: int) -> str:
    after = f'<a class="next" href="{paths[at + 1]}">Next »</a>' if at + 1 < len(paths) else ""
    return f'<ul class="pages"><li>{_numbers(paths, at)}</li><li>{after}</li></ul>'


def _chosen(paths: Sequence[str], at: int) -> str:
    options = "".join(f'<option value="{path}">第{n}页</option>' for n, path in enumerate(paths, 1))
    return f'{_next_only(paths, at)}<select onchange="location.href=this.value">{options}</select>'


PAGERS: Sequence[Callable[[Sequence[str], int], str]] = (_whole, _next_only, _numbers, _arrows, _chosen)


class Plan(NamedTuple):
    """A site that nobody described."""

    name: str
    title: str
    form: str
    markup: str
    skin: str
    listing: str
    reference: str
    pager: int
    pages: int
    count: int
    first_number: int
    charset: str
    advert: str
    box: str = ""  # a crowd of long-named links beside the list

    @property
    def paths(self) -> list[str]:
        """The addresses of its listing pages."""
        first, later = LISTINGS[self.listing]
        return [first, *(later.format(n=n) for n in range(2, self.pages + 1))]

    def path_of(self, story: Story) -> str:
        """Return the address of an article."""
        return FORMS[self.form].article(Draw(self.first_number + story.number, story.day, self.name))


def plan_odd_sites() -> list[Plan]:
    """Return sites with the rare kinds of lists, and some with hardly anything on them."""
    plans = plan_sites()
    odd = [
        plans[n * 4 + 3]._replace(name=f"o{n:02d}_{markup}", markup=markup)
        for n, markup in enumerate(ODD_MARKUPS)
    ]
    few = [
        plans[n * 5 + 1]._replace(name=f"o{n + len(odd)}_few{count}", markup=markup, count=count, pages=1)
        for n, (markup, count) in enumerate(
            (("ul", 1), ("table", 2), ("cards", 2), ("divs", 3), ("lines", 3))
        )
    ]
    return odd + few


def plan_crowded_sites() -> list[Plan]:
    """Return sites on whose pages a box of other long names stands before the list."""
    plans = plan_sites()
    return [
        plans[n * 6 + 1]._replace(name=f"c{n:02d}_{box}", box=box, advert="none")
        for n, box in enumerate(BOXES)
    ]


def plan_sites() -> list[Plan]:
    """Return the sites, each another form of addresses; the rest goes round in cycles of other lengths."""
    counties = "洛南 山阳 镇安 柞水 丹凤 商南 旬阳 白河 平利 岚皋 紫阳 石泉 宁陕".split()
    skins, listings, references = list(SKINS), list(LISTINGS), ("root", "absolute", "relative", "protocol")
    markups = list(MARKUPS)
    plans = []
    for n, form in enumerate(FORMS):
        pages = 1 + n % 3
        listing = listings[(n * 3 + n // 7) % len(listings)]
        plans.append(
            Plan(
                f"s{n:02d}_{form}", f"{counties[n % 13]}新闻网", form, markups[n % len(markups)], skins[(n + n // 4) % 4],
                listing, references[(n + n // 5) % 4], n % len(PAGERS), pages, 12 + n * 5 % 14,
                17 + n * 11 % 700, "gb18030" if n % 6 == 4 else "utf-8", ("none", "own", "other")[n % 3],
            )
        )  # fmt: skip
    return plans
