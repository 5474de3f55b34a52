"""A real cluster on loopback: a scheduler and workers, each a process of its own, which can be killed and paused."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from tests.zygote import PATIENCE, ROOT


def free_port() -> int:
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


class Cluster:
    """A scheduler, and the workers that were started."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.folder = folder
        self.environment = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__WORKER_TTL": "3s", **environment}
        self.processes: list[subprocess.Popen[bytes]] = []
        self.workers: list[subprocess.Popen[bytes]] = []
        port = self.address.rpartition(":")[2]
        self._start("scheduler", "--host", "127.0.0.1", "--port", port, "--no-dashboard")

    def add_worker(
        self,
        *options: str,
        threads: int = 1,
        ours: bool = True,
        before: Sequence[str] = (),
        **environment: str,
    ) -> subprocess.Popen[bytes]:
        """Start a worker without a nurse: what becomes of it is the test's to say.

        One that is not `ours` loads nothing of the program before it is asked to. `before`: words that start it.
        """
        number = str(threads)
        # or its import would be taken for a worker's death
        loaded = ("--preload", "scraper.fleet.elsewhere") if ours else ()
        worker = self._start(
            "worker",
            self.address,
            *("--no-nanny", "--nthreads", number, "--no-dashboard", "--death-timeout", f"{PATIENCE}"),
            *loaded,
            *options,
            before=before,
            **environment,
        )
        self.workers.append(worker)
        return worker

    def _start(self, *words: str, before: Sequence[str] = (), **environment: str) -> subprocess.Popen[bytes]:
        log = (self.folder / f"dask-{len(self.processes)}.log").open("wb")
        with log:
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

    def end(self) -> None:
        """End all that was started, and what those started."""
        for process in self.processes:
            for number in (signal.SIGCONT, signal.SIGKILL):
                with suppress(ProcessLookupError):
                    process.send_signal(number)
            process.wait()


@contextmanager
def open_cluster(folder: Path, workers: int, **environment: str) -> Iterator[Cluster]:
    """Yield a cluster with so many workers of one thread."""
    cluster = Cluster(folder, environment)
    try:
        for _ in range(workers):
            cluster.add_worker()
        yield cluster
    finally:
        cluster.end()
