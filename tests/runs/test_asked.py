"""The report says what the requests of a run were for."""

import json

from tests.stories import HASTE, article, listing, name


def test_the_requests_of_a_run_are_sorted_by_what_they_were_for(scrapy, site, tmp_path) -> None:
    """Two listing pages, an article of two parts, a redirected one, one that is gone, one that is no article."""
    site.put("/", listing(1, 2, 3, following="/2.html"))
    site.put("/2.html", listing(4))
    first, second = name(1), name(1).replace(".html", "_2.html")
    site.put(first, article(1) + f'<a href="{second}">2</a>'.encode())
    site.put(second, article(11))
    site.put(name(2), b"", status=302, Location=name(5))
    site.put(name(5), article(5))
    site.put(name(4), listing(*range(30)))
    scrapy("crawl", "sample", "-a", f"url={site.address}/", "-s", f"DATA_DIR={tmp_path}", *HASTE)
    report = json.loads(next(tmp_path.glob("sample/runs/*.json")).read_text(encoding="utf-8"))
    assert report["asked"] == {"listing": 2, "article": 5, "other": 2}
    assert sum(report["asked"].values()) == report["requests"] == sum(site.requests.values())
