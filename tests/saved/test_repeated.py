"""What was delivered before is judged by a few facts of an article, as a crawl's ledger judges the article itself."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines import clean
from pipelines.canonical import article_id
from schemas import Article, Page
from scraper.saved.repeated import Repeats
from scraper.saved.saved_lines import Kept, Refused, keep
from scraper.storage.ledger import Ledger
from tests.saved.stock import FIRST, OTHER, THIRD, article

ADDRESSES = (FIRST, OTHER, THIRD)
FIRST_DAY = datetime(2023, 6, 12, tzinfo=UTC)
ONE = clean(Page(url=OTHER, body=article(), fetched_at=FIRST_DAY))
assert isinstance(ONE, Article)

articles = st.builds(
    lambda url, asked, canonical, body: ONE.model_copy(
        update={
            "url": url,
            "id": article_id(url),
            "requested_url": asked,
            "canonical": canonical,
            "fingerprint": body,
        }
    ),
    st.sampled_from(ADDRESSES),
    st.sampled_from((None, *ADDRESSES)),
    st.sampled_from((None, *ADDRESSES)),
    st.sampled_from(("0" * 15 + "1", "0" * 15 + "2")),
)


@settings(max_examples=30)
@given(st.lists(articles, max_size=8))
def test_an_article_is_another_s_where_the_ledger_says_so(those) -> None:
    ledger, repeats = Ledger(None, retry_refused=timedelta(0)), Repeats()
    for one in those:
        duplicate = not ledger.knows(one.url) and ledger.stands_elsewhere(one)
        if not ledger.knows(one.url) and not duplicate:
            ledger.deliver(one)
        (result,) = repeats.judge(iter([keep(one, "")]))
        assert isinstance(result, Refused) == duplicate


@settings(max_examples=30)
@given(st.lists(st.tuples(st.sampled_from("甲乙"), st.integers(0, 2)), min_size=1, max_size=6))
def test_revisions_are_counted_in_the_lines(those) -> None:
    copies = [
        ONE.model_copy(update={"title": title, "fetched_at": FIRST_DAY + timedelta(days=day)})
        for title, day in those
    ]
    results = Repeats().judge(keep(one, "") for one in copies)
    lines = [Article.model_validate_json(one.line) for one in results if isinstance(one, Kept)]
    assert [one.revision for one in lines] == list(range(1, len(lines) + 1))
    assert {one.model_copy(update={"revision": 1}) for one in lines} <= set(copies)
