"""Chinese whose bytes were read in a wrong charset and written again, once or more, is read back.

æ–°é—» and ÐÂÎÅ are 新闻; 鏂伴椈 is, too; what a page does not hold in every byte is ranked and marked as a guess.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import compress
from typing import NamedTuple

from pipelines.characters import beyond_ascii
from pipelines.gb18030 import LOST, reread
from pipelines.restore.edits import Edits
from pipelines.restore.passes import compose
from pipelines.restore.recoded.inverting import KIND, invert, is_strange
from pipelines.restore.recoded.meaning import FEWEST, doubted, is_known, is_sound, meant
from pipelines.restore.recoded.mending import is_mended
from pipelines.restore.recoded.misreaders import BIG5, GBK, LATIN, OLD_BIG5, character_of, is_private
from pipelines.restore.recoded.places import Page, page_of, plain
from pipelines.restore.recoded.pricing import LISTENS, Prices, Script, words_of
from pipelines.restore.recoded.runs import MOST_TIMES, Run, read_loosely, runs_of
from pipelines.restore.recoded.spelling import is_traditional, limps, mean_cost
from pipelines.restore.recoded.symptoms import HIGH, Chain, chains_of, spelled_in_pairs
from schemas import Edit, replay

SOUND = 7.8
"""Nats for a character of what charsets of pairs give back, which proves nothing by its form: see the tests."""

_GAIN = 2.0
"""Nats for a character by which what is given back must be better Chinese than what is seen."""

_MOST = 0.5
"""Share of a run that must be whole characters of UTF-8: less is chance, in another charset's text."""

_HAN = re.compile("[\u3400-\u9fff]")
_REACH = 200
"""Characters before a run that tell what fits in it: a quotation that is open, a word."""


def undo_mojibake(text: str) -> Sequence[Edit]:
    """Return the edits that give a page its Chinese back, none where it is not sound Chinese then.

    >>> undo_mojibake("æ–°é—»ç½‘è®¯ï¼Œä»Šæ—¥ä¸°æ”¶")[0].after
    '新闻网讯，今日丰收'
    >>> undo_mojibake("Le café créé à Besançon, « déjà vu » à l’été."), undo_mojibake("新闻网讯")
    ((), ())
    """
    edits = _undo_once(text)
    if not edits:
        return ()
    times = 1
    while times < MOST_TIMES and (later := _undo_once(shown := replay(text, edits))):
        edits, times = compose(text, shown, edits, later), times + 1
    edits = Edits(map(_with_letters_doubted, edits))
    if is_known(edits):
        return edits
    return edits if times <= _MOST_LOSSY and is_sound(edits, times) else ()


def _with_letters_doubted(edit: Edit) -> Edit:
    """Return an edit, not certain where it gives letters amid Chinese that none of its charsets has: 钱小 is no ǮС."""
    letters = "".join(_LONE_LETTERS.findall(edit.after))
    return doubted(edit) if any(not letter.encode("gb2312", "ignore") for letter in letters) else edit


_LONE_LETTERS = re.compile("(?<![A-Za-z\x80-\u07ff])[\u0180-\u07ff]{1,3}(?![A-Za-z\x80-\u07ff])")
"""Few letters beyond Latin, no word of their own."""
_MOST_LOSSY = 2
"""Times that a text of which bytes are lost was read wrongly; with more of them each byte lost stands for a word."""


def _undo_once(text: str) -> Sequence[Edit]:
    chains = chains_of(text)
    if not chains:
        return ()
    page = page_of(text)
    found: list[_Reading] = []
    for chain in chains:
        if (reading := _read_page(text, chain, page, searches=not found)) is not None:
            found.append(reading)
            if reading.is_proof:
                break  # the others are compared
    if not found:
        return ()
    best = min(found, key=lambda reading: (not reading.is_proof, mean_cost(reading.given)))
    prices = Prices(best.script, len(text))
    edits = Edits(_marked(Edits(_edits(text, best, page, prices)), best.script))
    told = meant(text, edits, best.runs, in_pairs=best.script.charset != "utf-8")
    return told if prices.left >= 0 else Edits(map(doubted, told))


