"""What befalls the workers of a cluster while it crawls: some die, some sleep and wake up."""

import random
import signal
import threading
from collections.abc import Iterator
from contextlib import suppress
from subprocess import Popen

import psutil

from tests.clusters import Cluster
from tests.zygote import PATIENCE


class Misfortune:
    """Kills, freezes and thaws workers, each at a request that some site hears."""

    def __init__(self, cluster: Cluster, seed: int, each: int) -> None:
        self.cluster = cluster
        self.moments = random.Random(seed)
        self.each = each  # requests between two strokes
        self.heard = 0
        self.lock = threading.Lock()
        self.frozen: list[list[psutil.Process]] = []
        self.done: list[str] = []

    def hear(self) -> None:
        """Hear of a request; strike where it is time."""
        with self.lock:
            self.heard += 1
            if self.heard % self.each == 0:
                self.strike()

    def strike(self) -> None:
        """Do something to a worker: alone, or to all that runs on its machine."""
        if self.frozen and self.moments.random() < 0.5:
            self.thaw(self.frozen.pop(0))
            return
        stopped = {process.pid for machine in self.frozen for process in machine}
        living = [one for one in self.cluster.workers if one.poll() is None and one.pid not in stopped]
        if len(living) < 2:
            return
        machine = list(machine_of(self.moments.choice(living)))
        if self.moments.random() < 0.3:
            machine = machine[:1]  # what it started goes on
        if self.moments.random() < 0.5:
            self.done.append(f"kill {len(machine)}")
            send(machine, signal.SIGKILL)
        else:
            self.done.append(f"freeze {len(machine)}")
            send(machine, signal.SIGSTOP)
            self.frozen.append(machine)
        self.cluster.add_worker()

    def thaw(self, machine: list[psutil.Process]) -> None:
        """Let a machine go on, from where it was."""
        self.done.append(f"thaw {len(machine)}")
        send(machine, signal.SIGCONT)

    def end(self) -> None:
        """Thaw all, and wait until no crawl is at work any more."""
        with self.lock:
            self.each = 1 << 60
            for machine in self.frozen:
                self.thaw(machine)
        crawls = [one for one in psutil.process_iter(["cmdline"]) if is_crawl(one, self.cluster.folder.name)]
        psutil.wait_procs(crawls, timeout=PATIENCE)


def machine_of(worker: Popen[bytes]) -> Iterator[psutil.Process]:
    """Yield a worker and the crawls that it started."""
    with suppress(psutil.NoSuchProcess):
        process = psutil.Process(worker.pid)
        yield process
        yield from process.children(recursive=True)


def send(machine: list[psutil.Process], number: int) -> None:
    for process in machine:
        with suppress(psutil.NoSuchProcess):
            process.send_signal(number)


def is_crawl(process: psutil.Process, folder: str) -> bool:
    words = process.info["cmdline"] or []
    return "crawl" in words and any(folder in word for word in words)
