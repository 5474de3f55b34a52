"""How right clean() is on the public benchmark: on its old part, and on the kinds that came later."""

import json
from collections.abc import Callable
from typing import Any

from pipelines import clean
from schemas import Article, Page
from tests.quality.benchmark.render import Rendered, later_pages, pages
from tests.quality.figures import Reading, Score

Reader = Callable[[Page], Reading | None]
PARTS = {"benchmark": pages, "kinds": later_pages}
"""The parts of the benchmark by the names of their floors."""


def read(page: Page) -> Reading | None:
    """Return clean()'s article as plain data, or None where it is refused."""
    result = clean(page)
    return json.loads(result.model_dump_json()) if isinstance(result, Article) else None


def measure_benchmark(
    part: str, reader: Reader = read, group: Callable[[Rendered], str] = lambda page: page.kind
) -> tuple[dict[str, Score], dict[str, list[str]]]:
    """Return the scores on a part's pages, of all and of each group, and each wrong page's wrong fields."""
    scores: dict[str, Score] = {"all": Score()}
    faults: dict[str, list[str]] = {}
    for rendered in PARTS[part]():
        found = reader(rendered.page())
        wrong = scores["all"].add(rendered.gold, found)
        scores.setdefault(group(rendered), Score()).add(rendered.gold, found)
        if wrong:
            faults[rendered.name] = [_fault(name, rendered.gold, found) for name in wrong]
    return scores, faults


def _fault(name: str, gold: Reading, found: Reading | None) -> str:
    if found is None:
        return f"{name}: refused"
    if name != "body":
        return f"{name}: {found.get(name)!r} where {gold[name]!r} is right"
    return f"body: {_differences(gold['body'], found.get('body') or '')}"


def _differences(gold: str, found: str) -> dict[str, Any]:
    """Return the lines that are missing and those that are foreign, each cut to what tells it."""
    wanted, got = gold.split("\n"), found.split("\n")
    return {
        "missing": [line[:30] for line in wanted if line not in got],
        "foreign": [line[:30] for line in got if line not in wanted],
    }