def _marked(edits: Sequence[Edit], script: Script) -> Iterator[Edit]:
    """Yield the edits, none of them certain where a tool mended parts of the page: bytes may have gone anywhere."""
    doubtful = script.may_be_mended and any(not edit.certain or is_mended(edit.before) for edit in edits)
    yield from map(doubted, edits) if doubtful else edits


class _Reading(NamedTuple):
    """A page read as one chain has it."""

    script: Script
    runs: Iterable[Run]
    exact: bytes  # for each run, whether it is Chinese then, with all its bytes
    given: str  # what those say, as far as it takes to judge them
    is_proof: bool  # UTF-8 by its form, and on so much of the page that it is no chance


def _read_page(text: str, chain: Chain, page: Page, *, searches: bool) -> _Reading | None:
    """Return the page as a chain has it; None where that is no Chinese, or too little.

    Where no run is Chinese with all its bytes, the reading that `searches` looks for what was lost.
    """
    runs = runs_of(text, chain)
    exact = bytes(_is_better(text[run.start : run.end], run.after, chain) for run in runs)
    given = _beginning(run.after or "" for run in compress(runs, exact))
    script = Script(chain.written, chain.misread, chain.written != "gb18030" and is_traditional(given))
    mended = searches and script.may_be_mended
    if chain.written != "utf-8" and len(_HAN.findall(given)) < FEWEST and (page.marks or mended):
        given = _sample(text, runs, exact, script, page)
    lost = sum(_count_lost(text, run, chain) for run in runs if run.after is None)
    if chain.misread == LATIN and lost * 6 < sum(run.end - run.start for run in runs if run.after is None):
        lost = 0  # three signs are a character: less than half of them is chance, in another charset's text
    found = len(_HAN.findall(given)) + lost
    if found < FEWEST or (chain.written != "utf-8" and mean_cost(given) > SOUND):
        return None
    loose = chain.written == "utf-8"  # what it spells is right; pairs spell something wherever they begin
    heard = _beginning(read_loosely(text[run.start : run.end], chain) for run in runs) if loose else given
    is_proof = loose and found * _CHANCE > min(sum(run.end - run.start for run in runs), LISTENS)
    return _Reading(script._replace(heard=words_of(heard)), runs, exact, given, is_proof)


_CHANCE = 12
"""Signs of a page for each Chinese character that they give back from which that may be chance: three signs are two."""


def _beginning(pieces: Iterable[str]) -> str:
    """Return the pieces in a row until there are LISTENS characters: a book need not be held again."""
    kept: list[str] = []
    length = 0
    for piece in pieces:
        kept.append(piece)
        length += len(piece)
        if length >= LISTENS:
            break
    return "".join(kept)


def _sample(text: str, runs: Iterable[Run], exact: bytes, script: Script, page: Page) -> str:
    """Return what the first runs say of which bytes are lost."""
    given, left = "", _MOST_ASKED
    prices = Prices(script, _MOST_ASKED)
    for run, is_exact in zip(runs, exact, strict=True):
        left -= run.end - run.start
        if left < 0 or len(given) >= _ENOUGH:
            break
        if not is_exact and _is_worth_it(text[run.start : run.end], script):
            end = run.end if "&" in text[run.start : run.end] else min(run.end, run.start + _ENOUGH)
            inverted = invert(text, (run.start, end), prices, "", page)
            given += inverted.text if inverted else ""
    return given


_MOST_ASKED = 3000
"""Characters of the runs that are asked; an entity takes eight."""

_ENOUGH = 100
"""Characters that show whether a page with lost bytes is Chinese in other charsets."""


