"""What a page shows around its readings: which characters have one, what stands without, and what is told."""

import re
from dataclasses import dataclass, field
from itertools import islice

from pipelines.restore.markup import text_runs
from pipelines.restore.spelled.brackets import Group, groups_in

LOOKS = 3000
"""Annotated characters that are looked at: a page shows what it is with far fewer, and a book need not be held."""

_ELSEWHERE = 1 << 19
"""Characters without readings that are looked at, of a book that has few."""

_HAN = re.compile("[\u3400-\u9fff]")
_CLOSING = ")）]］】〕"


@dataclass(slots=True)
class Shown:
    """What a page shows around its readings, and what those are."""

    groups: list[Group] = field(default_factory=list)  # those whose character can be read so
    others: int = 0  # groups whose character cannot
    around: int = 0  # Chinese characters of the runs that hold readings
    elsewhere: list[str] = field(default_factory=list)  # the other runs
    told: list[str] = field(default_factory=list)  # the runs that hold readings, without them
    bare: set[str] = field(default_factory=set)  # characters around that stand without a reading
    again: set[str] = field(default_factory=set)  # characters annotated after they stood without a reading

    @property
    def density(self) -> float:
        """Return which share of the Chinese characters around is annotated."""
        return len(self.groups) / max(1, self.around)


def look_at(text: str) -> Shown:
    """Return what the text between the markup shows; what scripts and attributes hold is no evidence."""
    shown = Shown()
    looked_at = list(islice(groups_in(text), LOOKS))
    limit = looked_at[-1].brackets[-1].end if len(looked_at) == LOOKS else len(text)
    groups = iter(looked_at)
    group = next(groups, None)
    room = _ELSEWHERE
    for start, last in text_runs(text):
        if start >= limit:
            break
        end = min(last, limit)
        while group is not None and group.base < start:
            group = next(groups, None)
        if group is None or group.base >= end:
            if room > 0:
                shown.elsewhere.append(text[start:end])
                room -= end - start
            continue
        position, pieces = start, []
        while group is not None and group.base < end:
            pieces.append(text[position : group.base])
            shown.bare.update(pieces[-1])
            if _is_listed_alone(text, group):
                pass  # 人(ren)、口(kou): a list to learn, and no text
            elif group.is_read:
                shown.groups.append(group)
                shown.again |= {group.character} & shown.bare
            else:
                shown.others += 1
            pieces.append(group.character)
            position = max(group.base + 1, min(end, group.brackets[-1].end))
            group = next(groups, None)
        pieces.append(text[position:end])
        shown.bare.update(pieces[-1])
        shown.told.append("".join(pieces))
    shown.around = sum(len(_HAN.findall(run)) for run in shown.told)
    return shown


def _is_listed_alone(text: str, group: Group) -> bool:
    """Tell whether an annotated character stands by itself, with one reading."""
    before, behind = group.base - 1, group.brackets[-1].end
    inside = before >= 0 and (_HAN.match(text, before) or text[before] in _CLOSING)
    return not (inside or _HAN.match(text, behind) or group.is_repeated)
