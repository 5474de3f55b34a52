"""How many records stay as they are when their pages are written, named or surrounded otherwise."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from pipelines import clean
from schemas import Article, Page
from tests.quality.benchmark.render import later_pages, pages
from tests.quality.labelled import PAGES, PAGES2, entries, page_of
from tests.quality.metamorphosis.places import Held
from tests.quality.metamorphosis.transforms import TRANSFORMS

SITES = Path(__file__).parents[2] / "sites"
GROUND = frozenset(("evidence",))  # which rule gave a value may change; the value may not
DERIVED = frozenset(("fingerprint",))  # it changes with the body and tells nothing more
SEED = 13
BATCH = 16  # pages that one process takes at a time


@dataclass
class Kept:
    """By transform: pages it applies to, pages whose record stayed, and what changed of the others."""

    asked: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    changed: dict[str, list[str]] = field(default_factory=dict)

    def add(self, other: "Kept") -> None:
        """Count the other's pages as well."""
        self.asked += other.asked
        self.same += other.same
        for name, lost in other.changed.items():
            self.changed.setdefault(name, []).extend(lost)

    def shares(self) -> dict[str, float]:
        """Return the share of unchanged records of each transform that applied to a page."""
        return {name: self.same[name] / self.asked[name] for name in TRANSFORMS if self.asked[name]}


def fixtures() -> Iterator[tuple[str, Page]]:
    """Yield the saved pages of tests/sites, with their names."""
    for path in sorted(SITES.glob("*/*/page.html")):
        about = json.loads(path.with_name("page.json").read_text("utf-8"))
        yield f"{path.parent.parent.name}/{path.parent.name}", Page(body=path.read_bytes(), **about)


def invented() -> Iterator[tuple[str, Page]]:
    """Yield the pages of the benchmark, with their names."""
    for rendered in (*pages(), *later_pages()):
        yield rendered.name, rendered.page()


def labelled() -> Iterator[tuple[str, Page]]:
    """Yield the labelled pages that are present."""
    for folder in filter(Path.is_dir, (PAGES, PAGES2)):
        for entry in entries(folder / "gold.jsonl"):
            yield entry["id"], page_of(folder, entry)


SETS: Mapping[str, Callable[[], Iterator[tuple[str, Page]]]] = {
    "fixtures": fixtures,
    "benchmark": invented,
    "labelled": labelled,
}
"""The pages by the names of their floors; the labelled ones are none where nothing lies beside the checkout."""


def record(page: Page) -> Mapping[str, Any]:
    """Return what must not change: the record without its grounds, or the reason of the refusal."""
    result = clean(page)
    if isinstance(result, Article):
        return result.model_dump(mode="json", exclude=set(GROUND))
    return {"reason": str(result.reason.value)}


def compare(named: Iterable[tuple[str, Page]]) -> Kept:
    """Return how many records of these pages each transform left as they were."""
    kept = Kept()
    for name, page in named:
        before = record(page)
        held = Held(*(before.get(part, "") for part in ("title", "date_raw", "body", "reason")))
        for transform, apply in TRANSFORMS.items():
            changed = apply(page, held, Random(f"{SEED} {name} {transform}"))
            if changed is None or changed.body == page.body:
                continue
            kept.asked[transform] += 1
            after = record(changed)
            if after == before:
                kept.same[transform] += 1
            else:
                kept.changed.setdefault(transform, []).append(f"{name}: {difference(before, after)}")
    return kept


def difference(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return the names of the fields that changed, or what became of an article or a refusal.

    >>> difference({"title": "麦收", "source": None}, {"title": "麦收", "source": "关闭"})
    'source'
    >>> difference({"reason": "gallery"}, {"title": "麦收", "source": None})
    'gallery -> article'
    """
    if "reason" in before or "reason" in after:
        return f"{before.get('reason', 'article')} -> {after.get('reason', 'article')}"
    return ", ".join(name for name in before if before[name] != after[name] and name not in DERIVED)


def compare_all(named: Iterable[tuple[str, Page]]) -> Kept:
    """Return the same as compare(), the pages spread over the machine's processors."""
    listed = list(named)
    batches = [listed[start : start + BATCH] for start in range(0, len(listed), BATCH)]
    kept = Kept()
    with ProcessPoolExecutor() as workers:
        for part in workers.map(compare, batches):
            kept.add(part)
    return kept


def sample() -> list[tuple[str, Page]]:
    """Return the few pages that the fast suite asks, spread over the fixtures and the benchmark."""
    return [*list(fixtures())[::28], *list(invented())[::40]]
