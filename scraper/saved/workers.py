"""The processes that a long command has work done in: begun once, and ended with it, however it ends.

One process needs none beside it. With more, tasks go out a bounded number ahead, and their results come back in order.
"""

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait
from os import _exit
from threading import Thread
from types import FrameType
from typing import TypeVar

AHEAD = 4
"""Tasks for each process that are out at once: one is done, the others bridge one that takes long."""

Note = TypeVar("Note")
Task = TypeVar("Task")
Done = TypeVar("Done")


class WorkerDied(Exception):
    """A process ended before its work did."""


class Workers:
    """So many processes."""

    def __init__(self, jobs: int = 1, pool: Executor | None = None) -> None:
        self.jobs = jobs
        self._pool = pool

    def map(
        self, work: Callable[[Task], Done], tasks: Iterable[tuple[Note, Task]]
    ) -> Iterator[tuple[Note, Done]]:
        """Yield the note of each task, which stays here, with what came of it, in their order.

        Raise WorkerDied where a process was killed.
        """
        if self._pool is None:
            yield from ((note, work(task)) for note, task in tasks)
            return
        out: deque[tuple[Note, Future[Done]]] = deque()
        try:
            for note, task in tasks:
                out.append((note, self._pool.submit(work, task)))
                if len(out) >= self.jobs * AHEAD:
                    yield _first(out)
            while out:
                yield _first(out)
        except BrokenProcessPool:
            raise WorkerDied from None


def _first(out: deque[tuple[Note, Future[Done]]]) -> tuple[Note, Done]:
    note, future = out.popleft()
    return note, future.result()


@contextmanager
def open_workers(jobs: int, prepare: Callable[[], None]) -> Iterator[Workers]:
    """Yield the processes, none beside this one where `jobs` is 1; they end with the block, at once where it fails.

    `prepare` is called in a process that inherits nothing of this one, where the system begins them so.
    """
    if jobs == 1:
        yield Workers()
        return
    before = set(multiprocessing.active_children())
    inherits = multiprocessing.get_start_method() == "fork"
    pool = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(None if inherits else prepare,))
    done = False
    try:
        with _without_signals():
            pool.submit(int)  # begins them
        yield Workers(jobs, pool)
        done = True
    finally:
        for process in set() if done else set(multiprocessing.active_children()) - before:
            process.kill()
        pool.shutdown(cancel_futures=True)


@contextmanager
def _without_signals() -> Iterator[None]:
    """Let signals wait where processes begin: there is a moment in which what a handler raises would be lost."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(prepare: Callable[[], None] | None) -> None:
    """Leave the signals of the terminal to the process that began this one, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM})
    Thread(target=_end_with_parent, daemon=True).start()
    if prepare:
        prepare()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        _exit(1)


@contextmanager
def ended_by_signals() -> Iterator[None]:
    """Let SIGINT and SIGTERM end the block, and the program, as an exception does: quietly, with the signal's code."""

    def end(number: int, _frame: FrameType | None) -> None:
        sys.exit(128 + number)

    before = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
