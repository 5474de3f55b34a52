"""Pages that show a video or pictures where an article has its text."""

import re
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipelines.extract.body.images import image_address
from pipelines.extract.kind.sight import Sight
from schemas import Reason, Rejected

GALLERY_IMAGES = 4
"""Images that make a gallery where the page has next to no text."""

GALLERY_BOXES = 20
"""Boxes of pictures that are looked into."""

_PLAYER = re.compile(r"video|player|vodbox|shipin", re.IGNORECASE)
_GALLERY = re.compile(
    r"(?:^|[\s_-])(?:pic|pics|picture|photo|gallery|slide|swiper|atlas|tuji|tupian|album)", re.IGNORECASE
)
_VIDEO_PATH = re.compile(r"/(?:video|videos|shipin|vod|tv|v)/", re.IGNORECASE)


def refuse_video(sight: Sight) -> None:
    """Refuse a page that shows a player and no text."""
    if _VIDEO_PATH.search(urlsplit(sight.url).path) or _shows_video(sight.surface.root):
        raise Rejected(Reason.VIDEO, "a player and no text")


def refuse_gallery(sight: Sight) -> None:
    """Refuse a page that shows pictures and no text."""
    images = max(len(sight.draft.images), _count_pictures(sight.surface.root, sight.url))
    if images >= GALLERY_IMAGES:
        raise Rejected(Reason.GALLERY, f"{images} images and no text")


def _shows_video(root: HtmlElement) -> bool:
    if any(root.find(f".//{tag}") is not None for tag in ("video", "embed", "object")):
        return True
    boxes = (element for element in root.iter("div", "section", "iframe") if element.attrib)
    return any(
        _PLAYER.search(
            f"{box.get('id', '')} {box.get('class', '')} {box.get('src', '') if box.tag == 'iframe' else ''}"
        )
        for box in boxes
    )


def _count_pictures(root: HtmlElement, url: str) -> int:
    """Return how many pictures the page shows that lead to no other page, or stand in a box of pictures."""
    shown = [picture for picture in root.iter("img") if picture.getparent().tag != "a"]
    boxes = [
        box
        for box in root.iter("div", "ul")
        if _GALLERY.search(f"{box.get('class', '')} {box.get('id', '')}")
    ]
    shown += [picture for box in boxes[:GALLERY_BOXES] for picture in box.iter("img")]
    url = url if url.startswith("http") else "http://saved.invalid/"  # a saved page counts as a served one
    return len({address for picture in shown if (address := image_address(picture, url))})
