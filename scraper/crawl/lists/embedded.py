"""Lists that a page carries as data: records in a script of type text/xml (大汉 jpage), markup in a textarea."""

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
_MARKUP_TYPES = ("text/xml", "application/xml")


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


def unfold_lists(root: HtmlElement) -> None:
    """Put the links that the page carries as data into its tree, where they stand; a next group is marked as next."""
    for holder in list(root.iter("script", "textarea")):
        text = holder.text or ""
        if len(text) <= LARGEST_LIST and _carries_list(holder, text):
            _graft(holder, text)
    mark_next_group(root)


def _carries_list(holder: HtmlElement, text: str) -> bool:
    kind = (holder.get("type") or "").strip().lower()
    typed = (
        holder.tag == "textarea"
        or kind in _MARKUP_TYPES
        or (kind == "text/html" and _RECORDS.search(text) is not None)
    )
    return typed and _LINK.search(text) is not None


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
