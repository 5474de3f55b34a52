"""The demo's site: each page becomes what its author wrote down beside it."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines import clean
from schemas import Article, Page, Rejection
from scraper.sample.server import SITE
from scraper.spiders.sample import SampleSpider

EXPECTED = json.loads(SITE.with_name("expected.json").read_text(encoding="utf-8"))
MIRROR = "/202306/t20230608_1008.html"


def read(path: str) -> Article | Rejection:
    body = (SITE / path.lstrip("/")).read_bytes()
    page = Page(url=f"http://127.0.0.1:8907{path}", body=body, fetched_at=datetime(2023, 6, 20, tzinfo=UTC))
    return clean(page, SampleSpider.rules)


@pytest.mark.parametrize("path", [path for path, truth in EXPECTED.items() if "title" in truth])
def test_an_article_of_the_sample_site_is_read_as_it_was_written(path: str) -> None:
    truth, article = EXPECTED[path], read(path)
    assert isinstance(article, Article), article
    found = {name: getattr(article, name) for name in ("title", "source", "editor", "author")}
    assert found == {name: truth[name] for name in found}
    assert article.date == datetime.fromisoformat(truth["date"])
    assert article.body.startswith(truth["body_start"])
    assert article.body.endswith(truth["body_end"])


@pytest.mark.parametrize(
    "path", [path for path, truth in EXPECTED.items() if truth.get("reason") in {"gallery", "video"}]
)
def test_a_page_without_text_is_refused_with_its_kind(path: str) -> None:
    result = read(path)
    assert isinstance(result, Rejection)
    assert result.reason.value == EXPECTED[path]["reason"]


def test_the_mirrored_page_comes_back_as_it_was_before_the_mirror() -> None:
    article = read(MIRROR)
    assert isinstance(article, Article)
    original = Path(SITE.with_name("original.txt")).read_text(encoding="utf-8").strip()
    wrong = sum(ours != theirs for ours, theirs in zip(article.body, original, strict=True))
    # 常客 has lost the byte that tells 常 from 海: such a place is filled, and marked.
    assert wrong <= 1
    assert not article.restored.exact  # that place is doubted also where it was filled rightly
    assert {"pinyin", "shift"} <= set(article.restored.kinds)
