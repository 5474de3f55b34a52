"""Pagers that are numbers and nothing else: 1 [2] [3], and boxes in which a number is chosen."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.tree.document import text_of
from scraper.crawl.links import absolute
from scraper.crawl.pagers.addresses import leads_back, leads_on, page_number, same_page
from scraper.crawl.pagers.controls import Control, is_here, is_off
from scraper.crawl.pagers.words import around, is_pager_box

MOST_ENTRIES = 300
"""Elements of a row of numbers; a pager shows ten to twenty of them, each in a box or two."""

MOST_ON_PAGE = 100
"""Articles of a page, the most by which an address counts: ?start=20 is the second page of twenty."""

_NUMBER = re.compile(r"^[\s\[【(（<第-]{0,3}0?([1-9]\d{0,2})[\s\]】)）>页頁-]{0,3}(?:[/／]\s?\d{1,3})?$")
_PLAIN = re.compile(
    r"(?<![\d共总每第到至/／.:：-])(?<![共总每第到]\s)0?([1-9]\d{0,2})(?!\s?[\d页頁条篇/／.:：年月日-])"
)
_PREFIX = re.compile(
    r"location(?:\.href)?\s?=\s?[\"']([\w./?&=%-]{1,200})[\"']\s?\+\s?(?:this\.|\w{1,20})[^+]{0,60}(?:\+\s?[\"']([\w./?&=%-]{1,40})[\"'])?"
)


class Row(NamedTuple):
    """Numbers beside each other: what can be pressed, and the number of the page that is shown, if it is told."""

    pressed: dict[int, Control]
    here: int | None
    in_pager: bool  # the box around them is a pager's, by its words or its name


def find_rows(controls: Sequence[Control], url: str) -> Iterator[Row]:
    """Yield the rows of numbers on the page at `url` that can be pressed."""
    numbered = {
        control.element: (int(match[1]), control)
        for control in controls
        if (match := _NUMBER.match(text_of(control.element)))
    }
    boxes: dict[HtmlElement, None] = {}
    for element in numbered:
        if (box := _box_of(element, numbered)) is not None:
            boxes.setdefault(box)
    for box in boxes:
        yield _read_row(box, numbered, url)


def _box_of(element: HtmlElement, numbered: dict[HtmlElement, tuple[int, Control]]) -> HtmlElement | None:
    """Return the closest box that holds another number beside the element's own, else the box it stands in."""
    for box in around(element):
        others = sum(each in numbered for each in islice(box.iter(), MOST_ENTRIES))
        if others > 1 or any(True for _ in _plain_numbers(box, numbered)):
            return box
    return element.getparent()


def _plain_numbers(
    box: HtmlElement, numbered: dict[HtmlElement, tuple[int, Control]]
) -> Iterator[tuple[int, HtmlElement]]:
    """Yield the numbers in the box that cannot be pressed, each with the element that it stands in."""
    inside: set[HtmlElement] = set()
    for element in islice(box.iter(), MOST_ENTRIES):
        within = element in numbered or element.getparent() in inside
        if within and element is not box:
            inside.add(element)
        texts = (
            (element.text, element, not within),
            (element.tail, element.getparent(), element is not box and element.getparent() not in inside),
        )
        for text, holder, plain in texts:
            if text and plain and element.tag not in ("script", "style", "option"):
                yield from ((int(match[1]), holder) for match in _PLAIN.finditer(text[:200]))


def _read_row(box: HtmlElement, numbered: dict[HtmlElement, tuple[int, Control]], url: str) -> Row:
    found = [numbered[each] for each in islice(box.iter(), MOST_ENTRIES) if each in numbered]
    pressed: dict[int, Control] = {}
    for number, control in found:
        pressed.setdefault(number, control)
    plain = list(_plain_numbers(box, numbered))
    here = _number_here(pressed, plain, url)
    return Row(pressed, here, any(map(is_pager_box, (box, *around(box)))))


