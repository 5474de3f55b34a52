"""What class names and links say about the words of a row: the one reader that looks at its elements."""

import re
from functools import lru_cache
from typing import Literal, NamedTuple

from pipelines.extract.reading.furniture import names_of
from pipelines.extract.reading.lines import Line
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
    hints: dict[str, Hint] = {}
    elements = [row.element, *row.element.iterdescendants()][:_MOST_ELEMENTS]
    parent = row.element.getparent()
    if parent is not None and len(parent) <= _MOST_SIBLINGS:
        elements.insert(0, parent)
    for element in elements:
        names = names_of(element)
        if kind := _hint(element.tag, names):
            account = element.tag == "a" and bool(_ACCOUNT_PAGE.search(element.get("href", "")))
            own = bool(_ACCOUNT_NAME.search(names))
            cells = [cell for text in element.itertext() if (cell := squeeze(text).strip(EDGE))]
            for cell in cells:
                alone = len(cells) == 1 or cell == row.spaced
                if cell not in hints or hints[cell].kind == "link" or (alone and kind != "link"):
                    hints[cell] = Hint(kind, alone, account or (cell in hints and hints[cell].account), own)
    return hints


@lru_cache(maxsize=4096)
def _hint(tag: object, names: str) -> Literal["source", "name", "link"] | None:
    if _HINT_SOURCE.search(names):
        return "source"
    if _HINT_NAME.search(names):
        return "name"
    return "link" if tag == "a" else None
