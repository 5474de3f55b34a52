"""Which links of a group of articles are articles: those that are not, stand among them all the same."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from scraper.crawl.groups.address_forms import folded_path, last_part
from scraper.crawl.groups.anchors import Anchor
from scraper.crawl.groups.boxes import Box
from scraper.crawl.groups.naming import weigh_name
from scraper.crawl.groups.signs import NUMBER, is_folder
from scraper.crawl.parts.part_links import part_number
from scraper.crawl.shapes import leads_to_file

FEWEST_KIN = 2
"""Headlines of a page whose addresses are of one kind before a short name with such an address is a headline too."""

DOUBTFUL = "doubtful"
"""Beginning of the reason for which a link is left that may be an article all the same."""

SPOKEN = 0.6
"""How much a name must read as a headline to be one by itself."""

_LABELLED = re.compile(r"^[\[【]?[\u3400-\u9fff]{2}[\]】]?\s?[：:｜|丨]")


def why_left(anchor: Anchor, box: Box, kin: Mapping[str, int]) -> str | None:
    """Return why a link of a group of articles is none itself, None where it is one.

    `kin` counts the headlines of the page by the form of their addresses, hosts and lengths aside.
    """
    if leads_to_file(anchor.target):
        return "a file"
    path = anchor.form.partition("/")[2]
    alike = sum(row.anchor.kind == anchor.kind for row in box.rows)
    if is_folder(path) and alike * 2 <= len(box.rows):
        return "the address of a channel among those of articles"
    others = kin.get(folded_path(anchor.form), 0) - (anchor.share >= SPOKEN)
    if weigh_name(anchor.name) < 6 and others < FEWEST_KIN:
        return "a short name, and no headline beside it has such an address"
    if others < 1 and len(box.rows) > 1 and not _stands_for_itself(anchor):
        return f"{DOUBTFUL}: no other headline has such an address"
    return None


def _stands_for_itself(anchor: Anchor) -> bool:
    """Tell whether a headline whose address is like no other is one all the same: whole, numbered, no label before it."""
    named = anchor.share >= SPOKEN and not _LABELLED.match(anchor.name)
    return named and NUMBER.search(last_part(anchor.form)) is not None


def count_kin(boxes: Iterable[Box]) -> Counter[str]:
    """Return how many headlines of groups of articles have an address of each form, hosts and lengths aside."""
    return Counter(
        folded_path(row.anchor.form) for box in boxes for row in box.rows if row.anchor.share >= SPOKEN
    )


def further_parts(targets: Iterable[str]) -> set[str]:
    """Return the addresses that are further parts of articles beside them: x-2.html beside x.html."""
    known = set(targets)
    return {one for one in known for first in _first_parts(one) if first in known and part_number(one, first)}


_PART = re.compile(r"[-_](\d{1,2})(?=\.\w{2,5}$|$)")


def _first_parts(url: str) -> Iterable[str]:
    if found := _PART.search(url):
        yield url[: found.start()] + url[found.end() :]