def _edits(text: str, reading: _Reading, page: Page, prices: Prices) -> Iterator[Edit]:
    """Yield the edits of a page, those of the runs that were read exactly first hand."""
    script = reading.script
    whole = script.charset == "utf-8" or script.misread == LATIN or _shows_all(reading)
    if script.misread in (BIG5, OLD_BIG5):  # a short text does not tell which of the two tables it was
        whole = whole and len(reading.given) >= _TELLING
    before, position = "", 0
    for run, is_exact in zip(reading.runs, reading.exact, strict=True):
        seen = after = text[run.start : run.end]
        before += text[position : run.start]
        if is_exact:
            after = run.after or ""
            sound = reread(after) if script.charset == "gb18030" else after
            yield Edit(
                start=run.start, before=seen, after=sound, kind=KIND, certain=whole and LOST not in sound
            )
        elif (run.after is None or script.may_be_mended) and _is_worth_it(seen, script):
            inverted = invert(text, (run.start, run.end), prices, before, page)
            after = inverted.text if inverted else seen
            if inverted and after != run.after:
                yield from inverted.edits
            else:
                certain = inverted is not None and LOST not in after
                yield Edit(start=run.start, before=seen, after=after, kind=KIND, certain=certain)
        elif run.after not in (None, seen) or (  # 路 may be a ·, and 兵 a 條
            script.charset == "utf-8" and any(is_strange(sign, script) for sign in seen)
        ):
            yield Edit(start=run.start, before=seen, after=seen, kind=KIND, certain=False)
        position = run.end
        before = (before + after)[-_REACH:].rpartition("<")[2]


_TELLING = 200
"""Characters in which the kana and Cyrillic letters stand that the two tables of Big5 differ in."""


def _shows_all(reading: _Reading) -> bool:
    """Say whether a page shows signs that strict readers drop: then none was dropped without a mark."""
    strict = "cp950" if reading.script.misread != GBK else GBK
    for character in reading.given:
        body = character.encode(reading.script.charset, "ignore")
        shown = character_of(strict, body) if len(body) > 1 else "?"
        if not shown or is_private(shown):
            return True
    return False


def _is_better(seen: str, after: str | None, chain: Chain) -> bool:
    """Say whether a run is Chinese as it is read back, and not as it is seen."""
    if after is None or LOST in after or not beyond_ascii(after):
        return False
    if chain.written == "utf-8":
        return chain.misread == LATIN or bool(_HAN.search(after))
    if chain.misread == LATIN and limps(after):
        return False
    return mean_cost(after) + _GAIN < mean_cost(seen)


def _count_lost(text: str, run: Run, chain: Chain) -> int:
    """Return how many Chinese characters are whole in a run of which bytes are lost."""
    if chain.written != "utf-8":
        return 0
    if chain.misread != LATIN:
        given = read_loosely(text[run.start : run.end], chain)[1:]
        whole = 0 if given == text[run.start : run.end] else len(_HAN.findall(given))
        return whole + (whole >= FEWEST - 1)
    whole = len(_IN_LATIN.findall(text, run.start, run.end))
    return whole if whole * 3 >= _MOST * (run.end - run.start) else 0


_IN_LATIN_1 = re.compile("[\xa0-\xff]")
_TRAILS_IN_LATIN = HIGH.replace("\xff", "\xbf")
_HEAD_IN_LATIN = re.compile("[ã-é]")
_IN_LATIN = re.compile(f"[ã-é][{_TRAILS_IN_LATIN}]{{2}}")
"""A Chinese character whose UTF-8 was read as Latin-1 or Windows-1252."""


def _is_worth_it(seen: str, script: Script) -> bool:
    """Say whether a run in which bytes are lost may be spoilt: the search for what it was costs."""
    if script.may_be_mended:
        return len(_IN_LATIN_1.findall(plain(seen))) > 1
    if script.charset != "utf-8":
        return mean_cost(seen) > SOUND + _GAIN
    if script.misread == LATIN:
        return _HEAD_IN_LATIN.search(seen) is not None
    return spelled_in_pairs().search(seen) is not None or mean_cost(seen) > SOUND + _GAIN
