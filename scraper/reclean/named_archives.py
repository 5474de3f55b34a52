"""The archives that the words of a call stand for: paths, folders, globs and lists, here or in a store."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from schemas.reclean import LostArchive
from scraper.reclean.stores import NoStore, explain, is_remote, is_web, open_store, read, troubles

_ARCHIVES = (".warc.gz", ".warc")
_LISTS = (".txt", ".paths", ".txt.gz", ".paths.gz")
_NAME_BYTES = 12  # hex digits of an address's digest: two of a million collide with odds of 1 to 500
_LONGEST_NAME = 120  # characters of a file's own name that are kept: file systems take 255 bytes


@dataclass(frozen=True, slots=True)
class Input:
    """One archive: its address, or its absolute path, and the name that its segments have."""

    address: str
    name: str


def find_inputs(words: Iterable[str], base: str = "") -> tuple[list[Input], list[LostArchive]]:
    """Return the archives that the words stand for, each once, and the words that stand for none."""
    found: dict[str, Input] = {}
    lost: list[LostArchive] = []
    for word in words:
        try:
            for address in _expand(word, base):
                found.setdefault(address, Input(address, name_of(address)))
        except NoStore as error:
            lost.append(LostArchive(input=word, why=f"{error}"))
        except troubles() as error:
            lost.append(LostArchive(input=word, why=f"{word}: {explain(error)}"))
    return list(found.values()), lost


def name_of(address: str) -> str:
    """Return the name of an archive's segments: its own, and a digest of the whole address.

    >>> name_of("s3://news/2023/06/CC-NEWS-20230612.warc.gz")
    'CC-NEWS-20230612-61595c237f34'
    """
    own = address.partition("?")[0].rstrip("/").replace("\\", "/").rpartition("/")[2]
    for ending in _ARCHIVES:
        own = own.removesuffix(ending)
    plain = "".join(letter if letter.isalnum() or letter in "._-" else "_" for letter in own)
    digest = sha256(address.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{plain.lstrip('.')[:_LONGEST_NAME].encode()[:_LONGEST_NAME].decode(errors='ignore')}-{digest[:_NAME_BYTES]}"


def _expand(word: str, base: str) -> Iterator[str]:
    word = word.removeprefix("file://")
    if word.startswith("@") or word.lower().endswith(_LISTS):
        name = word.removeprefix("@")
        for line in _read_list(name):
            yield from _expand_one(_place(line, name, base))
    else:
        yield from _expand_one(word)


def _expand_one(word: str) -> Iterator[str]:
    yield from _expand_remote(word) if is_remote(word) else _expand_local(word)


def _read_list(name: str) -> list[str]:
    data = read(name)
    if data is None:
        raise NoStore(f"{name}: there is no such list")
    try:
        text = (gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data).decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError):
        raise NoStore(f"{name}: no list of addresses, one a line") from None
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise NoStore(f"{name}: the list is empty")
    return found


def _place(line: str, name: str, base: str) -> str:
    """Return the address that a line of the list `name` stands for.

    What is none lies below `base`, else in the list's server or bucket, as Common Crawl publishes its paths; what a
    list of this machine names lies beside it.

    >>> _place("crawl-data/CC-NEWS/2023/06/a.warc.gz", "https://data.example.org/crawl-data/warc.paths.gz", "")
    'https://data.example.org/crawl-data/CC-NEWS/2023/06/a.warc.gz'
    >>> _place("crawl-data/a.warc.gz", "warc.paths.gz", "s3://commoncrawl/")
    's3://commoncrawl/crawl-data/a.warc.gz'
    """
    if is_remote(line) or Path(line).is_absolute():
        return line.removeprefix("file://")
    if base:
        return f"{base.rstrip('/')}/{line}"
    if is_remote(name):
        parts = urlsplit(name)
        return f"{parts.scheme}://{parts.netloc}/{line}"
    return str(Path(name).parent / line)


def _expand_local(word: str) -> Iterator[str]:
    path = Path(word)
    if not path.exists() and has_magic(word):
        paths = [Path(one) for one in sorted(glob(word, recursive=True))]  # noqa: PTH207 - an absolute one, in one call
        paths = [one for one in paths if one.is_file()]
        if not paths:
            raise NoStore(f"{word}: no file is called so")
    elif path.is_dir():
        paths = sorted(
            one for one in path.rglob("*") if one.name.lower().endswith(_ARCHIVES) and one.is_file()
        )
        if not paths:
            raise NoStore(f"{word}: no .warc.gz and no .warc in the folder")
    elif path.exists():
        paths = [path]
    else:
        raise NoStore(f"{word}: there is no such file or folder")
    yield from (str(one.resolve()) for one in paths)


def _expand_remote(word: str) -> Iterator[str]:
    magic = has_magic(word.replace("?", "")) if is_web(word) else has_magic(word)
    if not magic and (is_web(word) or word.lower().endswith(_ARCHIVES)):
        yield word  # whether it is there its task finds out
        return
    system, path = open_store(word)
    found = system.glob(path) if magic else system.find(path)
    named = [one for one in found if magic or f"{one}".lower().endswith(_ARCHIVES)]
    if not named:
        system.ls(path.partition("/")[0], detail=False) if not magic else None
        raise NoStore(
            f"{word}: nothing there is called so" if magic else f"{word}: no .warc.gz and no .warc there"
        )
    yield from sorted(f"{system.unstrip_protocol(one)}" for one in named)
