"""What a page says of the pages behind it where no address leads there: 共20页, a button, numbers without addresses."""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from pipelines.extract.tree.document import is_hidden, text_of
from scraper.crawl.pagers.addresses import page_number
from scraper.crawl.pagers.controls import Control, is_off
from scraper.crawl.pagers.rows import find_choices, find_rows, goes_on, is_last
from scraper.crawl.pagers.words import LONGEST_LABEL, is_load, says_next

_TOTAL = re.compile(r"共\s?(\d{1,5})\s?[页頁]")
_OF = re.compile(
    r"(?:页次|页码|下一?[页頁])\s?[:：(（\[]?\s?(\d{1,5})\s?[/／]\s?(\d{1,5})"
    r"|第\s?(\d{1,5})\s?[页頁]\s?[/／,，]?\s?[共总]\s?(\d{1,5})\s?[页頁]"
    r"|(?<![\d/／.-])(\d{1,5})\s?[/／]\s?(\d{1,5})\s?[页頁]"
)
_HERE = re.compile(r"(?:当前|目前|现在)(?:是|为|页|在)?[:：]?\s?第?\s?(\d{1,5})|第\s?(\d{1,5})\s?[页頁]")
_BESIDE = re.compile(
    r"上\s?一?\s?[页頁]|下\s?一?\s?[页頁]|首\s?[页頁]|[尾末]\s?[页頁]|当前|页次|第\s?\d{1,5}\s?[页頁]|每\s?[页頁]|跳转|转到|\d\s?条"
)
_LOADS = re.compile(r"加载|载入|load", re.IGNORECASE)

AROUND = 100
"""Characters on each side of 共20页 in which the rest of its pager stands; without one it speaks of a book."""


def claims_more(text: str, here: int | None) -> bool | None:
    """Return whether the text counts more pages than the one that is shown; None where it does not say.

    `here` is the number of the page as far as anything else tells it.

    >>> claims_more("首页 上一页 1 2 3 下一页 尾页 共 20 页", None), claims_more("第20页/共20页", None)
    (True, False)
    >>> claims_more("云溪县发布白皮书 共20页", None) is None
    True
    """
    if of := _OF.search(text):
        return int(of[1] or of[3] or of[5]) < int(of[2] or of[4] or of[6])
    for total in _TOTAL.finditer(text):
        beside = (
            text[max(0, total.start() - AROUND) : total.start()],
            text[total.end() : total.end() + AROUND],
        )
        if any(map(_BESIDE.search, beside)):
            shown = next((found for part in beside if (found := _HERE.search(part))), None)
            return (int(shown[1] or shown[2]) if shown else here or 1) < int(total[1])
    return None


def shows_more(root: HtmlElement, controls: Sequence[Control], base: str, url: str) -> bool:
    """Tell whether the page shows a pager with pages behind this one, whether or not an address leads there."""
    rows = list(find_rows(controls, url))
    here = next((row.here for row in rows if row.in_pager and row.here), None) or _counted_here(controls, url)
    if (claimed := claims_more(text_of(root), here)) is not None:
        return claimed
    if any(map(goes_on, rows)):
        return True
    if any(map(is_last, rows)):
        return False
    return (
        any(_waits(control) for control in controls)
        or _offers_to_load(root)
        or any(True for _ in find_choices(root, base, url))
    )


def _counted_here(controls: Sequence[Control], url: str) -> int | None:
    """Return which page the address is by its difference from the others of the list; counted from 0, as the most."""
    numbers = (page_number(url, control.target) for control in controls if control.target)
    highest = max((number or 0 for number in numbers), default=0)
    return highest + 1 if highest else None


def _waits(control: Control) -> bool:
    """Tell whether a control called 下一页 or 加载更多 is there to be pressed, and answered by a script alone."""
    element = control.element
    if control.target or is_off(element):
        return False
    href = (element.get("href") or "").strip()
    answered = (
        control.scripted or href.lower().startswith("javascript:") or len(href) > 1
    )  # a lone # leads nowhere
    return (answered or element.tag in ("button", "input")) and (says_next(element) or is_load(element))


def _offers_to_load(root: HtmlElement) -> bool:
    """Tell whether 加载更多 stands somewhere in sight: such a box is waited for by a script that it does not name."""
    for element in root.iter("div", "span", "p", "button", "a"):
        own = (element.text or "").strip()
        if (
            own
            and len(own) <= LONGEST_LABEL
            and _LOADS.search(own)
            and is_load(element)
            and not element.get("href")
        ):
            return not is_off(element) and not any(map(is_hidden, element.iterancestors()))
    return False
