"""The files that the arguments of a command stand for, and the addresses that a manifest gives them."""

import json
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pipelines.canonical import canonical_url
from scraper.storage.pages import Skip


class NoPages(ValueError):
    """A path holds nothing that could be cleaned."""


def find_files(paths: Iterable[Path]) -> tuple[list[Path], list[Skip]]:
    """Return the files that `paths` stand for, themselves or all below a folder, and what there is no file.

    Raise FileNotFoundError or NoPages where there is nothing.
    """
    files: dict[Path, Path] = {}
    skips: list[Skip] = []
    for found in (one for path in paths for one in _look(path)):
        if isinstance(found, Skip):
            skips.append(found)
        elif files.setdefault(found.resolve(), found) is not found:  # a link, or named beside its folder
            skips.append(Skip("same file", f"{found}"))
    return list(files.values()), skips


def _look(path: Path) -> list[Path | Skip]:
    if not path.exists():
        raise FileNotFoundError(f"no such file or folder: {path}")
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise NoPages(f"{path} is neither a file nor a folder")
    found = [_judge(each) for each in sorted(_walk(path))]
    if not found:
        raise NoPages(f"no html and no WARC file in {path}")
    return found


def _walk(folder: Path) -> Iterator[Path]:
    """Yield what lies below a folder and is none itself, and folders that cannot be opened.

    A folder that links lead to again is walked once: they may run in a circle.
    """
    unreadable: list[Path] = []
    walked: set[tuple[int, int]] = set()
    for here, folders, files in os.walk(
        folder, onerror=lambda error: unreadable.append(Path(error.filename)), followlinks=True
    ):
        place = Path(here).stat()
        if (place.st_dev, place.st_ino) in walked:
            folders.clear()
            continue
        walked.add((place.st_dev, place.st_ino))
        yield from (Path(here, name) for name in files)
    yield from unreadable


def _judge(path: Path) -> Path | Skip:
    try:
        mode = path.stat().st_mode
    except OSError as error:  # a link that leads nowhere
        return Skip("unreadable", f"{path}", error.strerror or f"{error}", passed_over=True)
    if stat.S_ISDIR(mode):
        return Skip("unreadable", f"{path}", "the folder cannot be opened", passed_over=True)
    # To open a pipe would wait for whoever writes into it.
    return path if stat.S_ISREG(mode) else Skip("no file", f"{path}")


def read_manifest(path: Path) -> Mapping[str, str]:
    """Return the URLs that a manifest gives for files: JSON lines {"path": ..., "url": ...}.

    A line may name its file by `path` or by `id`, the file's name without its ending; a line without
    a URL says nothing. Raise ValueError, with the line's number, where a line is no such object.
    """
    urls: dict[str, str] = {}
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                entry = json.loads(line)
                names = [entry[key] for key in ("path", "id") if key in entry]
                url = entry.get("url") or ""
                canonical_url(url)  # an id must come of it
            except (ValueError, TypeError, AttributeError) as error:
                raise ValueError(f"{path}, line {number}: {error}") from None
            if not names:
                raise ValueError(f"{path}, line {number}: neither path nor id")
            if url:
                urls.update((name, url) for name in names)
    return urls
