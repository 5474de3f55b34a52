"""An export from its order to its target: new, or added to what is there."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from scraper.export.chosen_rows import Tally, Wanted, read_rows
from scraper.export.formats import FORMATS, NEWEST, Format, finish_intent, writing_new
from scraper.export.shape import Add, Shape
from scraper.export.state import BadState, Options, State, check_options, read_state, runs_of
from scraper.export.workplace import Workplace, open_workplace

Show = Callable[[int], None]
"""What hears how many rows were written."""


class BadTarget(ValueError):
    """Nothing can be exported to where it was asked for."""


class NoRows(ValueError):
    """No line of the files is meant."""


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for."""

    format: str
    target: Path
    files: Sequence[Path]
    shape: Shape
    options: Options
    wanted: Wanted = field(default_factory=Wanted)
    append: bool = False
    force: bool = False


def export(order: Order, tally: Tally, show: Show = lambda _: None) -> int:
    """Carry out an order; return how many files were read: 0 where all were exported before.

    Raise BadTarget, BadState or NoRows, in one line, where it cannot be carried out, Unreadable or BadLine for what
    cannot be read, Locked where another export is at work on the target, OSError where it could not be written: the
    target is then as it was.
    """
    check_target(order)
    with open_workplace(order.target, finish_intent) as place:
        if order.append and is_there(order.target):
            return _add(order, place, tally, show)
        runs, stranger = runs_of(order.files)
        if order.append and stranger:
            raise BadState(_no_run(stranger))
        state = State(options=order.options, runs=None if stranger else {})
        if not stranger:
            state = state.with_runs(runs).model_copy(update={"exports": 1})
        _fill(writing_new(order.format, place, order.shape, state), order.files, order, (tally, show))
        return len(order.files)


def _add(order: Order, place: Workplace, tally: Tally, show: Show) -> int:
    kind = FORMATS[order.format]
    assert kind.add_to
    assert kind.read_state
    text = kind.read_state(place.target)
    if text is None:
        raise BadState(f"{order.target} was not made by this command: nothing can be added to it")
    state = read_state(text, order.target)
    if state.runs is None:
        raise BadState(f"{order.target} was made from other files than runs: nothing can be added to it")
    check_options(state.options, order.options, order.target)
    runs, stranger = runs_of(order.files)
    if stranger:
        raise BadState(_no_run(stranger))
    fresh = [run for run in runs if state.lacks(run)]
    if fresh:
        files = [run.file for run in fresh]
        opened = kind.add_to(place, order.shape, state.with_runs(fresh))
        _fill(opened, files, order, (tally, show))
    return len(fresh)


def _fill(
    opened: AbstractContextManager[Add], files: Sequence[Path], order: Order, told: tuple[Tally, Show]
) -> None:
    """Hand the rows of the files to what takes them."""
    tally, show = told
    with opened as add:
        for row in read_rows(files, order.wanted, tally):
            add(row)
            show(tally.rows)
        if not tally.rows and not (order.append and is_there(order.target)):
            raise NoRows(_explain_none(tally))


def _explain_none(tally: Tally) -> str:
    if tally.bad:
        return f"no article: {tally.named[0]}"
    return "no article is meant: nothing was written"


def _no_run(file: Path) -> str:
    return f"{file} is no run of a site, DATA_DIR/<site>/articles/<run>.jsonl: --append takes these only"


def is_there(target: Path) -> bool:
    """Tell whether something stands where the target is to be; an empty folder is nothing."""
    return any(target.iterdir()) if target.is_dir() else target.exists()


def check_target(order: Order) -> None:
    """Return where the order can be carried out as far as its target tells; raise BadTarget where it cannot."""
    target, kind = order.target, FORMATS[order.format]
    if not target.resolve().parent.is_dir():
        raise BadTarget(f"{target}: there is no folder {target.parent}")
    if target.exists() and not (target.is_dir() if kind.is_folder else target.is_file()):
        raise BadTarget(f"{target} is {_what(target)}, and {order.format} makes {kind.described}")
    if order.append:
        _check_append(order, kind)
    if not is_there(target) or order.append:
        return
    if not order.force:
        adds = " --append adds to it," if kind.add_to else ""
        raise BadTarget(f"{target} is there:{adds} --force replaces it")
    if kind.is_folder and (not kind.read_state or kind.read_state(target) is None):
        raise BadTarget(f"{target} was not made by this command: it is not replaced")


def _what(path: Path) -> str:
    return "a folder" if path.is_dir() else "a file" if path.is_file() else "neither a file nor a folder"


def _check_append(order: Order, kind: Format) -> None:
    if order.force:
        raise BadTarget("--append adds to the target and --force replaces it: choose one")
    if not kind.add_to:
        there = ", ".join(name for name, one in FORMATS.items() if one.add_to)
        raise BadTarget(f"{order.format} is written as a whole: --append goes with {there}")
    if order.shape.latest and not kind.takes_back:
        raise BadTarget(
            f"--append to {order.format} takes back no row that a newer revision replaces: add --all-revisions,"
            f" and read the newest with {NEWEST}"
        )


def check_inputs(target: Path, inputs: Iterable[Path]) -> None:
    """Return where the target lies outside of what is read; raise BadTarget where the next export would read it."""
    place = target.resolve()
    for one in inputs:
        if place == one.resolve() or (one.is_dir() and place.is_relative_to(one.resolve())):
            raise BadTarget(f"{target} lies in {one}, which is read: choose another place")
