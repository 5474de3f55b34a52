"""How many invented sentences come back from each chain of charsets, and how far `certain` can be trusted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from opencc import OpenCC

from pipelines.restore import restore
from tests.quality.alignment import judge_certain_edits
from tests.quality.figures import Figure
from tests.restore.recoded.chains import EXACT, LOSSY, TRADITIONAL, sentences

CHAINS = (*EXACT, *LOSSY, *(f"Traditional {name}" for name in TRADITIONAL))


def _asked(chain: str, texts: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Yield each sentence as it was, and as the chain shows it."""
    name = chain.removeprefix("Traditional ")
    if name == chain:
        yield from ((text, {**EXACT, **LOSSY}[chain](text)) for text in texts)
        return
    for text in map(OpenCC("s2t").convert, texts):
        written = text.encode("big5hkscs", "ignore").decode("big5hkscs")
        yield written, TRADITIONAL[name](written)


def measure_chain(chain: str, step: int = 1) -> dict[str, Figure]:
    """Return how many sentences came back from a chain, and how many of the certain edits are right."""
    right = false = 0
    edits: Counter[str] = Counter()
    texts = sentences()[::step]
    for text, shown in _asked(chain, texts):
        restored = restore(shown)
        right += restored.text == text
        false += restored.text != text and restored.exact and bool(restored.kinds)
        edits += judge_certain_edits(restored, text)
    count = len(texts)
    return {
        "sentences": Figure(right / count, false / count, (count - right - false) / count),
        "certain edits": Figure(edits["right"] / edits["asked"] if edits["asked"] else 1.0),
    }


def measure_chains(step: int = 1) -> Mapping[str, dict[str, Figure]]:
    """Return the figures of all chains."""
    with ProcessPoolExecutor() as pool:
        return dict(zip(CHAINS, pool.map(partial(measure_chain, step=step), CHAINS), strict=True))
