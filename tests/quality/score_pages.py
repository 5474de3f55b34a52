"""Score clean() on the labelled pages of the evaluation material: `python tests/quality/score_pages.py [--fails]`."""

import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from pipelines import clean
from schemas import Article, Page

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT.parent / "shared" / "pages"
SAVED = datetime(2026, 11, 1, tzinfo=UTC)  # later than every page: nothing is in the future


def predict(entry: dict[str, str]) -> dict[str, str | None]:
    """Return what clean() reads from one page, in the scorer's words; nulls for a rejected page."""
    name = entry["id"]
    path = PAGES / "html" / f"{name}.html"
    page = Page(url=entry.get("url") or path.as_uri(), body=path.read_bytes(), fetched_at=SAVED)
    result = clean(page)
    if not isinstance(result, Article):
        sys.stderr.write(f"{name}: {result}\n")
        return {"id": name}
    date = result.date.isoformat()
    return {
        "id": name,
        "title": result.title,
        "published": date[:10] if result.date_precision == "day" else date,
        "source": result.source,
        "editor": result.editor,
        "author": result.author,
        "body": result.body,
    }


def main() -> int:
    """Write the predictions and hand them to the scorer."""
    if not PAGES.is_dir():
        sys.stderr.write(f"skipped: no evaluation material at {PAGES}\n")
        return 0
    manifest = (PAGES / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for line in manifest:
            file.write(json.dumps(predict(json.loads(line)), ensure_ascii=False) + "\n")
        file.flush()
        scorer = [sys.executable, str(PAGES / "score.py"), file.name, *sys.argv[1:]]
        return subprocess.run(scorer, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
