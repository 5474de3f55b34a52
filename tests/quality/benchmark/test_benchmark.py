import html
import re

import pytest

from tests.quality.benchmark.articles import HERE, TRADITIONAL, load_articles
from tests.quality.benchmark.layouts import load_templates
from tests.quality.benchmark.render import KINDS, chosen, later_pages, pages

ARTICLES = {
    article.id: article for folder in (HERE, KINDS) for article in load_articles(folder / "articles.jsonl")
}
LATER = load_articles(KINDS / "articles.jsonl")
TEMPLATES = {t.name: t for folder in (HERE, KINDS) for t in load_templates(folder / "templates")}
PAGES = (*pages(), *later_pages())
CREDITS = ("source", "editor", "author")
HELD_IN_SCRIPTS = ("nuxt_state", "next_data")  # the state is all that these pages bring


def _text(page):
    """Return what stands between the tags, without white space: no reading code of the project is used."""
    template = page.name.split("/")[1]
    text = page.body.decode(TEMPLATES[template].charset)
    if template in HELD_IN_SCRIPTS:
        text = text.replace("<\\/", "</").replace("\\n", "\n").replace('\\"', '"')
    else:
        text = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", text)))


def test_the_benchmark_is_large_enough_and_nothing_in_it_is_repeated():
    assert len(ARTICLES) >= 60 + len(LATER)
    assert len(LATER) >= 60
    assert len(load_templates()) >= 20
    assert len(load_templates(KINDS / "templates")) >= 12
    assert len({article.title for article in ARTICLES.values()}) == len(ARTICLES)
    paragraphs = [b["text"] for a in ARTICLES.values() for b in a.blocks if b["kind"] == "paragraph"]
    assert len(set(paragraphs)) == len(paragraphs)


@pytest.mark.parametrize(("rendered", "least"), [(pages, 8), (later_pages, 3)])
def test_every_template_is_met_with_many_articles(rendered, least):
    names = [page.name.split("/")[1] for page in rendered()]
    assert min(names.count(name) for name in set(names)) >= least


def test_every_template_and_every_article_is_met():
    assert {page.name.split("/")[1] for page in PAGES} == set(TEMPLATES)
    names = [page.name.split("/")[0] for page in PAGES]
    assert min(names.count(article) for article in ARTICLES) >= 3


def test_the_later_kinds_are_many_and_told_apart():
    assert {"notice", "document", "service", "county", "epaper", "obituary", "brief", "dialogue", "poem"} <= {
        article.kind for article in LATER
    }


def test_articles_in_traditional_characters_stand_on_pages_of_taiwan_and_hong_kong_and_no_others_do():
    foreign = re.compile(rb'<html lang="zh-(?:Hant|HK)')
    for page in later_pages():
        assert (page.kind in TRADITIONAL) == bool(foreign.search(page.body)), page.name


def test_an_article_is_printed_first_in_the_templates_made_for_its_kind():
    templates = load_templates(KINDS / "templates")
    own = [template for template in templates if template.kinds]
    picked = chosen(templates, own, 3)
    thread = next(template for template in templates if template.first_for == {"repost"})
    reposts = [article for article in LATER if article.kind == "repost"]
    assert all(thread.is_made_for(article) for article in reposts)
    assert {f"{article.id}/{thread.name}" for article in reposts} <= {page.name for page in later_pages()}
    assert [template.name for template in picked[:2]] == [own[3].name, own[4].name]
    assert len({template.name for template in picked}) == len(picked) == 4


def test_the_same_source_gives_the_same_bytes():
    assert [page.body for page in (*pages(), *later_pages())] == [page.body for page in PAGES]


def test_articles_and_templates_together_stay_small():
    files = [
        path for folder in (HERE, KINDS) for path in (folder / "articles.jsonl", *folder.glob("templates/*"))
    ]
    assert sum(path.stat().st_size for path in files) < 400_000


def _missing(page):
    """Return what the truth holds and the page does not print."""
    text = _text(page)
    credits = [part for name in CREDITS for part in (page.gold[name] or "").split("、")]
    held = (page.gold["title"], *page.gold["body"].split("\n"), *credits)
    return [line for line in held if re.sub(r"\s+", "", line) not in text]


def _printed(page):
    """Return the article's credits that the page prints although its truth holds none."""
    article = ARTICLES[page.name.split("/")[0]]
    captions = [image["caption"] or "" for image in page.gold["images"]]
    around = _text(page)
    for line in (*page.gold["body"].split("\n"), *captions):
        around = around.replace(re.sub(r"\s+", "", line), "")
    absent = [getattr(article, name) or "" for name in CREDITS if page.gold[name] is None]
    return [part for credit in absent for part in filter(None, credit.split("、")) if part in around]


def test_a_page_prints_all_that_its_truth_holds():
    assert not [page.name for page in PAGES if b"{{" in page.body]
    assert {page.name: missing for page in PAGES if (missing := _missing(page))} == {}


def test_a_credit_that_is_null_in_the_truth_is_not_printed():
    assert {page.name: printed for page in PAGES if (printed := _printed(page))} == {}
