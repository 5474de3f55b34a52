"""What a reader presses to turn the page: a link, a button, anything with an onclick. Where it leads, and what it says."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from pipelines.extract.tree.document import collapse, is_hidden, text_of
from scraper.crawl.links import absolute

_NAMES = ("aria-label", "title", "alt", "value")
_ADDRESS = re.compile(  # location.href='/xw/2.html', window.open("2.html"), javascript:go('?page=2')
    r"(?:location(?:\.href)?\s?=|(?:open|assign|replace|\w{1,20})\()\s?[\"']([\w./?:&=%+\\~!,;@$-]{2,300})[\"']\s?(?![\s+])"
)
_BARE_ADDRESS = re.compile(
    r"""^[^\s(){};='"?]{0,300}(?:\?[^\s(){}'"]{0,300})?$"""
)  # data-href="/show.asp?bh=7"
_LOOKS_LIKE_ADDRESS = re.compile(r"[/?]|\.\w{2,5}$")
_PRESSED = ("onclick", "data-page", "data-href", "data-url", "@click", "v-on:click", "ng-click")
_OFF = re.compile(
    r"(?:^|[\s_-])(?:\w{0,12}disabled?|gr[ae]y|off|no-?(?:next|more|link|page)|nolink|end)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HERE = re.compile(
    r"(?:^|[\s_-])(?:cur|current|active|actived|on|selected|sel|hover|this|thispage|now|nolink|pageon|checked)"
    r"(?:$|[\s_-])|(?:page|num|is|link)_?-?(?:on|cur(?:rent)?|active|now)$",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"^(?:#|(?:javascript:)?(?:void\(?0\)?|;|return false)?;?)$", re.IGNORECASE)


class Control(NamedTuple):
    """One thing to press: its element, the address that it leads to, and whether a script answers it."""

    element: HtmlElement
    target: str | None
    scripted: bool


def read_control(element: HtmlElement, base: str) -> Control:
    """Return what pressing the element does: leads to an address, is answered by a script, or nothing."""
    href = (element.get("href") or "").strip()
    target = absolute(base, href) if not href.startswith("#") else None
    actions = [href] if href.lower().startswith("javascript:") else []
    actions += [value for name in _PRESSED if (value := element.get(name))]
    for action in () if target else actions:
        target = target or _address_in(action, base)
    return Control(
        element, target, scripted=any(not _NOTHING.match(action.replace(" ", "")) for action in actions)
    )


def _address_in(action: str, base: str) -> str | None:
    """Return the address that a script goes to as it stands, without a piece that is only known to the script."""
    quoted = _ADDRESS.search(action)
    word = quoted[1] if quoted else action if _BARE_ADDRESS.match(action) else ""
    return absolute(base, word) if _LOOKS_LIKE_ADDRESS.search(word) else None


def labels_of(element: HtmlElement) -> Iterator[str]:
    """Yield what the element is called: its text, and the names that it and its pictures carry."""
    yield text_of(element)
    for each in (element, *element.iter("img", "i", "span", "input")):
        yield from (collapse(name) for attribute in _NAMES if (name := each.get(attribute)))


def is_off(element: HtmlElement) -> bool:
    """Tell whether the element, or what holds it alone, is marked as not to be pressed, or is hidden."""
    parent = element.getparent()
    alone = [element] if parent is None or len(parent) > 1 else [element, parent]
    return any(
        is_hidden(one)
        or one.get("disabled") is not None
        or one.get("aria-disabled") == "true"
        or _OFF.search(one.get("class") or "")
        for one in alone
    )


def is_here(element: HtmlElement) -> bool:
    """Tell whether the element, or what holds it alone, is marked as the page that is shown."""
    parent = element.getparent()
    alone = [element] if parent is None or len(parent) > 1 else [element, parent]
    return any(one.get("aria-current") or _HERE.search(one.get("class") or "") for one in alone)


def find_controls(root: HtmlElement, base: str) -> list[Control]:
    """Return what can be pressed on the page, in its order; `base` is what its relative addresses stand on."""
    return [read_control(element, base) for element in root.iter() if _can_be_pressed(element)]


def _can_be_pressed(element: HtmlElement) -> bool:
    if element.tag in ("a", "area", "button"):
        return True
    if element.tag == "input":
        return element.get("type", "").lower() in ("button", "image", "submit")
    return element.tag not in ("body", "select", "form", "img") and any(
        element.get(name) for name in _PRESSED
    )
