"""Which files hold articles, and their lines: plain, gzipped or packed with zstd."""

import gzip
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from glob import glob, has_magic
from pathlib import Path
from typing import IO, NamedTuple

PART = ".part"
"""What the name of a file ends in while it is written."""

_ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst")
_NO_ARTICLES = frozenset({"rejects", "runs", "logs", "rounds", "replay"})
"""Folders of a data folder that hold other lines, or articles of a replay, which were delivered before."""


_CHUNK = 128 * 1024  # bytes of packed lines that are unpacked at once


class Raw(NamedTuple):
    """A line as it lies in its file, and its number there, from 1."""

    file: Path
    number: int
    text: bytes


def find_files(paths: Iterable[Path | str], *, parts: bool = False) -> list[Path]:
    """Return the files of articles that are meant: files as named, globs, and all in folders, in the order of their names.

    In a folder the rejections, reports and replays of a data folder are passed over; a file that is still written only
    counts with `parts`. Raise FileNotFoundError where a path or a glob names nothing.
    """
    endings = (*_ENDINGS, f".jsonl{PART}") if parts else _ENDINGS
    found: dict[Path, None] = {}
    for path in paths:
        named = [Path(path)]
        if has_magic(str(path)) and not Path(path).exists():
            named = [Path(one) for one in sorted(glob(str(path), recursive=True))]  # noqa: PTH207  # an absolute one, and in one call
            named = [one for one in named if parts or one.is_dir() or not one.name.endswith(PART)]
        if not named or not all(one.exists() for one in named):
            raise FileNotFoundError(f"there is no {path}")
        for one in named:
            found.update(dict.fromkeys(_in_folder(one, endings) if one.is_dir() else [one]))
    return list(found)


def read_raw(file: Path) -> Iterator[Raw]:
    """Yield the lines of a file; of one that is still written only those that are whole.

    Raise OSError where it cannot be read or unpacked, ModuleNotFoundError where zstd needs the extra.
    """
    unfinished = file.name.endswith(PART)
    finished = file.with_name(file.name.removesuffix(PART))
    with _open(
        finished if unfinished and not file.exists() else file
    ) as lines:  # its run has ended meanwhile
        for number, line in enumerate(lines, 1):
            if unfinished and not line.endswith(b"\n"):
                return
            yield Raw(file, number, line)


def _in_folder(folder: Path, endings: tuple[str, ...]) -> list[Path]:
    inside = (path for path in folder.rglob("*.jsonl*") if path.name.endswith(endings) and path.is_file())
    return sorted(
        path for path in inside if not _NO_ARTICLES.intersection(path.relative_to(folder).parts[:-1])
    )


@contextmanager
def _open(file: Path) -> Iterator[Iterable[bytes]]:
    """Yield the lines of a file; raise OSError, with its name, where it is packed and cannot be unpacked whole."""
    with file.open("rb") as lying:
        if file.name.endswith(".gz"):
            yield _named(file, gzip.GzipFile(fileobj=lying))
        elif file.name.endswith(".zst"):
            yield _named(file, _split(_unpack(lying, file)))
        else:
            yield lying


def _named(file: Path, lines: Iterable[bytes]) -> Iterator[bytes]:
    try:
        yield from lines
    except (OSError, EOFError, zlib.error) as error:
        raise OSError(f"{file} cannot be unpacked: {error}") from None


def _unpack(packed: IO[bytes], file: Path) -> Iterator[bytes]:
    """Yield what zstd frames hold; raise EOFError where the last one was cut: a stream reader would not tell."""
    try:
        from zstandard import ZstdDecompressor, ZstdError  # noqa: PLC0415  # an extra
    except ModuleNotFoundError:
        raise ModuleNotFoundError(f"{file} is packed with zstd: pip install 'difang[export]'") from None
    frame, rest = None, b""
    try:
        while rest or (rest := packed.read(_CHUNK)):
            frame = frame or ZstdDecompressor().decompressobj()
            yield frame.decompress(rest)
            rest = frame.unused_data if frame.eof else b""
            frame = None if frame.eof else frame
    except ZstdError as error:
        raise OSError(str(error)) from None
    if frame is not None:
        raise EOFError("it ends before its end was marked")


def _split(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the lines of a text that comes in pieces."""
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        yield from (line + b"\n" for line in whole)
    if rest:
        yield rest
