"""What class names and links say about the words of a row: the one reader that looks at its elements."""

import re
from functools import lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.tree.document import squeeze

_HINT_SOURCE = re.compile(
    "source|(?<!rich_)media|nick|account|js_name|(?<![a-z])(?:from|origin|ly|laiyuan|where)(?![a-z])",
    re.IGNORECASE,
)
_HINT_NAME = re.compile(
    r"author|writer|byline|rich_media_meta_text|(?:^|[\W_])(?:user)?name(?:$|[\W_])", re.IGNORECASE
)
_ACCOUNT_NAME = re.compile("js_name|meta_nickname")
"""How WeChat's pages call the element of the account's own name."""
_ACCOUNT_PAGE = re.compile(
    r"/(?:omn/)?(?:author|user|media|u|account|profile)s?[/?=]|author_?id=|uid=", re.IGNORECASE
)
_WECHAT = re.compile(r"//mp\.weixin\.qq\.com/s|[?&]__biz=")
EDGE = " ·•-—:：,，/／()（）"
"""Signs around a word beside a date."""
_MOST_ELEMENTS = 40
"""Elements of a row that are looked at for class names."""
_MOST_SIBLINGS = 3
"""Children up to which the parent of a row is a box of credits, and its class tells about the row."""


class Hint(NamedTuple):
    """What an element's class says of its words; `alone` where they are all that the element holds.

    `account` where it links to an author's or an account's page, `own` where the template keeps it for that name.
    """

    kind: Literal["source", "name", "link"]
    alone: bool
    account: bool = False
    own: bool = False


def hints_of(row: Line) -> dict[str, Hint]:
    """Tell what class names and links say about the cells of a row."""
    hints = _hints_of_platform(row)
    elements = list(islice(row.element.iter(), _MOST_ELEMENTS))
    parent = row.element.getparent()
    if parent is not None and len(parent) <= _MOST_SIBLINGS:
        elements.insert(0, parent)
    # A link may stand around the row: <a href=/author/12><div>山阳微观</div></a>
    around = _leads_to_account(parent)
    for element in elements:
        names = names_of(element)
        if kind := _hint(element.tag, names) or ("link" if around else None):
            account = around or _leads_to_account(element)
            own = bool(_ACCOUNT_NAME.search(names))
            cells = [cell for text in element.itertext() if (cell := squeeze(text).strip(EDGE))]
            for cell in cells:
                alone = len(cells) == 1 or cell == row.spaced
                if cell not in hints or hints[cell].kind == "link" or (alone and kind != "link"):
                    hints[cell] = Hint(kind, alone, account or (cell in hints and hints[cell].account), own)
    return hints


def _hints_of_platform(row: Line) -> dict[str, Hint]:
    """Tell what a row of WeChat's is known for by the page's address: the writer, and the account as a link to nowhere."""
    if not row.links or not _WECHAT.search(row.element.base_url or ""):
        return {}
    links = [link for link in row.element.iter("a") if link.get("href", "").startswith("javascript:")]
    if len(links) != 1:
        return {}
    account = squeeze("".join(links[0].itertext()))
    before = row.parts.partition(account)[0].split(JOINT)
    writers = [cell for text in before if (cell := text.strip(EDGE)) and cell != "原创"]
    named = {writers[0]: Hint("name", alone=True)} if len(writers) == 1 else {}
    return {**named, account: Hint("source", alone=True, account=True, own=True)}


def _leads_to_account(element: HtmlElement | None) -> bool:
    return element is not None and element.tag == "a" and bool(_ACCOUNT_PAGE.search(element.get("href", "")))


@lru_cache(maxsize=4096)
def _hint(tag: object, names: str) -> Literal["source", "name", "link"] | None:
    if _HINT_SOURCE.search(names):
        return "source"
    if _HINT_NAME.search(names):
        return "name"
    return "link" if tag == "a" else None
