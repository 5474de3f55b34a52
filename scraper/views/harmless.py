"""What of a stranger's markup may be shown: a list of what does nothing, and nothing beside it.

A cleaner such as lxml_html_clean takes out what it knows to be bad; here only what is known to be harmless is
written, and written anew. The sandbox of the frame and its policy stand behind this list.
"""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipelines.extract.tree.document import is_hidden
from pipelines.extract.tree.elements import BLOCK_TAGS

KEPT_TAGS = frozenset(
    "a abbr address article aside b bdi big blockquote br caption center cite code col colgroup dd del dfn div dl"
    " dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i ins kbd li main nav ol p pre q rp rt ruby s samp"
    " section small span strike strong sub sup table tbody td tfoot th thead time tr tt u ul var wbr".split()
)
"""Elements that are written as they are; any other becomes a div or a span."""

VOID_TAGS = frozenset("br col hr wbr".split())

PICTURED_TAGS = {
    "img": "图 picture", "video": "视频 video", "audio": "音频 audio", "iframe": "框架 frame",
    "frame": "框架 frame", "embed": "插件 plug-in", "object": "插件 plug-in", "svg": "图 picture",
    "canvas": "图 picture", "input": "输入 input", "math": "公式 formula", "applet": "插件 plug-in",
}  # fmt: skip
"""Elements in whose place a box stands that says what they are."""

NEVER_SHOWN = frozenset(
    "script style noscript template head title meta link base source track param noembed noframes".split()
)
"""Elements whose text is for machines, and of which nothing is written."""

LONGEST_NAME = 90
"""Characters of an address or an alternative text that stand in a picture's box."""

LONGEST_NOTE = 400
"""Characters of an address that is shown when one points at a link."""

_NUMBER = re.compile(r"^\d{1,3}$")
_WORD = re.compile(r"^[a-zA-Z]{1,10}$")
_LANGUAGE = re.compile(r"^[a-zA-Z]{2,3}(?:-[a-zA-Z]{2,4}){0,2}$")
_ATTRIBUTES = {
    "colspan": _NUMBER,
    "rowspan": _NUMBER,
    "start": _NUMBER,
    "align": _WORD,
    "valign": _WORD,
    "dir": re.compile(r"^(?:ltr|rtl)$", re.IGNORECASE),
    "lang": _LANGUAGE,
}
"""Attributes that are written, with the form that their value must have."""

_COLOUR = re.compile(r"^(?:#[0-9a-fA-F]{3,8}|[a-zA-Z]{3,20}|rgba?\([\d.,% ]{5,30}\))$")
_DECLARATIONS = {
    "color": _COLOUR,
    "text-align": _WORD,
    "font-weight": re.compile(r"^(?:bold|normal|[1-9]00)$"),
    "font-style": re.compile(r"^(?:italic|normal)$"),
    "text-decoration": re.compile(r"^(?:underline|line-through|none)$"),
    "text-indent": re.compile(r"^\d{1,2}(?:\.\d{1,3})?(?:em|px|pt)$"),
    "white-space": re.compile(r"^(?:pre|pre-wrap|pre-line|normal)$"),
}
"""Declarations of a style attribute that are written: those of text, none that move, cover, hide or fetch."""


def tag_of(element: HtmlElement) -> str:
    """Return the tag that is written for an element.

    >>> from lxml.html import fragment_fromstring
    >>> tag_of(fragment_fromstring("<form></form>")), tag_of(fragment_fromstring("<marquee></marquee>"))
    ('div', 'span')
    """
    tag = str(element.tag)
    if tag in KEPT_TAGS:
        return tag
    return "div" if tag in BLOCK_TAGS else "span"


def attributes_of(element: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the attributes that are written for an element, none that can act.

    >>> from lxml.html import fragment_fromstring
    >>> dict(attributes_of(fragment_fromstring("<td colspan=2 onclick=a() style='color:red;top:url(x)'></td>")))
    {'colspan': '2', 'style': 'color:red'}
    """
    for name, value in element.items():
        if name in _ATTRIBUTES and _ATTRIBUTES[name].fullmatch(value):
            yield name, value
    if style := ";".join(_plain_declarations(element.get("style") or "")):
        yield "style", style
    if element.tag == "font" and _COLOUR.fullmatch(element.get("color") or ""):
        yield "style", f"color:{element.get('color')}"
    if element.tag == "a" and (address := element.get("href")):
        yield "data-to", address[:LONGEST_NOTE]


def _plain_declarations(style: str) -> Iterator[str]:
    for declaration in style.split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if (form := _DECLARATIONS.get(name.lower())) and form.fullmatch(value):
            yield f"{name.lower()}:{value}"


def picture_of(element: HtmlElement) -> str:
    """Return what stands in the box in a picture's place: what it is, and its text or address.

    >>> from lxml.html import fragment_fromstring
    >>> picture_of(fragment_fromstring("<img src=/a.jpg alt=麦收>"))
    '图 picture: 麦收'
    """
    words = (element.get(name) or "" for name in ("alt", "title", "value", "src", "data-src", "data"))
    name = next((word.strip() for word in words if word.strip()), "")
    kind = PICTURED_TAGS[str(element.tag)]
    if not name:
        return kind
    return f"{kind}: {name[:LONGEST_NAME]}{'…' if len(name) > LONGEST_NAME else ''}"


def is_unshown(element: HtmlElement) -> bool:
    """Tell whether the page keeps the element from its reader, in a picture's box too."""
    return is_hidden(element) or (element.tag == "input" and (element.get("type") or "").lower() == "hidden")
