"""The form of an address: what the articles of a site have in common, and its channels have not."""

import re
from itertools import pairwise
from urllib.parse import parse_qsl, urlsplit

SHORTEST_HASH = 16
"""Hexadecimal signs that are a number of their own and no word: half an MD5."""

LONGEST_PREFIX = 12
"""Letters before a number that name the system's kind of page: t, content_, details-."""

FOLDER_PAGES = frozenset({"index", "default"})
"""What servers call the page of a folder."""

SHORTEST_WORD = 2
"""Letters of a word in camelCase; of letters drawn by lot many stand alone."""

_CAMEL = re.compile(r"[A-Z]?[a-z]+|[A-Z]")
_LENGTH = re.compile(r"\{[\d,]{1,3}\}")
_WORDS = re.compile(r"a(?:[-_]a){1,30}")
_PIECE = re.compile(r"\d+|[A-Za-z]+|[^A-Za-z\d]+")
_HASH = re.compile(r"[0-9a-fA-F]{16,64}")
_EXTENSION = re.compile(r"^(.*)(\.[A-Za-z]{2,5})$")
_WORD = re.compile(r"[A-Za-z_]{1,20}")


def form_of(url: str) -> str:
    """Return the form of an address: its host, the kinds of its folders, its last part and its query keys.

    9 stands for digits (with their number, roughly), a for a word, x for a code: letters and digits mixed, a hash.

    >>> form_of("http://www.a.cn/xw/bd/202405/t20240517_5507.html")
    'a.cn/a/a/9{6}/t9{8}_9{3,5}.html'
    >>> form_of("http://a.cn/20/0816/22/FK6F0U6D0001899O.html"), form_of("http://a.cn/content.jsp?id=71&wbtreeid=9")
    ('a.cn/9{2}/9{3,5}/9{2}/x{16}.html', 'a.cn/content.jsp?id=9&wbtreeid=9')
    >>> form_of("http://a.cn/p/559-geng-feng"), form_of("http://a.cn/show-4-559.html")
    ('a.cn/a/9{3,5}-a-a', 'a.cn/show-9-9{3,5}.html')
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
    acts = any(map(_is_number, (value for _, value in keys)))
    query = "&".join(f"{key}={_kind_of_value(value, acts=acts)}" for key, value in keys)
    return f"{host}/{path}?{query}" if query else f"{host}/{path}"


def _kind_of_folder(folder: str) -> str:
    if folder.isdigit():
        return _digits(len(folder))
    if not any(map(str.isdigit, folder)):
        return "a"
    return f"x{{{len(folder)}}}" if _is_hash(folder) else "x"


def _kind_of_name(name: str, *, queried: bool) -> str:
    end = "/" if name.endswith("/") else ""
    name = name.removesuffix("/")
    if queried and not any(map(str.isdigit, name)):  # content.jsp?id=7: the file is the program's
        return f"{name}{end}"
    split = _EXTENSION.match(name)
    stem, extension = (split[1], split[2].lower()) if split else (name, "")
    return f"{_kind_of_stem(stem)}{extension}{end}"


def _kind_of_stem(stem: str) -> str:
    if stem.lower() in FOLDER_PAGES:
        return stem.lower()
    if _is_hash(stem):
        return f"x{{{len(stem)}}}"
    pieces = _PIECE.findall(stem)
    digits, letters = sum(map(str.isdigit, pieces)), sum(map(str.isalpha, pieces))
    if letters and digits and _is_mixed(pieces):
        return f"x{{{len(stem)}}}"
    if not digits and _is_code(stem):
        return f"x{{{len(stem)}}}"
    if not digits:
        return _PIECE.sub(lambda piece: "a" if piece[0].isalpha() else piece[0], stem)
    begins = pieces[0].isalpha() and letters == 1
    return "".join(_kind_of_piece(piece, literal=begins) for piece in pieces)


def _is_hash(name: str) -> bool:
    return any(map(str.isdigit, name)) and _HASH.fullmatch(name.replace("-", "")) is not None


def _is_code(stem: str) -> bool:
    """Tell whether letters alone are no words: kQcQGpeWU, NWGKIB; a word in capitals may be the name of a channel.

    >>> _is_code("kQcQGpeWU"), _is_code("WjjA"), _is_code("aboutUs"), _is_code("newsDetail")
    (True, True, False, False)
    """
    inner = stem.isalpha() and stem[1:] != stem[1:].lower()
    return inner and any(len(word) < SHORTEST_WORD for word in _CAMEL.findall(stem))


def _is_mixed(pieces: list[str]) -> bool:
    """Tell whether letters and digits follow each other without a sign between them, more than a prefix does."""
    changes = sum(
        1
        for one, other in pairwise(pieces)
        if one.isalnum() and other.isalnum() and not (one.isalpha() and other.isdigit() and one is pieces[0])
    )
    return changes > 0


def _kind_of_piece(piece: str, *, literal: bool) -> str:
    """Return the kind of a piece; one word before a number names the system's kind of page, several are a slug."""
    if piece.isdigit():
        return _digits(len(piece))
    if not piece.isalpha():
        return piece
    return piece if literal and len(piece) <= LONGEST_PREFIX else "a"


def _digits(count: int) -> str:
    """Return the kind of a number: a counter grows by a digit now and then, a day has always eight."""
    if count <= 2:
        return f"9{{{count}}}" if count == 2 else "9"
    return "9{3,5}" if count <= 5 else f"9{{{count}}}" if count <= 8 else "9{9,}"


def _kind_of_value(value: str, *, acts: bool) -> str:
    """Return the kind of a value; beside a number a word says what is done with it: ?a=show&id=7."""
    if value.isdigit():
        return "9"
    if any(map(_is_han, value)):
        return "text"
    if _is_number(value):
        return "x"
    return value if acts and _WORD.fullmatch(value) else "w"


def _is_number(value: str) -> bool:
    return any(map(str.isdigit, value))


def _is_han(sign: str) -> bool:
    return "\u3400" <= sign <= "\u9fff"


def folded_path(form: str) -> str:
    """Return the form of the path and the query without host and lengths.

    >>> folded_path("a.cn/a/9{6}/t9{8}_9{3,5}.html")
    'a/9/t9_9.html'
    """
    return _LENGTH.sub("", form.partition("/")[2])


def kind_of_form(form: str) -> str:
    """Return the kind of address that a form is, whatever its host, its folders and its lengths.

    >>> kind_of_form("a.cn/a/9{6}/t9{8}_9{3,5}.html"), kind_of_form("a.cn/a/a-a-a/"), kind_of_form("a.cn/a/x{11}")
    ('t9_9.html', 'a/', 'x')
    >>> kind_of_form("a.cn/9{8}/x{32}/c.html")
    'x/c.html'
    """
    return _WORDS.sub("a", _LENGTH.sub("", last_part(form))).replace("=w", "=x")


def last_part(form: str) -> str:
    """Return the end of a form: its last part with the query, and the number before it where it has none of its own.

    >>> last_part("a.cn/9{8}/x{32}/c.html"), last_part("a.cn/a/9{6}.html")
    ('x{32}/c.html', '9{6}.html')
    """
    path, mark, query = form.partition("/")[2].partition("?")
    *folders, last = path.removesuffix("/").split("/")
    if "{" not in last and folders and "{" in folders[-1]:  # the article's number is a folder
        last = f"{folders[-1]}/{last}"
    return f"{last}{'/' if path.endswith('/') else ''}{mark}{query}"
