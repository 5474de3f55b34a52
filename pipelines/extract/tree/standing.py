"""Where an element stands in its page, as a path that stays while the template stays."""

import re

from lxml.html import HtmlElement

MOST_LEVELS = 4
"""Elements of a path: a box, and what holds it; further out pages of one template differ by their channel."""

MOST_NAMES = 2
"""Class names of an element that are told: the first ones say what it is, later ones how it looks today."""

_WORD = re.compile(r"[A-Za-z][A-Za-z_-]*")


def place_of(element: HtmlElement) -> str:
    """Return where the element stands: tags with the letters of their names, the outermost first.

    Digits are left out, because systems number boxes and columns by the page.

    >>> from lxml.html import fragment_fromstring
    >>> page = fragment_fromstring("<div class=main><div id=c7 class='text big'><p>麦收</p></div></div>")
    >>> place_of(page.find(".//p"))
    'div.main > div#c.text.big > p'
    """
    chain = [element, *element.iterancestors()][:MOST_LEVELS]
    return " > ".join(_name(one) for one in reversed(chain) if one.tag not in {"html", "body"}) or "body"


def _name(element: HtmlElement) -> str:
    called = _WORD.match((element.get("id") or "").strip())
    words = filter(None, map(_WORD.match, (element.get("class") or "").split()))
    classes = [word[0] for word in words][:MOST_NAMES]
    return "".join((element.tag, f"#{called[0]}" if called else "", *(f".{name}" for name in classes)))
