"""A sitemap or feed cannot blow up, and cannot read a file of ours."""

import tracemalloc

import pytest

from schemas import Rejected
from scraper.crawl.discovery import read_listing

URL = "https://www.shanyang.example/sitemap.xml"
LEVELS = "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
BOMB = f'<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY e0 "山阳">{LEVELS}]>'
THIEF = '<?xml version="1.0"?><!DOCTYPE urlset [<!ENTITY thief SYSTEM "file:///etc/passwd">]>'
MOST_BYTES = 50_000_000  # memory for one small file


def read(head: str, entity: str) -> list[str]:
    body = f"{head}<urlset><url><loc>https://www.shanyang.example/a.html</loc></url><url><loc>{entity}</loc></url></urlset>"
    try:
        return [link.url for link in read_listing(body.encode("utf-8"), "application/xml", URL, "a").links]
    except Rejected:
        return []


@pytest.mark.parametrize(("head", "entity"), [(BOMB, "&e9;"), (THIEF, "&thief;")], ids=["bomb", "thief"])
def test_entities_of_a_sitemap_are_not_followed(head: str, entity: str) -> None:
    tracemalloc.start()
    links = read(head, entity)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < MOST_BYTES
    assert not any("root:" in link or "山阳" in link for link in links)
