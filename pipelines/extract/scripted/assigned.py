"""The data in a page's scripts: what they assign, print or carry as JSON, without running them."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from string import ascii_letters, digits

from lxml.html import HtmlElement

from pipelines.extract.scripted.literals import NoLiteralError, Reader, Value, read_json

LONGEST_SCRIPT = 4_000_000
"""Characters of a script that is read; the largest state seen had 0.9 million."""

MOST_SCRIPTS = 200
"""Scripts of a page that are looked at."""

PRINTED = "printed"
"""The name under which a text stands that a script prints into the page."""

_REACH = 80
"""Characters before an equals sign that a name takes."""

FEWEST = 40
"""Chinese characters of a script, however they are written, below which it holds no article."""

FEWEST_SAID = 20
"""Chinese characters outside of comments below which none of a script's texts is a content: see keyed.LEAST_TEXT."""

_HAN = re.compile("[\u3400-\u9fff]")
_SPELT = re.compile(r"(?:\\u\{?|%u)0{0,2}[3-9][0-9a-fA-F]{3}|%[eE][3-9]")
"""A Chinese character as scripts escape it, or its first byte."""

_COMMENT = re.compile(r"^[ \t]*+//.*|[;{},) \t]//[^\"'`\\/]*+$|/\*[^\"'`*]*+\*/")
"""A comment in a line of a script: none of it may stand in a text between quotes."""

_VALUE = r"\s{0,9}(?=[\[{\"'`(]|JSON\.parse|decode|unescape|new |[\w.]{0,40}freeze|\d{4})"
_MEMBER = r"[\"']?\s{0,4}:\s{0,4}(?=[\[{\"'`])"
_SIGN = re.compile(
    # Each alternative begins with a character of its own: so the engine looks for those first.
    rf"=(?<![=!<>+*/-]=){_VALUE}|\+(?<![=!<>+*/-]\+)={_VALUE}"
    r"|\.(?:inner|outer)HTML\s{0,4}\+?=\s{0,4}(?=[\"'`\w(])"
    r"|(?:\.(?:write|writeln|html|append|prepend|insertAdjacentHTML\s{0,4}\(\s{0,4}[\"']\w{5,12}[\"']\s{0,4},|setContent))\s{0,4}\(?\s{0,4}(?=[\"'`\w(])"
    rf"|a(?<!\wa)rticle(?:Body)?{_MEMBER}|b(?<!\wb)ody{_MEMBER}|c(?<!\wc)ontent{_MEMBER}|d(?<!\wd)(?:ata|etail){_MEMBER}"
    rf"|i(?<!\wi)nfo{_MEMBER}|n(?<!\wn)ews{_MEMBER}|t(?<!\wt)ext{_MEMBER}"
)
_IN_NAMES = f"{ascii_letters}{digits}_$"


def read_scripts(scripts: Iterable[HtmlElement]) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield what the `scripts` of a page say, each as its `type` and the values by the names they are given."""
    reader = Reader()
    for number, script in enumerate(scripts):
        text = script.text
        if number >= MOST_SCRIPTS:
            return
        if not text or len(text) > LONGEST_SCRIPT or not _may_tell(text):
            continue
        kind = (script.get("type") or "").lower()
        if "json" in kind:
            value = _json(reader, text)
            yield kind, {"": _resolved(value) if script.get("id") == "__NUXT_DATA__" else value}
        elif not kind or "javascript" in kind or "ecmascript" in kind or kind == "module":
            yield kind, _assigned(reader, text)


def _may_tell(text: str) -> bool:
    """Say whether a script has the Chinese characters of an article, as they are or escaped."""
    if text.isascii():
        return (text.count("\\u") >= FEWEST or text.count("%") >= FEWEST) and _spells_enough(text, 0)
    if len(text.encode("utf-8", "replace")) - len(text) < 2 * FEWEST:
        return False
    said = 0
    for line in text.split("\n"):
        if not line.isascii():
            said += len(_HAN.findall(_COMMENT.sub("", line)))
            if said >= FEWEST_SAID:
                return True
    return ("%" in text or "\\u" in text) and _spells_enough(text, said)


def _spells_enough(text: str, said: int) -> bool:
    """Say whether escaped characters and the `said` others are as many as a content has."""
    return said + sum(1 for _ in islice(_SPELT.finditer(text), FEWEST_SAID)) >= FEWEST_SAID


def _json(reader: Reader, text: str) -> Value:
    try:
        return read_json(text.strip().removeprefix("<!--").removesuffix("-->"))
    except NoLiteralError:
        return _read(reader, text, 0)[0]


def _read(reader: Reader, text: str, start: int) -> tuple[Value, int]:
    """Return the literal at `start` and its end; None, and the start, where there is none."""
    try:
        return reader.read(text, start)
    except NoLiteralError:
        return None, start


def _assigned(reader: Reader, text: str) -> dict[str, Value]:
    """Return what a script assigns and prints, by name; a longer text beats another of its name."""
    found: dict[str, Value] = {}
    at = 0
    while match := _SIGN.search(text, at):
        printed = match[0].startswith(".")
        value, end = _read(reader, text, match.end())
        name = PRINTED if printed else _name(text, match)
        before = found.get(name)
        if isinstance(value, str) and (printed or match[0].startswith("+")):
            found[name] = reader.names[name] = f"{before}\n{value}" if isinstance(before, str) else value
        elif value is not None and not printed:
            if match[0].startswith("="):
                reader.names[name] = value
            _put(found, name, value)
        at = max(end, match.end())
    return found


def _name(text: str, match: re.Match[str]) -> str:
    assigned = match[0].startswith(("=", "+"))
    before = text[max(0, match.start() - _REACH) : match.start()] if assigned else match[0].rstrip(" \t\r\n:")
    before = before.rstrip().rstrip("]").rstrip("\"'")
    return before[len(before.rstrip(_IN_NAMES)) :]


def _put(found: dict[str, Value], name: str, value: Value) -> None:
    before = found.get(name)
    if isinstance(before, str) and isinstance(value, str) and len(before) >= len(value):
        return
    if isinstance(before, dict | list) and not isinstance(value, dict | list):
        return
    while isinstance(before, dict | list) and name in found:
        name += "'"  # both are looked at
    found[name] = value


def _resolved(payload: Value) -> Value:
    """Return the objects of a Nuxt 3 payload, a list whose objects give places in it instead of values."""
    if not isinstance(payload, list):
        return payload

    def at(place: Value) -> Value:
        if isinstance(place, int) and not isinstance(place, bool) and 0 <= place < len(payload):
            return payload[place]
        return place

    objects = [node for node in payload if isinstance(node, dict)]
    return [{key: at(value) for key, value in node.items()} for node in objects]
