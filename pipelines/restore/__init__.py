"""Undo what a mirror did to a page, a charset taken for another, or a template that escaped twice; nothing else."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipelines.restore.cells import edits_of
from pipelines.restore.detect import is_damaged
from pipelines.restore.inverse import habits_of
from pipelines.restore.markup import text_runs
from pipelines.restore.model import Decoder, Mirror, damage
from pipelines.restore.passes import KINDS, compose
from pipelines.restore.recoded.escapes import KIND as ESCAPE
from pipelines.restore.recoded.escapes import undo_escapes
from pipelines.restore.recoded.mojibake import KIND, undo_mojibake
from pipelines.restore.repair import repair
from pipelines.restore.spelled.annotated import KIND as ANNOTATION
from pipelines.restore.spelled.annotated import undo_annotations
from pipelines.restore.spelled.evidence import is_converted
from pipelines.restore.spelled.filtered import KIND as SYLLABLE
from pipelines.restore.spelled.filtered import undo_syllables
from schemas import Edit, Restored, replay

__all__ = ["Decoder", "Mirror", "Restoration", "damage", "restore"]


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text without its damage, and each change that made it so."""

    text: str
    edits: tuple[Edit, ...] = ()  # schemas.replay(source, edits) == text
    exact: bool = True  # every change is certain: nothing was guessed, nothing is known to be missing
    kinds: tuple[str, ...] = ()  # what was found, in the order of cells.KINDS, escape last

    @property
    def summary(self) -> Restored:
        """Return what an article's line says about it."""
        return Restored(kinds=self.kinds, edits=len(self.edits), exact=self.exact)


def restore(text: str, *, damaged: bool | None = None) -> Restoration:
    """Return the page or plain text `text` as it was before a mirror, or a wrong charset, damaged it.

    `damaged`: None looks for evidence and leaves a text without any alone, byte for byte; True says that the
    text is a piece of a damaged page, too short to bear evidence; False leaves it alone. Markup stays as it
    is, and so do unpaired surrogates. Time is linear in the text.

    >>> restore("<p>區(qū)里的經(jīng)濟發(fā)展?jié)摿?/p>").text
    '<p>区里的经济发展潜力</p>'
    >>> restore("“行”读作(xíng)；區裡的經濟發展").kinds
    ()
    """
    if damaged is False:
        return Restoration(text)
    restored = _restore(text, damaged=damaged)
    guessed = undo_syllables(restored.text)
    if not guessed:
        return restored
    edits = compose(text, restored.text, restored.edits, guessed)
    kinds = tuple(kind for kind in KINDS if kind == SYLLABLE or kind in restored.kinds)
    return Restoration(replay(text, edits), edits, exact=False, kinds=kinds)


def _restore(text: str, *, damaged: bool | None) -> Restoration:
    """Return `text` without what a mirror or a wrong charset did to it; syllables for characters stay."""
    if undone := undo_mojibake(text):
        return Restoration(replay(text, undone), undone, all(edit.certain for edit in undone), (KIND,))
    if annotated := undo_annotations(text, fragment=damaged is True):
        plain = replay(text, annotated)
        rest = _undo_mirror(plain, damaged=None, found=is_converted(text))
        edits = compose(text, plain, annotated, rest.edits)
        kinds = tuple(kind for kind in KINDS if kind == ANNOTATION or kind in rest.kinds)
        return Restoration(rest.text, edits, all(edit.certain for edit in edits), kinds)
    return _undo_mirror(text, damaged=damaged)


def _undo_mirror(text: str, *, damaged: bool | None, found: bool = False) -> Restoration:
    """Return `text` without a mirror's bytewise damage and double escapes; `found`: a pass before saw a mirror."""
    escapes = undo_escapes(text)
    if damaged is None and not found and not is_damaged(text):
        return (
            Restoration(replay(text, tuple(escapes)), tuple(escapes), kinds=(ESCAPE,))
            if escapes
            else Restoration(text)
        )
    habits = habits_of(text)
    edits: list[Edit] = []
    seen: set[str] = set()
    for start, end in _between(text_runs(text), escapes):
        cells = repair(text, start, end, habits, fragment=damaged is True and start == 0)
        edits += edits_of(cells)
        seen |= {kind for cell in cells for kind in cell.kinds}
    ordered = tuple(sorted((*edits, *escapes), key=lambda edit: edit.start))
    kinds = tuple(kind for kind in KINDS if kind in seen or (kind == ESCAPE and escapes))
    return Restoration(replay(text, ordered), ordered, all(edit.certain for edit in edits), kinds)


def _between(runs: Iterable[tuple[int, int]], escapes: list[Edit]) -> Iterator[tuple[int, int]]:
    """Yield the runs of text without what was escaped twice; both are in order."""
    cuts = iter((*escapes, None))
    cut = next(cuts)
    for start, end in runs:
        position = start
        while cut is not None and cut.start < end:
            if position < cut.start:
                yield position, cut.start
            position = max(position, cut.start + len(cut.before))
            if position > end:
                break
            cut = next(cuts)
        if position < end:
            yield position, end
