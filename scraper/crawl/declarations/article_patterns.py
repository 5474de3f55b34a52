"""The regular expression that the addresses of a site's articles have in common, and its channels have not."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from pipelines.address_form import folded_path, form_of
from scraper.crawl.declarations.value_patterns import LONGEST_ALTERNATIVES, literal, pattern_of_values

SHORTEST_NUMBER = 6
"""Digits of a number that says by itself that an address is an article's; channels have one to five."""

FEWEST_REGULAR = 10
"""Addresses among which one with a form of its own is a stray."""

_EXTENSION = re.compile(r"\.[A-Za-z]{2,5}$")
_HTML = frozenset({".html", ".htm", ".shtml", ".shtm"})
_LETTERS = re.compile(r"[A-Za-z]+")
_WORDS = re.compile(r"a(?:[-_]a)+")  # the form of words with hyphens
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_NUMBER = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Address:
    """An address in the parts that its form tells of."""

    url: str
    host: str
    folders: tuple[str, ...]
    name: str
    extension: str
    end: str  # / behind a name that is a folder
    query: tuple[tuple[str, str], ...]  # keys and values as they stand


def learn_pattern(urls: Iterable[str], others: Collection[str] = ()) -> str:
    r"""Return an expression to be searched in an address: all of `urls` have it, and as few of `others` as can be.

    >>> learn_pattern(["http://a.cn/xw/202305/t20230512_771.html", "http://b.a.cn/ms/202306/t20230601_80.html"])
    '/\\d{6}/t\\d{8}_\\d+\\.html$'
    >>> learn_pattern(["http://a.cn/show/7.html", "http://a.cn/show/12.html"], ["http://a.cn/list/3.html"])
    '/show/\\d+\\.html$'
    >>> learn_pattern(["http://a.cn/content.jsp?wbtreeid=9&wbnewsid=71"])
    '/content\\.jsp\\?wbtreeid=\\d+&wbnewsid=\\d+(?:&|$)'
    """
    kinds: defaultdict[str, list[Address]] = defaultdict(list)
    for url in dict.fromkeys(urls):
        if urlsplit(url).path:  # a host alone is a front page
            kinds[_kind_of(url)].append(_read_address(url))
    ranked = sorted(kinds.values(), key=len, reverse=True)
    return _join(dict.fromkeys(_narrow(addresses, others) for addresses in ranked))


def without_strays(urls: Sequence[str]) -> list[str]:
    """Return the addresses without those that are alone with their form among many: adverts, mostly."""
    kinds = Counter(map(_kind_of, urls))
    return [url for url in urls if kinds[_kind_of(url)] > 1 or len(urls) < FEWEST_REGULAR]


def _kind_of(url: str) -> str:
    """Return the form of the address without host, lengths, extension, and the folders that are words."""
    path, mark, query = folded_path(form_of(url)).partition("?")
    *folders, name = path.removesuffix("/").split("/")
    while folders and folders[0] == "a":
        del folders[0]
    end = "/" if path.endswith("/") else ""
    stem = _EXTENSION.sub("", name)
    if (
        "9" in stem or "-" in stem or "_" in stem
    ):  # letters beside a number, or in words: a prefix or any word
        stem = _WORDS.sub("a-a", _LETTERS.sub("a", stem))
    order = "&".join(key for key, _ in _read_query(url))
    return f"{'/'.join(folders)}/{stem}{end}{mark}{query.replace('=x', '=9')} {order}"


def _read_query(url: str) -> tuple[tuple[str, str], ...]:
    query = urlsplit(url).query
    pairs = (pair.partition("=") for pair in query.split("&")) if query else ()
    return tuple((f"{key}{sign}", value) for key, sign, value in pairs)


def _read_address(url: str) -> Address:
    parts = urlsplit(url)
    path = parts.path
    end = "/" if path.endswith("/") and path != "/" else ""
    *folders, name = path.removesuffix("/").split("/")
    found = _EXTENSION.search(name)
    extension = found[0] if found else ""
    stem = name.removesuffix(extension)
    return Address(url, parts.netloc, tuple(folders[1:]), stem, extension, end, _read_query(url))


def _narrow(addresses: Sequence[Address], others: Collection[str]) -> str:
    """Return the most general of the expressions for the addresses that finds the fewest of the others."""
    best, fewest = "", len(others) + 1
    for pattern in _patterns(addresses):
        found = re.compile(pattern)
        wrong = sum(found.search(url) is not None for url in others)
        if wrong < fewest:
            best, fewest = pattern, wrong
    return best