def _number_here(pressed: dict[int, Control], plain: list[tuple[int, HtmlElement]], url: str) -> int | None:
    """Return the number of the page that is shown: by its address, its mark, or because it cannot be pressed."""
    candidates = [
        *(number for number, control in pressed.items() if control.target and same_page(control.target, url)),
        *(number for number, control in pressed.items() if is_here(control.element)),
        *(number for number, holder in plain if is_here(holder)),
        *(number for number, control in pressed.items() if not control.target and not control.scripted),
        *(
            number
            for number, _ in plain
            if number not in pressed and {number - 1, number + 1} & pressed.keys()
        ),
    ]
    if candidates:
        return candidates[0]
    return next(
        (here for number, control in pressed.items() if (here := _counted_here(number, control, url))), None
    )


def _counted_here(number: int, control: Control, url: str) -> int | None:
    """Return which page the address itself is, counted as the addresses of the row are; the first has no number."""
    there = page_number(control.target, url) if control.target else None
    here = page_number(url, control.target) if control.target else None
    if there is None or here is None or not 0 <= number - there <= 1:
        return None
    return here + number - there if here else 1


def next_in_row(row: Row, url: str) -> str | None:
    """Return the address of the number after the one that is shown, if the addresses count as the numbers do."""
    if row.here is None or not (control := row.pressed.get(row.here + 1)) or not (target := control.target):
        return None
    if not _is_next(target, url):
        return None
    there = page_number(target, url)
    counts = there is not None and _counts_as(row.here + 1, there)
    return target if counts or row.in_pager else None


def _is_next(target: str, url: str) -> bool:
    at_home = urlsplit(target).netloc == urlsplit(url).netloc
    return at_home and leads_on(target, url) and not leads_back(target, url)


def _counts_as(number: int, there: int) -> bool:
    """Tell whether an address with the number `there` may be page `number`: counted from 1, from 0, or by articles."""
    if there in (number, number - 1):
        return True
    size, rest = divmod(there, number - 1)
    return not rest and 1 < size <= MOST_ON_PAGE


def goes_on(row: Row) -> bool:
    """Tell whether a pager shows a number behind this page that a script answers, so that no address leads there."""
    behind = (control for number, control in row.pressed.items() if number > (row.here or 1))
    return row.in_pager and any(not is_off(control.element) for control in behind)


def is_last(row: Row) -> bool:
    """Tell whether the page that is shown has the highest number of a pager."""
    return row.in_pager and row.here is not None and row.here >= max(row.pressed, default=0)


def find_choices(root: HtmlElement, base: str, url: str) -> Iterator[str | None]:
    """Yield, for each box of page numbers that has one behind the chosen one, its address; None where none is told."""
    for box in root.iter("select"):
        options = list(islice(box.iter("option"), MOST_ENTRIES))
        numbers = [int(match[1]) if (match := _NUMBER.match(text_of(option))) else None for option in options]
        if len(options) < 2 or numbers != list(range(1, len(options) + 1)):
            continue
        chosen = _chosen(options, base, url)
        if chosen + 1 < len(options):
            target = _target_of(box, options[chosen + 1].get("value") or "", base)
            yield target if target and _is_next(target, url) else None


def _chosen(options: list[HtmlElement], base: str, url: str) -> int:
    """Return the place of the option that is the page itself, or is marked as chosen; the first one else."""
    for place, option in enumerate(options):
        if (target := absolute(base, option.get("value"))) and same_page(target, url):
            return place
    return next((place for place, option in enumerate(options) if option.get("selected") is not None), 0)


def _target_of(box: HtmlElement, value: str, base: str) -> str | None:
    """Return where a choice leads: to its value, put into what the box's onchange writes around it."""
    if not value.isdecimal():
        return absolute(base, value)
    around_it = _PREFIX.search(box.get("onchange") or "")
    return absolute(base, f"{around_it[1]}{value}{around_it[2] or ''}") if around_it else None
