"""A real Dask cluster on loopback: a scheduler and workers, each a process of its own, that a test may kill."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 120  # seconds that a process may take to begin where the machine is busy
ROOT = Path(__file__).resolve().parent.parent.parent


@dataclass(slots=True)
class Cluster:
    """A scheduler and its workers."""

    folder: Path
    scheduler: subprocess.Popen[bytes]
    address: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(
        self, *, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Begin one more worker, of one thread."""
        spool = self.folder / f"worker{len(self.workers)}"
        words = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(spool))
        self.workers.append(
            begin("dask_worker", self.folder, self.address, *words, cwd=cwd, environment=environment)
        )
        return self.workers[-1]

    def replace(self, worker: subprocess.Popen[bytes]) -> None:
        """Kill a worker, and begin another one in its place."""
        kill(worker)
        self.workers.remove(worker)
        self.add_worker()


def begin(
    program: str, folder: Path, *words: str, cwd: Path = ROOT, environment: Mapping[str, str] | None = None
) -> subprocess.Popen[bytes]:
    """Begin a program of Dask; what it says goes to a file."""
    with (folder / f"{program}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{program}", *words],
            stdout=log,
            stderr=log,
            cwd=cwd,
            env={**os.environ, "PYTHONPATH": str(cwd), **(environment or {})},
        )


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process as a power cut does."""
    process.send_signal(signal.SIGKILL)
    process.wait()


@contextmanager
def cluster(folder: Path, workers: int) -> Iterator[Cluster]:
    """Yield a cluster; all of it is killed at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "scheduler.json"
    words = (
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--no-dashboard",
        "--no-show",
        "--scheduler-file",
        str(file),
    )
    scheduler = begin("dask_scheduler", folder, *words)
    made = Cluster(folder, scheduler, "")
    try:
        made.address = _address(file, scheduler)
        for _ in range(workers):
            made.add_worker()
        yield made
    finally:
        for process in (*made.workers, scheduler):
            kill(process)


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_bytes())["address"])
        except (OSError, ValueError, KeyError):
            time.sleep(0.1)
    raise TimeoutError("the scheduler does not begin")
