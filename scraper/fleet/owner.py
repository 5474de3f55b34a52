"""The process that owns a site while it is crawled: `scrapy crawl`, with its log in the site's folder."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from schemas.round import EndedBy
from scraper.fleet.choosing import Task
from scraper.run_names import LOGS, run_name

_APART: int = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # of Windows; elsewhere a session of its own
"""A key that is pressed in the terminal reaches the caller only, who passes it on once: twice would end at once."""


def find_interpreter() -> tuple[str, ...]:
    """Return what starts Python so that it looks for packages where this process does.

    `python -m scrapy` looks into the folder where it is started first, the `scrapy` script does not: nor must what it
    starts, or a user's own `schemas` would stand before ours in the one and behind it in the other.
    """
    here = not sys.path or sys.path[0] in {"", str(Path.cwd())}
    return (sys.executable,) if here else (sys.executable, "-P")


@dataclass(slots=True)
class Owner:
    """A started process, and who ended it."""

    task: Task
    process: asyncio.subprocess.Process
    log: Path
    began: datetime = field(default_factory=lambda: datetime.now(UTC))
    ended_by: EndedBy = "itself"

    def stop(self, number: int) -> None:
        """Pass on a signal that ends the round; what its deadline ended before stays ended by that."""
        self.send(number)
        if self.ended_by == "itself":
            self.ended_by = "round"

    def send(self, number: int) -> None:
        """Send the process a signal, where it still lives; what Windows lacks is an interrupt there."""
        if sys.platform == "win32":
            number = signal.CTRL_BREAK_EVENT
        with suppress(ProcessLookupError):
            self.process.send_signal(number)

    async def end(self, grace: float) -> None:
        """End the process, whose deadline is over: asked to, and after `grace` seconds made to."""
        if self.ended_by == "itself":  # else the round was stopped before, and the process is about to end
            self.ended_by = "deadline"
        self.send(signal.SIGTERM)
        try:
            await asyncio.wait_for(asyncio.shield(self.process.wait()), grace)
        except TimeoutError:
            self.kill()

    def kill(self) -> None:
        """Make the process end now, where it has not."""
        with suppress(ProcessLookupError):
            self.process.kill()


async def start(task: Task, options: Sequence[str], environment: Mapping[str, str] = {}) -> Owner:
    """Return the owner of a site, just started: `options` are those of the command line for all sites.

    Raise OSError where its log or its process cannot be made.
    """
    began = datetime.now(UTC)
    log = task.folder / LOGS / f"{run_name(began)}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    given = [part for name, value in task.arguments.items() for part in ("-a", f"{name}={value}")]
    own_log = ("-s", "LOG_FILE=")  # one log a site, whatever the settings name for all
    command = [*find_interpreter(), "-m", "scrapy", "crawl", task.spider, *given, *options, *own_log]
    with log.open("ab") as said:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            env={**os.environ, **environment},
            start_new_session=True,
            creationflags=_APART,
        )
    return Owner(task, process, log, began)
