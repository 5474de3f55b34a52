"""What became of each line of a body on its way through the strip steps: kept, changed, or cut, and by which step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from schemas import Step
from scraper.authoring.explanation import Change, changed_lines


@dataclass
class Fate:
    """A line as it was read, what is left of it, and the steps that changed it; nothing is left of a cut one."""

    read: str
    left: str | None
    steps: tuple[str, ...] = ()

    def changed(self, left: str | None, step: str) -> None:
        """Note that a step left this of the line."""
        self.left, self.steps = left, (*self.steps, step)

    def cut(self) -> list[str]:
        """Return the pieces of the line that were cut: all of it, its beginning, its end, or what stood between.

        >>> Fate("（记者 岑某）麦收开镰。", "麦收开镰。").cut(), Fate("麦收", None).cut(), Fate("麦收", "麦收").cut()
        (['（记者 岑某）'], ['麦收'], [])
        """
        if self.left is None:
            return [self.read]
        if self.left == self.read:
            return []
        at = self.read.find(self.left)
        if at >= 0:
            return [piece for piece in (self.read[:at], self.read[at + len(self.left) :]) if piece]
        head = _same(self.read, self.left)
        tail = _same(self.read[head:][::-1], self.left[head:][::-1])
        piece = self.read[head : len(self.read) - tail]
        return [piece] if piece else []


def _same(one: str, other: str) -> int:
    """Return how many characters both begin with."""
    pairs = zip(one, other, strict=False)
    return next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def trace(body: str, steps: Iterable[Step]) -> list[Fate]:
    r"""Return the fate of each line of the body that was read.

    >>> step = Step(stage="strip", name="cut_editor_credit", before="麦收。\n（责编：岑某）", after="麦收。")
    >>> [(fate.left, fate.steps) for fate in trace(step.before, [step])]
    [('麦收。', ()), (None, ('cut_editor_credit',))]
    """
    fates = [Fate(line, line) for line in body.split("\n")]
    left = fates
    for step in steps:
        before, after = step.before.split("\n"), step.after.split("\n")
        if len(before) != len(left):  # a line that a step makes of nothing belongs to none that was read
            break
        following: list[Fate] = []
        done = 0
        for change in changed_lines(before, after):
            following += left[done : change.before.start]
            following += _share(left, change, after, step.name)
            done = change.before.stop
        left = following + left[done:]
    return fates


def _share(left: Sequence[Fate], change: Change, after: Sequence[str], step: str) -> list[Fate]:
    """Give what is left of some lines to those that it is most like, in order; the others are cut."""
    survivors: list[Fate] = []
    place = change.after.start
    for index in change.before:
        fate, many = left[index], change.before.stop - index
        text = after[place] if place < change.after.stop else None
        if text is not None and (many <= change.after.stop - place or _is_of(text, fate.left or "")):
            fate.changed(text, step)
            survivors.append(fate)
            place += 1
        else:
            fate.changed(None, step)
    return survivors


def _is_of(text: str, line: str) -> bool:
    """Tell whether a text may be what is left of a line."""
    return (
        text in line or _same(text, line) > len(text) // 2 or _same(text[::-1], line[::-1]) > len(text) // 2
    )
