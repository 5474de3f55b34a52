"""A terminal as a program sees it, and what a person would see on it."""

import fcntl
import os
import pty
import re
import select
import struct
import termios
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

_TOKENS = re.compile(r"\x1b\[([?\d;]*)([A-Za-z])|\r|\n|[^\x1b\r\n]")


@contextmanager
def open_terminal(columns: int = 100) -> Iterator[tuple[Path, Callable[[], str]]]:
    """Yield the path of a terminal, and what returns all that was written to it, when nobody writes any more."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    raw, over = bytearray(), threading.Event()

    def collect() -> None:
        while select.select([ours], [], [], 0 if over.is_set() else 0.05)[0] or not over.is_set():
            if select.select([ours], [], [], 0)[0]:
                raw.extend(os.read(ours, 1 << 16))

    def read() -> str:
        over.set()
        reader.join()
        return raw.decode("utf-8")

    reader = threading.Thread(target=collect)  # a terminal that nobody reads makes its writers wait
    reader.start()
    try:
        yield Path(os.ttyname(theirs)), read
    finally:
        over.set()
        reader.join()
        os.close(ours)
        os.close(theirs)


class Seen:
    """What stands on a terminal in the end, however much it scrolled; an unknown control character is an error."""

    def __init__(self, written: str, columns: int = 100) -> None:
        self.rows = [""]
        self.row = self.column = 0
        self.cursor = True
        self.columns = columns
        for token in _TOKENS.finditer(written):
            self.take(token)

    def take(self, token: re.Match[str]) -> None:
        text, (value, kind) = token[0], token.groups()
        if kind in {"h", "l"} and value == "?25":
            self.cursor = kind == "h"
        elif kind == "A":
            self.row -= int(value or 1)
        elif kind == "K":
            assert value == "2"
            self.rows[self.row] = ""
        elif kind:
            assert kind == "m", f"unknown: {text!r}"
        elif text == "\r":
            self.column = 0
        elif text == "\n":
            self.go_down()
        else:
            self.put(text)

    def put(self, character: str) -> None:
        assert character >= " ", repr(character)
        if self.column == self.columns:
            self.column = 0
            self.go_down()
        row = self.rows[self.row].ljust(self.column)
        self.rows[self.row] = row[: self.column] + character + row[self.column + 1 :]
        self.column += 1

    def go_down(self) -> None:
        self.row += 1
        if self.row == len(self.rows):
            self.rows.append("")

    @property
    def text(self) -> str:
        """The rows; those that were too long for the terminal are one again."""
        return "".join(row if len(row) == self.columns else f"{row}\n" for row in self.rows)
