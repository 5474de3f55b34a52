"""Lists that a page carries as markup that no browser shows at once: records of 大汉 jpage, templates, textareas."""

import re
from html import unescape

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.tree.document import parse
from schemas import Rejected

LARGEST_LIST = 1_000_000
"""Characters of such a list; one of a hundred records takes some thirty thousand."""

_RECORDS = re.compile(r"<(?:datastore|recordset|record|nextgroup)\b", re.IGNORECASE)
_LINK = re.compile(r"<a\s[^>]{0,400}href|&lt;a\s", re.IGNORECASE)
_MARKUP_TYPE = re.compile(
    r"^(?:text|application)/(?!(?:java|ecma|j|live)script|json|css|plain|babel|typescript|x-math)[\w.+-]{1,40}$"
)
"""Types of a script that no browser runs: text/xml of jpage, text/html, text/template, text/x-lazy of others."""

_BLANKS_OF_TEMPLATES = re.compile(r"\{\{|<%|\$\{|\{\$|\{%|#\{|\[%|href\s?=\s?[\"']?[#\[{@]")
"""What a template leaves for a script to fill in: it has no link yet."""

_RECORD_MARKS = re.compile(
    r"(?<=>)\s{0,9}<!\[CDATA\[(?=\s{0,80}<)|\]\]>(?=\s{0,9}</(?:record|nextgroup)\b)", re.IGNORECASE
)
_RECORDS_IN_COMMENT = re.compile(r"<!--(?=\s{0,80}<(?:datastore|recordset|record)\b)", re.IGNORECASE)


def holds_records(lead: str) -> bool:
    """Tell by the beginning of an answer whether it is such a list by itself, as the data proxy of jpage sends it."""
    return _RECORDS.search(lead) is not None


def open_records(text: str) -> str:
    """Return the list with the markup of its records as such: without CDATA marks, escaped tags as tags.

    >>> open_records('<record><![CDATA[<a href="7.html">云溪</a>]]></record>')
    '<record><a href="7.html">云溪</a></record>'
    """
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    return unescape(text) if "&lt;a " in text else text


def uncover_records(text: str) -> str:
    """Return the page with jpage's records as markup, those in comments too; other comments are what a page has left.

    >>> uncover_records("<!-- <record><![CDATA[<p>云溪</p>]]></record> --><!-- <li>旧闻</li> -->")
    ' <record><p>云溪</p></record> --><!-- <li>旧闻</li> -->'
    """
    return _RECORDS_IN_COMMENT.sub("", _RECORD_MARKS.sub("", text)) if "<record" in text else text


def unfold_lists(root: HtmlElement) -> None:
    """Put the links that the page carries as data into its tree, where they stand; a next group is marked as next."""
    for holder in list(root.iter("script", "textarea")):
        text = holder.text or ""
        if len(text) <= LARGEST_LIST and _carries_list(holder, text):
            _graft(holder, text)
    mark_next_group(root)


def _carries_list(holder: HtmlElement, text: str) -> bool:
    kind = (holder.get("type") or "").strip().lower()
    if _LINK.search(text) is None or not (holder.tag == "textarea" or _MARKUP_TYPE.match(kind)):
        return False
    return kind.endswith("/xml") or holder.tag == "textarea" or not _BLANKS_OF_TEMPLATES.search(text)


def _graft(holder: HtmlElement, text: str) -> None:
    try:
        found = parse(f"<div>{open_records(text)}</div>", "")
    except Rejected:  # a list that cannot be read adds no link
        return
    holder.tag, holder.text = "div", None
    holder.attrib.clear()
    holder.extend(found.iterchildren("body"))
    etree.strip_tags(holder, "body")


def mark_next_group(root: HtmlElement) -> None:
    """Mark the link to the following records as rel=next, as jpage means it."""
    for group in root.iter("nextgroup"):
        for link in group.iter("a"):
            link.set("rel", "next")
