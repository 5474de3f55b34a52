"""The quality gate: `python -m tests.quality` prints the tables and fails below a floor.

--faults lists each wrong page; --peers measures the peers that are installed as well; --part takes one table.
--raise moves floors up, and ceilings of false values down, to what is measured. Loosening one takes
--lower SET FIELD VALUE or --allow-false SET FIELD VALUE, and --reason "why", which is kept in floors.json.
"""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping

from tests.quality.benchmark.render import Rendered
from tests.quality.chains import measure_chains
from tests.quality.figures import Figure
from tests.quality.floors import below, loosened, raised, read_floors, write_floors
from tests.quality.labelled import LABELLED
from tests.quality.listings import LISTINGS, find_long_names, measure_listings
from tests.quality.measure import PARTS, measure_benchmark
from tests.quality.metamorphosis.measure import SETS, compare, compare_all, sample
from tests.quality.mirrors import compare_all as compare_mirrored
from tests.quality.peers import asked, peers
from tests.quality.sentences import count_all
from tests.quality.tables import fields_table, metamorphosis_table

Figures = Mapping[str, Figure]
GROUPS: Mapping[str, Callable[[Rendered], str]] = {
    "benchmark": lambda page: page.family,
    "kinds": lambda page: page.kind,
}
METAMORPHOSIS, MIRRORS, SENTENCES, CHAINS = "metamorphosis", "mirrors", "sentences", "chains"
ALL_PARTS = (*PARTS, *LABELLED, *LISTINGS, METAMORPHOSIS, MIRRORS, SENTENCES, CHAINS)
TITLES = {
    "benchmark": "public benchmark, old part",
    "kinds": "public benchmark, new part",
    "pages": "labelled pages",
    "pages2": "labelled pages of a public benchmark",
    "lists": "real listing pages",
    "sites": "listings of the described sites, read without their spiders",
}


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--faults", action="store_true")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--part", action="append", choices=ALL_PARTS)
    parser.add_argument("--raise", dest="rise", action="store_true")
    parser.add_argument("--lower", nargs=3, metavar=("SET", "FIELD", "VALUE"))
    parser.add_argument("--allow-false", nargs=3, metavar=("SET", "FIELD", "VALUE"))
    parser.add_argument("--reason")
    return parser


def _show(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def _show_faults(faults: Mapping[str, Iterable[object]]) -> None:
    for page, found in faults.items():
        print(page, *found, sep="\n    ")


def measure_part(part: str, *, with_peers: bool, with_faults: bool) -> dict[str, Figures]:
    """Print a part's table; return its figures by the name of their floors, nothing where it is not there."""
    readers = peers() if with_peers else {}
    if part in PARTS:
        scores, faults = measure_benchmark(part, group=GROUPS[part])
        rows = {group: score.figures() for group, score in scores.items()}
        own = rows["all"]
        rows |= {
            name: asked(peer, measure_benchmark(part, peer.read)[0]["all"].figures())
            for name, peer in readers.items()
        }
    else:
        folder, measure = LABELLED[part]
        if not folder.is_dir():
            print(f"\n{TITLES[part]}: skipped, nothing at {folder}")
            return {}
        own, faults = measure()
        rows = {"difang": own} | {name: asked(peer, measure(peer.read)[0]) for name, peer in readers.items()}
    _show(fields_table(TITLES[part], rows))
    if with_faults:
        _show_faults(faults)
    return {part: own}


def measure_list_part(part: str, *, with_faults: bool) -> dict[str, Figures]:
    """Print how the listing pages of a set are read; return the figures, nothing where the set is not there."""
    folder, pages = LISTINGS[part]
    if not folder.is_dir():
        print(f"\n{TITLES[part]}: skipped, nothing at {folder}")
        return {}
    own, faults = measure_listings(pages())
    rows = {
        "difang": own,
        "every link of ten Chinese characters": measure_listings(pages(), find_long_names)[0],
    }
    _show(fields_table(TITLES[part], rows))
    if with_faults:
        _show_faults(faults)
    return {part: own}


def measure_metamorphosis(*, with_faults: bool) -> dict[str, Figures]:
    """Print the table of transforms; return the figures of each set that is present, and of the sample."""
    kept = {name: compare_all(pages()) for name, pages in SETS.items()}
    _show(metamorphosis_table(kept))
    if with_faults:
        for name, of in kept.items():
            print(f"\nrecords of {name} that changed")
            _show_faults(of.changed)
    kept = {f"{METAMORPHOSIS}: {name}": of for name, of in kept.items() if of.asked}
    kept[f"{METAMORPHOSIS}: sample"] = compare(sample())
    return {name: {t: Figure(share) for t, share in of.shares().items()} for name, of in kept.items()}


def measure_mirrors(*, with_faults: bool) -> dict[str, Figures]:
    """Print what comes back of whole pages that a mirror damaged; return the figures of each set and mirror."""
    measured: dict[str, Figures] = {}
    for name, of in SETS.items():
        pages = list(of())
        if not pages:
            print(f"\n{name} pages through three mirrors: skipped, nothing lies beside the checkout")
            continue
        returned = compare_mirrored(pages)
        rows = {kind: of.figures() for kind, of in returned.items()}
        _show(
            fields_table(f"{name} pages through three mirrors ({returned['marks'].score.pages} each)", rows)
        )
        measured |= {f"{MIRRORS}: {name}, {kind}": row for kind, row in rows.items()}
        for kind, back in returned.items() if with_faults else ():
            print(f"\npages of {name} whose record did not come back from the mirror: {kind}")
            _show_faults(back.faults)
    return measured


def measure_sentences() -> dict[str, Figures]:
    """Print how many invented sentences come back, by the mirror's habits; return the figures."""
    rows = {row: tally.figures() for row, tally in count_all().items()}
    _show(fields_table("invented sentences through mirrors; false: called exact and not", rows))
    return {f"{SENTENCES}: {row}": figures for row, figures in rows.items()}


def show_chains() -> dict[str, Figures]:
    """Print how many invented sentences come back, by the chain of charsets; return the figures."""
    rows = measure_chains()
    _show(fields_table("invented sentences in a wrong charset; false: called exact and not", rows))
    return {f"{CHAINS}: {chain}": figures for chain, figures in rows.items()}


def main() -> int:
    """Measure, print, compare with the floors; return the exit code."""
    parser = _options()
    options = parser.parse_args()
    if options.lower or options.allow_false:
        if not options.reason:
            parser.error("a floor is lowered with a --reason")
        part, name, value = options.lower or options.allow_false
        false = options.lower is None
        write_floors(loosened(read_floors(), part, name, float(value), options.reason, false=false))
        return 0
    measured: dict[str, Figures] = {}
    for part in options.part or ALL_PARTS:
        if part == METAMORPHOSIS:
            measured |= measure_metamorphosis(with_faults=options.faults)
        elif part == MIRRORS:
            measured |= measure_mirrors(with_faults=options.faults)
        elif part == SENTENCES:
            measured |= measure_sentences()
        elif part == CHAINS:
            measured |= show_chains()
        elif part in LISTINGS:
            measured |= measure_list_part(part, with_faults=options.faults)
        else:
            measured |= measure_part(part, with_peers=options.peers, with_faults=options.faults)
    if options.rise:
        write_floors(raised(measured, read_floors()))
    problems = below(measured, read_floors())
    print(*problems, sep="\n")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
