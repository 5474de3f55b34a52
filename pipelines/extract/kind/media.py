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
_ICON = re.compile(r"\.(?:png|gif|svg)(?:[?#!]|$)", re.IGNORECASE)
_PICTURE_PATH = re.compile(r"\.(?:jpe?g|png|gif|webp|bmp)(?:[?#!]|$)", re.IGNORECASE)
_DOCUMENT = re.compile(r"\.(?:pdf|docx?|xlsx?|ofd)\b", re.IGNORECASE)
"""What is embedded and no player: a reader of documents."""

_VIDEO_PATH = re.compile(r"/(?:video|videos|shipin|vod|tv|v)/", re.IGNORECASE)


def refuse_video(sight: Sight) -> None:
    """Refuse a page that shows a player and no text."""
    if _VIDEO_PATH.search(urlsplit(sight.url).path) or _shows_video(sight.surface.root):
        raise Rejected(Reason.VIDEO, "a player and no text")


def refuse_gallery(sight: Sight) -> None:
    """Refuse a page that shows pictures and no text."""
    images = max(len(sight.draft.images), _count_pictures(sight))
    if images >= GALLERY_IMAGES:
        raise Rejected(Reason.GALLERY, f"{images} images and no text")


def _shows_video(root: HtmlElement) -> bool:
    if any(not _is_document(each) for each in root.iter("video", "embed", "object")):
        return True
    boxes = (element for element in root.iter("div", "section", "iframe") if element.attrib)
    return any(
        _PLAYER.search(
            f"{box.get('id', '')} {box.get('class', '')} {box.get('src', '') if box.tag == 'iframe' else ''}"
        )
        for box in boxes
    )


def _is_document(element: HtmlElement) -> bool:
    said = f"{element.get('type', '')} {element.get('src', '')} {element.get('data', '')}"
    return "pdf" in said.lower() or bool(_DOCUMENT.search(said))


def _count_pictures(sight: Sight) -> int:
    """Return how many pictures the page shows that lead to no other page, alone or in a box of pictures."""
    root, url = sight.surface.root, sight.url
    beside_words = {picture for line in sight.lines if line.text for picture in line.pictures}
    shown = [
        picture
        for picture in root.iter("img")
        if not _leads_away(picture, url)
        and not (picture in beside_words and _ICON.search(picture.get("src", "")))
    ]
    boxes = [
        box
        for box in root.iter("div", "ul")
        if _GALLERY.search(f"{box.get('class', '')} {box.get('id', '')}")
    ]
    shown += [
        picture
        for box in boxes[:GALLERY_BOXES]
        for picture in box.iter("img")
        if not _leads_away(picture, url)
    ]
    url = url if url.startswith("http") else "http://saved.invalid/"  # a saved page counts as a served one
    return len({address for picture in shown if (address := image_address(picture, url))})


def _leads_away(picture: HtmlElement, url: str) -> bool:
    """Say whether a picture links to another page than the one at `url`: not to itself in full, not to its next part."""
    link = picture.getparent()
    href = (link.get("href") or "").strip() if link.tag == "a" else ""
    if not href or href.startswith(("#", "javascript:")) or _PICTURE_PATH.search(href):
        return False
    own = urlsplit(url).path.rpartition("/")[2].partition(".")[0]
    return not own or not urlsplit(href).path.rpartition("/")[2].startswith(own)
