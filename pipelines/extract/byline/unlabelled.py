"""Credits without a label: the outlet, account or reporter printed beside the date and nothing else.

`2023-06-12 15:27  山阳日报`, `张某／山阳日报`, or an account's name between headline and date. That a word
stands there says nothing: each needs a ground of its own.
"""

import re
from collections.abc import Iterator

from pipelines.extract.byline.grammar import read_source
from pipelines.extract.byline.guesses import Guess, Where, guess_cell, is_no_name
from pipelines.extract.byline.hints import EDGE, hints_of
from pipelines.extract.byline.labels import find_labels
from pipelines.extract.byline.mentions import Agreement
from pipelines.extract.byline.outlets import LONGEST_OUTLET, is_outlet
from pipelines.extract.evidence.candidates import Ground
from pipelines.extract.reading.lines import JOINT, Line
from pipelines.extract.reading.zones import Zones, is_prose
from pipelines.names import is_everyday
from schemas import Moment

_RELATIVE = re.compile(
    rf"(?:^|(?<=[ {JOINT}]))(?:今天|昨天|前天|刚刚|半小时前|[0-9]{{1,3}} ?(?:分钟|小时|天|周|个月)前)(?: ?[0-9]{{1,2}}:[0-9]{{2}})?(?=$|[ {JOINT}])"
    r"|(?<![0-9-])[01]?[0-9][-/月][0-3]?[0-9]日? [0-9]{1,2}:[0-9]{2}"
    r"|(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?(?: ?[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)?"
)
"""A date as it is printed where the page's data gave the day."""
_LONGEST_DATED = 60
"""Characters of a row that holds such a date: a longer one is prose."""
_ACCOUNT_REMARK = re.compile("(?:官方)?[账帐]号$|原创$")
_BOXED = re.compile(r"[\[【〔<《]([^\[\]【】〔〕<>《》]{2,24})[\]】〕>》]")
_BETWEEN = re.compile(rf"[{JOINT}|｜]|(?<![A-Za-z0-9.]) |(?<=[\u4e00-\u9fff]) | (?![A-Za-z0-9.&])")
_NEAR = 3
"""Rows before and after the date that are looked at."""
_FEWEST_HAN = 2
_LONGEST_PEN_NAME = 4
"""Characters of a pen name beside others."""
_FEWEST_PEN_NAMES = 3
"""Names in a row from which two with a known surname vouch for all."""


def read_beside_date(zones: Zones, date: Moment | None, agreement: Agreement) -> Iterator[Guess]:
    """Yield what stands beside the visible date and may be an outlet or a reporter, the nearest first.

    Without a visible date the rows under the headline are read.
    """
    rows = zones.header
    here = _date_row(rows, date)
    if here is None:
        above, below = rows[:0], rows[1 : 1 + _NEAR]
    else:
        printed = date.raw if date is not None and date.rule == "label" else _printed_date(rows[here])
        yield from _read(rows[here], printed, Where.BESIDE, agreement)
        above, below = rows[max(1, here - _NEAR) : here], rows[here + 1 : here + 1 + _NEAR]
    for where, near in ((Where.ABOVE, reversed(above)), (Where.BELOW, iter(below))):
        for row in near:
            if len(row.spaced) <= LONGEST_OUTLET * 2 and not is_prose(row.spaced):
                beside = here is not None and where is Where.BELOW and _is_next(rows[here], row)
                yield from _read(row, "", Where.NEXT if beside else where, agreement)


def _is_next(dated: Line, row: Line) -> bool:
    """Tell whether a row is another cell of the date's table row, or the box beside the date's own."""
    if dated.row is not None:
        return dated.row is row.row
    box = dated.element.getparent()
    siblings = row.element.getprevious() is dated.element and row.element.getparent() is box
    return siblings and row.element.tag == dated.element.tag


def find_date_row(zones: Zones, date: Moment | None) -> Line | None:
    """Return the row of the header that prints the date."""
    here = _date_row(zones.header, date)
    return None if here is None else zones.header[here]


