"""Whole invented pages, spoilt wholly or in part, give the fields of the sound page."""

import pytest

from pipelines import clean
from schemas import Article, Page, Reason, Rejection
from tests.restore.recoded.chains import EXACT, LOSSY
from tests.restore.recoded.whole import ARTICLE, BODY, TEMPLATES, TITLE

URL = "http://www.yunxi.example/xw/202611/t20261119_1.html"
CHAINS = {**EXACT, "UTF-8 as GBK, a browser": LOSSY["UTF-8 as GBK, a browser"]}


def read(page: str) -> Article:
    article = clean(
        Page(url=URL, body=page.encode(), content_type="text/html", fetched_at="2026-11-20T12:00:00+08:00")
    )
    assert isinstance(article, Article)
    return article


def fields(article: Article) -> tuple[object, ...]:
    return article.title, article.date, article.source, article.editor, article.author, article.body


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_pages_are_read_as_they_were_invented(template) -> None:
    title, date, source, editor, author, body = fields(read(TEMPLATES[template].page()))
    assert (title, source, editor, author) == (TITLE, "云溪新闻网", "石小满", "岑广")
    assert str(date).startswith("2026-11-19 09:32")
    assert body == "\n".join(BODY)


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("chain", CHAINS)
def test_a_page_spoilt_wholly_gives_the_fields_of_the_sound_one(chain, template) -> None:
    page = TEMPLATES[template].page()
    article = read(CHAINS[chain](page))
    assert fields(article) == fields(read(page))
    assert article.restored.kinds == ("mojibake",)


@pytest.mark.parametrize("chain", CHAINS)
def test_a_page_of_which_only_the_title_or_the_article_is_spoilt_gives_the_fields_of_the_sound_one(
    chain,
) -> None:
    page = TEMPLATES["plain"].page()
    for part in (TITLE, ARTICLE):
        assert fields(read(page.replace(part, CHAINS[chain](part)))) == fields(read(page))


@pytest.mark.parametrize("times", [3, 4])
def test_a_page_that_was_read_wrongly_too_often_is_refused(times) -> None:
    page = TEMPLATES["plain"].page()
    for _ in range(times):
        page = LOSSY["UTF-8 as GBK, a browser"](page)
    refused = clean(
        Page(url=URL, body=page.encode(), content_type="text/html", fetched_at="2026-11-20T12:00:00+08:00")
    )
    assert isinstance(refused, Rejection)
    assert refused.reason is Reason.NOT_CHINESE
