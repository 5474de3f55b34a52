"""An article is an article, whatever stands around it and whatever it tells of."""

import pytest

from pipelines.flow import clean
from schemas import Article, Page
from tests.extract.kind.frames import FETCHED, SITE
from tests.extract.kind.look_alikes import articles

ARTICLES = list(articles())


@pytest.mark.parametrize(("html", "words"), [row[1:] for row in ARTICLES], ids=[row[0] for row in ARTICLES])
def test_an_article_is_an_article_whatever_stands_around_it(html, words) -> None:
    url = f"{SITE}/xw/202611/t20261119_88213.html"
    article = clean(Page(url=url, body=html.encode(), content_type="text/html", fetched_at=FETCHED))
    assert isinstance(article, Article), article
    assert words in article.body
