"""How right clean() is on real labelled pages, by their own scorers; they lie beside the checkout or nowhere."""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from schemas import Page
from tests.quality.figures import Figure, Reading
from tests.quality.measure import Reader, read

PAGES = Path(__file__).resolve().parents[3] / "shared" / "pages"
PAGES2 = PAGES.with_name("pages2")
SAVED = datetime(2026, 11, 23, 4, tzinfo=UTC)  # later than every labelled page: nothing is in the future
WELL_READ = 0.95  # the F1 from which the second set calls a body whole
Figures = dict[str, Figure]
Faults = Mapping[str, Any]


def measure_pages(reader: Reader = read) -> tuple[Figures, Faults]:
    """Return the first set's figures by field and body, and each page's faults."""
    scorer = _scorer(PAGES)
    gold = list(entries(PAGES / "gold.jsonl"))
    predictions = {entry["id"]: _predict(entry, reader) for entry in entries(PAGES / "manifest.jsonl")}
    result, faults, _ = scorer.evaluate(predictions, gold)
    figures = {}
    for name in scorer.FIELDS:
        of = result[name]
        false = (of["wrong"] + of["fp"]) / len(gold)
        figures["date" if name == "published" else name] = Figure(of["acc"], false, of["miss"] / len(gold))
    body = result["body"]
    figures |= {"body precision": Figure(body["P"]), "body recall": Figure(body["R"])}
    return figures | {"clean pages": Figure(body["perfect"])}, faults


def _predict(entry: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    """Return what is read from a page in the scorer's words; nulls for a refused page."""
    found = reader(page_of(PAGES, entry)) or {}
    date = found.get("date")
    if date and found.get("date_precision") == "day":
        date = date[:10]
    names = ("title", "source", "editor", "author", "body")
    return {"id": entry["id"], "published": date, **{name: found.get(name) for name in names}}


def measure_pages2(reader: Reader = read) -> tuple[Figures, Faults]:
    """Return the second set's figures: fields and bodies of its news pages, and the bodies of all of them."""
    scorer = _scorer(PAGES2)
    verdicts: dict[str, Counter[str]] = {name: Counter() for name in scorer.FIELDS}
    faults: dict[str, list[str]] = {}
    news: list[float] = []
    others: list[float] = []
    for gold in entries(PAGES2 / "gold.jsonl"):
        found = reader(page_of(PAGES2, gold)) or {}
        overlap = scorer.overlap(gold["body"], found.get("body"))[2]
        wrong = [] if overlap > WELL_READ else [f"body: {overlap:.3f}"]
        (news if gold["news"] else others).append(overlap)
        for name in scorer.FIELDS if gold["news"] else ():
            verdict = scorer.verdict(name, gold[name], found.get(name))
            verdicts[name][verdict] += 1
            if verdict != "right":
                wrong.append(f"{name}: {verdict}, {found.get(name)!r} where {gold[name]!r} is right")
        if wrong:
            faults[gold["id"]] = wrong
    figures = {name: _figure(counted) for name, counted in verdicts.items()}
    return figures | _bodies("news", news) | _bodies("all", [*news, *others]), faults


def _figure(counted: Counter[str]) -> Figure:
    total = max(1, counted.total())
    return Figure(counted["right"] / total, counted["false"] / total, counted["null"] / total)


def _bodies(name: str, overlaps: list[float]) -> Figures:
    total = max(1, len(overlaps))
    return {
        f"{name}: body F1": Figure(sum(overlaps) / total),
        f"{name}: over {WELL_READ}": Figure(sum(overlap > WELL_READ for overlap in overlaps) / total),
        f"{name}: read": Figure(sum(overlap > 0 for overlap in overlaps) / total),
    }


def page_of(folder: Path, entry: Reading) -> Page:
    """Return a labelled page as clean() takes it."""
    path = folder / "html" / f"{entry['id']}.html"
    charset = "text/html; charset=utf-8" if folder == PAGES2 else ""  # as the second set's own script says
    return Page(
        url=entry.get("url") or path.as_uri(),
        body=path.read_bytes(),
        content_type=charset,
        fetched_at=SAVED,
    )


def entries(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON lines."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _scorer(folder: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"scorer_of_{folder.name}", folder / "score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


LABELLED = {"pages": (PAGES, measure_pages), "pages2": (PAGES2, measure_pages2)}
"""The sets by the names of their floors: where each lies and what measures it."""
