"""What cleans: the program, its tables and the libraries that read pages, told in one line that two machines compare."""

import platform
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

import pipelines
import schemas
import scraper

LIBRARIES = ("trafilatura", "lxml", "charset-normalizer", "pydantic", "OpenCC")
"""What a page is read with: another version of one may read it otherwise."""

_LEFT_OUT = frozenset({".pyc", ".html", ".css", ".js", ".md", ".tmpl"})
"""Endings of files of the packages that no page is read with."""


class OtherBuild(Exception):
    """A worker is of another build than who sent it work."""


@cache
def build() -> str:
    """Return the version of the program, a digest of its code and tables, and the versions of its libraries."""
    digest = sha256()
    for package in (pipelines, schemas, scraper):
        root = Path(f"{package.__file__}").parent
        for path in sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
            if path.is_file() and path.suffix not in _LEFT_OUT and "__pycache__" not in path.parts:
                digest.update(f"{package.__name__}/{path.relative_to(root).as_posix()}\0".encode())
                digest.update(sha256(path.read_bytes()).digest())
    python = ".".join(platform.python_version_tuple()[:2])
    libraries = (f"{name.lower()} {version(name)}" for name in LIBRARIES)
    return ", ".join(
        (f"difang {scraper.__version__}+{digest.hexdigest()[:12]}", f"python {python}", *libraries)
    )


def differences(ours: str, theirs: str) -> str:
    """Return what of `theirs` is not as it is here.

    >>> differences("difang 1+a, lxml 6", "difang 1+a, lxml 5")
    'lxml 5 (here: lxml 6)'
    """
    pairs = zip(ours.split(", "), theirs.split(", "), strict=False)
    return (
        ", ".join(f"{their} (here: {our})" for our, their in pairs if our != their)
        or f"{theirs} (here: {ours})"
    )
