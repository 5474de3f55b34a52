"""What of an address may be new every night, and what stays of it: a key that a site writes into all its links.

Nobody can tell from one address which part of it names the article. On a listing the links tell it together: a value
that most of them share, or one that reads as chance on all of them, names none of them where the rest of each address
is still its own. Whether two addresses with the same rest are one article is for others to say.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from pipelines.canonical import canonical_url

FEWEST_LINKS = 3
"""Links of a page of which a part may be the same by its nature; of two any part may be by chance."""

MOST_PLACES = 3
"""Places of an address that are weighed: real keys stand in one, sometimes in a second."""

_MONTH = re.compile(r"(?:19|20)\d{2}[-_]?(?:0?[1-9]|1[0-2])?")
"""What does not change overnight, and tells one volume from another: 2026, 202611, 2026-11."""
_TOKEN = re.compile(r"[0-9A-Za-z_-]{4,200}|0?\.\d{3,20}")
"""What a value is that differs from link to link: a hash, a token, Math.random()."""
_RISE, _NO_WORD = re.compile("[a-z][A-Z]"), re.compile(r"[A-Z]{2}|[A-Z]\Z")
"""Letters by chance: NewsContent rises too, but it has no two capitals together and none at its end."""
SHORTEST_LETTERS = 8
"""Letters without a digit that may be chance: base 64 leaves the digits out of one token of six."""
LONGEST_NUMBER = 10
"""Digits of a number that is a moment and no article's: seconds since 1970."""

FOLDER, PARAMETER, KEY = "folder", "parameter", "key"
FEWEST_DIGITS = {FOLDER: 8, PARAMETER: 4, KEY: 4}
"""Digits of a number that may be tonight's: 1127, a moment; shorter ones number pages, folders of four are channels."""

Place = tuple[str, str]
"""Where in an address a value stands: folder and its number, parameter or key and what stands before the value."""

Places = tuple[Place, ...]


class Parts(NamedTuple):
    """An address in its values, by their places; host and last name have none: they are never left out."""

    host: str
    name: str
    values: dict[Place, str]


class Rest(NamedTuple):
    """What stays of an address without the values of some places, and these values."""

    text: str
    places: Places
    values: tuple[str, ...]


def find_places(urls: Sequence[str]) -> list[Places]:
    """Return the places at which the addresses of a page may hold a nightly key: each alone, and all together.

    >>> find_places([f"http://a.cn/s-8fa3/xw/{n}.html" for n in (7, 8, 9)])
    [(('folder', '00'),)]
    >>> find_places([f"http://a.cn/show.php?catid=4&id={n}" for n in (7, 8, 9)])
    []
    """
    split = [parts for url in urls if (parts := _split(url))]
    if len(split) < FEWEST_LINKS:
        return []
    alone: list[Places] = [(place,) for place in _find_fleeting(split) if _still_tell(split, (place,))]
    together = tuple(place for (place,) in alone[:MOST_PLACES])
    return [*alone[:MOST_PLACES], *([together] if len(together) > 1 and _still_tell(split, together) else [])]


def leave_out(urls: Sequence[str], chosen: Sequence[Places]) -> dict[str, list[Rest]]:
    """Return what stays of each address without the values at the chosen places, where it has them.

    >>> leave_out(["http://a.cn/7.html?k=8fa3"], [(("key", "k="),)])["http://a.cn/7.html?k=8fa3"][0].text
    'a.cn/7.html?k=*'
    """
    left: defaultdict[str, list[Rest]] = defaultdict(list)
    for url in urls:
        parts = _split(url)
        for places in chosen:
            if parts and parts.values.keys() >= set(places):
                values = tuple(parts.values[place] for place in places)
                left[url].append(Rest(_join(parts, dict.fromkeys(places, "*")), places, values))
    return dict(left)


def put_in(url: str, places: Sequence[Place], values: Sequence[str]) -> str:
    """Return the address with these values at these places.

    >>> put_in("http://a.cn/s-8fa3/xw/7.html", [("folder", "00")], ["s-11c0"])
    'http://a.cn/s-11c0/xw/7.html'
    """
    parts = _split(url)
    return (
        f"{urlsplit(url).scheme}://{_join(parts, dict(zip(places, values, strict=True)))}" if parts else url
    )


def _split(url: str) -> Parts | None:
    """Return the address in its values; None where they do not make it again: a key stands there twice."""
    whole = canonical_url(url)
    parts = urlsplit(whole)
    *folders, last = parts.path.split("/")[1:] or [""]
    name, *parameters = last.split(";")
    values: dict[Place, str] = {(FOLDER, f"{number:02}"): folder for number, folder in enumerate(folders)}
    for kind, pairs in ((PARAMETER, parameters), (KEY, parts.query.split("&") if parts.query else [])):
        for pair in pairs:
            key, sign, value = pair.partition("=")
            values[kind, f"{key}=" if sign else ""] = value if sign else pair
    split = Parts(parts.netloc, name, values)
    return split if f"{parts.scheme}://{_join(split, {})}" == whole else None


def _join(parts: Parts, others: Mapping[Place, str]) -> str:
    """Return the address without its scheme, with the values of `others` at their places."""
    shown: defaultdict[str, list[str]] = defaultdict(list)
    for place, value in parts.values.items():
        kind, name = place
        shown[kind].append(f"{'' if kind == FOLDER else name}{others.get(place, value)}")
    path = "/".join([parts.host, *shown[FOLDER], ";".join([parts.name, *shown[PARAMETER]])])
    return f"{path}?{'&'.join(shown[KEY])}" if shown[KEY] else path


def _still_tell(addresses: Sequence[Parts], places: Places) -> bool:
    """Tell whether the addresses still differ when these places are left out."""
    without = dict.fromkeys(places, "*")
    return len({_join(parts, without) for parts in addresses}) == len(addresses)


def _find_fleeting(addresses: Sequence[Parts]) -> Iterator[Place]:
    """Yield the places of most addresses at which a nightly key may stand: those of one value before the others."""
    found: defaultdict[Place, Counter[str]] = defaultdict(Counter)
    for parts in addresses:
        for place, value in parts.values.items():
            found[place][value] += 1
    varying: list[Place] = []
    for place, values in found.items():
        value, shared = values.most_common(1)[0]
        if 2 * shared > len(addresses):
            if _is_fleeting(place, value):
                yield place
        elif 2 * values.total() > len(addresses) and _are_chance(values):
            varying.append(place)
    yield from varying


def _is_fleeting(place: Place, value: str) -> bool:
    """Tell whether a shared value may be another one tomorrow: a token with a digit in it, a day, a moment."""
    if _MONTH.fullmatch(value):
        return False
    if value.isdecimal():
        return len(value) >= FEWEST_DIGITS[place[0]]
    return len(value) >= 4 and (any(map(str.isdecimal, value)) or _is_chance(value))


def _are_chance(values: Collection[str]) -> bool:
    """Tell whether values that differ from link to link are tokens: all have their form, most look like chance."""
    return all(map(_TOKEN.fullmatch, values)) and 2 * sum(map(_is_chance, values)) > len(values)


def _is_chance(value: str) -> bool:
    """Tell whether a value looks like chance: letters and digits mixed, a moment, capitals in no order."""
    digits = sum(map(str.isdecimal, value))
    if not digits:
        rises = _RISE.search(value) and _NO_WORD.search(value)
        return len(value) >= SHORTEST_LETTERS and rises is not None
    return digits < len(value) or digits >= LONGEST_NUMBER
