"""Every saved listing is a list, for the rules of its site and for the general reader."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from scrapy.utils.project import get_project_settings

from pipelines import clean
from schemas import Page, Reason, Rejection
from scraper.crawl.choice import claim, load_sites

SITES = Path(__file__).parents[1] / "sites"
LISTINGS = sorted(SITES.glob("*/listing.json"))


@pytest.mark.parametrize("ruled", [True, False], ids=["ruled", "general"])
@pytest.mark.parametrize("listing", LISTINGS, ids=[path.parent.name for path in LISTINGS])
def test_a_saved_listing_is_no_article(listing: Path, ruled: bool) -> None:
    body = listing.with_suffix(".html").read_bytes()
    url = json.loads(listing.read_text(encoding="utf-8"))["url"]
    page = Page(url=url, body=body, content_type="text/html", fetched_at=datetime(2026, 11, 20, tzinfo=UTC))
    sites = {site.name: site for site in load_sites(get_project_settings())}
    refused = clean(*claim(page, sites[listing.parent.name])) if ruled else clean(page)
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.LIST_PAGE, refused.detail
