"""The links of a page, each with where it leads and what it is called; several of one row to one address are one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml.html import HtmlElement

from pipelines.address_form import form_of, kind_of_form
from scraper.crawl.groups.beside_link import Targets, heading_beside
from scraper.crawl.groups.naming import headline_share, name_of, weigh_name
from scraper.crawl.pagers.controls import Control, find_controls
from scraper.crawl.scope import days_of
from scraper.crawl.urls.domains import site_of


@dataclass(frozen=True, slots=True)
class Anchor:
    """One link: its element, its address with the form of it, and its name."""

    element: HtmlElement
    target: str
    name: str
    form: str
    kind: str  # of the last part of the address, without its lengths
    site: str  # the registered domain
    place: int  # in the order of the page
    share: float  # how much the name reads as a headline


def find_anchors(root: HtmlElement, base: str) -> list[Anchor]:
    """Return the links of the page in its order; `base` is what relative addresses stand on.

    An onclick that goes to an address is a link too.
    """
    controls = enumerate(find_controls(root, base))
    anchors = [_read_anchor(each, each.target, place) for place, each in controls if each.target]
    targets = {anchor.element: anchor.target for anchor in anchors}
    named = {anchor.target for anchor in anchors if anchor.share}
    return [anchor if anchor.target in named else _name_by_row(anchor, targets) for anchor in anchors]


def _name_by_row(anchor: Anchor, targets: Targets) -> Anchor:
    """Return the anchor with the heading in its row for its name, where there is one."""
    dated = days_of(anchor.target) is not None
    heading = heading_beside(anchor.element, targets, dated=dated)
    return replace(anchor, name=heading, share=headline_share(heading)) if heading else anchor


def _read_anchor(control: Control, target: str, place: int) -> Anchor:
    form = form_of(target)
    host = form.partition("/")[0]
    name = name_of(control.element)
    site, share = _site_of_host(host), headline_share(name)
    return Anchor(control.element, target, name, form, kind_of_form(form), site, place, share)


@lru_cache(maxsize=1000)  # hosts of one page: some hundreds on the largest front pages
def _site_of_host(host: str) -> str:
    return site_of(f"http://{host}/")


def best_named(anchors: Sequence[Anchor]) -> Anchor:
    """Return the anchor whose name reads most as a headline."""
    return max(anchors, key=lambda each: (each.share, min(weigh_name(each.name), 12.0)))
