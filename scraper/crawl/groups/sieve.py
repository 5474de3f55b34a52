"""Which links of a group of articles are articles: those that are not, stand among them all the same."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from pipelines.address_form import folded_path, last_part
from scraper.crawl.groups.anchors import Anchor
from scraper.crawl.groups.boxes import Box
from scraper.crawl.groups.naming import leads_to_more, weigh_name
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

SURELY = 0.9
"""How much a name must read as a headline where its address carries a day: /2026/11/19/chun-geng/ is no channel's."""

_LABELLED = re.compile(
    r"^[\[【]?[\u3400-\u9fff]{2}[\]】]?\s?[：:｜|丨]|^[\u3400-\u9fff]{2,8}[：:｜|丨]\s?[\u3400-\u9fff]{1,3}$"
)
"""视频：…, 直播：…, 山阳新闻：长图; a place stands before a headline in the same way: 铜陵：…."""


SHORTEST_REGULAR = 3
"""Chinese characters of a headline in a list whose days and addresses speak for it: 雪中行."""

FEWEST_WORDS = 4
"""Words of a headline without Chinese characters; languages and channels are called by one to three."""

Folder = tuple[str, str, str]


class Company(NamedTuple):
    """What the links of one box have in common, counted once for all of them."""

    many: int
    kinds: Mapping[str, int]  # of the ends of their addresses
    folds: Mapping[str, int]  # forms, hosts and lengths aside
    folders: Mapping[Folder, int]  # those of headlines
    short: Mapping[str, int]  # forms of the addresses of short names that are no sentences


def read_company(box: Box) -> Company:
    """Return what the links of the box have in common."""
    anchors = [row.anchor for row in box.rows]
    return Company(
        len(anchors),
        Counter(one.kind for one in anchors),
        Counter(folded_path(one.form) for one in anchors),
        Counter(folder_of_page(one) for one in anchors if one.share >= SPOKEN),
        Counter(one.form for one in anchors if _is_short(one) and one.share < SPOKEN),
    )


def is_regular(anchor: Anchor, company: Company) -> bool:
    """Tell whether the name says something and nearly all links of a list have such an address."""
    alike = company.folds[folded_path(anchor.form)]
    named = weigh_name(anchor.name) >= SHORTEST_REGULAR and not is_attachment(anchor.target)
    return named and alike >= FEWEST_REGULAR and company.many - alike <= alike // 4


def _is_short(anchor: Anchor) -> bool:
    return weigh_name(anchor.name) < SHORTEST_HEADLINE


def why_left(anchor: Anchor, company: Company, kin: Mapping[str, int]) -> str | None:
    """Return why a link of a group of articles is none itself, None where it is one.

    `kin` counts the headlines of the page by the form of their addresses, as it is and with hosts and lengths aside.
    """
    if is_attachment(anchor.target):
        return "a file"
    if leads_to_more(anchor.name):
        return "it leads to the rest of a list"
    if _shares_folder(anchor, company) or _is_dated(anchor):
        return None
    return _why_strange(anchor, company, kin)


def _why_strange(anchor: Anchor, company: Company, kin: Mapping[str, int]) -> str | None:
    """Return why an address does not belong among those of the others, None where it does."""
    path = anchor.form.partition("/")[2]
    if is_folder(path) and company.kinds[anchor.kind] * 2 <= company.many:
        return "the address of a channel among those of articles"
    form = anchor.form if _LABELLED.match(anchor.name) else folded_path(anchor.form)
    others = kin.get(form, 0) - (anchor.share >= SPOKEN)
    if _is_short(anchor) and not _is_short_headline(anchor, company, others):
        return "a short name, and no headline beside it has such an address"
    if others < 1 and company.many > 1 and (_is_odd(anchor, company) or not _stands_for_itself(anchor)):
        return f"{DOUBTFUL}: no other headline has such an address"
    return None


def _shares_folder(anchor: Anchor, company: Company) -> bool:
    """Tell whether most headlines of the list lie in the folder of this one: a code may be letters alone by chance."""
    beside = company.folders.get(folder_of_page(anchor), 0) if anchor.share >= SPOKEN else 0
    return beside >= FEWEST_REGULAR and beside * 2 > company.many


def _is_dated(anchor: Anchor) -> bool:
    """Tell whether a whole headline has an address with a day: a slug behind it is like no other."""
    whole = anchor.share >= SURELY and not _LABELLED.match(anchor.name)
    return whole and days_of(anchor.target) is not None


def folder_of_page(anchor: Anchor) -> Folder:
    """Return host, folder and ending of an address: what stands between may be a number today and letters tomorrow."""
    parts = urlsplit(anchor.target)
    folder, _, name = parts.path.removesuffix("/").rpartition("/")
    return parts.netloc, f"{folder}{'/' if parts.path.endswith('/') else ''}", name.partition(".")[2]


def _is_short_headline(anchor: Anchor, company: Company, others: int) -> bool:
    """Tell whether headlines have such an address: one where it carries a day, else as many as there are short names.

    A short sentence is no short name: 岚政发〔2026〕7号.
    """
    if not others or not (has_han(anchor.name) or len(anchor.name.split()) >= FEWEST_WORDS):
        return False
    return days_of(anchor.target) is not None or others >= company.short.get(anchor.form, 0)


def _is_odd(anchor: Anchor, company: Company) -> bool:
    """Tell whether nearly all links of a long list have addresses of one form, and this one has not."""
    form, many = max(company.folds.items(), key=lambda one: one[1])
    regular = many >= FEWEST_REGULAR and company.many - many <= many // 4
    return regular and folded_path(anchor.form) != form


def _stands_for_itself(anchor: Anchor) -> bool:
    """Tell whether a headline whose address is like no other is one all the same: whole, numbered, no label before it."""
    named = anchor.share >= SPOKEN and not _LABELLED.match(anchor.name)
    return named and NUMBER.search(last_part(anchor.form)) is not None


def count_kin(boxes: Iterable[Box]) -> Counter[str]:
    """Return how many headlines have addresses of each form, as it is and with hosts and lengths aside."""
    spoken = [row.anchor for box in boxes for row in box.rows if row.anchor.share >= SPOKEN]
    return Counter(form for one in spoken for form in (one.form, folded_path(one.form)))


def count_codes(boxes: Iterable[Box]) -> Counter[Folder]:
    """Return how many headlines have a code for their address, letters and digits mixed, by the folder of it."""
    spoken = [row.anchor for box in boxes for row in box.rows if row.anchor.share >= SPOKEN]
    return Counter(folder_of_page(one) for one in spoken if one.kind.startswith("x"))


def further_parts(targets: Iterable[str]) -> set[str]:
    """Return the addresses that are further parts of articles beside them: x-2.html beside x.html."""
    known = set(targets)
    return {one for one in known for first in _first_parts(one) if first in known and part_number(one, first)}


_PART = re.compile(r"[-_](\d{1,2})(?=\.\w{2,5}$|$)")


def _first_parts(url: str) -> Iterable[str]:
    if found := _PART.search(url):
        yield url[: found.start()] + url[found.end() :]
