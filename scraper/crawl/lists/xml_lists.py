"""Feeds and sitemaps as a tree: their XML is mended first, for most of them are put together as text."""

import re
from html.entities import html5

from lxml import etree

from schemas import Reason, Rejected
from scraper.crawl.links import absolute

XML_LEAD = 2000
"""Characters in which the root element of a feed must stand; a long comment may stand before it."""

_DECLARATION = re.compile(r"^<\?xml[^>]{0,200}\?>")
_ROOT = re.compile(r"<(?:urlset|sitemapindex|rss|feed|rdf:RDF)\b", re.IGNORECASE)
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);|([A-Za-z]\w{1,30};)?)")
_CDATA, _CDATA_END = "<![CDATA[", "]]>"
_BLANK = "\ufeff \t\r\n"
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"


def is_xml_list(text: str) -> bool:
    """Tell by its beginning whether the text is a feed or a sitemap."""
    lead = text[:XML_LEAD].lstrip(_BLANK)
    return lead.startswith("<") and _ROOT.search(lead) is not None and "<html" not in lead.lower()


def parse_xml_list(text: str) -> etree._Element:
    """Return the root element; raise Rejected where there is none. Nothing is loaded, no entity of its own is read."""
    # A feed is a stranger's file.
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    mended = escape_ampersands(_DECLARATION.sub("", text.lstrip(_BLANK)))
    try:
        root = etree.fromstring(mended.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise Rejected(Reason.NOT_HTML, f"a feed or sitemap that cannot be parsed: {error}") from None
    if root is None:
        raise Rejected(Reason.NOT_HTML, "a feed or sitemap without a root element")
    return root


def escape_ampersands(text: str) -> str:
    """Return XML in which each & that begins no reference of XML stands for itself, and HTML's names for their signs.

    >>> escape_ampersands("<link>/a?c=1&id=7</link><title>&ldquo;云溪&rdquo;&amp;</title><![CDATA[?c=1&id=7]]>")
    '<link>/a?c=1&amp;id=7</link><title>“云溪”&amp;</title><![CDATA[?c=1&id=7]]>'
    """
    plain, *rest = text.split(_CDATA)
    pieces = [_AMPERSAND.sub(_mend, plain)]
    for each in rest:
        inside, end, behind = each.partition(_CDATA_END)
        pieces += [_CDATA, inside, end, _AMPERSAND.sub(_mend, behind)]
    return "".join(pieces)


def _mend(found: re.Match[str]) -> str:
    if found[1]:
        return found[0]
    name = found[2] or ""
    return html5.get(name, f"&amp;{name}")


def base_of_element(element: etree._Element, url: str) -> str:
    """Return what the element's relative addresses stand on: the xml:base around it, else the feed's own address."""
    bases = [each.get(_XML_BASE) for each in (element, *element.iterancestors())]
    for base in reversed(bases):
        url = absolute(url, base) or url
    return url


def local_name(element: etree._Element) -> str:
    """Return the element's name in lower case without its namespace; empty for a comment."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def is_of_kin(field: etree._Element, entry: etree._Element) -> bool:
    """Tell whether a field belongs to the entry's own vocabulary, and is no picture's or video's address in it."""
    return str(field.tag).rpartition("}")[0] in ("", str(entry.tag).rpartition("}")[0])
