"""Which edits of a restoration are right: its text is laid beside the truth."""

from collections import Counter
from difflib import SequenceMatcher
from itertools import pairwise

from pipelines.restore import Restoration
from tests.quality.mirrors import alike


def judge_certain_edits(restored: Restoration, truth: str) -> Counter[str]:
    """Return how many edits were called certain (asked) and how many of these are right.

    An edit is right where all it wrote stands in the truth in one piece, and nothing is missing on either side.
    """
    certain = [(start, end) for start, end, sure in _spans(restored) if sure]
    signs, places = _signs(restored.text)
    wanted, _ = _signs(truth)
    if signs == wanted:
        return Counter(asked=len(certain), right=len(certain))
    met = _met(signs, wanted)
    within = {place: number for number, place in enumerate(places)}
    right = 0
    for start, end in certain:
        numbers = [within[place] for place in range(start, end) if place in within]
        first = numbers[0] if numbers else next((within[p] for p in range(start, -1, -1) if p in within), 0)
        last = numbers[-1] if numbers else first
        right += all(met[number] is not None for number in numbers) and _is_whole(met, first - 1, last + 1)
    return Counter(asked=len(certain), right=right)


def _spans(restored: Restoration) -> list[tuple[int, int, bool]]:
    """Return where each edit's text stands in the restored one, and whether it is certain."""
    spans, shift = [], 0
    for edit in restored.edits:
        start = edit.start + shift
        spans.append((start, start + len(edit.after), edit.certain))
        shift += len(edit.after) - len(edit.before)
    return spans


def _signs(text: str) -> tuple[str, list[int]]:
    """Return the text as it is compared, and where each sign of that stands in it."""
    placed = [(sign, place) for place, sign in enumerate(map(alike, text)) if sign]
    return "".join(sign for sign, _ in placed), [place for _, place in placed]


def _met(signs: str, wanted: str) -> list[int | None]:
    """Return for each sign where it stands in the truth; None where it does not."""
    met: list[int | None] = [None] * len(signs)
    for block in SequenceMatcher(None, signs, wanted, autojunk=False).get_matching_blocks():
        met[block.a : block.a + block.size] = range(block.b, block.b + block.size)
    return met


def _is_whole(met: list[int | None], before: int, behind: int) -> bool:
    """Tell whether the truth has nothing between these signs that the restored text lacks."""
    run = [place for place in met[max(before, 0) : behind + 1] if place is not None]
    return all(later == earlier + 1 for earlier, later in pairwise(run))
