"""Links gathered as the markup repeats them: the rows of one box, or the same column of rows that hold several."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from scraper.crawl.groups.anchors import Anchor, best_named

FEWEST_ALIKE = 3
"""Addresses of one kind that make a list of the box around them."""

MOST_A_ROW = 8
"""Links of one kind that one row of a list holds: a headline, its picture, its channel, its author, its comments."""

FEWEST_STRAYS = 2
"""Addresses of different kinds that stand in the same place of a box before they are a list."""

Way = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a box: the anchor that names it, and the element that repeats in the box."""

    anchor: Anchor
    element: HtmlElement


@dataclass(frozen=True, slots=True)
class Box:
    """Links that stand alike below one element; `element` is None for links that stand alone on the page."""

    element: HtmlElement | None
    rows: tuple[Row, ...]
    way: Way = ()  # the tags from a row down to its link
    crowd: int = 1  # rows of the box in which the same address stands, at most


def gather_boxes(anchors: Sequence[Anchor]) -> list[Box]:
    """Return the boxes of the page: each link is in one of them, at most once."""
    holders = _count_targets(anchors)
    by_holder: defaultdict[tuple[HtmlElement | None, str], list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        by_holder[_holder_of(anchor, holders), _key(anchor)].append(anchor)
    merged = _merge_rows(by_holder)
    boxes = [box for (holder, _), members in merged.items() for box in _split(holder, members)]
    return list(_place_strays(boxes, anchors))


def _key(anchor: Anchor) -> str:
    """Return what the links of a box have in common: the site that they lead to, and the kind of their addresses."""
    return f"{anchor.site} {anchor.kind}"


def _place_strays(boxes: Sequence[Box], anchors: Sequence[Anchor]) -> Iterator[Box]:
    """Yield the boxes; a link whose address is of another kind joins the list in whose rows it stands."""
    lists = [box for box in boxes if box.element is not None]
    homes: dict[tuple[HtmlElement | None, Way], int] = {}
    for number, box in enumerate(lists):
        place = box.element, box.way
        if place not in homes or len(lists[homes[place]].rows) < len(box.rows):
            homes[place] = number
    holders = _count_targets([replace(anchor, kind="") for anchor in anchors])
    joined: defaultdict[tuple[HtmlElement, Way], list[Row]] = defaultdict(list)
    for box in boxes:
        if box.element is not None:
            continue
        anchor = box.rows[0].anchor
        row, way, home = _find_home(anchor.element, homes)
        if home is not None:
            lists[home] = replace(lists[home], rows=_in_order((*lists[home].rows, Row(anchor, row))))
            continue
        holder = _holder_of(replace(anchor, kind=""), holders, FEWEST_STRAYS)
        if holder is None:
            yield box
        else:
            row, way = _row_of(anchor.element, holder)
            joined[holder, way].append(Row(anchor, row))
    for (holder, way), rows in joined.items():
        yield Box(holder if len(rows) > 1 else None, _in_order(rows), way)
    yield from lists


def _find_home(
    element: HtmlElement, homes: dict[tuple[HtmlElement | None, Way], int]
) -> tuple[HtmlElement, Way, int | None]:
    """Return the row of the element in the list whose rows it stands in, the way to it, and the list's number."""
    way: Way = ()
    for row in (element, *element.iterancestors()):
        way = (str(row.tag), *way)
        if (home := homes.get((row.getparent(), way))) is not None:
            return row, way, home
    return element, way, None


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: row.anchor.place))


def _count_targets(anchors: Iterable[Anchor]) -> dict[tuple[HtmlElement, str], set[str]]:
    """Return for each element the addresses of each kind below it, as many as are needed to call it a list."""
    found: defaultdict[tuple[HtmlElement, str], set[str]] = defaultdict(set)
    for anchor in anchors:
        for above in anchor.element.iterancestors():
            targets = found[above, _key(anchor)]
            if len(targets) <= MOST_A_ROW:
                targets.add(anchor.target)
    return found


def _holder_of(
    anchor: Anchor, holders: dict[tuple[HtmlElement, str], set[str]], fewest: int = FEWEST_ALIKE
) -> HtmlElement | None:
    for above in anchor.element.iterancestors():
        if above.tag == "html" or (above.tag == "body" and fewest < FEWEST_ALIKE):
            break
        if len(holders[above, _key(anchor)]) >= fewest:
            return above
    return None


