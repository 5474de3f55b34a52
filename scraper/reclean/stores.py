"""Where archives come from and segments go: this machine's files, or what fsspec reaches."""

import re
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from scraper.cluster.connection import EXTRA

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_WEB = ("http://", "https://")
_CALM = {"s3": {"config_kwargs": {"connect_timeout": 10, "read_timeout": 60}}}
"""How long a store is waited for: seconds; what it does by itself is to try again, five times."""


class NoStore(Exception):
    """What an address stands for cannot be reached, read or listed."""


class NotWritten(Exception):
    """A file of the output could not be written."""


class Told(NamedTuple):
    """What a store says of a file: its bytes, None where it does not know, and what changes when they do."""

    size: int | None
    mark: str
    changed_at: datetime | None = None


def is_remote(address: str) -> bool:
    """Tell whether an address is that of a store, and no path of this machine.

    >>> is_remote("s3://bucket/a.warc.gz"), is_remote("data/a.warc.gz"), is_remote("C:/a.warc.gz")
    (True, False, False)
    """
    return bool(_SCHEME.match(address))


def is_web(address: str) -> bool:
    """Tell whether an address is a web server's, which lists no folders."""
    return address.lower().startswith(_WEB)


def join(root: str, name: str) -> str:
    """Return the address of a file below a folder or a store."""
    return f"{root.rstrip('/')}/{name}" if is_remote(root) else str(Path(root, name))


@cache
def troubles() -> tuple[type[Exception], ...]:
    """Return what the libraries of stores raise where a store cannot be reached or refuses."""
    named = {"botocore.exceptions": ("BotoCoreError", "ClientError"), "aiohttp": ("ClientError",)}
    found: list[type[Exception]] = [OSError, ValueError]
    for module, names in named.items():
        with suppress(ImportError):
            found += [getattr(import_module(module), name) for name in names]
    return tuple(found)


def failures() -> tuple[type[Exception], ...]:
    """Return what writing into a store may raise."""
    return (*troubles(), NoStore)


def open_store(address: str) -> tuple[Any, str]:
    """Return the file system of an address, and the path in it; raise NoStore where there is none for it."""
    try:
        url_to_fs = import_module("fsspec.core").url_to_fs
        scheme = address.partition("://")[0].lower()
        system, path = url_to_fs(address, **_CALM.get(scheme, {}))
    except ImportError as error:
        raise NoStore(f"{address}: {_last_word(error)} is not installed: {EXTRA}") from None
    except ValueError as error:
        raise NoStore(f"{address}: {error}") from None
    return system, f"{path}"


def explain(error: BaseException) -> str:
    """Return in one line what a store's library says is wrong."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file, folder or bucket"
    if isinstance(error, PermissionError):
        return "no permission"
    said = (error.strerror if isinstance(error, OSError) else None) or f"{error}" or type(error).__name__
    return " ".join(said.split())[:300]


def tell(address: str) -> Told:
    """Return what the store says of a file; raise NoStore where there is none, or nobody may read it."""
    if not is_remote(address):
        return _tell_local(Path(address))
    system, path = open_store(address)
    try:
        known = system.info(path)
    except troubles() as error:
        raise NoStore(f"{address}: {explain(error)}") from None
    if known.get("type") == "directory":
        raise NoStore(f"{address}: a folder, and no file")
    names = ("ETag", "etag", "LastModified", "Last-Modified", "mtime", "created")
    at = known.get("LastModified")
    return Told(
        known.get("size"),
        f"{next((known[name] for name in names if known.get(name)), '')}",
        at if isinstance(at, datetime) else None,
    )


def _tell_local(path: Path) -> Told:
    try:
        known = path.stat()
        if path.is_dir():
            raise NoStore(f"{path}: a folder, and no file")
    except OSError as error:
        raise NoStore(f"{path}: {explain(error)}") from None
    return Told(known.st_size, f"{known.st_mtime_ns}", datetime.fromtimestamp(known.st_mtime, UTC))


def read(address: str) -> bytes | None:
    """Return what a small file holds, None where it is not there; raise NoStore where nobody may read it."""
    try:
        if not is_remote(address):
            return Path(address).read_bytes()
        system, path = open_store(address)
        data: bytes = system.cat_file(path)
    except FileNotFoundError:
        return None
    except troubles() as error:
        raise NoStore(f"{address}: {explain(error)}") from None
    return data


def remove(address: str) -> None:
    """Return when no file has this address; raise NotWritten where it cannot be removed."""
    try:
        if not is_remote(address):
            Path(address).unlink(missing_ok=True)
            return
        system, path = open_store(address)
        if system.exists(path):
            system.rm_file(path)
    except failures() as error:
        raise NotWritten(f"{address}: {explain(error)}") from None


def names(root: str, ending: str) -> list[str]:
    """Return the names of the files in a folder that end so, sorted; none where there is no such folder."""
    try:
        if not is_remote(root):
            return sorted(path.name for path in Path(root).glob(f"*{ending}"))
        system, path = open_store(root)
        system.invalidate_cache(path)
        found = system.ls(path, detail=False)
    except FileNotFoundError:
        return []
    except troubles() as error:
        raise NoStore(f"{root}: {explain(error)}") from None
    return sorted(name for one in found if (name := f"{one}".rpartition("/")[2]).endswith(ending))


def _last_word(error: ImportError) -> str:
    return error.name or f"{error}".split()[-1]
