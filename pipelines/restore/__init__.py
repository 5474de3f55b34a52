"""Undo what a mirror did to a page, a charset taken for another, or a template that escaped twice; nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pipelines.restore.blanks import undo_lost_blanks
from pipelines.restore.detect import is_damaged
from pipelines.restore.gone_digits import undo_gone_digits
from pipelines.restore.mirror.habits import habits_of
from pipelines.restore.mirror.machine import Decoder
from pipelines.restore.mirror.model import Mirror, damage
from pipelines.restore.mirror.undo import undo_shifts
from pipelines.restore.mirror.untouched import outside, untouched_parts
from pipelines.restore.passes import Pass, Undone, followed_by, in_order, undo
from pipelines.restore.recoded.escapes import undo_escapes
from pipelines.restore.recoded.mojibake import undo_mojibake
from pipelines.restore.simplify.regional import doubt_regional_words
from pipelines.restore.spelled.annotated import undo_annotations
from pipelines.restore.spelled.evidence import is_converted
from pipelines.restore.spelled.filtered import undo_syllables
from pipelines.restore.wording import (
    mark_the_rest,
    undo_doublings,
    undo_narrowing,
    undo_strays,
    undo_traditional,
)
from schemas import Edit, Restored

__all__ = ["Decoder", "Mirror", "Restoration", "damage", "restore"]


@dataclass(frozen=True, slots=True)
class Restoration:
    """A text without its damage, and each change that made it so."""

    text: str
    edits: Sequence[Edit] = ()  # schemas.replay(source, edits) == text
    exact: bool = True  # every change is certain: nothing was guessed, nothing is known to be missing
    kinds: tuple[str, ...] = ()  # what was found, in the order of passes.KINDS

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
    recoded = undo(text, (undo_mojibake, undo_escapes))
    plain = undo(text, (partial(undo_annotations, fragment=damaged is True),), recoded)
    is_converted_too = "pinyin" in plain.kinds and is_converted(recoded.text)
    if (damaged and not recoded.edits) or is_converted_too or is_damaged(plain.text):
        plain = _without_mirror(text, plain, is_torn=damaged is True)
    whole = undo(text, (undo_syllables,), plain)
    return Restoration(whole.text, whole.edits, all(edit.certain for edit in whole.edits), whole.kinds)


def _without_mirror(source: str, before: Undone, *, is_torn: bool) -> Undone:
    """Return `source` without the mirror's damage too; what stands on its page and it did not write stays."""
    undone = undo(before.text, _of_mirror(before.text, is_torn=is_torn))
    untouched = () if is_torn else untouched_parts(before.text)
    if not untouched and not before.edits:
        return undone
    kept = followed_by(source, before, outside(undone.edits, untouched, before.text))
    return kept._replace(kinds=in_order({*before.kinds, *undone.kinds})) if kept is not before else before


def _of_mirror(text: str, *, is_torn: bool) -> tuple[Pass, ...]:
    """Return the passes that undo what a mirror did to `text`, in the order in which it was not done."""
    habits = habits_of(text, is_torn=is_torn)
    undo_machine: Pass = partial(undo_shifts, habits=habits, is_torn=is_torn)
    widths = (undo_narrowing,) if habits[0].narrow else ()
    return (
        undo_lost_blanks,
        undo_machine,
        undo_gone_digits,
        undo_doublings,
        partial(undo_strays, shown=text, is_torn=is_torn),
        undo_traditional,
        *widths,
        partial(doubt_regional_words, shown=text),
        partial(mark_the_rest, narrow=habits[0].narrow),
    )
