"""Saved pages: what a site's folder in tests/sites holds, and whether clean() still reads it as expected."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from pipelines import clean
from schemas import Article, Page, Rejected, Rejection, Rules
from scraper.crawl.choice import Site, claim
from scraper.crawl.discovery import read_listing

FIELDS = (
    "title", "date", "date_precision", "date_raw", "source", "editor", "author", "section", "images",
    "body", "language",
)  # fmt: skip
"""What an expected.json tells of an article; of a rejection it tells the reason."""

LISTING = "listing"
"""The case that is no article: the site's listing and the links it leads to."""


DRIFT = "declarations"
"""The field of a difference that names the declaration which no longer finds what the listing shows."""


class Difference(NamedTuple):
    """A value that is not the expected one."""

    case: Path
    field: str
    expected: object
    found: object


def find_cases(folder: Path) -> list[Path]:
    """Return the folders of a site's saved articles."""
    return sorted(path.parent for path in folder.glob("*/page.html"))


def read_case(case: Path) -> Page:
    """Return the saved page; page_2.html, page_3.html ... are the further parts of its article."""
    facts = json.loads((case / "page.json").read_text(encoding="utf-8"))
    further = sorted(case.glob("page_*.html"), key=lambda path: int(path.stem.removeprefix("page_")))
    return Page(
        url=facts["url"],
        body=(case / "page.html").read_bytes(),
        content_type=facts.get("content_type", ""),
        fetched_at=datetime.fromisoformat(facts["fetched_at"]),
        parts=tuple(path.read_bytes() for path in further),
    )


def read_expected(case: Path) -> dict[str, Any]:
    """Return the expected record; empty where there is none yet."""
    file = case / "expected.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def as_expected(result: Article | Rejection) -> dict[str, Any]:
    """Return what an expected.json tells of the result."""
    if isinstance(result, Rejection):
        return {"reason": result.reason.value}
    record = json.loads(result.model_dump_json())
    return {name: record[name] for name in FIELDS}


def check_case(case: Path, site: Site | None) -> Iterator[Difference]:
    """Yield each value of the case that clean() reads otherwise than expected."""
    expected = read_expected(case)
    found = as_expected(clean(*claim(read_case(case), site)))
    if not expected:
        yield Difference(case, "expected.json", "a record", None)
    for field, value in expected.items():
        if found.get(field) != value:
            yield Difference(case, field, value, found.get(field, found.get("reason")))


def listing_links(body: bytes, content_type: str, url: str, site: Site) -> list[str]:
    """Return the articles that the site's declarations find on its listing; raise Rejected at none to read."""
    spider = site()
    listing = read_listing(body, content_type, url, site.article_links)
    return [link.url for link in listing.links if spider.is_article(link.url)]


def check_listing(folder: Path, site: Site) -> Iterator[Difference]:
    """Yield the difference where the saved listing does not lead to the links it is expected to lead to."""
    file = folder / f"{LISTING}.json"
    if not file.exists():
        yield Difference(folder, LISTING, "a saved listing", None)
        return
    facts = json.loads(file.read_text(encoding="utf-8"))
    body = file.with_suffix(".html").read_bytes()
    try:
        found = listing_links(body, facts.get("content_type", ""), facts["url"], site)
    except Rejected as refusal:
        found = [str(refusal)]
    drift = "" if found else name_drift(body, facts, site)
    if drift:
        yield Difference(folder / LISTING, DRIFT, facts["links"], drift)
    elif found != facts["links"]:
        yield Difference(folder / LISTING, "links", facts["links"], found)


def name_drift(body: bytes, facts: Mapping[str, str], site: Site) -> str:
    """Return which declaration finds nothing on a listing that shows articles; empty where it shows none."""
    listing = read_listing(body, facts.get("content_type", ""), facts["url"], site.article_links)
    return site().name_drift(listing)


def check_site(folder: Path, site: Site) -> Iterator[Difference]:
    """Yield every difference of a site's fixtures; a site without a page is one."""
    cases = find_cases(folder)
    if not cases:
        yield Difference(folder, "page.html", "a saved article", None)
    yield from check_listing(folder, site)
    for case in cases:
        yield from check_case(case, site)


def save_case(case: Path, page: Page, headers: Sequence[tuple[str, str]], rules: Rules) -> dict[str, Any]:
    """Write the page's bytes, its facts and the record that clean() gives now; return that record."""
    case.mkdir(parents=True, exist_ok=True)
    (case / "page.html").write_bytes(page.body)
    for number, part in enumerate(page.parts, 2):
        (case / f"page_{number}.html").write_bytes(part)
    write_json(case / "page.json", {**_facts(page), **({"headers": dict(headers)} if headers else {})})
    record = as_expected(clean(page, rules))
    write_json(case / "expected.json", record)
    return record


def save_listing(folder: Path, page: Page, links: Sequence[str]) -> None:
    """Write the listing's bytes and the links it leads to."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{LISTING}.html").write_bytes(page.body)
    write_json(
        folder / f"{LISTING}.json", {"url": page.url, "content_type": page.content_type, "links": links}
    )


def _facts(page: Page) -> dict[str, str]:
    return {"url": page.url, "content_type": page.content_type, "fetched_at": page.fetched_at.isoformat()}


def write_json(file: Path, value: object) -> None:
    """Write `value` as a file that reads well in a diff."""
    file.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
