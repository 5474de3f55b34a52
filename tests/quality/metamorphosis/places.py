"""Where the article's box stands: what is put round it, before it and behind it.

The box is the smallest container of the page that holds the first and the last line of the record's body; the
whole is the smallest that holds the title and the printed date too. Where a page has no such container, the
transform does not apply to it.
"""

import html
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from tests.quality.metamorphosis.naming import hashed
from tests.quality.metamorphosis.pieces import Box, Piece, boxes, join, split, with_inserted

_CELLS = frozenset(("td", "body", "tbody", "table", "form"))
COLUMN_CHARACTERS = 20
"""Least text of a box that is a column of the page; less is a rule or a spacer."""

_FOOT = ("ICP", "版权所有", "Copyright", "公网安备")
_SILENT = frozenset(("soft_404", "wall", "login_wall", "list_page", "script_shell"))
"""Reasons of pages on which no reader comments: there is nothing to comment on."""

_WALLED = ("head", "tbody", "table")


@dataclass(frozen=True, slots=True)
class Held:
    """What the record says the page holds: enough to find the article's place, and nothing more."""

    title: str
    date_raw: str
    body: str
    reason: str = ""  # of a page that was refused


Move = Callable[[str, Held, Random], str | None]


@dataclass(frozen=True, slots=True)
class _Layout:
    pieces: list[Piece]
    body: Box | None  # the page's own
    around: list[
        Box
    ]  # the containers of the article's lines, from the smallest to the widest, within the body
    whole: list[Box]  # those of them that hold title and date too


def _squeezed(text: str) -> str:
    return "".join(html.unescape(text).split())


def _layout(page: str, held: Held) -> _Layout:
    pieces = split(page)
    texts = [piece.text if piece.kind == "text" else "" for piece in pieces]

    def holding(found: Sequence[Box], *lines: str) -> list[Box]:
        wanted = [_squeezed(line) for line in lines]
        result = []
        for box in found:
            text = _squeezed("".join(texts[box.first : box.last]))
            if all(line in text for line in wanted):
                result.append(box)
        return result

    found = boxes(pieces)
    page_body = next((box for box in found if box.name == "body"), None)
    inner = [box for box in found if box.name not in ("body", *_WALLED)]
    lines = held.body.split("\n")
    around = holding(inner if held.body else (), lines[0].replace("\t", ""), lines[-1].replace("\t", ""))
    around.sort(key=lambda box: box.last - box.first)
    around = [box for box in around if box == around[0] or box.holds(around[0])]
    return _Layout(pieces, page_body, around, holding(around, held.title.replace(" ", ""), held.date_raw))


def with_wrappers(page: str, held: Held, random: Random) -> str | None:
    """Return the page with the content of the article's box, and that of the body, in further boxes."""
    layout = _layout(page, held)
    inner = layout.around[:1] + ([layout.body] if layout.body else [])
    if not inner:
        return None
    additions: dict[int, str] = {}
    for box in inner:
        names = random.sample(("div", "div", "section", "div"), random.randint(1, 3))
        classes = [random.choice(("", f' class="{hashed(name, random.randrange(99))}"')) for name in names]
        opening = "".join(f"<{name}{classed}>" for name, classed in zip(names, classes, strict=True))
        additions[box.first + 1] = opening + additions.get(box.first + 1, "")
        additions[box.last] = additions.get(box.last, "") + "".join(f"</{name}>" for name in reversed(names))
    return join(with_inserted(layout.pieces, additions))


def in_a_table(page: str, held: Held, random: Random) -> str | None:
    """Return the page with the article in the wide cell of a layout table, a narrow empty one beside it."""
    layout = _layout(page, held)
    if not layout.whole:
        return None
    box = layout.whole[0]
    side = '<td width="20">&nbsp;</td>'
    left, right = random.choice(((side, ""), ("", side)))
    opening = f'<table width="960" border="0" cellspacing="0"><tr>{left}<td valign="top">'
    additions = {box.first + 1: opening, box.last: f"</td>{right}</tr></table>"}
    return join(with_inserted(layout.pieces, additions))


