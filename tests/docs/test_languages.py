"""Each document says as much in Chinese as it does in English, and leads nowhere that is not."""

import re
from collections import Counter

import pytest

from tests.docs.pages import (
    CHINESE,
    Page,
    anchors,
    code,
    english_pages,
    headings,
    in_chinese,
    links,
    read_page,
    tables,
)

SETTING = re.compile(r"`([A-Z]+(?:_[A-Z]+)+)`")
ENGLISH = english_pages()
TRANSLATED = [page for page in ENGLISH if page.path.with_name(page.path.stem + CHINESE).exists()]
ALL = [*ENGLISH, *map(in_chinese, TRANSLATED), read_page("CONTRIBUTING.md"), read_page("deploy/README.md")]


def named(page: Page) -> str:
    return page.name


@pytest.mark.parametrize("page", TRANSLATED, ids=named)
def test_both_languages_say_as_much(page) -> None:
    chinese = in_chinese(page)
    assert [level for level, _ in headings(page)] == [level for level, _ in headings(chinese)]
    assert [[len(row) for row in table] for table in tables(page)] == [
        [len(row) for row in table] for table in tables(chinese)
    ]
    assert code(page) == code(chinese)
    assert Counter(SETTING.findall(page.text)) == Counter(SETTING.findall(chinese.text))
    assert sorted(map(without_language, links(page))) == sorted(map(without_language, links(chinese)))


def without_language(link: str) -> str:
    """Return a link as it is in each language: to the file, with no heading."""
    return link.partition("#")[0].replace(CHINESE, ".md")


@pytest.mark.parametrize("page", ALL, ids=named)
def test_each_link_leads_to_a_file_and_a_heading_that_are_there(page) -> None:
    for link in links(page):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (page.path.parent / path).resolve() if path else page.path
        assert target.exists(), link
        if anchor:
            assert anchor in anchors(read_page(target)), link


@pytest.mark.parametrize("page", TRANSLATED, ids=named)
def test_each_language_names_the_other(page) -> None:
    chinese = in_chinese(page)
    assert f"[中文]({chinese.path.name})" in page.text
    assert f"[English]({page.path.name})" in chinese.text
