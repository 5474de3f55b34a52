"""A consumer that keeps each line together with the position behind it: a process, to be killed at any moment."""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from scrapy.cmdline import execute

from scraper.feed import read_feed

HASTE = 0.05  # seconds between two looks


def main() -> None:
    """Consume the feed of a folder into a database, by a pipe or by reading it, until a file says that it is enough."""
    how, data, kept, enough = sys.argv[1], *map(Path, sys.argv[2:])
    database = sqlite3.connect(kept, isolation_level=None)
    database.execute(
        "CREATE TABLE IF NOT EXISTS lines (number INTEGER PRIMARY KEY, at TEXT NOT NULL, line BLOB)"
    )
    follow = read_pipe if how == "pipe" else read
    for at, line in follow(data, position(database), kept, enough):
        database.execute("INSERT INTO lines (at, line) VALUES (?, ?)", (at, line))


def position(database: sqlite3.Connection) -> str:
    row = database.execute("SELECT at FROM lines ORDER BY number DESC LIMIT 1").fetchone()
    return row[0] if row else ""


def read(data: Path, at: str, _kept: Path, enough: Path) -> Iterator[tuple[str, bytes]]:
    over = False
    while not over:
        over = enough.exists()  # and once more after that
        for entry in read_feed(data, at):
            at = str(entry.offset)
            yield at, entry.line
        time.sleep(HASTE)


def read_pipe(data: Path, at: str, kept: Path, enough: Path) -> Iterator[tuple[str, bytes]]:
    reads, writes = os.pipe()
    pid = os.fork()
    if not pid:
        os.dup2(writes, 1)
        os.close(reads)
        how = () if enough.exists() else ("--follow", "--interval", str(HASTE))
        execute(["scrapy", "tail", "-s", f"DATA_DIR={data}", *how, *(("--since", at) if at else ())])
    os.close(writes)
    kept.with_suffix(".pid").write_text(str(pid), encoding="utf-8")
    with os.fdopen(reads, "rb") as lines:
        for line in lines:
            if not line.endswith(b"\n"):
                return  # the tail was killed while it wrote it
            said = json.loads(line)
            start = line.index(b'"article":') + len(b'"article":')
            yield said["offset"], line[start:-2]