def behind_its_neighbour(page: str, held: Held, _: Random) -> str | None:
    """Return the page with the article behind the box that followed it: the columns stand as before by CSS."""
    layout = _layout(page, held)
    for box in reversed(layout.whole):
        if box.name in _CELLS:
            continue
        beside = _follower(layout.pieces, box)
        if beside and _is_a_column(layout.pieces[beside.first : beside.last]):
            pieces = layout.pieces
            return join(
                [
                    *pieces[: box.first],
                    *pieces[beside.first : beside.last + 1],
                    *pieces[box.last + 1 : beside.first],
                    *pieces[box.first : box.last + 1],
                    *pieces[beside.last + 1 :],
                ]
            )
    return None


def _is_a_column(pieces: Sequence[Piece]) -> bool:
    text = _squeezed(join(piece for piece in pieces if piece.kind == "text"))
    return len(text) >= COLUMN_CHARACTERS and not any(word in text for word in _FOOT)


def _follower(pieces: Sequence[Piece], box: Box) -> Box | None:
    """Return the container that stands next behind the box, with nothing but white space between."""
    starts = {found.first: found for found in boxes(pieces)}
    number = box.last + 1
    while number < len(pieces) and (pieces[number].kind == "comment" or not pieces[number].text.strip()):
        number += 1
    found = starts.get(number)
    return found if found and found.name not in _CELLS else None


def beside_a_sidebar(build: Callable[[Random], str]) -> Move:
    """Return a move that puts a column of other things before the article, as columns floated right stand."""

    def move(page: str, held: Held, random: Random) -> str | None:
        layout = _layout(page, held)
        free = [box for box in layout.whole if box.name not in _CELLS]
        if not free:
            return None
        column = f'<div style="float:right;width:300px">{build(random)}{build(random)}</div>'
        return join(with_inserted(layout.pieces, {random.choice(free).first: column}))

    return move


def surrounded(build: Callable[[Random], str], *, near: bool = True, spoken: bool = False) -> Move:
    """Return a move that adds a box behind the article, and one at the page's begin or end.

    Near: right behind the article's lines, before its own last line of credits too, where real pages have it.
    Spoken: not on pages that readers have nothing to say to.
    """

    def move(page: str, held: Held, random: Random) -> str | None:
        layout = _layout(page, held)
        if not layout.body or (spoken and held.reason in _SILENT):
            return None
        edge = random.choice((layout.body.first + 1, layout.body.last))
        additions = {edge: build(random)}
        places = layout.around if near else layout.whole
        free = [box for box in places if box.name not in _CELLS]
        if free:
            place = random.choice(free).last + 1
            additions[place] = additions.get(place, "") + build(random)
        return join(with_inserted(layout.pieces, additions))

    return move


def beside_or_within(build: Callable[[Random], str]) -> Move:
    """Return a move that adds a box in front of the article's lines, behind them, or in their box at an end of it."""

    def move(page: str, held: Held, random: Random) -> str | None:
        layout = _layout(page, held)
        if not layout.around:
            return None
        inner = layout.around[0]
        places = [inner.first + 1, inner.last]
        if inner.name not in _CELLS:
            places += [inner.first, inner.last + 1]
        return join(with_inserted(layout.pieces, {random.choice(places): build(random)}))

    return move


def with_farms(build: Callable[[Random], str]) -> Move:
    """Return a move that hides a block at the page's begin, at its end, and inside the article's box."""

    def move(page: str, held: Held, random: Random) -> str | None:
        layout = _layout(page, held)
        if not layout.body:
            return None
        places = [layout.body.first + 1, layout.body.last]
        if layout.around:
            places += [layout.around[0].first + 1, layout.around[0].last]
        return join(
            with_inserted(layout.pieces, {place: build(random) for place in random.sample(places, 2)})
        )

    return move
