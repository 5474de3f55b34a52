import html
import re

from tests.quality.render import HERE, load_articles, load_templates, pages

ARTICLES = {article.id: article for article in load_articles()}
TEMPLATES = {template.name: template for template in load_templates()}
PAGES = tuple(pages())
CREDITS = ("source", "editor", "author")


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
