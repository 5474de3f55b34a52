"""Starts crawls in an instant: everything is imported once, each crawl is a fork.

Reads one JSON line for each crawl, {"args": [...], "log": path, "die_at": number or null}, and answers
with the child's pid, then with its exit status once it ended. `die_at` kills the child at that many
operations on files (fsync, rename, truncate, unlink), a moment between two steps of the protocol.
"""

import json
import os
import signal
import sys
from pathlib import Path

import trafilatura  # noqa: F401  # what the crawl would import later
from scrapy.cmdline import execute

import scraper.commands.crawl
import scraper.spiders.sample  # noqa: F401


def die_at(number: int) -> None:
    left = number

    def count(event: str, _args: object) -> None:
        nonlocal left
        if event in {"os.rename", "os.remove", "os.truncate", "open"} or event == "sqlite3.connect":
            left -= event != "open"
            if not left:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    sync = os.fsync

    def counted_sync(handle: int) -> None:
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        sync(handle)

    os.fsync = counted_sync


def say(number: int) -> None:
    sys.stdout.write(f"{number}\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            log = os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
            os.dup2(log, 1)
            os.dup2(log, 2)
            if order["die_at"]:
                die_at(order["die_at"])
            sys.argv = ["scrapy", *order["args"]]
            execute()
            os._exit(0)
        say(child)
        _, status = os.waitpid(child, 0)
        say(os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    main()
