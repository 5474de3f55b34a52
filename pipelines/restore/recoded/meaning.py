"""Whether a page is spoilt, or a sound one that shows what spoilt ones look like; whether it is sound when undone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, pairwise

from pipelines.characters import beyond_ascii, parts_of
from pipelines.gb18030 import LOST
from pipelines.restore.edits import Edits
from pipelines.restore.recoded.runs import Run
from pipelines.restore.recoded.spelling import is_rare, mean_cost
from pipelines.restore.recoded.symptoms import spelled_in_pairs
from schemas import Edit

FEWEST = 4
"""Chinese characters that a page must give back with every byte: what is shorter is chance, or an example."""

_SPOKEN_OF = re.compile("乱码|亂碼|[编解]码|[編解]碼|字符集|字元集|文字化け|[Mm]ojibake|在 ?GBK|的 ?UTF-8")
_QUOTES = "“”‘’「」『』\"'`（）()"
_MOST = 0.5
"""Share of a page's characters that are spoilt from which it is no text about spoilt ones."""

_HAN = re.compile("[\u3400-\u9fff]")


def meant(text: str, edits: Sequence[Edit], runs: Iterable[Run], *, in_pairs: bool) -> Sequence[Edit]:
    """Return the edits of what is spoilt, none of a text that shows what spoilt ones look like.

    On a page that is mostly sound a whole run must be spoilt, or what stands behind its label, and say enough.
    """
    told = Edits(edit for edit in edits if edit.before != edit.after)
    spoilt = sum(_beyond(edit.after) for edit in told)
    sound = sum(len(beyond_ascii(part)) for part in parts_of(text)) - sum(
        _beyond(edit.before) for edit in told
    )
    if spoilt > _MOST * (spoilt + sound):
        return edits
    if _SPOKEN_OF.search(text):
        return ()
    if all(known < FEWEST for known, _ in _whole(text, edits, runs, in_pairs=in_pairs)):
        return ()
    whole = _whole(text, edits, runs, in_pairs=in_pairs)
    kept = Edits(edit for known, group in whole if known > 1 for edit in group)
    if sum(edit.before != edit.after for edit in kept) < len(told):  # what is left may be spoilt, too
        return Edits(map(doubted, kept))
    return kept


def doubted(edit: Edit) -> Edit:
    """Return an edit that is not certain."""
    return edit.model_copy(update={"certain": False})


def _whole(
    text: str, edits: Sequence[Edit], runs: Iterable[Run], *, in_pairs: bool
) -> Iterator[tuple[int, list[Edit]]]:
    """Yield the edits of each run that is spoilt as a whole, and how many characters they give back for sure."""
    for run, group in _by_run(edits, runs):
        if _is_whole(text, run, group):
            yield _known(group, in_pairs=in_pairs), group


def _beyond(text: str) -> int:
    return sum(sign > "\x7f" for sign in text)


def _by_run(edits: Sequence[Edit], runs: Iterable[Run]) -> Iterator[tuple[Run, list[Edit]]]:
    """Yield each run that has edits, and these."""
    left = iter(edits)
    edit = next(left, None)
    for run in runs:
        within: list[Edit] = []
        while edit is not None and edit.start < run.end:
            within.append(edit)
            edit = next(left, None)
        if within:
            yield run, within


def _is_whole(text: str, run: Run, edits: list[Edit]) -> bool:
    """Say whether the edits of a run leave nothing of it but a label, and are no quotation."""
    pairs = pairwise(edits)
    if any(one.start + len(one.before) != two.start for one, two in pairs) or _is_quoted(text, edits):
        return False
    end = edits[-1].start + len(edits[-1].before)
    before = text[edits[0].start - 1 : edits[0].start]
    return not beyond_ascii(text[end : run.end]) and (edits[0].start == run.start or before in "：】")


def _known(edits: list[Edit], *, in_pairs: bool) -> int:
    """Return how many characters are given back for sure; pairs are never sure, but many of them are no chance."""
    changed = [edit for edit in edits if edit.after != edit.before]
    return sum(len(_HAN.findall(edit.after)) for edit in changed if edit.certain or in_pairs)


def _is_quoted(text: str, edits: list[Edit]) -> bool:
    end = edits[-1].start + len(edits[-1].before)
    start = edits[0].start
    return text[start - 1 : start] in _QUOTES and text[end : end + 1] in _QUOTES


def is_known(edits: Sequence[Edit]) -> bool:
    """Say whether a text came back with every byte, and is no mojibake itself."""
    return all(edit.certain and not spelled_in_pairs().search(edit.after) for edit in edits)


def is_sound(edits: Sequence[Edit], times: int) -> bool:
    """Say whether what is given back, some of it ranked, is Chinese: bytes that are lost twice spell nothing."""
    size = sum(len(edit.after) for edit in edits)
    odd = sum(edit.after.count(LOST) if times == 1 else sum(map(is_rare, edit.after)) for edit in edits)
    sample = "".join(edit.after for edit in islice(edits, _SAMPLE))
    return mean_cost(sample) <= _HALF_UNDONE and odd <= _MOST_ODD * size


_SAMPLE = 1000
"""Edits that tell whether a text is Chinese."""

_HALF_UNDONE = 9.3
"""Nats for a character of what is given back, some of it ranked, from which it is no Chinese: sound sentences have
eight at most, with a tenth of their bytes lost nine, and what was read wrongly once more has fourteen."""

_MOST_ODD = 0.08
"""Share of characters that stay lost, or in a text that was read wrongly twice are in no table, from which it is half
undone."""