def _date_row(rows: tuple[Line, ...], date: Moment | None) -> int | None:
    """Return the row that prints the date, or 昨天 where the page's data gave the day."""
    if date is None or date.rule != "label":
        return next((index for index, row in enumerate(rows) if _printed_date(row)), None)
    # A date whose parts stand in rows of their own is known by its first part, the year.
    for printed in dict.fromkeys((date.raw.split()[0], re.split("[ /.-]", date.raw)[0])):
        here = next((index for index, row in enumerate(rows) if printed in _flat(row)), None)
        if here is not None:
            return here
    return None


def _printed_date(row: Line) -> str:
    """Return the date that a short row prints, empty where it prints none."""
    found = _RELATIVE.search(row.parts) if len(row.parts) <= _LONGEST_DATED else None
    return found.group() if found else ""


def _flat(row: Line) -> str:
    return row.parts.replace(JOINT, " ")


def _read(row: Line, date: str, where: Where, agreement: Agreement) -> Iterator[Guess]:
    text = row.parts
    if date:
        text = text.replace(date, JOINT) if date in text else text.replace(JOINT, " ").replace(date, JOINT)
    labels = [label for label in find_labels(text) if label.role != "other"]
    hints = hints_of(row)
    cells = [(cell, hints.get(cell)) for cell in _cells(text)]
    guesses = [guess for cell, hint in cells for guess in guess_cell(cell, hint, where, agreement)]
    sources = [guess for guess in guesses if guess.field == "source"]
    people = [guess for guess in guesses if guess.field == "author"]
    if (
        labels
    ):  # beside labels only reporters in elements of their own are believed, and an outlet before them
        before = set(_cells(text[: labels[0].start]))
        if all(label.role != "source" for label in labels):
            yield from (guess for guess in sources if guess.value in before and is_outlet(guess.value))
        named = {cell for cell, hint in cells if hint and hint.kind == "name"}
        yield from (guess for guess in people if guess.value in named)
        return
    yield from sources
    yield from _together(people, [cell for cell, _ in cells if not is_outlet(cell)])


def _together(people: list[Guess], words: list[str]) -> Iterator[Guess]:
    """Yield the reporters of a row as one credit; a name that is sure vouches for the others beside it."""
    sure = any(map(_is_sure, people))
    together = [guess for guess in people if sure and not guess.against and _is_like_a_name(guess)]
    yield from (guess for guess in people if guess not in together)
    if together:
        grounds = frozenset().union(*(guess.grounds for guess in together))
        yield Guess("author", "、".join(dict.fromkeys(guess.value for guess in together)), grounds)
    elif len(people) > 1 and any(map(_is_like_a_name, people)) and _are_pen_names(words):
        yield Guess("author", "、".join(words), frozenset({Ground.PLACE, Ground.FORM}))


def _are_pen_names(words: list[str]) -> bool:
    """Tell whether a row is nothing but short strange words, as many as no row of buttons has."""
    short = all(_FEWEST_HAN <= len(word) <= _LONGEST_PEN_NAME and not is_no_name(word) for word in words)
    everyday = any(len(word) == _FEWEST_HAN and is_everyday(word) for word in words)
    return len(words) >= _FEWEST_PEN_NAMES and short and not everyday


def _is_like_a_name(guess: Guess) -> bool:
    return _is_sure(guess) or Ground.SHAPE in guess.grounds


def _is_sure(guess: Guess) -> bool:
    return not guess.against and not guess.grounds.isdisjoint(_SURE)


_SURE = frozenset({Ground.FORM, Ground.NAMED, Ground.ELSEWHERE})


def _cells(text: str) -> Iterator[str]:
    """Yield the words of a row that may name somebody: neither labels nor numbers."""
    for cell in _BETWEEN.split(text):
        name = cell.strip(EDGE)
        if boxed := _BOXED.fullmatch(name):
            name = boxed[1].strip(EDGE)
        name = _ACCOUNT_REMARK.sub("", name)
        if 2 <= len(name) <= LONGEST_OUTLET and not re.search("[:：]", cell) and read_source(name):
            yield name
