"""What a planned site answers, and what a crawl of it has to ask for."""

import posixpath
from collections.abc import Sequence
from html import escape
from itertools import islice
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from tests.crawl.strangers.addresses import FORMS
from tests.crawl.strangers.county_news import NAMES, Story, tell_stories
from tests.crawl.strangers.crowds import answer_box, write_box
from tests.crawl.strangers.markups import MARKUPS, Row
from tests.crawl.strangers.odd_markups import ODD_MARKUPS
from tests.crawl.strangers.plans import PAGERS, Plan
from tests.crawl.strangers.surroundings import CHANNELS, SKINS, Refer, answer_decoys, surround
from tests.served import Site

OLD = 6
"""Articles that no list shows but the hot list at the side."""


class Served(NamedTuple):
    """What the site has for a crawl: its listing pages, their articles, others of its articles, channels below."""

    listings: frozenset[str]
    articles: frozenset[str]
    others: frozenset[str]
    channels: frozenset[str]


class Shown(NamedTuple):
    """A listing page: its text, its address, the articles of its list, and all that lead to articles on it."""

    source: str
    url: str
    articles: frozenset[str]
    all_articles: frozenset[str]


def serve_plan(site: Site, plan: Plan, *, new: int = 0) -> Served:
    """Serve the site as it is when `new` articles have come to those of its first night."""
    site.answers.clear()
    stories = list(islice(tell_stories(plan.name), OLD + plan.count + new))
    listed = stories[: OLD - 1 : -1]  # the newest first
    pages = {**_listing_pages(site, plan, listed), **_article_pages(site, plan, stories)}
    assert len(pages) == plan.pages + len(stories), f"two pages of {plan.name} have one address"
    hot = [(plan.path_of(story), story) for story in (*stories[:OLD:2], *stories[OLD : OLD + 3])]
    decoys = {
        path: (plan.title, text, "")
        for path, text in answer_decoys(FORMS[plan.form], plan.name, plan.title, hot)
    }
    if plan.box:
        decoys |= {path: (plan.title, text, "") for path, text in answer_box(plan.box).items()}
    for path, (title, matter, pager) in {**decoys, **pages}.items():
        around = surround(FORMS[plan.form], plan.name, plan.title, _referring(site, plan, path), hot)
        body = SKINS[plan.skin](matter, pager, around)
        site.put(path, _write_page(plan, title, body), Content_Type="text/html")
    folder = urlsplit(urljoin(plan.paths[0], ".")).path
    channels = {FORMS[plan.form].channel(word) for word in CHANNELS}
    return Served(
        frozenset(plan.paths),
        frozenset(plan.path_of(story) for story in listed),
        frozenset(plan.path_of(story) for story in stories[:OLD]),
        frozenset(path for path in channels if path.startswith(folder)) - frozenset(plan.paths),
    )


def show_listing(plan: Plan, address: str) -> Shown:
    """Return the first listing page of the site at `address`."""
    site = Site(address)
    stories = list(islice(tell_stories(plan.name), OLD + plan.count))
    hot = [(plan.path_of(story), story) for story in (*stories[:OLD:2], *stories[OLD : OLD + 3])]
    path = plan.paths[0]
    title, matter, pager = _listing_pages(site, plan, stories[: OLD - 1 : -1])[path]
    around = surround(FORMS[plan.form], plan.name, plan.title, _referring(site, plan, path), hot)
    source = _write_page(plan, title, SKINS[plan.skin](matter, pager, around)).decode(plan.charset)
    first = stories[-1 : OLD - 1 : -1][: -(-plan.count // plan.pages)]
    return Shown(
        source,
        address + path,
        frozenset(address + plan.path_of(story) for story in first),
        frozenset(address + plan.path_of(story) for story in stories),
    )


def _listing_pages(site: Site, plan: Plan, listed: Sequence[Story]) -> dict[str, tuple[str, str, str]]:
    size = -(-len(listed) // plan.pages)
    pages = {}
    for at, path in enumerate(plan.paths):
        refer = _referring(site, plan, path)
        rows = [_row(plan, story, refer) for story in listed[at * size : (at + 1) * size]]
        pager = PAGERS[plan.pager]([refer(each) for each in plan.paths], at) if plan.pages > 1 else ""
        box = write_box(plan.box, refer) if plan.box else ""
        matter = (MARKUPS | ODD_MARKUPS)[plan.markup](_with_advert(plan, rows, refer))
        pages[path] = ("要闻", box + matter, pager)
    return pages


def _article_pages(site: Site, plan: Plan, stories: Sequence[Story]) -> dict[str, tuple[str, str, str]]:
    pages = {}
    for story in stories:
        refer = _referring(site, plan, plan.path_of(story))
        before, after = stories[story.number - 1], stories[(story.number + 1) % len(stories)]
        beside = "".join(
            f'<p>{word}：<a href="{refer(plan.path_of(each))}">{escape(each.headline)}</a></p>'
            for word, each in (("上一篇", before), ("下一篇", after))
        )
        text = "".join(f"<p>　　{paragraph}</p>" for paragraph in story.body)
        matter = (
            f"<h1>{escape(story.headline)}</h1><div>{story.date} 08:{story.number % 60:02d} 来源：{plan.title}</div>"
            f"<div>{text}</div><p>责任编辑：{story.editor}</p>{beside}"
        )
        pages[plan.path_of(story)] = (story.headline, matter, "")
    return pages


def _row(plan: Plan, story: Story, refer: Refer) -> Row:
    word, name = list(CHANNELS.items())[story.number % 5]
    author = story.number % len(NAMES)
    own = refer(plan.path_of(story))
    comments = f"{own}#comments" if plan.pager % 2 else refer(f"/comment/{author}")
    return Row(
        own, story.headline, story.summary, story.date, (name, refer(FORMS[plan.form].channel(word))),
        (NAMES[author], refer(f"/author/{author}")), comments, f"/img/{story.number}.jpg",
    )  # fmt: skip


def _with_advert(plan: Plan, rows: Sequence[Row], refer: Refer) -> list[Row]:
    """Return the rows with an advert among them: of the site's own shop, or of another site, or none."""
    if plan.advert == "none" or len(rows) < 3:
        return list(rows)
    target = refer("/ad/click?id=3") if plan.advert == "own" else "http://www.nianhuo.example/shop/88.html"
    advert = rows[2]._replace(
        href=target, headline="秦岭山货年货节开幕 全场满百减二十", summary="点击进入店铺", comments=target
    )
    return [*rows[:2], advert, *rows[2:]]


def _write_page(plan: Plan, title: str, body: str) -> bytes:
    head = f'<meta charset="{plan.charset}"><title>{escape(title)}_{plan.title}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode(plan.charset)


def _referring(site: Site, plan: Plan, page: str) -> Refer:
    """Return what writes an address as this site's pages do."""

    def refer(path: str) -> str:
        if not path.startswith("/") or plan.reference == "root":
            return path
        if plan.reference == "relative":
            return _relative(path, page)
        return f"{'' if plan.reference == 'protocol' else 'http:'}{site.address.removeprefix('http:')}{path}"

    return refer


def _relative(path: str, page: str) -> str:
    where, mark, query = path.partition("?")
    folder, _, name = where.rpartition("/")
    way = posixpath.relpath(folder or "/", posixpath.dirname(page.partition("?")[0]))
    return f"{way}/{name}{mark}{query}"
