"""Sound texts of many kinds come back byte for byte; tests/restore/sound/ holds them."""

import pytest

from pipelines.flow import clean
from pipelines.restore import restore
from schemas import Article, Page, Restored
from tests.restore.sound_pages import ARTICLES, KINDS, PAGES, page_of, texts

_GB18030 = frozenset({"table_layout", "old_frames"})


def _what_changed(sound: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    restorations = [(text, restore(text)) for text in sound]
    return [
        (text, restoration.text, restoration.kinds)
        for text, restoration in restorations
        if restoration.text != text or restoration.edits or restoration.kinds or not restoration.exact
    ]


def test_there_are_more_than_three_hundred_sound_texts_and_sixty_pages():
    assert sum(len(texts(kind)) for kind in KINDS) >= 330
    assert len(set(PAGES)) >= 60


@pytest.mark.parametrize("kind", KINDS)
def test_sound_texts_stay_as_they_are(kind):
    assert _what_changed(texts(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_sound_texts_stay_as_they_are_in_a_page(kind):
    page = "<html><head><title>{0:.12}</title></head><body><h1>桐溪县新闻</h1><div><p>{0}</p></div></body></html>"
    assert _what_changed([page.format(text) for text in texts(kind)]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_sound_texts_of_a_kind_stay_as_they_are_as_one_page(kind):
    body = "\n".join(f"<p>{text}</p>" for text in texts(kind))
    assert _what_changed([f"<html><body>{body}</body></html>"]) == []


@pytest.mark.parametrize("article", ARTICLES)
def test_sound_pages_are_cleaned_without_a_restoration(article):
    for layout in (layout for name, layout in PAGES if name == article):
        page = page_of(article, layout)
        assert _what_changed([page]) == []
        body = page.encode("gb18030" if layout in _GB18030 else "utf-8")
        cleaned = clean(
            Page(
                url="http://www.tongxi.example/xw/202611/t20261120_1.html",
                body=body,
                content_type="text/html",
                fetched_at="2026-11-20T12:00:00+08:00",
            )
        )
        assert isinstance(cleaned, Article), (layout, cleaned)
        assert cleaned.restored == Restored()
