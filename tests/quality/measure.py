"""How right clean() is: on the public benchmark, and on the labelled pages where they are present."""

import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipelines import clean
from schemas import Article, Page
from tests.quality.render import pages

PAGES = Path(__file__).resolve().parents[3] / "shared" / "pages"
SAVED = datetime(2026, 11, 1, tzinfo=UTC)  # later than every labelled page: nothing is in the future
FIELDS = ("title", "date", "source", "editor", "author", "section", "images")
Reading = Mapping[str, Any]
Reader = Callable[[Page], Reading | None]


@dataclass
class Score:
    """Right answers and questions, by field; lines of the body by what became of them."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    kept: int = 0
    missing: int = 0
    foreign: int = 0

    def shares(self) -> dict[str, float]:
        """Return the share of right pages by field, and the body's precision and recall by lines."""
        shares = {name: self.right[name] / self.asked[name] for name in self.asked}
        shares["body precision"] = self.kept / max(1, self.kept + self.foreign)
        shares["body recall"] = self.kept / max(1, self.kept + self.missing)
        return shares


def read(page: Page) -> Reading | None:
    """Return clean()'s article as plain data, or None where it is refused."""
    result = clean(page)
    return json.loads(result.model_dump_json()) if isinstance(result, Article) else None


def measure_benchmark(reader: Reader = read) -> dict[str, Score]:
    """Return the scores on the invented pages: one for all, and one for each family."""
    scores: dict[str, Score] = {"all": Score()}
    for rendered in pages():
        page = Page(
            url=rendered.url,
            body=rendered.body,
            content_type=rendered.content_type,
            fetched_at=rendered.fetched_at,
        )
        found = reader(page) or {}
        for score in (scores["all"], scores.setdefault(rendered.family, Score())):
            _compare(score, rendered.gold, found)
    return scores


def _compare(score: Score, gold: Reading, found: Reading) -> None:
    for name in FIELDS:
        score.asked[name] += 1
        score.right[name] += found.get(name) == gold[name]
    wanted, body = _lines(gold["body"]), _lines(found.get("body") or "")
    score.asked["body"] += 1
    score.right["body"] += wanted == body
    common = (Counter(wanted) & Counter(body)).total()
    score.kept += common
    score.missing += len(wanted) - common
    score.foreign += len(body) - common


def _lines(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.split("\n") if line.strip()]


def predict_pages(reader: Reader = read) -> list[dict[str, Any]]:
    """Return what is read from the labelled pages, in their scorer's words; nulls for a refused page."""
    return [_predict(json.loads(line), reader) for line in _lines_of(PAGES / "manifest.jsonl")]


def _predict(entry: Mapping[str, str], reader: Reader) -> dict[str, Any]:
    path = PAGES / "html" / f"{entry['id']}.html"
    url = entry.get("url") or path.as_uri()
    found = reader(Page(url=url, body=path.read_bytes(), fetched_at=SAVED)) or {}
    date = found.get("date")
    if date and found.get("date_precision") == "day":
        date = date[:10]
    names = ("title", "source", "editor", "author", "body")
    return {"id": entry["id"], "published": date, **{name: found.get(name) for name in names}}


def measure_pages(reader: Reader = read) -> tuple[dict[str, float], Mapping[str, Any]]:
    """Return the labelled pages' shares by field and body, and each page's faults, by their own scorer."""
    spec = importlib.util.spec_from_file_location("page_scorer", PAGES / "score.py")
    assert spec
    assert spec.loader
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    predictions = {entry["id"]: entry for entry in predict_pages(reader)}
    gold = [json.loads(line) for line in _lines_of(PAGES / "gold.jsonl")]
    result, faults, _ = scorer.evaluate(predictions, gold)
    fields = {"date" if name == "published" else name: result[name]["acc"] for name in scorer.FIELDS}
    body = result["body"]
    shares = {"body precision": body["P"], "body recall": body["R"], "clean pages": body["perfect"]}
    return fields | shares, faults


def _lines_of(path: Path) -> Iterable[str]:
    return (line for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