def _merge_rows(
    by_holder: dict[tuple[HtmlElement | None, str], list[Anchor]],
) -> dict[tuple[HtmlElement | None, str], list[Anchor]]:
    """Return the groups, those of neighbours that are rows of one list as one: each holds as many links, few."""
    rows: defaultdict[tuple[HtmlElement, str, str], list[HtmlElement]] = defaultdict(list)
    for (holder, kind), members in by_holder.items():
        if holder is None or (parent := holder.getparent()) is None:
            continue
        if len({each.target for each in members}) <= MOST_A_ROW:
            rows[parent, str(holder.tag), kind].append(holder)
    into = {
        (holder, kind): parent
        for (parent, _, kind), holders in rows.items()
        if len(holders) >= FEWEST_ALIKE
        for holder in holders
    }
    merged: dict[tuple[HtmlElement | None, str], list[Anchor]] = {}
    for (holder, kind), members in by_holder.items():
        target = into.get((holder, kind), holder) if holder is not None else None
        merged.setdefault((target, kind), []).extend(members)
    return merged


def _split(holder: HtmlElement | None, members: Sequence[Anchor]) -> Iterator[Box]:
    """Yield the columns of a box: links by the way from their row down to them, one for each address."""
    if holder is None:
        for each in _by_target(members):
            yield Box(None, (Row(each[0], each[0].element),))
        return
    ways: defaultdict[Way, list[Row]] = defaultdict(list)
    crowd: Counter[str] = Counter()
    seen: set[tuple[HtmlElement, str]] = set()
    in_row: Counter[tuple[HtmlElement, Way]] = Counter()
    for group in _by_row(holder, members):
        best = best_named([anchor for anchor, _, _ in group])
        row, way = next((row, way) for anchor, row, way in group if anchor is best)
        if (row, best.target) in seen:
            continue
        seen.add((row, best.target))
        crowd[best.target] += 1
        in_row[row, way] += 1
        ways[(*way, str(in_row[row, way]))].append(Row(best, row))
    for way, rows in (_join_places(ways) if _is_flat(in_row) else ways).items():
        if len(rows) < FEWEST_ALIKE:
            yield from (Box(None, (row,)) for row in rows)
            continue
        named: dict[str, Row] = {}  # two links in a row to one address: the one that says where they lead
        for one in rows:
            target = one.anchor.target
            if target not in named or one.anchor.share > named[target].anchor.share:
                named[target] = one
        yield Box(holder, tuple(named.values()), way[:-1], max(crowd[target] for target in named))


def _is_flat(in_row: Counter[tuple[HtmlElement, Way]]) -> bool:
    """Tell whether the box has no rows of its own: its links follow one another within one or two elements."""
    return len({row for row, _ in in_row}) < FEWEST_ALIKE


def _join_places(ways: dict[Way, list[Row]]) -> dict[Way, list[Row]]:
    joined: dict[Way, list[Row]] = {}
    for way, rows in ways.items():
        joined.setdefault((*way[:-1], ""), []).extend(rows)
    return joined


def _by_target(members: Iterable[Anchor]) -> Iterator[list[Anchor]]:
    groups: defaultdict[str, list[Anchor]] = defaultdict(list)
    for each in members:
        groups[each.target].append(each)
    for group in groups.values():
        yield sorted(group, key=lambda each: -each.share)


def _by_row(
    holder: HtmlElement, members: Iterable[Anchor]
) -> Iterator[list[tuple[Anchor, HtmlElement, Way]]]:
    """Yield the anchors of each row that lead to one address, each with its row and the way down to it."""
    groups: defaultdict[tuple[HtmlElement, str], list[tuple[Anchor, HtmlElement, Way]]] = defaultdict(list)
    for anchor in members:
        row, way = _row_of(anchor.element, holder)
        groups[row, anchor.target].append((anchor, row, way))
    yield from groups.values()


def _row_of(element: HtmlElement, holder: HtmlElement) -> tuple[HtmlElement, Way]:
    """Return the child of the holder that the element is or is below of, and the tags from there down to it."""
    way: list[str] = []
    for above in (element, *element.iterancestors()):
        way.append(str(above.tag))
        if above.getparent() is holder:
            return above, tuple(reversed(way))
    return element, tuple(way)
