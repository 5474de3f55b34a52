"""Every site and every saved page: what clean() reads must be what the page prints."""

import json
from pathlib import Path
from typing import Any

import pytest
from scrapy.utils.project import get_project_settings

from pipelines import clean
from pipelines.decode import decode
from pipelines.extract.tree.document import parse
from schemas import Article, Rejection
from scraper.authoring.fixtures import read_case
from scraper.crawl.choice import claim, load_sites
from scraper.crawl.links import find_links

SITES = Path(__file__).parents[1] / "sites"
CASES = sorted(path.parent for path in SITES.glob("*/*/page.html"))
LISTINGS = sorted(SITES.glob("*/listing.json"))
FIELDS = (
    "title", "date", "date_precision", "date_raw", "source", "editor", "author", "section", "images",
    "body", "language",
)  # fmt: skip


def case_id(path: Path) -> str:
    return path.relative_to(SITES).as_posix()


def spiders() -> dict[str, Any]:
    return {site.name: site for site in load_sites(get_project_settings())}


def read(case: Path) -> Article | Rejection:
    """Clean the case's page by the rules of the site whose folder it lies in; `unknown` has none."""
    return clean(*claim(read_case(case), spiders().get(case.parent.name)))


def as_expected(result: Article | Rejection) -> dict[str, Any]:
    if isinstance(result, Rejection):
        return {"reason": result.reason.value}
    record = json.loads(result.model_dump_json())
    return {name: record[name] for name in FIELDS}


@pytest.mark.parametrize("case", CASES, ids=case_id)
def test_a_saved_page_becomes_its_expected_record(case: Path, request: pytest.FixtureRequest) -> None:
    found = as_expected(read(case))
    file = case / "expected.json"
    if request.config.getoption("--update") or not file.exists():
        file.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"wrote {file}: read it, its diff is the review")
    expected = json.loads(file.read_text(encoding="utf-8"))
    wrong = {
        name: {"expected": value, "found": found.get(name)}
        for name, value in expected.items()
        if found.get(name) != value
    }
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=2)


@pytest.mark.parametrize("listing", LISTINGS, ids=case_id)
def test_a_saved_listing_leads_to_its_articles(listing: Path) -> None:
    facts = json.loads(listing.read_text(encoding="utf-8"))
    site = spiders()[listing.parent.name]()
    root = parse(decode(listing.with_suffix(".html").read_bytes()).text, facts["url"])
    links = [url for url in find_links(root, facts["url"], site.article_links) if site.is_article(url)]
    assert links == facts["links"]


@pytest.mark.parametrize("name", sorted(set(spiders()) - {"sample", "news"}))
def test_each_site_has_a_listing_and_a_page(name: str) -> None:
    assert (SITES / name / "listing.json").exists()
    assert any(case.parent.name == name for case in CASES)
