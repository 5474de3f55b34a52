"""The workers of a cluster that may be given work: those of this build, which see what they must see."""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from uuid import uuid4

from scraper.cluster.build import build, differences
from scraper.cluster.connection import BadCluster, Joined

Question = Callable[[], str]
"""Asked of each worker where it runs; what it answers is empty where the worker can do the work."""


WITHOUT_WORKERS = 300.0
"""Seconds in which a worker must come back once all are gone: a node does it in that time, or nobody's does."""

TRIES = 3
"""How often work is sent on from a worker that names itself one of another build."""

_SURVEY = 5.0  # seconds between two looks at the workers
_LOOKS = 3  # at workers that do not answer, before it is said that there is none


class Crew:
    """The workers that are good for the work, and why the others are not."""

    def __init__(self, joined: Joined, asked: Question | None = None) -> None:
        """Look at the workers; raise BadCluster where none of them can be used."""
        self.client = joined.client
        self.where = joined.where
        self._name = uuid4().hex[:8]  # two commands on one scheduler have keys of their own
        self.refused: list[str] = []
        self.good: dict[str, int] = {}
        """The threads of each good worker that is there, by its address."""
        self._asked = asked
        self._alive = self._looked = time.monotonic()
        for _ in range(_LOOKS):
            self.survey()
            if self.good or self.refused:
                break
        if not self.good:
            raise BadCluster(f"no worker can be used: {'; '.join(self.refused) or 'there is none'}")

    def look(self) -> bool:
        """Look at which workers are there, where that is due; tell whether it was.

        Raise BadCluster where there has been none for long.
        """
        now = time.monotonic()
        if now - self._looked < _SURVEY:
            return False
        self._looked = now
        with suppress(OSError, TimeoutError):  # a scheduler that is away may be back
            self.survey()
            self._alive = now if self.good else self._alive
        if now - self._alive >= WITHOUT_WORKERS:
            raise BadCluster(f"no worker of {self.where} is left since {WITHOUT_WORKERS:.0f} s")
        return True

    def submit(self, work: Callable[[Any], object], what: object, key: str) -> Any:  # noqa: ANN401 - Dask tells no types
        """Return the future of what is worked out from `what`, on a worker that is not refused; its key begins so."""
        # Nobody was refused: any worker may take it, also one that comes later, and says itself if it must not.
        only = {"workers": list(self.good)} if self.refused else {}
        return self.client.submit(work, what, key=f"{key}-{self._name}-{uuid4().hex[:6]}", pure=False, **only)

    def survey(self) -> None:
        """Ask each new worker what it is; those of another build, or without the program, are refused."""
        there: dict[str, Any] = self.client.scheduler_info(n_workers=-1)["workers"]
        new = [address for address in there if address not in self.good]
        answers = self.client.run(answer, self._asked, workers=new, on_error="return") if new else {}
        self.good = {one: there[one]["nthreads"] for one in self.good if one in there}
        for address, said in answers.items():
            if isinstance(said, OSError):  # it died just now, or is busy: it is asked again
                continue
            if why := self._judge(said):
                line = f"the worker {address} is refused: {why}"
                if line not in self.refused:
                    self.refused.append(line)
            else:
                self.good[address] = there[address]["nthreads"]

    def _judge(self, said: object) -> str:
        if not isinstance(said, tuple):
            return " ".join(f"{said}".split()) or type(said).__name__
        theirs, objection = said
        return differences(build(), theirs) if theirs != build() else str(objection)

    @property
    def threads(self) -> int:
        """How much can be done at once."""
        return sum(self.good.values())


def answer(asked: Question | None) -> tuple[str, str]:
    """Return what runs where this is called, and its answer to the question."""
    return build(), asked() if asked else ""
