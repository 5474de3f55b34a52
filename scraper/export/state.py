"""What has been exported into a target: which runs of which site, and how; so that more can be added later."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, Self

from pydantic import Field, ValidationError

from schemas.reader import first_fault
from schemas.record import Record
from scraper.run_names import ARTICLES, moment_of_run

STATE_VERSION: Final = 1

_PACKED = (".gz", ".zst")


class BadState(ValueError):
    """A target cannot be added to."""


class Options(Record):
    """How the rows of a target were chosen: what is added later is chosen in the same way, or nobody knows what it has."""

    columns: tuple[str, ...]
    latest: bool
    since: str | None = None
    until: str | None = None
    sites: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    places: bool = False
    reprints: bool = False


class RunFile(NamedTuple):
    """The file of a finished run, and the folder of its site."""

    site: str
    run: str
    file: Path


class State(Record):
    """What a target says of itself."""

    version: Literal[1] = STATE_VERSION
    options: Options
    exports: int = Field(default=1, ge=1, description="how often it was added to, the first time included")
    runs: Mapping[str, tuple[str, ...]] | None = Field(
        description="the runs that it has, by the folder of their site; null where other files were exported"
    )

    def lacks(self, run: RunFile) -> bool:
        """Tell whether a run was not exported yet."""
        return run.run not in (self.runs or {}).get(run.site, ())

    def with_runs(self, runs: Iterable[RunFile]) -> Self:
        """Return the state after these runs too."""
        added: dict[str, set[str]] = {site: set(names) for site, names in (self.runs or {}).items()}
        for one in runs:
            added.setdefault(one.site, set()).add(one.run)
        told = {site: tuple(sorted(names)) for site, names in sorted(added.items())}
        return self.model_copy(update={"runs": told, "exports": self.exports + 1})


def read_state(text: str, target: Path) -> State:
    """Return what a target's own text says; raise BadState, in one line, where this program cannot read it."""
    try:
        return State.model_validate_json(text)
    except ValidationError as error:
        raise BadState(f"{target} cannot be added to: {first_fault(error)}") from None


def check_options(before: Options, now: Options, target: Path) -> None:
    """Return where rows chosen now fit to those chosen before; raise BadState that names what differs."""
    for name in Options.model_fields:
        was, wanted = getattr(before, name), getattr(now, name)
        if was != wanted:
            raise BadState(
                f"{target} was made with {_told(name, was)}, now it is {_told(name, wanted)}: export with the"
                " same options, or into another target"
            )


def _told(name: str, value: object) -> str:
    if isinstance(value, tuple):
        return f"{name} {','.join(value) or 'not chosen'}"
    return f"{name} {'not chosen' if value is None else value}"


def run_of(file: Path) -> RunFile | None:
    """Return the run that a file holds, DATA_DIR/<site>/articles/<run>.jsonl; None where it is no such file.

    >>> run_of(Path("data/tibet/articles/20230612T072700250Z.jsonl"))[:2], run_of(Path("old.jsonl"))
    (('tibet', '20230612T072700250Z'), None)
    """
    place = file.resolve()
    name = place.name
    for ending in _PACKED:
        name = name.removesuffix(ending)
    run = name.removesuffix(".jsonl")
    if place.parent.name != ARTICLES or run == name or moment_of_run(run) is None:
        return None
    return RunFile(place.parent.parent.name, run, file)


def runs_of(files: Iterable[Path]) -> tuple[list[RunFile], Path | None]:
    """Return the runs that the files hold, and the first file that is no run, or None.

    Raise BadState where one run lies in two files: it cannot be told which was exported.
    """
    runs: dict[tuple[str, str], RunFile] = {}
    for file in files:
        run = run_of(file)
        if run is None:
            return [], file
        if other := runs.get(run[:2]):
            raise BadState(f"{other.file} and {file} have the name of one run of {run.site}")
        runs[run[:2]] = run
    return list(runs.values()), None
