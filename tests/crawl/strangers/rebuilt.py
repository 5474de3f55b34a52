"""A listing page built otherwise: other names, other boxes, other neighbours, and still the same articles."""

from collections.abc import Callable, Collection, Iterator
from copy import deepcopy
from hashlib import md5
from typing import NamedTuple
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

CELLS = ("td", "th")
INLINE = ("p", "span", "h2", "h3", "h4", "h5", "a", "em", "b", "strong")
"""Elements in which a block would end the paragraph: what is wrapped there is wrapped in a span."""

MOST_LINKS = 8
"""Links of a row: above that an element is no row, though only one article is in it."""

ADVERTS = (
    "山货年货节火热开幕 全场满百减二十元",
    "县城新楼盘盛大开盘 欢迎到场品鉴选房",
    "专业驾校常年招生 拿证快费用低可分期",
)


class Page(NamedTuple):
    """A page as a tree, its address, and the rows that hold its articles."""

    root: HtmlElement
    url: str
    rows: tuple[HtmlElement, ...]


Change = Callable[[Page], None]


def rebuild(source: str, url: str, articles: Collection[str], change: Change) -> str:
    """Return the source of the page after the change; `articles` are the absolute addresses that its rows lead to."""
    root = html.document_fromstring(source)
    page = Page(root, url, tuple(_find_rows(root, url, articles)))
    change(page)
    return html.tostring(root, encoding="unicode", doctype="<!DOCTYPE html>")


def _find_rows(root: HtmlElement, url: str, articles: Collection[str]) -> Iterator[HtmlElement]:
    """Yield for each article the highest element that leads to no other one, each element once."""
    links = [(link, urljoin(url, link.get("href") or "")) for link in root.iter("a")]
    held: dict[HtmlElement, set[str]] = {}
    many: dict[HtmlElement, int] = {}
    for link, target in links:
        for above in (link, *link.iterancestors()):
            many[above] = many.get(above, 0) + 1
            if target in articles:
                held.setdefault(above, set()).add(target)
    seen = set()
    for link, target in links:
        if target not in articles:
            continue
        row = link
        for above in link.iterancestors():
            if len(held[above]) > 1 or many[above] > MOST_LINKS or above.tag in ("body", "html"):
                break
            row = above
        if row not in seen:
            seen.add(row)
            yield row


def keep(page: Page) -> None:
    """Leave the page as it is."""


def hash_names(page: Page) -> None:
    """Give all classes and ids names that say nothing."""
    for each in page.root.iter():
        if not isinstance(each.tag, str) or each.tag == "script":
            continue
        for attribute in ("class", "id"):
            if value := each.get(attribute):
                each.set(
                    attribute, " ".join(f"_{md5(name.encode()).hexdigest()[:7]}" for name in value.split())
                )


def drop_names(page: Page) -> None:
    """Take all classes, ids and styles away."""
    for each in page.root.iter():
        if isinstance(each.tag, str) and each.tag != "script":
            for attribute in ("class", "id", "style"):
                each.attrib.pop(attribute, None)


def wrap_rows(page: Page) -> None:
    """Put one more element around each row and what stands beside it alike, inside of its cell or its item."""
    rows = {each: None for row in page.rows for each in row.getparent().iterchildren(row.tag)}
    for row in rows:
        if row.tag in ("tr", "tbody"):
            for cell in [cell for cell in row.iter(*CELLS) if cell.getparent() is not None]:
                _wrap_content(cell)
        elif row.tag in ("li", "dt", "dd", *CELLS):
            _wrap_content(row)
        else:
            _wrap(row)


def wrap_rows_twice(page: Page) -> None:
    """Put two more elements around each row."""
    wrap_rows(page)
    wrap_rows(page)


def indent_list(page: Page) -> None:
    """Lay the list into the cell of a layout table."""
    if (box := _box_of(page)) is not None:
        parent, at, tail = box.getparent(), box.getparent().index(box), box.tail
        table = html.fragment_fromstring("<table><tr><td></td></tr></table>")
        box.tail = None
        next(table.iter("td")).append(box)
        table.tail = tail
        parent.insert(at, table)


def advertise_elsewhere(page: Page) -> None:
    """Put adverts that lead to other sites between the rows."""
    _advertise(page, "http://www.shangcheng-{}.example/item/90{}.html")


def advertise_at_home(page: Page) -> None:
    """Put adverts that lead to the site's own advertising system between the rows."""
    _advertise(page, "/ad/go.php?to=shop{}&from={}")


def move_to_end(page: Page) -> None:
    """Move the list behind all else."""
    if (box := _box_of(page)) is not None:
        _body(page).append(box)


def move_before_navigation(page: Page) -> None:
    """Move the list before all else."""
    if (box := _box_of(page)) is not None:
        _body(page).insert(0, box)


def put_sidebar_before(page: Page) -> None:
    """Put a box with the names of channels and offices before the list."""
    if (box := _box_of(page)) is not None:
        names = "图片新闻 专题报道 部门动态 乡镇之窗 通知公告 人事任免 政策解读 民意征集 便民服务 走进我县".split()
        items = "".join(f'<li><a href="/lanmu{n}/">{name}</a></li>' for n, name in enumerate(names, 1))
        box.addprevious(html.fragment_fromstring(f"<div><h3>栏目导航</h3><ul>{items}</ul></div>"))


CHANGES: tuple[Change, ...] = (
    keep, hash_names, drop_names, wrap_rows, wrap_rows_twice, indent_list, advertise_elsewhere, advertise_at_home,
    move_to_end, move_before_navigation, put_sidebar_before,
)  # fmt: skip


def _body(page: Page) -> HtmlElement:
    return page.root.find("body")


def _box_of(page: Page) -> HtmlElement | None:
    """Return the lowest element that holds all rows, None where that is the body."""
    if not page.rows:
        return None
    shared = [page.rows[0], *page.rows[0].iterancestors()]
    for row in page.rows[1:]:
        above = {row, *row.iterancestors()}
        shared = [each for each in shared if each in above]
    box = shared[0]
    if box.tag in ("tbody", "tr", *CELLS):
        box = next(box.iterancestors("table"), box)
    return None if box.tag in ("body", "html") else box


def _wrap(element: HtmlElement) -> None:
    parent = element.getparent()
    wrapper = parent.makeelement("span" if parent.tag in INLINE or element.tag == "span" else "div")
    wrapper.tail, element.tail = element.tail, None
    parent.replace(element, wrapper)
    wrapper.append(element)


def _wrap_content(element: HtmlElement) -> None:
    wrapper = element.makeelement("div")
    wrapper.text, element.text = element.text, None
    for child in list(element):
        wrapper.append(child)
    element.append(wrapper)


def _advertise(page: Page, pattern: str) -> None:
    for number, row in enumerate(page.rows[1::5]):
        advert = deepcopy(row)
        advert.tail = row.tail
        target = pattern.format(number, number)
        for link in advert.iter("a"):
            link.set("href", target)
            link.attrib.pop("title", None)
            if "".join(link.itertext()).strip() and not len(link):
                link.text = ADVERTS[number % 3]
        row.addnext(advert)
