"""A real Dask cluster on loopback: a scheduler and workers, each a process of its own, which can be killed and paused."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.zygote import PATIENCE, ROOT

_LOOK = 0.05  # seconds between two looks


def until(what: Callable[[], object], patience: float = PATIENCE) -> None:
    """Return when it is true; raise TimeoutError where it does not become so."""
    end = time.monotonic() + patience
    while not what():
        if time.monotonic() > end:
            raise TimeoutError(f"not true within {patience} s: {what}")
        time.sleep(_LOOK)


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Cluster:
    """A scheduler, and the workers that were started."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = {**os.environ, **environment}
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        self._file = folder / "scheduler.json"
        here = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
        self._start("scheduler", *here, "--scheduler-file", f"{self._file}")

    @property
    def address(self) -> str:
        """The scheduler's address, once it listens there."""
        until(lambda: self._file.exists() and self._file.read_bytes().rstrip().endswith(b"}"))
        return str(json.loads(self._file.read_bytes())["address"])

    def add_worker(
        self, *, ours: bool = True, before: Sequence[str] = (), **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start a worker of one thread without a nurse: what becomes of it is the test's to say.

        One that is not `ours` loads nothing of the program before it is asked to. `before`: words that start it.
        """
        # or its import would be taken for a worker's death
        loaded = ("--preload", "scraper.fleet.elsewhere") if ours else ()
        spool = self.folder / f"worker{len(self.workers)}"
        alone = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--local-directory", f"{spool}")
        words = (self.address, *alone, "--death-timeout", f"{PATIENCE}", *loaded)
        self.workers.append(self._start("worker", *words, before=before, **environment))
        return self.workers[-1]

    def replace(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker, and begin another one in its place."""
        end(worker)
        self.workers.remove(worker)
        self.add_worker()

    def _start(self, *words: str, before: Sequence[str] = (), **environment: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"dask-{len(self.processes)}.log").open("wb") as log:
            process = subprocess.Popen(
                [*before, sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]],
                cwd=ROOT,
                env={**self.environment, **environment},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self.processes.append(process)
        return process


def end(process: subprocess.Popen[bytes]) -> None:
    """End a process as a power cut does, also one that is paused."""
    for number in (signal.SIGCONT, signal.SIGKILL):
        with suppress(ProcessLookupError):
            process.send_signal(number)
    process.wait()


@contextmanager
def open_cluster(folder: Path, workers: int, **environment: str) -> Iterator[Cluster]:
    """Yield a cluster with so many workers of one thread; all of it is killed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(folder, environment)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        for process in cluster.processes:
            end(process)
