"""Where a text shows the form of a division's name, and nothing in its form speaks against it: not yet what it stands for."""

from dataclasses import dataclass
from typing import Literal

from pipelines.places.borders import (
    ends_as_a_name,
    is_foreign_before,
    stands_behind_a_unit,
    stands_free,
    tears_a_word,
)
from pipelines.places.gazetteer import Form, Kind, forms_by_head, level, simplifying

Where = Literal["title", "body"]
_HEAD = 2
"""Characters by which forms are looked up."""
_BLANKS = " \u3000·"
"""What may part a division from its parent: 浙江 杭州, 浙江·杭州."""
_JOINERS = "、和与及"
"""What stands between the names of a list."""
_UNITS = "镇乡村"
"""What a name may begin with that is the end of another one before it: 沙江镇|海区."""
_SENTENCE_ENDS = "。！？!?；;"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A form of a name in a text: where it is, what it says, and what stands around it."""

    field: Where
    start: int
    end: int
    name: str
    form: Form
    touches: bool
    """Another sighting stands directly before it: 浙江|杭州."""
    listed: bool
    """A comma or an "and" stands between it and the sighting before it: 历下区、市中区."""
    free: bool
    """A mark, a preposition or the text's own edge stands before it."""
    closed: bool
    """What follows makes no longer name of another thing of it: 南京路, 北京大学 do."""
    line: int
    sentence: int


def sighted(text: str, field: Where) -> tuple[Sighting, ...]:
    """Return the sightings of a text from left to right, none over another; the longest form of each place in it."""
    folded = text.translate(simplifying())
    heads = forms_by_head()
    found: list[Sighting] = []
    at, line, sentence, counted = 0, 0, 0, 0
    while at < len(folded) - 1:
        forms = heads.get(folded[at : at + _HEAD])
        form = next((one for one in forms if _shows(folded, at, one)), None) if forms else None
        if form is None:
            at += 1
            continue
        end = at + len(form.text)
        last = found[-1].end if found else -1
        touches = last == at or (last == at - 1 and text[at - 1] in _BLANKS)
        line += text.count("\n", counted, at)
        sentence += sum(text.count(mark, counted, at) for mark in _SENTENCE_ENDS)
        counted = at
        listed = last == at - 1 and text[at - 1] in _JOINERS
        free = touches or stands_free(folded, at)
        if free or _may_follow_a_word(folded, at, form):
            whole = form.kind is Kind.FULL and len(form.text) > _HEAD
            closed = whole or ends_as_a_name(folded, end)
            found.append(
                Sighting(
                    field, at, end, text[at:end], form, touches, listed, free, closed, line, line + sentence
                )
            )
            at = end
        else:
            at += 1
    return tuple(found)


def _may_follow_a_word(text: str, at: int, form: Form) -> bool:
    """Tell whether the form can be trusted where characters stand before it that nothing parts from it."""
    if form.needs == "bounded":
        return stands_behind_a_unit(text, at)
    return form.needs != "parented" and form.text[0] not in _UNITS


def _shows(text: str, at: int, form: Form) -> bool:
    """Tell whether the form stands at `at` as a name of its own."""
    end = at + len(form.text)
    if not text.startswith(form.text, at) or tears_a_word(text, at, end):
        return False
    if form.kind is Kind.FULL:
        return not is_foreign_before(text, at)
    return not _begins_within(text, at, end, province=level(form.codes[0]) == 0)


def _begins_within(text: str, start: int, end: int, *, province: bool) -> bool:
    """Tell whether a full name begins inside a short one and goes on behind it: 浙|江山市, but 湖南|山区."""
    heads = forms_by_head()
    for at in range(start + 1, end):
        for form in heads.get(text[at : at + _HEAD], ()):
            reach = at + len(form.text)
            if form.kind is Kind.FULL and reach > end and text.startswith(form.text, at):
                return not (text[end:reach] in _RESTS or (province and form.needs))
    return False


_RESTS = frozenset(
    ("县", "市", "区", "州", "旗", "山区", "县城", "城区", "市区", "矿区", "城市", "都市", "全县", "全市")
)
"""What is a word of its own behind a short name, and not the end of another name."""
