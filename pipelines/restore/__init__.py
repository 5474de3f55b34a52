"""Undo what a spider-pool mirror, or a charset taken for another, did to a page; leave every other page as it is."""

from dataclasses import dataclass

from pipelines.restore.cells import KINDS, edits_of
from pipelines.restore.detect import is_damaged
from pipelines.restore.inverse import habits_of
from pipelines.restore.markup import text_runs
from pipelines.restore.model import Decoder, Mirror, damage
from pipelines.restore.mojibake import KIND, undo_mojibake
from pipelines.restore.repair import repair
from schemas import Edit, Restored, replay

__all__ = ["Decoder", "Mirror", "Restoration", "damage", "restore"]


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text without its damage, and each change that made it so."""

    text: str
    edits: tuple[Edit, ...] = ()  # schemas.replay(source, edits) == text
    exact: bool = True  # every change is certain: nothing was guessed, nothing is known to be missing
    kinds: tuple[str, ...] = ()  # what was found, in the order of cells.KINDS

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
    if damaged is not False and (undone := undo_mojibake(text)):
        return Restoration(replay(text, undone), undone, all(edit.certain for edit in undone), (KIND,))
    if damaged is False or (damaged is None and not is_damaged(text)):
        return Restoration(text)
    habits = habits_of(text)
    edits: list[Edit] = []
    found: set[str] = set()
    pieces: list[str] = []
    position = 0
    for start, end in text_runs(text):
        cells = repair(text, start, end, habits, fragment=damaged is True and start == 0)
        edits += edits_of(cells)
        found |= {kind for cell in cells for kind in cell.kinds}
        pieces.append(text[position:start])
        pieces += (cell.after for cell in cells)
        position = end
    pieces.append(text[position:])
    return Restoration(
        "".join(pieces),
        tuple(edits),
        all(edit.certain for edit in edits),
        tuple(kind for kind in KINDS if kind in found),
    )
