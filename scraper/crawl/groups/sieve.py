"""Which links of a group of articles are articles: those that are not, stand among them all the same."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from pipelines.address_form import folded_path, last_part
from scraper.crawl.groups.anchors import Anchor
from scraper.crawl.groups.boxes import Box
from scraper.crawl.groups.naming import weigh_name
from scraper.crawl.groups.signs import NUMBER, is_folder
from scraper.crawl.parts.part_links import part_number
from scraper.crawl.scope import days_of
from scraper.crawl.shapes import has_han
from scraper.crawl.urls.attachments import is_attachment

SHORTEST_HEADLINE = 6
"""Chinese characters of a headline that needs nothing but its name; names of channels have two to five."""

FEWEST_REGULAR = 5
"""Links of a list with addresses of one form beside which another form is odd: an advert among the rows."""

DOUBTFUL = "doubtful"
"""Beginning of the reason for which a link is left that may be an article all the same."""

SPOKEN = 0.6
"""How much a name must read as a headline to be one by itself."""

_LABELLED = re.compile(
    r"^[\[【]?[\u3400-\u9fff]{2}[\]】]?\s?[：:｜|丨]|^[\u3400-\u9fff]{2,8}[：:｜|丨]\s?[\u3400-\u9fff]{1,3}$"
)
"""视频：…, 直播：…, 山阳新闻：长图; a place stands before a headline in the same way: 铜陵：…."""


def why_left(anchor: Anchor, box: Box, kin: Mapping[str, int]) -> str | None:
    """Return why a link of a group of articles is none itself, None where it is one.

    `kin` counts the headlines of the page by the form of their addresses, as it is and with hosts and lengths aside.
    """
    if is_attachment(anchor.target):
        return "a file"
    return None if _shares_folder(anchor, box) else _why_strange(anchor, box, kin)


def _why_strange(anchor: Anchor, box: Box, kin: Mapping[str, int]) -> str | None:
    """Return why an address does not belong among those of the others, None where it does."""
    path = anchor.form.partition("/")[2]
    alike = sum(row.anchor.kind == anchor.kind for row in box.rows)
    if is_folder(path) and alike * 2 <= len(box.rows):
        return "the address of a channel among those of articles"
    form = anchor.form if _LABELLED.match(anchor.name) else folded_path(anchor.form)
    others = kin.get(form, 0) - (anchor.share >= SPOKEN)
    if weigh_name(anchor.name) < SHORTEST_HEADLINE and not _is_short_headline(anchor, box, others):
        return "a short name, and no headline beside it has such an address"
    if others < 1 and len(box.rows) > 1 and (_is_odd(anchor, box) or not _stands_for_itself(anchor)):
        return f"{DOUBTFUL}: no other headline has such an address"
    return None


def _shares_folder(anchor: Anchor, box: Box) -> bool:
    """Tell whether most headlines of the list lie in the folder of this one: a code may be letters alone by chance."""
    spoken = [row.anchor for row in box.rows if row.anchor.share >= SPOKEN]
    beside = sum(_folder_of(one) == _folder_of(anchor) for one in spoken)
    return anchor.share >= SPOKEN and beside >= FEWEST_REGULAR and beside * 2 > len(box.rows)


def _folder_of(anchor: Anchor) -> tuple[str, str, str]:
    """Return host, folder and ending of an address: what stands between may be a number today and letters tomorrow."""
    parts = urlsplit(anchor.target)
    folder, _, name = parts.path.removesuffix("/").rpartition("/")
    return parts.netloc, f"{folder}{'/' if parts.path.endswith('/') else ''}", name.partition(".")[2]


def _is_short_headline(anchor: Anchor, box: Box, others: int) -> bool:
    """Tell whether headlines have such an address: one where it carries a day, else as many as there are short names."""
    if not others or not has_han(anchor.name):
        return False
    alike = [row.anchor for row in box.rows if row.anchor.form == anchor.form]
    short = sum(weigh_name(one.name) < SHORTEST_HEADLINE for one in alike)
    return days_of(anchor.target) is not None or others >= short


def _is_odd(anchor: Anchor, box: Box) -> bool:
    """Tell whether nearly all links of a long list have addresses of one form, and this one has not."""
    forms = Counter(folded_path(row.anchor.form) for row in box.rows)
    ((form, many),) = forms.most_common(1)
    return many >= FEWEST_REGULAR and len(box.rows) - many <= many // 4 and folded_path(anchor.form) != form


def _stands_for_itself(anchor: Anchor) -> bool:
    """Tell whether a headline whose address is like no other is one all the same: whole, numbered, no label before it."""
    named = anchor.share >= SPOKEN and not _LABELLED.match(anchor.name)
    return named and NUMBER.search(last_part(anchor.form)) is not None


def count_kin(boxes: Iterable[Box]) -> Counter[str]:
    """Return how many headlines have addresses of each form, as it is and with hosts and lengths aside."""
    spoken = [row.anchor for box in boxes for row in box.rows if row.anchor.share >= SPOKEN]
    return Counter(form for one in spoken for form in (one.form, folded_path(one.form)))


def further_parts(targets: Iterable[str]) -> set[str]:
    """Return the addresses that are further parts of articles beside them: x-2.html beside x.html."""
    known = set(targets)
    return {one for one in known for first in _first_parts(one) if first in known and part_number(one, first)}


_PART = re.compile(r"[-_](\d{1,2})(?=\.\w{2,5}$|$)")


def _first_parts(url: str) -> Iterable[str]:
    if found := _PART.search(url):
        yield url[: found.start()] + url[found.end() :]
