"""What each site declares holds: its selectors are read on its own saved pages, its region and its facts are named."""

import inspect
import json
import re
from pathlib import Path

import pytest
from lxml.cssselect import CSSSelector
from scrapy.utils.project import get_project_settings

from pipelines import clean
from schemas import Article, Rules
from scraper.authoring.fixtures import find_cases, read_case
from scraper.crawl.choice import Site, claim, load_sites

FIXTURES = Path(__file__).parents[1] / "sites"
UNDESCRIBED = {"sample", "news"}
SITES = [site for site in load_sites(get_project_settings()) if site.name not in UNDESCRIBED]
FIELDS = ("title", "date", "source", "editor", "author", "body")

pytestmark = pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)


def articles(site: Site) -> list[Article]:
    """Read the site's pages by its rules alone: rules of low confidence give way to the general reader elsewhere."""
    pages = (claim(read_case(case), site)[0] for case in find_cases(FIXTURES / site.name))
    rules = site.rules.model_copy(update={"doubtful": False})
    return [each for each in (clean(page, rules) for page in pages) if isinstance(each, Article)]


def test_each_selector_is_valid(site: Site) -> None:
    for field in set(Rules.model_fields) - {"requires", "doubtful"}:
        for selector in getattr(site.rules, field):
            CSSSelector(selector, translator="html")
    CSSSelector(site.article_links, translator="html")


def test_each_field_with_a_rule_is_read_by_it_on_a_saved_page(site: Site) -> None:
    evidence = [article.evidence for article in articles(site)]
    by_rule = {field for field in FIELDS if any(getattr(one, field) == "site" for one in evidence)}
    assert {field for field in FIELDS if getattr(site.rules, field)} <= by_rule
    assert not site.rules.byline or by_rule & {"date", "source", "editor", "author"}


def test_the_region_is_a_province_or_none(site: Site) -> None:
    codes = {site.region, *(site.region_of(case_url(case)) for case in find_cases(FIXTURES / site.name))}
    assert all(code is None or re.fullmatch(r"[1-6]\d0000", code) for code in codes)


def test_the_docstring_states_the_confidence_and_the_years_of_its_facts(site: Site) -> None:
    told = inspect.getdoc(inspect.getmodule(site)) or ""
    assert site.site_name
    assert "confidence" in told
    assert re.search(r"\b(?:19|20)\d\d\b", told)


def test_no_listing_is_taken_for_an_article(site: Site) -> None:
    spider = site()
    assert spider.start_urls
    assert not [url for url in spider.start_urls if spider.is_article(url)]
    assert all(spider.owns(url) for url in spider.start_urls)


def case_url(case: Path) -> str:
    return json.loads((case / "page.json").read_text(encoding="utf-8"))["url"]
