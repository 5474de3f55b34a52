"""Which sequences a model of a given size keeps."""

from collections import defaultdict
from collections.abc import Iterator
from math import log
from typing import NamedTuple

from pipelines.training.counts import Counts
from pipelines.training.estimate import Level

_LEAST_LEFT = 1e-6  # a context whose followers were all seen leaves next to nothing, but never nothing


class Kept(NamedTuple):
    """The nats of the sequences kept, and those that each context adds to what was not seen behind it."""

    surprises: dict[str, float]
    backing: dict[str, float]


def worthiest(levels: tuple[Level, Level, Level], counts: Counts, pairs_kept: int, triples_kept: int) -> Kept:
    """Return the pairs and triples that are worth most, with every character and every context they need.

    A sequence is worth what its absence would cost where it was counted.
    """
    singles, pairs, triples = levels
    best_pairs = [pair for _, pair in sorted(_worths(pairs, singles, counts))[:pairs_kept]]
    best_triples = [triple for _, triple in sorted(_worths(triples, pairs, counts))[:triples_kept]]
    contexts = dict.fromkeys(triple[:-1] for triple in best_triples)
    best_pairs += sorted(contexts.keys() - set(best_pairs))
    surprises = {character: -log(probability) for character, probability in singles.seen.items()}
    backing: dict[str, float] = {}
    for kept, level, shorter in ((best_pairs, pairs, singles), (best_triples, triples, pairs)):
        surprises |= {sequence: -log(min(_share(level, shorter, sequence), 1.0)) for sequence in kept}
        backing |= _backing(kept, level, shorter)
    return Kept(surprises, backing)


def _share(level: Level, shorter: Level, sequence: str) -> float:
    return level.seen.get(sequence) or level.left.get(sequence[:-1], 1.0) * shorter.seen[sequence[1:]]


def _backing(kept: list[str], level: Level, shorter: Level) -> dict[str, float]:
    seen: defaultdict[str, float] = defaultdict(float)
    seen_shorter: defaultdict[str, float] = defaultdict(float)
    for sequence in kept:
        seen[sequence[:-1]] += _share(level, shorter, sequence)
        seen_shorter[sequence[:-1]] += shorter.seen[sequence[1:]]
    return {
        context: max(
            0.0, log(max(1 - seen_shorter[context], _LEAST_LEFT) / max(1 - seen[context], _LEAST_LEFT))
        )
        for context in seen
    }


def _worths(level: Level, shorter: Level, counts: Counts) -> Iterator[tuple[float, str]]:
    """Yield what each sequence is worth, as a negative number so that the best sort first."""
    for sequence, probability in level.seen.items():
        otherwise = level.left[sequence[:-1]] * shorter.seen[sequence[1:]]
        yield -counts.get(sequence, 0.0) * log(probability / otherwise), sequence