def _patterns(addresses: Sequence[Address]) -> Iterator[str]:
    """Yield expressions for addresses of one kind: their end, the folder before it, the whole path, the hosts."""
    numbered = min(map(_count_numbered, addresses))
    end = _pattern_of_end(addresses, numbered)
    before = {address.folders[: len(address.folders) - numbered][-1:] for address in addresses}
    words = sorted("".join(each) for each in before if each)
    if not words or len(before) > 1 or not _is_weak(addresses, numbered):
        yield end
    if words and len(words) == len(before) <= LONGEST_ALTERNATIVES:
        yield f"/{_any_of(words)}{end}"
    paths = sorted({"/".join(address.folders[: len(address.folders) - numbered]) for address in addresses})
    below = [f"/{literal(path)}" if path else "" for path in paths]
    if len(paths) <= LONGEST_ALTERNATIVES:
        path = below[0] if len(below) == 1 else f"(?:{'|'.join(below)})"
        yield f"//[^/]+{path}{end}"
        hosts = sorted({address.host for address in addresses})
        if len(hosts) <= LONGEST_ALTERNATIVES:
            yield f"//{_any_of(hosts)}{path}{end}"


def _count_numbered(address: Address) -> int:
    """Return how many folders at the end of the path are those of an article: with a number in them."""
    count = 0
    for folder in reversed(address.folders):
        if not _NUMBER.search(_ESCAPE.sub("", folder)):
            break
        count += 1
    return count


def _is_weak(addresses: Sequence[Address], numbered: int) -> bool:
    """Tell whether nothing but a word or a short number ends the addresses: channels end so too."""
    if numbered or any(address.query for address in addresses):
        return False
    return any(
        address.name.isalpha() or (address.name.isdecimal() and len(address.name) < SHORTEST_NUMBER)
        for address in addresses
    )


def _any_of(words: Sequence[str]) -> str:
    return literal(words[0]) if len(words) == 1 else f"(?:{'|'.join(map(literal, words))})"


def _pattern_of_end(addresses: Sequence[Address], numbered: int) -> str:
    folders = [address.folders[len(address.folders) - numbered :] for address in addresses]
    names = [address.name for address in addresses]
    counted = any(map(_NUMBER.search, names))
    own = not counted and not addresses[0].query  # the article's number is its last folder
    shown = [
        f"/{pattern_of_values(column, counts=own and place == numbered - 1)}"
        for place, column in enumerate(zip(*folders, strict=True))
    ]
    queried = bool(addresses[0].query) and not counted
    name = _any_of(sorted(set(names))) if queried else pattern_of_values(names, counts=True)
    path = f"{''.join(shown)}/{name}{_pattern_of_extensions({one.extension for one in addresses})}{addresses[0].end}"
    return f"{path}{_pattern_of_query(addresses)}"


def _pattern_of_extensions(extensions: set[str]) -> str:
    lower = sorted(one for one in extensions if one)
    if not lower:
        return ""
    if len(extensions) > 1 and _HTML.issuperset(extensions):
        return r"\.s?html?"
    shown = _any_of(lower)
    return f"(?:{shown})?" if "" in extensions else shown


def _pattern_of_query(addresses: Sequence[Address]) -> str:
    if not addresses[0].query:
        return "$"
    columns = zip(*(address.query for address in addresses), strict=True)
    shown = [
        f"{literal(column[0][0])}{_pattern_of_value([value for _, value in column])}" for column in columns
    ]
    return rf"\?{'&'.join(shown)}(?:&|$)"


def _pattern_of_value(values: Sequence[str]) -> str:
    if len(set(values)) == 1 and not _NUMBER.search(values[0]):
        return literal(values[0])
    if all(value.isascii() and value.isdecimal() for value in values):
        return r"\d+"
    if any("/" in value or not _NUMBER.search(value) for value in values):
        return _pattern_of_route([value.split("/") for value in values])
    return pattern_of_values(values, counts=True)


def _pattern_of_route(split: Sequence[Sequence[str]]) -> str:
    """Return an expression for paths in a query: ?s=/home/show/id/71."""
    if len(split[0]) == 1 or len(set(map(len, split))) > 1:
        return "[^&#]*"
    columns = list(zip(*split, strict=True))
    return "/".join(
        pattern_of_values(column, counts=place == len(columns) - 1) if all(column) else "[^&#/]*"
        for place, column in enumerate(columns)
    )


def _join(patterns: Iterable[str]) -> str:
    """Return one expression for several: what they end with alike is told once."""
    each = list(patterns)
    if len(each) == 1:
        return each[0]
    return f"(?:{'|'.join(each)})" if each else ""
