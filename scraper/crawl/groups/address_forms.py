"""The form of an address: what the articles of a site have in common, and its channels have not."""

import re
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

SHORTEST_HASH = 16
"""Hexadecimal signs that are a number of their own and no word: half an MD5."""

LONGEST_PREFIX = 12
"""Letters before a number that name the system's kind of page: t, content_, details-."""

_PIECE = re.compile(r"\d+|[A-Za-z]+|[^A-Za-z\d]+")
_HASH = re.compile(r"[0-9a-fA-F]{16,64}")
_EXTENSION = re.compile(r"^(.*)(\.[A-Za-z]{2,5})$")
_WORD = re.compile(r"[A-Za-z_]{1,20}")


def form_of(url: str) -> str:
    """Return the form of an address: its host, the kinds of its folders, its last part and its query keys.

    9 stands for digits (with their number, roughly), a for a word, x for letters and digits mixed, h for a hash.

    >>> form_of("http://www.a.cn/xw/bd/202405/t20240517_5507.html")
    'a.cn/a/a/9{6}/t9{8}_9{3,5}.html'
    >>> form_of("http://a.cn/20/0816/22/FK6F0U6D0001899O.html"), form_of("http://a.cn/content.jsp?id=71&wbtreeid=9")
    ('a.cn/9{2}/9{3,5}/9{2}/x{16}.html', 'a.cn/content.jsp?id=9&wbtreeid=9')
    >>> form_of("http://a.cn/xw/"), form_of("http://a.cn/yunxi-chunfen-nongshi/"), form_of("http://a.cn/c/7kQcQG2peWU")
    ('a.cn/a/', 'a.cn/a-a-a/', 'a.cn/a/x{11}')
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    *folders, last = parts.path.split("/")[1:] or [""]
    if not last and folders:
        *folders, last = (*folders[:-1], f"{folders[-1]}/")
    path = "/".join([*map(_kind_of_folder, folders), _kind_of_name(last, queried=bool(parts.query))])
    keys = sorted(parse_qsl(parts.query, keep_blank_values=True))
    query = "&".join(f"{key}={_kind_of_value(value)}" for key, value in keys)
    return f"{host}/{path}?{query}" if query else f"{host}/{path}"


def path_form(url: str) -> str:
    """Return the form of an address whatever its host: the channels of a site have hosts of their own."""
    return form_of(url).partition("/")[2]


def _kind_of_folder(folder: str) -> str:
    if folder.isdigit():
        return _digits(len(folder))
    return "a" if not any(map(str.isdigit, folder)) else "x"


def _kind_of_name(name: str, *, queried: bool) -> str:
    end = "/" if name.endswith("/") else ""
    name = name.removesuffix("/")
    if queried and not any(map(str.isdigit, name)):  # content.jsp?id=7: the file is the program's
        return f"{name}{end}"
    split = _EXTENSION.match(name)
    stem, extension = (split[1], split[2].lower()) if split else (name, "")
    return f"{_kind_of_stem(stem)}{extension}{end}"


def _kind_of_stem(stem: str) -> str:
    if any(map(str.isdigit, stem)) and _HASH.fullmatch(stem.replace("-", "")):
        return f"h{{{len(stem)}}}"
    pieces = _PIECE.findall(stem)
    digits, letters = sum(map(str.isdigit, pieces)), sum(map(str.isalpha, pieces))
    if letters and digits and _is_mixed(pieces):
        return f"x{{{len(stem)}}}"
    if not digits:
        return _PIECE.sub(lambda piece: "a" if piece[0].isalpha() else piece[0], stem)
    return "".join(map(_kind_of_piece, pieces))


def _is_mixed(pieces: list[str]) -> bool:
    """Tell whether letters and digits follow each other without a sign between them, more than a prefix does."""
    changes = sum(
        1
        for one, other in pairwise(pieces)
        if one.isalnum() and other.isalnum() and not (one.isalpha() and other.isdigit() and one is pieces[0])
    )
    return changes > 0


def _kind_of_piece(piece: str) -> str:
    if piece.isdigit():
        return _digits(len(piece))
    if not piece.isalpha():
        return piece
    return piece if len(piece) <= LONGEST_PREFIX else "a"


def _digits(count: int) -> str:
    """Return the kind of a number: a counter grows by a digit now and then, a day has always eight."""
    if count <= 2:
        return f"9{{{count}}}" if count == 2 else "9"
    return "9{3,5}" if count <= 5 else f"9{{{count}}}" if count <= 8 else "9{9,}"


def _kind_of_value(value: str) -> str:
    if value.isdigit():
        return "9"
    return value if _WORD.fullmatch(value) else "x"
