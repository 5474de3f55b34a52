"""The workers of a cluster that may be given work: those of this build, which see what they must see."""

from collections.abc import Callable
from typing import Any

from scraper.cluster.build import build, differences
from scraper.cluster.connection import BadCluster, Joined

Question = Callable[[], str]
"""Asked of each worker where it runs; what it answers is empty where the worker can do the work."""


_LOOKS = 3  # at workers that do not answer, before it is said that there is none


class Crew:
    """The workers that are good for the work, and why the others are not."""

    def __init__(self, joined: Joined, asked: Question | None = None) -> None:
        """Look at the workers; raise BadCluster where none of them can be used."""
        self.client = joined.client
        self.where = joined.where
        self.refused: list[str] = []
        self.good: dict[str, int] = {}
        """The threads of each good worker that is there, by its address."""
        self._asked = asked
        for _ in range(_LOOKS):
            self.survey()
            if self.good or self.refused:
                break
        if not self.good:
            raise BadCluster(f"no worker can be used: {'; '.join(self.refused) or 'there is none'}")

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
