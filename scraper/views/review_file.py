"""The file of a page that we write to be looked at: whole or not at all, and over nothing but another one of ours."""

import os
from pathlib import Path
from typing import ClassVar, Protocol

from scraper.views.templating import GENERATOR, render

_HEAD = 2_000
"""Bytes at the beginning of a file in which our own name stands, where it is ours."""


class Reviewed(Protocol):
    """What can be written: the name of its template, and what stands above it."""

    template: ClassVar[str]

    @property
    def heading(self) -> str:
        """Return what the page is called."""
        ...


def check_writable(path: Path) -> None:
    """Return where a page may be written at `path`; raise ValueError or OSError that says why it may not."""
    if not path.parent.is_dir():
        raise ValueError(f"{path}: there is no folder {path.parent}")
    if path.exists() and not path.is_file():
        raise ValueError(f"{path} is no file")  # a folder, a terminal, a pipe
    if not os.access(path.parent, os.W_OK):
        raise ValueError(f"{path}: nothing can be written in {path.parent}")
    if path.exists():
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head and GENERATOR.encode() not in head:
            raise ValueError(f"{path} is there and is no page of ours: name another file")


def write_review(path: Path, review: Reviewed) -> None:
    """Write the review; nobody sees half of it. Raise OSError where it cannot be written."""
    check_writable(path)
    path = path.resolve()  # what a link leads to is written, and the link stays
    # A surrogate stands in pages whose bytes are no characters of any kind.
    content = render(review.template, review=review, heading=review.heading).encode("utf-8", errors="replace")
    partial = path.with_name(f"{path.name}.part")
    try:
        partial.write_bytes(content)
        partial.replace(path)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
