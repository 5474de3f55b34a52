"""The documents as a site: built strictly, in both languages, and nothing in it asks the network."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT
from tests.docs.building import build_site

FETCHED = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href"}
"""Elements for which a browser asks, and by which attribute."""
STATED = frozenset({"alternate", "next", "prev", "canonical"})
"""What a link element only states."""
IN_STYLE = re.compile(r"url\(\s*['\"]?(?!data:)([^'\")]+)|@import\s+['\"]([^'\"]+)")
pytestmark = pytest.mark.slow


class Seen(HTMLParser):
    """What a page asks for, where its links lead, and the places in it that a link may name."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.places: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element asks for, leads to, and is called."""
        told = {name: value or "" for name, value in attrs}
        if "id" in told:
            self.places.add(told["id"])
        if tag == "a" and told.get("href"):
            self.links.append(told["href"])
        attribute = FETCHED.get(tag)
        stated = tag == "link" and told.get("rel") in STATED
        if attribute and told.get(attribute) and not stated:
            self.fetched.append(told[attribute])


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("site")
    build_site(folder)
    return folder


def pages(folder: Path) -> Iterator[tuple[Path, Seen]]:
    for path in sorted(folder.rglob("*.html")):
        seen = Seen()
        seen.feed(path.read_text(encoding="utf-8"))
        yield path, seen


def test_each_document_is_a_page_in_each_language(built) -> None:
    names = {
        path.name.removesuffix(".md") for path in (ROOT / "docs").glob("*.md") if "zh-CN" not in path.name
    }
    for folder in (built, built / "zh-CN"):
        there = {path.stem for path in folder.glob("*.html")} - {"404"}
        assert there == names | {"index", "contributing", "deploy"}
    title = "把中国地方新闻网站变成干净、经过校验的 JSON Lines"
    assert title in (built / "zh-CN/index.html").read_text(encoding="utf-8")


def test_no_page_and_no_style_asks_another_host(built) -> None:
    asked = [(path.name, each) for path, seen in pages(built) for each in seen.fetched]
    assert len(asked) > 50
    assert not [(name, each) for name, each in asked if urlsplit(each).scheme or urlsplit(each).netloc]
    for style in built.rglob("*.css"):
        for found in IN_STYLE.findall(style.read_text(encoding="utf-8")):
            assert not urlsplit("".join(found)).netloc, (style, found)


def test_each_link_leads_to_a_page_and_a_place_that_are_there(built) -> None:
    found = {path.resolve(): seen for path, seen in pages(built)}
    for path, seen in found.items():
        for link in seen.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or path.name == "404.html":
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            assert target.exists(), (path, link)
            if parts.fragment and target in found:
                assert unquote(parts.fragment) in found[target].places, (path, link)
