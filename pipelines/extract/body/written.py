"""Text that no element of the page shows: in the data of its scripts, in a <textarea>, a <template>, an attribute."""

import re
from collections.abc import Iterator
from html import escape, unescape

from lxml import etree
from lxml.html import HtmlElement

from pipelines.extract.reading.furniture import FOREIGN_NAMES, is_furniture, names_of
from pipelines.extract.reading.prose import reads_as_prose
from pipelines.extract.reading.surface import Surface, read_surface
from pipelines.extract.tree.document import collapse, is_hidden, parse
from schemas import Rejected

LEAST_SOURCE = 60
"""Characters of a source that is looked at: one sentence in a paragraph."""

LONGEST_SOURCE = 2_000_000
"""Characters of a source that is read."""

MOST_ELEMENTS = 20_000
"""Elements of a page among whose attributes a text is looked for."""

_TAG = re.compile(
    r"<(?:p|div|br|span|section|strong|table|img|li|h[1-6])(?:[\s/][^<>]{0,2000})?>", re.IGNORECASE
)
_ESCAPED_TAG = re.compile(r"&(?:amp;)?lt;/?(?:p|div|br|span|section|strong|table|img)\b", re.IGNORECASE)
_LINES = re.compile(r"\r\n?|\n|\u2028|\u2029")
_TEMPLATE = re.compile(r"\{\{|<%|\$\{|@\{|#if|v-for")
_SENTENCE = re.compile(r"[\u4e00-\u9fff]{4}[^<>]{0,80}[，。]")
LEAST_TYPED = 120
"""Characters of plain text in a field from which it is more than what a reader is told before he writes."""

_HOLDERS = ("textarea", "xmp", "template", "noscript", "script")
_SOURCE_TYPES = re.compile(r"^text/(?:html|x-?template|template|plain|x-handlebars)|^text/x-", re.IGNORECASE)


def surface_of(source: str, url: str) -> Surface | None:
    """Return the surface of a text that is HTML, escaped HTML or plain lines; None where it is no page's text."""
    if len(source) > LONGEST_SOURCE:
        return None
    try:
        return read_surface(parse(f"<html><body>{as_markup(source)}</body></html>", url))
    except Rejected:  # larger or deeper than a page may be
        return None


def as_markup(source: str) -> str:
    r"""Return HTML: what was escaped is undone, and each line of a plain text is a paragraph.

    >>> as_markup("&lt;p&gt;山阳县&lt;/p&gt;"), as_markup("山阳县。\n柳湾镇。")
    ('<p>山阳县</p>', '<p>山阳县。</p><p>柳湾镇。</p>')
    """
    for _ in range(2):  # some templates escape what was escaped before
        if _TAG.search(source) or not _ESCAPED_TAG.search(source):
            break
        source = unescape(source)
    if _TAG.search(source):
        return source
    if "\n" not in source and "\\n" in source:
        source = source.replace("\\n", "\n")
    return "".join(
        f"<p>{escape(unescape(line), quote=False)}</p>" for line in _LINES.split(source) if line.strip()
    )


def held_sources(root: HtmlElement) -> Iterator[str]:
    """Yield the sources of text that elements hold for a script to show, those of attributes last."""
    for holder in root.iter(*_HOLDERS):
        if holder.tag == "script" and not _SOURCE_TYPES.match(holder.get("type") or ""):
            continue
        source = _inside(holder)
        typed = holder.tag == "textarea" and not (_TAG.search(source) or _ESCAPED_TAG.search(source))
        written = "readonly" in holder.attrib or is_hidden(holder) or len(source) >= LEAST_TYPED
        if typed and not written:  # what a reader is told before he writes
            continue
        if tells_source(source) and not _is_beside(holder):
            yield source
    for number, element in enumerate(root.iter(etree.Element)):
        if number > MOST_ELEMENTS:
            return
        for name, value in element.attrib.items():
            if len(value) >= LEAST_SOURCE and not name.startswith("on") and _is_source(str(value), element):
                yield str(value)


def _is_source(value: str, element: HtmlElement) -> bool:
    """Say whether an attribute holds HTML that is the text of no comment; a meta element holds a summary."""
    tagged = _TAG.search(value) or _ESCAPED_TAG.search(value)
    return bool(tagged and element.tag != "meta" and tells_source(value) and not _is_beside(element))


def tells_source(source: str) -> bool:
    """Say whether a source holds a sentence, and no template's places for one."""
    return (
        LEAST_SOURCE <= len(source) <= LONGEST_SOURCE
        and bool(_SENTENCE.search(source))
        and not _TEMPLATE.search(source)
    )


def _inside(holder: HtmlElement) -> str:
    inner = "".join(etree.tostring(child, encoding="unicode") for child in holder)
    return f"{holder.text or ''}{inner}"


def _is_beside(element: HtmlElement) -> bool:
    """Say whether a name sets the element beside the article: the box for a reader's comment."""
    return any(
        is_furniture("div", names_of(outer), FOREIGN_NAMES)
        for outer in (element, *element.iterancestors())
        if outer.tag not in {"body", "html"}
    )


def says_more(shown: str, told: str) -> bool:
    """Say whether `told` is the whole of what the page shows a part of.

    >>> says_more("山阳县今日丰收，", "山阳县今日丰收，村民们在田间忙碌着，脸上都是笑。" * 3)
    True
    """
    lines = [_squeeze(line) for line in shown.split("\n") if line]
    whole = _squeeze(told)
    size = sum(map(len, lines))
    known = sum(len(line) for line in lines if line.rstrip(".…") in whole)
    return known >= SAID_SHARE * size and len(whole) >= max(size * MORE, size + LEAST_MORE)


def is_another(shown: str, told: str) -> bool:
    """Say whether the page shows another text than the one told of its article, and a shorter one."""
    whole = _squeeze(told)
    lines = [line for line in map(_squeeze, shown.split("\n")) if line]
    same = any(line[:SAME_HEAD] in whole for line in lines if reads_as_prose(line))
    return not same and sum(map(len, lines)) < len(whole)


SAID_SHARE = 0.7
"""Share of what the page shows that the data say too where they hold the same article."""
MORE, LEAST_MORE = 1.15, 40
"""By how much a text is longer that is the whole of another: credits and captions are shorter."""
SAME_HEAD = 12
"""Characters at a sentence's start by which it is known in another text."""


def _squeeze(text: str) -> str:
    return "".join(collapse(text).split())
