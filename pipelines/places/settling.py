"""Which division each sighting stands for: what is certain by itself settles what stands beside it, and that the rest."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from pipelines.places.gazetteer import Kind, is_inside, level
from pipelines.places.named_spans import Sighting
from pipelines.places.settled_places import SettledPlaces

_PREFECTURE, _PROVINCE = 4, 2
"""Digits of a code that say so much."""
_BARE = 2
"""Characters of a county's whole name that is hardly one: 新县, 和县."""


def settled(sightings: Sequence[Sighting]) -> list[tuple[Sighting, str]]:
    """Return the sightings whose division is certain, each with its code, in their order."""
    options, barred = joined(sightings)
    codes = {
        at: codes[0]
        for at, codes in options.items()
        if len(codes) == 1 and (sightings[at].closed or (at + 1 in options and sightings[at + 1].touches))
    }
    codes |= {
        at: one.form.codes[0]
        for at, one in enumerate(sightings)
        if at not in codes and at not in barred and at not in options and _is_certain(one)
    }
    for _ in range(
        3
    ):  # the certain ones settle shared names and prefectures, these their counties and shared names again
        known = SettledPlaces(sightings, codes)
        told = {
            at: code
            for at, one in enumerate(sightings)
            if at not in codes and at not in barred
            if (code := _settle(at, one, options.get(at, one.form.codes), known))
        }
        if not told:
            break
        codes |= told
    return [(sightings[at], codes[at]) for at in sorted(codes)]


def joined(sightings: Sequence[Sighting]) -> tuple[dict[int, tuple[str, ...]], set[int]]:
    """Return, of names side by side, the divisions of which one is inside the other: 绍兴|柯桥区, 南京|鼓楼区.

    Beside them, the names that the one before them rules out: no division of that name is in that province.
    """
    options: dict[int, tuple[str, ...]] = {}
    barred: set[int] = set()
    for at, one in enumerate(sightings):
        if not one.touches:
            continue
        parent = sightings[at - 1]
        before, here = options.get(at - 1, _all_codes(parent)), _all_codes(one)
        parents = [code for code in before if any(is_inside(own, code) for own in here)]
        if parents:
            own = [code for code in here if any(is_inside(code, parent) for parent in parents)]
            options[at] = _highest(one, _preferred(own, one.form.codes))
            within = [code for code in parents if any(is_inside(child, code) for child in options[at])]
            options[at - 1] = _preferred(within, parent.form.codes)
        elif level(here[0]) > min(map(level, before)) and not {code[:2] for code in before} & {
            code[:2] for code in here
        }:
            barred.add(at)
    return options, barred


def _all_codes(one: Sighting) -> tuple[str, ...]:
    return one.form.former if one.form.kind is Kind.FULL else one.form.codes


def _preferred(codes: Sequence[str], first: Sequence[str]) -> tuple[str, ...]:
    """Return the codes that count first where there are any, else the last of the former ones."""
    return tuple(code for code in codes if code in first) or tuple(codes[-1:])


def _highest(one: Sighting, codes: Sequence[str]) -> tuple[str, ...]:
    """Return, of a short name, the codes of the highest level: 辽宁朝阳 is the prefecture and not the county in it."""
    top = min(map(level, codes)) if one.form.kind is Kind.SHORT else None
    return tuple(code for code in codes if top is None or level(code) == top)


def _is_certain(one: Sighting) -> bool:
    """Tell whether a name needs no other: a full one that one division bears, a short one of a province."""
    if one.form.kind is Kind.SHORT:
        return level(one.form.codes[0]) == 0 and one.closed
    return len(one.form.codes) == 1 and len(one.form.text) > _BARE and one.form.needs != "parented"


def _settle(at: int, one: Sighting, options: Sequence[str], known: SettledPlaces) -> str | None:
    """Return the code of a name that other places of the article settle."""
    if one.form.kind is Kind.SHORT:
        return _settle_short(at, one, options, known) if one.closed else None
    if one.listed and (code := _beside(known.code_at(at - 1), one, options)):
        return code
    same = known.of_the_name(one.form.text) & set(options)
    if len(same) == 1 and (not one.form.needs or (one.free and len(one.form.text) > _BARE)):
        return same.pop()
    if one.form.needs == "parented" or (len(one.form.text) == _BARE and not (one.free and one.closed)):
        return None
    return _settle_shared(one, options, known)


def _beside(neighbour: str | None, one: Sighting, options: Sequence[str]) -> str | None:
    """Return the one division of the prefecture of the name before it in a list: 济南市历下区、市中区."""
    if neighbour is None or level(neighbour) == 0:
        return None
    near = [code for code in options if code[:_PREFECTURE] == neighbour[:_PREFECTURE] and code != neighbour]
    return near[0] if len(near) == 1 and level(near[0]) == level(neighbour) else None


def _settle_short(at: int, one: Sighting, options: Sequence[str], known: SettledPlaces) -> str | None:
    """Return the code of a short name: its full one is told, or a prefecture's province, or a county's parent in the line."""
    highest = min(map(level, options))
    told = [code for code in options if code in known.codes]
    chosen = told or [code for code in options if level(code) == highest and one.form.needs != "beside"]
    if not told and highest < level("330603"):
        chosen = [code for code in chosen if code[:_PROVINCE] in known.beginnings]
    elif not told:
        chosen = [code for code in chosen if one.free and known.is_parent_before(at, code)]
    return chosen[0] if len(chosen) == 1 else None


def _settle_shared(one: Sighting, options: Sequence[str], known: SettledPlaces) -> str | None:
    """Return the one option whose prefecture, or else whose province, the article names.

    Where it names those of several, the one of the nearest sentence that names any, not behind; None where that names several.
    """
    for digits in (_PREFECTURE, _PROVINCE):
        supported = {code[:digits]: code for code in options if code[:digits] in known.beginnings}
        if sum(code[:digits] in supported for code in options) == 1:
            return next(iter(supported.values()))
        if supported:
            return (
                _of_the_nearest_sentence(one, supported, known.sentences) if digits == _PREFECTURE else None
            )
    return None


def _of_the_nearest_sentence(
    one: Sighting, supported: Mapping[str, str], sentences: Mapping[tuple[str, str], Sequence[int]]
) -> str | None:
    def nearest() -> Iterator[tuple[int, str]]:
        for start, code in supported.items():
            told = sentences.get((one.field, start), ())
            if before := bisect_right(told, one.sentence):
                yield told[before - 1], code

    found = sorted(nearest(), reverse=True)
    if not found or (len(found) > 1 and found[0][0] == found[1][0]):
        return None
    return found[0][1]
