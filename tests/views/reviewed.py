"""What tests ask of a review: the document that was written, the frames in it, and what is marked there."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import NamedTuple

from lxml.html import HtmlElement, document_fromstring

from schemas import Page
from scraper.views.review_file import Reviewed
from scraper.views.templating import render

URL = "http://www.shanyang.example/xw/202306/t20230612_1001.html"


def page_of(
    body: str | bytes, url: str = URL, content_type: str = "text/html; charset=utf-8", **values
) -> Page:
    content = body if isinstance(body, bytes) else body.encode("utf-8")
    return Page(
        url=url,
        body=content,
        content_type=content_type,
        fetched_at=datetime(2023, 6, 12, tzinfo=UTC),
        **values,
    )


def document_of(review: Reviewed) -> str:
    return render(review.template, review=review, heading=review.heading)


class Tag(NamedTuple):
    name: str
    attributes: dict[str, str]


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[Tag] = []

    def handle_starttag(self, tag, attrs) -> None:
        self.tags.append(Tag(tag, {name: value or "" for name, value in attrs}))


def tags_of(document: str) -> list[Tag]:
    """Return the elements of a document as a browser's tokenizer would."""
    parser = _Tags()
    parser.feed(document)
    parser.close()
    return parser.tags


def frames_of(document: str) -> list[str]:
    return [tag.attributes["srcdoc"] for tag in tags_of(document) if tag.name == "iframe"]


def marked(frame: str, kind: str) -> str:
    """Return the text of a frame that is marked as one kind, whole."""
    root: HtmlElement = document_fromstring(frame.encode("utf-8", "replace"), parser=None)
    return "".join(mark.text_content() for mark in root.iter("mark") if mark.get("class") == kind)
