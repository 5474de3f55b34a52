"""What a listing leads to and why: the page with each of its links marked by its group and its verdict."""

from dataclasses import dataclass, field
from typing import Any, ClassVar, NamedTuple

from lxml.html import HtmlElement

from pipelines.decode import decode
from schemas import Page
from scraper.authoring.listing_story import ListingRead, read_as_listing, tell_read
from scraper.crawl.choice import Site
from scraper.crawl.declarations.link_selectors import select
from scraper.crawl.groups.anchors import Anchor, find_anchors
from scraper.crawl.groups.shown import Group
from scraper.crawl.links import base_of
from scraper.views.findings import Frame
from scraper.views.frames import Shown, height_on_paper, write_frame, write_text_frame
from scraper.views.marking import BADGES, Badge, Words
from scraper.views.page_review import MOST_SOURCE
from scraper.views.positions import Positions


@dataclass
class ListingReview:
    """All that the page of a review says of a listing."""

    template: ClassVar[str] = "listing_review.html"

    page: Page
    story: dict[str, Any]
    frames: list[Frame] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The listing's address."""
        return self.page.url


def review_listing(page: Page, site: Site | None, selector: str = "") -> ListingReview:
    """Return the review of a listing; `selector` is a proposed one, whose links are marked too.

    Raise Rejected for a page that is no listing of any kind.
    """
    read = read_as_listing(page, site)
    review = ListingReview(page, tell_read(read))
    root = read.listing.root
    if root is None:
        text = decode(page.body, page.content_type).text[:MOST_SOURCE]
        review.frames.append(Frame(write_text_frame(text), 0, Words("列表数据", "the list as data")))
        return review
    shown = Shown(root, Positions(root))
    _mark_links(shown, read, review.story)
    for element in select(selector, root) if selector else ():
        shown.put(element, Badge("rule", f"{BADGES['rule']} {selector}"))
    document = write_frame(shown)
    review.frames.append(Frame(document, height_on_paper(shown.positions), Words("列表", "the listing")))
    return review


def _mark_links(shown: Shown, read: ListingRead, story: dict[str, Any]) -> None:
    root: HtmlElement = shown.root
    reasons = {one["url"]: one["why"] for one in story["left"]}
    verdicts = dict.fromkeys(reasons, "left")
    verdicts |= dict.fromkeys((url for urls in story["doubtful"].values() for url in urls), "doubtful")
    verdicts |= dict.fromkeys(story["listings"], "listings") | dict.fromkeys(story["articles"], "articles")
    by_place, by_url = _standings_of(read)
    for anchor in find_anchors(root, base_of(root, read.page.url)):
        target = anchor.target if anchor.target in verdicts else read.spider.rewrite(anchor.target) or ""
        verdict = verdicts.get(target)
        standing = by_place.get(anchor.place) or by_url.get(anchor.target)
        if verdict is not None or standing is not None:
            shown.put(anchor.element, _badge_of(anchor, verdict or "left", standing, reasons.get(target, "")))


class Standing(NamedTuple):
    """The group that a link stands in, its number from 1, and why the link was left; empty where it was not."""

    number: int
    group: Group
    why: str

    @property
    def own(self) -> str:
        """What is said of this link and not of its whole group, which the panel tells."""
        reasons = ", ".join(reason.value for reason in self.group.reasons)
        return "" if all(one in reasons for one in self.why.split(", ")) else self.why


def _badge_of(anchor: Anchor, verdict: str, standing: Standing | None, why: str) -> Badge:
    number = f" {standing.number}" if standing else ""
    own = standing.own if standing else why
    reason = f": {own}" if own and verdict in {"left", "doubtful"} else ""
    return Badge(verdict, f"{BADGES[verdict]}{number}{reason}", anchor.name)


def _standings_of(read: ListingRead) -> tuple[dict[int, Standing], dict[str, Standing]]:
    """Return where the links stand by their places and by their addresses."""
    by_place: dict[int, Standing] = {}
    by_url: dict[str, Standing] = {}
    for number, group in enumerate(read.groups, 1):
        for one in (*group.headlines, *group.left):
            by_place[one.place] = Standing(number, group, one.why)
            by_url.setdefault(one.url, by_place[one.place])
    return by_place, by_url
