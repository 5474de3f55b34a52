"""The body of an article: the paragraphs of the page's main region and the images inside it."""

from dataclasses import dataclass

from lxml.html import HtmlElement

from schemas import Found, Image, Rules


@dataclass(frozen=True, slots=True)
class Body:
    """The article's text, one paragraph a line, credits and boilerplate lines still in it."""

    text: str
    rule: str  # site, region, trafilatura: what found the text
    images: tuple[Image, ...]
    element: HtmlElement  # the region in the page's own tree: byline and date are looked for around it


def read_body(root: HtmlElement, rules: Rules, url: str, title: Found | None) -> Body | None:
    """Return the article's body, or None where the page has none."""
    raise NotImplementedError
