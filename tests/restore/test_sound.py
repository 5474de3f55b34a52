"""Sound texts of many kinds come back byte for byte; tests/restore/sound/ holds them, one a line, one file a kind.

A whole page is an article of `sound/articles/` in a layout of `sound/templates/`.
"""

import pathlib

import pytest

from pipelines.flow import clean
from pipelines.restore import restore
from schemas import Article, Page, Restored

SOUND = pathlib.Path(__file__).parent / "sound"
LAYOUTS_PER_ARTICLE = 5
_GB18030 = frozenset({"table_layout", "old_frames"})


def _names(room: str, suffix: str) -> list[str]:
    return sorted(path.stem for path in (SOUND / room).glob(f"*{suffix}"))


KINDS, ARTICLES, LAYOUTS = _names(".", ".txt"), _names("articles", ".txt"), _names("templates", ".html")
PAGES = [
    (article, LAYOUTS[(LAYOUTS_PER_ARTICLE * number + turn) % len(LAYOUTS)])
    for number, article in enumerate(ARTICLES)
    for turn in range(LAYOUTS_PER_ARTICLE)
]


def _texts(kind: str) -> list[str]:
    return (SOUND / f"{kind}.txt").read_text(encoding="utf-8").splitlines()


def _page(article: str, layout: str) -> str:
    """Return the article as a page of the layout."""
    title, facts, *lines = _texts(f"articles/{article}")
    date, source, editor = facts.split()
    page = (SOUND / f"templates/{layout}.html").read_text(encoding="utf-8")
    parts = {"title": title, "date": date, "source": source, "editor": editor}
    for name, part in (*parts.items(), ("body", "\n".join(f"<p>　　{line}</p>" for line in lines))):
        page = page.replace(f"{{{name}}}", part)
    return page


def _what_changed(texts: list[str]) -> list[tuple[str, str, tuple[str, ...]]]:
    restorations = [(text, restore(text)) for text in texts]
    return [
        (text, restoration.text, restoration.kinds)
        for text, restoration in restorations
        if restoration.text != text or restoration.edits or restoration.kinds or not restoration.exact
    ]


def test_there_are_more_than_three_hundred_sound_texts_and_sixty_pages():
    assert sum(len(_texts(kind)) for kind in KINDS) >= 330
    assert len(set(PAGES)) >= 60


@pytest.mark.parametrize("kind", KINDS)
def test_sound_texts_stay_as_they_are(kind):
    assert _what_changed(_texts(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_sound_texts_stay_as_they_are_in_a_page(kind):
    page = "<html><head><title>{0:.12}</title></head><body><h1>桐溪县新闻</h1><div><p>{0}</p></div></body></html>"
    assert _what_changed([page.format(text) for text in _texts(kind)]) == []


@pytest.mark.parametrize("kind", KINDS)
def test_sound_texts_of_a_kind_stay_as_they_are_as_one_page(kind):
    texts = "\n".join(f"<p>{text}</p>" for text in _texts(kind))
    assert _what_changed([f"<html><body>{texts}</body></html>"]) == []


@pytest.mark.parametrize("article", ARTICLES)
def test_sound_pages_are_cleaned_without_a_restoration(article):
    for layout in (layout for name, layout in PAGES if name == article):
        page = _page(article, layout)
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
