"""One large archive shared by all workers: each looks at a stretch of it, or cleans some of its pages; one writes."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, TypeVar
from uuid import uuid4

from scraper.cluster.build import OtherBuild, build, differences
from scraper.reclean.stores import is_remote
from scraper.reclean.tasks import Task, one_at_a_time
from scraper.saved.workers import AHEAD, Workers

LARGE = 256 * 1024 * 1024
"""Bytes from which an archive is shared: half an hour of one core. What a store holds is never shared: each worker
would fetch all of it."""

WORTH = 16 * 1024 * 1024
"""Bytes from which it is shared where there are fewer archives than workers."""

Note = TypeVar("Note")
Given = TypeVar("Given")
Made = TypeVar("Made")


class Submits(Protocol):
    """A client of Dask."""

    def submit(self, work: Callable[..., Any], *given: Any, **how: Any) -> Any:  # noqa: ANN401 - Dask tells no types
        """Have work done by a worker; return what gives the result."""
        ...


class Spread(Workers):
    """The workers of a cluster, as `scrapy clean --jobs` has its processes: the order of what comes back is kept."""

    def __init__(self, client: Submits, size: int, only: Sequence[str] | None) -> None:
        super().__init__(size)
        self._client = client
        self._how: dict[str, Any] = {"workers": list(only)} if only else {}

    def map(
        self, work: Callable[[Given], Made], tasks: Iterable[tuple[Note, Given]]
    ) -> Iterator[tuple[Note, Made]]:
        """Yield the note of each task, which stays here, with what came of it, in their order."""
        out: deque[tuple[Note, Any]] = deque()
        try:
            for note, given in tasks:
                key = f"part-{uuid4().hex}"
                how = {"key": key, "pure": False, **self._how}
                out.append((note, self._client.submit(do_part, build(), work, given, **how)))
                if len(out) >= self.jobs * AHEAD:
                    yield self._next(out)
            while out:
                yield self._next(out)
        finally:
            for _, future in out:
                future.cancel()

    def _next(self, out: deque[tuple[Note, Any]]) -> tuple[Note, Any]:
        note, future = out.popleft()
        made = future.result()
        future.release()
        return note, made


def do_part(asked: str, work: Callable[[Given], Made], given: Given) -> Made:
    """Return what came of a part; raise OtherBuild where another version cleans here than was asked for."""
    if asked != build():
        raise OtherBuild(differences(asked, build()))
    with one_at_a_time:
        return work(given)


def is_shared(task: Task, tasks: int, workers: int) -> bool:
    """Tell whether an archive is so large that all workers share it; one that cannot be looked at is not."""
    if is_remote(task.input.address):
        return False
    try:
        size = Path(task.input.address).stat().st_size
    except OSError:
        return False
    return size >= (WORTH if tasks < workers else LARGE)
