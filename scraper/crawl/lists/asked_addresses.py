"""The addresses that a page's scripts ask for: written out, or put together from literals of the page."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import urlencode

from pipelines.extract.scripted.literals import Reader
from pipelines.extract.scripted.values import NoLiteralError, Value

LONGEST_CALL = 600
"""Characters of a call in which its method and parameters stand, before the function that takes the answer."""

LONGEST_HEAD = 150
"""Characters of it that may stand before the address: its type, its parameters."""

MOST_CALLS = 300
"""Places of one script that are looked at; a page's own script has some ten calls."""

LARGEST_SCRIPT = 1_000_000
"""Characters of a script that is looked through; bundles of frameworks, which name no list of this page, are larger."""

_CALL = re.compile(
    r"(?:\.(?:get|getJSON|load|ajax|open|request)|\b(?:fetch|axios|ajax|getJSON|request))\s{0,4}\(\s{0,9}"
    r"(?:[\"'](?:GET|get)[\"']\s{0,4},\s{0,4})?(?=[\"'`]|[A-Za-z_$][\w.$]{0,40}\s{0,4}[,)+])"
)
_KEY = re.compile(
    r"\b\w{0,20}(?:[uU]rl|URL|[aA]pi|API|[aA]jax)[\"']?\s{0,9}[:=]\s{0,9}(?=[\"'`]|[A-Za-z_$][\w.$]{0,40}\s{0,4}\+)"
)
_JSON = re.compile(r"(?=[\"'`][^\"'`\s<>]{1,300}\.json(?:\?[^\"'`\s<>]{0,300})?[\"'`])")
_POSTED = re.compile(
    r"\b(?:type|method)[\"']?\s{0,4}:\s{0,4}[\"']\s{0,4}(?!get\b)[a-z]{3,7}[\"']", re.IGNORECASE
)
_PARAMETERS = re.compile(r"\b(?:data|params|query|where)[\"']?\s{0,4}:\s{0,4}(?=\{)")
_NEXT_ARGUMENT = re.compile(r"\s{0,9},\s{0,9}(?=\{)")
_ASSIGNED = re.compile(
    r"([A-Za-z_$][\w$]{0,40})[\"']?\s{0,9}[=:]\s{0,9}(\"[^\"\n\\]{0,300}\"|'[^'\n\\]{0,300}'|\d{1,12})(?=\s{0,9}[;,}\n)])"
)
_INSERTED = re.compile(r"\$\{\s{0,9}([\w.$]{1,80})\s{0,9}\}")
_AGAINST_CACHES = re.compile(
    r"[?&]\w{0,12}=?([\"'])\s{0,4}\+\s{0,4}(?:Math\.random\(\)|Date\.now\(\)|\(?\+?new Date(?:\(\))?\)?(?:\.(?:getTime|valueOf)\(\))?)"
)
"""A number that changes with each request, so that no cache answers: the list is the same without."""

_WHOLE = re.compile(r"^(?=\S{0,300}[/.?])[^\s<>{}$\"'`#]{2,600}(?:\s#[\w-]{1,40}|$)")
"""An address without a place that a template would fill; $().load takes an element of it as well."""

_OWNERS = ("", "this.", "that.", "self.", "_this.", "vm.")
_NUMBER_OF_PAGE = re.compile(
    r"^(?:p|page|pn|pgnum|page_?(?:num|no|index)|current(?:page)?|pageindex)$", re.IGNORECASE
)


class Asked(NamedTuple):
    """An address that a script asks for, as it writes it, and whether it surely asks: others are only called so."""

    address: str
    called: bool


def find_asked(scripts: Iterable[str]) -> Iterator[Asked]:
    """Yield the addresses that the scripts ask for with GET, as far as literals of the page make them whole."""
    texts = [text for text in scripts if len(text) <= LARGEST_SCRIPT]
    reader = Reader()
    reader.names = dict(_names_in(texts))
    for text in texts:
        for pattern in (_CALL, _KEY, _JSON):
            for match in islice(pattern.finditer(text), MOST_CALLS):
                if address := _read_call(reader, text, match.end(), called=pattern is _CALL):
                    yield Asked(address, pattern is _CALL)


def _read_call(reader: Reader, text: str, at: int, *, called: bool) -> str | None:
    """Return the address that stands at a place of a script with the parameters of its call; None where it is not known."""
    window = _AGAINST_CACHES.sub(r"\1", text[at : at + 2 * LONGEST_CALL])
    address, end = _read_address(reader, window[:LONGEST_CALL])
    before = text[max(0, at - LONGEST_HEAD) : at].rpartition("{")[2]  # {type: "post", url: …
    behind = window[end : end + LONGEST_CALL].partition("function")[0]
    if (
        not address
        or not _WHOLE.match(address)
        or _POSTED.search(before)
        or _POSTED.search(behind)
        or _PARAMETERS.search(before)
    ):
        return None
    address = address.partition(" ")[0]
    given = _PARAMETERS.search(behind) or (_NEXT_ARGUMENT.match(behind) if called else None)
    if given is None:
        return address
    parameters = _read_parameters(reader, behind[given.end() :])
    if not parameters:
        return address if parameters == {} else None
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters, safe='/:,')}"


def _read_address(reader: Reader, text: str) -> tuple[str | None, int]:
    """Return the address at the beginning of the text and the place behind it; None where a part is not known."""
    if text.startswith("`"):
        end = text.find("`", 1)
        names = _INSERTED.findall(text[:end])
        if end < 0 or not all(isinstance(reader.names.get(name), str) for name in names):
            return None, 0
        return _INSERTED.sub(lambda name: str(reader.names[name[1]]), text[1:end]), end + 1
    try:
        value, end = reader.read(text, 0)
    except NoLiteralError:
        return None, 0
    return (value if isinstance(value, str) else None), end


def _read_parameters(reader: Reader, text: str) -> dict[str, str] | None:
    """Return the parameters of a call; None where one is not known, but for the page's number, which is 1 at first."""
    try:
        value, _ = reader.read(text, 0)
    except NoLiteralError:
        return None
    inner = value.get("params", value) if isinstance(value, dict) else None
    if not isinstance(inner, dict):
        return None
    told = {key: _as_parameter(key, each) for key, each in inner.items()}
    known = {key: each for key, each in told.items() if each is not None}
    return known if len(known) == len(told) else None


def _as_parameter(key: str, value: Value) -> str | None:
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)
    return "1" if value is None and _NUMBER_OF_PAGE.match(key) else None


def _names_in(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the names that stand for one text or number in all of the page's scripts, also as somebody's member."""
    found: dict[str, set[str]] = {}
    for text in texts:
        for name, value in _ASSIGNED.findall(text):
            found.setdefault(name, set()).add(value.strip("\"'"))
    for name, values in found.items():
        if len(values) == 1:
            value = next(iter(values))
            yield from ((f"{own}{name}", value) for own in _OWNERS)
