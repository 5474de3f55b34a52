import html
import re

import pytest

from tests.quality.render import HERE, load_articles, load_templates, pages

ARTICLES = {article.id: article for article in load_articles()}
TEMPLATES = {template.name: template for template in load_templates()}
PAGES = tuple(pages())


def _text(page):
    """Return what stands between the tags, without white space: no reading code of the project is used."""
    charset = TEMPLATES[page.name.split("/")[1]].charset
    text = re.sub(r"<script.*?</script>|<!--.*?-->", "", page.body.decode(charset), flags=re.DOTALL)
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", text)))


def test_the_benchmark_is_large_enough_and_nothing_in_it_is_repeated():
    assert len(ARTICLES) >= 60
    assert len(TEMPLATES) >= 20
    assert len({article.title for article in ARTICLES.values()}) == len(ARTICLES)
    paragraphs = [b["text"] for a in ARTICLES.values() for b in a.blocks if b["kind"] == "paragraph"]
    assert len(set(paragraphs)) == len(paragraphs)


def test_every_template_is_met_with_many_articles():
    names = [page.name.split("/")[1] for page in PAGES]
    assert min(names.count(name) for name in TEMPLATES) >= 8


def test_the_same_source_gives_the_same_bytes():
    assert [page.body for page in pages()] == [page.body for page in PAGES]


def test_articles_and_templates_together_stay_small():
    files = [HERE / "articles.jsonl", *(HERE / "templates").glob("*.html")]
    assert sum(path.stat().st_size for path in files) < 400_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_prints_all_that_its_truth_holds(page):
    assert b"{{" not in page.body
    text = _text(page)
    for line in (page.gold["title"], *page.gold["body"].split("\n")):
        assert re.sub(r"\s+", "", line) in text
    for name in ("source", "editor", "author"):
        for part in (page.gold[name] or "").split("、"):
            assert re.sub(r"\s+", "", part) in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_credit_that_is_null_in_the_truth_is_not_printed(page):
    article = ARTICLES[page.name.split("/")[0]]
    captions = [image["caption"] or "" for image in page.gold["images"]]
    around = _text(page)
    for line in (*page.gold["body"].split("\n"), *captions):
        around = around.replace(re.sub(r"\s+", "", line), "")
    for name in ("source", "editor", "author"):
        if page.gold[name] is None:
            for part in filter(None, (getattr(article, name) or "").split("、")):
                assert part not in around
