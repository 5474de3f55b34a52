"""The data in a page's scripts: what they assign, print or carry as JSON, without running them."""

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from string import ascii_letters, digits

from lxml.html import HtmlElement

from pipelines.extract.scripted.literals import Reader
from pipelines.extract.scripted.streamed import is_streamed, read_streamed
from pipelines.extract.scripted.values import NoLiteralError, Value, read_json

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

FEWEST_PRINTED = 6
"""Chinese characters of a script that prints a line of a text; a counter's or a player's has none."""

_BASE64 = re.compile(r"[A-Za-z0-9+/]{160}")
_COMMENT = re.compile(r"^[ \t]*+//.*|[;{},) \t]//[^\"'`\\/]*+$|/\*[^\"'`*]*+\*/")
"""A comment in a line of a script: none of it may stand in a text between quotes."""

_VALUE = r"\s{0,9}(?=[\[{\"'`(]|JSON\.parse|Object\.assign|decode|unescape|(?:window\.)?atob|[bB]ase64|new |[\w.]{0,40}(?:freeze|[rR]eactive|[rR]ef\()|\d{4})"
_MEMBER = r"[\"']?\s{0,4}:\s{0,4}(?=[\[{\"'`])"
_SIGN = re.compile(
    # Each alternative begins with a character of its own: so the engine looks for those first.
    rf"=(?<![=!<>+*/-]=){_VALUE}|\+(?<![=!<>+*/-]\+)={_VALUE}"
    r"|\((?<=\w\()\s{0,4}(?=\{\s{0,4}[\"']?(?:code|status|data|id|\w{0,10}[tT]itle)[\"']?\s{0,4}:)"
    r"|\.push\s{0,4}\(\s{0,4}(?=[\"'`{])"
    r"|\.(?:inner|outer)HTML\s{0,4}\+?=\s{0,4}(?=[\[\"'`\w(])"
    r"|(?:\.(?:writeln|write|html|append|prepend|insertAdjacentHTML\s{0,4}\(\s{0,4}[\"']\w{5,12}[\"']\s{0,4},|setContent))\s{0,4}\(?\s{0,4}(?=[\"'`\w(])"
    rf"|a(?<!\wa)rticle(?:Body)?{_MEMBER}|b(?<!\wb)ody{_MEMBER}|c(?<!\wc)ontent{_MEMBER}|d(?<!\wd)(?:ata|etail){_MEMBER}"
    rf"|i(?<!\wi)nfo{_MEMBER}|n(?<!\wn)ews{_MEMBER}|t(?<!\wt)ext{_MEMBER}"
)
_IN_NAMES = f"{ascii_letters}{digits}_$"


def read_scripts(
    scripts: Iterable[HtmlElement], may_tell: Callable[[str], bool] | None = None
) -> Iterator[tuple[str, dict[str, Value]]]:
    """Yield what the `scripts` of a page say, each as its `type` and the values by the names they are given.

    What several scripts in one box print, a paragraph each, is one text. The rows that a server streams to React
    come last. Without `may_tell`, only scripts with as many Chinese characters as an article are read.
    """
    may_tell = may_tell or _may_tell
    reader = Reader()
    printed: dict[HtmlElement, list[str]] = {}
    streamed: list[str] = []
    for script in islice(scripts, MOST_SCRIPTS):
        text = script.text
        if not text or len(text) > LONGEST_SCRIPT:
            continue
        if is_streamed(text):
            streamed.append(text)
        elif (enough := may_tell(text)) or _prints_a_line(text):
            kind = (script.get("type") or "").lower()
            found = _said(reader, script, text, kind)
            if isinstance(said := found.pop(PRINTED, None), str):
                printed.setdefault(script.getparent(), []).append(said)
            if enough:
                yield kind, found
    for texts in printed.values():
        yield "", {PRINTED: "\n".join(texts)}
    if streamed:
        yield "", {"": read_streamed(streamed)}


def _said(reader: Reader, script: HtmlElement, text: str, kind: str) -> dict[str, Value]:
    """Return the values of a script of a `type`, by name; none of a template's."""
    if "json" in kind:
        value = _json(reader, text)
        return {"": _resolved(value) if script.get("id") == "__NUXT_DATA__" else value}
    if not kind or "javascript" in kind or "ecmascript" in kind or kind == "module":
        return _assigned(reader, text)
    return {}


def _prints_a_line(text: str) -> bool:
    return "document.write" in text and not text.isascii() and len(_HAN.findall(text)) >= FEWEST_PRINTED


def _may_tell(text: str) -> bool:
    """Say whether a script has the Chinese characters of an article, as they are or escaped."""
    if ("atob" in text or "ase64" in text) and _BASE64.search(text):
        return True
    if text.isascii():
        # One sign is counted several times as fast as two.
        escaped = text.count("\\") >= FEWEST and text.count("\\u") >= FEWEST
        return (escaped or text.count("%") >= FEWEST) and _spells_enough(text, 0)
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
    if "&q;" in text:  # Angular's own escapes
        for escape, sign in (("&q;", '"'), ("&l;", "<"), ("&g;", ">"), ("&s;", "'"), ("&a;", "&")):
            text = text.replace(escape, sign)
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
    pushed_objects: dict[str, list[Value]] = {}
    at = 0
    while match := _SIGN.search(text, at):
        pushed = match[0].startswith(".push")
        printed = match[0].startswith(".") and not pushed
        value, end = _read(reader, text, match.end())
        name = PRINTED if printed else _name(text, match)
        at = max(end, match.end())
        if pushed and isinstance(value, dict):
            pushed_objects.setdefault(name, []).append(value)
            continue
        if pushed:
            if isinstance(pile := reader.names.get(name), list):
                pile.append(value)
            continue
        before = found.get(name)
        if isinstance(value, str) and (printed or match[0].startswith("+")):
            found[name] = reader.names[name] = f"{before}\n{value}" if isinstance(before, str) else value
        elif value is not None and not printed:
            if match[0].startswith("="):
                reader.names[name] = value
            _put(found, name, value)
    for name, objects in pushed_objects.items():
        _put(found, name, objects[0] if len(objects) == 1 else objects)
    return found


def _name(text: str, match: re.Match[str]) -> str:
    assigned = match[0].startswith(("=", "+", "."))
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
