"""How well drift is told, on simulated sites: `python -m tests.health.figures [SEED...] [-v]`.

A change is counted from the first run that shows it: by which an observer who knows to what the site changed has the
odds of `truth.SHOWS_IT`; "1st at all" counts from the first run that met any page of it. All that is told without a
change that explains it is a false alarm, each series by itself; what is told of runs that did fail is none.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from schemas.drifts import Kind
from scraper.health.drifting import quiet_days
from scraper.health.traces import trace_site
from tests.health.simulated import simulate
from tests.health.simulated_otherwise import simulate_otherwise
from tests.health.truth import SHOWS_IT, Change, SimulatedSite

TUNED, HELD_OUT = range(1, 7), range(101, 111)
"""Seeds: limits were chosen on the first, none was on the second."""

NOT_JUDGED = {"site dries up"}  # no run is the first: told by itself
NO_REDESIGN = frozenset({(Kind.FAILING, None), (Kind.UNFINISHED, None), (Kind.OWED, None)})
"""These are true when they are told: three runs in a row did fail."""


@dataclass
class Tally:
    """What was found, of what, and what was told without a reason."""

    years: float = 0.0
    false: list[str] = field(default_factory=list)
    late: dict[str, list[tuple[int | None, int | None]]] = field(default_factory=lambda: defaultdict(list))
    standing: int = 0  # mended, and told still three runs later
    mended: int = 0
    silent: list[str] = field(default_factory=list)

    def found_within(self, runs: int, *, shown: bool, what: str | None = None) -> float:
        """Return the part of the changes found on the first so many runs: those that show it, or those after it at all."""
        lates = [
            late[0 if shown else 1]
            for name, all_ in self.late.items()
            if what in {None, name}
            for late in all_
        ]
        return sum(late is not None and late < runs for late in lates) / len(lates) if lates else 1.0


def judge(sites: Iterable[SimulatedSite], tally: Tally) -> Tally:
    """Add what is told of the sites to the tally."""
    sites = list(sites)
    quiet = quiet_days(site.history for site in sites)
    for site in sites:
        runs = site.runs
        tally.years += (runs[-1].started_at - runs[0].started_at).days / 365
        noticed: dict[int, list[int]] = defaultdict(list)
        open_still: set[int] = set()
        for trace in trace_site(runs, quiet):
            numbers = {run.run: number for number, run in enumerate(runs)}
            for episode in trace.episodes:
                at = numbers[trace.runs[episode.noticed].run]
                change = _explain(site, trace.kind, trace.field, at)
                if change is not None:
                    noticed[id(change)].append(at)
                    if episode.ended is None:
                        open_still.add(id(change))
                elif (trace.kind, None) not in NO_REDESIGN:
                    verdict = episode.verdict
                    tally.false.append(
                        f"{site.name} {site.a_day:.1f}/d {trace.kind} {trace.field} run {at}/{len(runs)} "
                        f"{verdict.expected:.3f} -> {verdict.found:.3f} {verdict.chance:.1e}"
                        f" [{'; '.join(c.what for c in site.changes)}]"
                    )
        for change in site.changes:
            _count(tally, site, change, min(noticed[id(change)], default=None), id(change) in open_still)
    return tally


def _explain(site: SimulatedSite, kind: Kind, name: str | None, at: int) -> Change | None:
    """Return the change that a notice is right about."""
    return next(
        (
            change
            for change in site.changes
            if (kind, name) in change.shows and site.runs[at].started_at >= change.began
        ),
        None,
    )


def _count(tally: Tally, site: SimulatedSite, change: Change, at: int | None, stands: bool) -> None:
    shown, any_ = change.seen_from(SHOWS_IT), change.first
    if change.what in NOT_JUDGED:
        return
    if shown is not None and any_ is not None:
        tally.late[change.what].append(
            (max(0, at - shown) if at is not None else None, at - any_ if at is not None else None)
        )
        if at is None:
            tally.silent.append(
                f"{site.name} {site.a_day:.1f}/d {change.what} from run {any_}, shown {shown} of {len(site.runs)}"
            )
        elif at > shown:
            tally.silent.append(
                f"{site.name} {site.a_day:.1f}/d {change.what} from run {any_}, shown {shown}, told {at}"
            )
    if (
        change.ended
        and at is not None
        and len([run for run in site.runs if run.started_at > change.ended and run.articles]) >= 3
    ):
        tally.mended += 1
        tally.standing += stands


def table(tally: Tally) -> str:
    """Return the figures as lines."""
    lines = [
        f"{len(tally.false) / tally.years:.2f} false alarms a site and year ({len(tally.false)} in {tally.years:.0f} site-years)",
        f"{'':28}{'changes':>8}{'1st run that shows it':>23}{'within 2':>10}{'within 3':>10}{'1st at all':>12}{'within 3':>10}",
    ]
    for what in [*sorted(tally.late), None]:
        rows = sum(len(late) for name, late in tally.late.items() if what in {None, name})
        shares = [
            tally.found_within(runs, shown=shown, what=what)
            for runs, shown in ((1, True), (2, True), (3, True), (1, False), (3, False))
        ]
        cells = "".join(
            f"{share:>{width}.1%}" for share, width in zip(shares, (23, 10, 10, 12, 10), strict=True)
        )
        lines.append(f"{what or 'all':28}{rows:>8}{cells}")
    lines.append(
        f"{tally.standing} of {tally.mended} mended changes still told three runs with articles later"
    )
    return "\n".join(lines)


def tell(seeds: Iterable[int], generate: Callable[[int], list[SimulatedSite]], *, all_of_it: bool) -> str:
    """Return the figures of these seeds as lines, each false alarm and each change found late among them if wanted."""
    tally = Tally()
    for seed in seeds:
        judge(generate(seed), tally)
    return "\n".join([table(tally), *(tally.false + tally.silent if all_of_it else [])])


def main(words: list[str]) -> None:
    """Print the figures of both generators: seeds, -v for all false alarms and late finds, -t or -o for one generator."""
    seeds = [int(word) for word in words if word.isdigit()]
    generators = {"-t": (TUNED, simulate), "-o": (HELD_OUT, simulate_otherwise)}
    for name, (usual, generate) in generators.items():
        if name in words or not generators.keys() & set(words):
            sys.stdout.write(
                f"{generate.__module__}\n{tell(seeds or usual, generate, all_of_it='-v' in words)}\n\n"
            )


if __name__ == "__main__":
    main(sys.argv[1:])
