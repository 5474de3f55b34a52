from collections.abc import Iterable

from schemas.record import Record


class Edit(Record):
    """One change of a text: at `start`, `before` became `after`.

    Offsets count characters of the text before the step; edits are sorted and do not overlap.
    """

    start: int
    before: str
    after: str
    kind: str
    certain: bool = True


class Step(Record):
    """A named change of a whole text, kept so that it can be explained and replayed."""

    stage: str
    name: str
    before: str
    after: str


def replay(text: str, edits: Iterable[Edit]) -> str:
    """Return `text` after `edits`; raise ValueError where an edit does not fit the text.

    >>> replay("中國(guó)", (Edit(start=1, before="國(guó)", after="国", kind="pinyin"),))
    '中国'
    """
    pieces: list[str] = []
    position = 0
    for edit in edits:
        end = edit.start + len(edit.before)
        if edit.start < position or text[edit.start : end] != edit.before:
            raise ValueError(f"edit at {edit.start} does not fit: expected {edit.before!r}")
        pieces += (text[position : edit.start], edit.after)
        position = end
    return "".join((*pieces, text[position:]))
