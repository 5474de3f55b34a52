"""Whatever a line holds: the grammars of credits and dates answer, and never fail."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.byline.grammar import read_labels, read_people, read_source
from pipelines.extract.byline.reporters import read_dateline, read_tail
from pipelines.extract.date.grammar import find_dates
from pipelines.extract.date.url import url_date

FETCHED = datetime(2026, 11, 1, tzinfo=UTC)
PIECES = st.sampled_from(
    [
        "来源：",
        "责编",
        "记者",
        "（",
        "）",
        "【",
        "】",
        "张某",
        "2023",
        "年",
        "月",
        "日",
        "-",
        "/",
        ":",
        "15:27",
        "昨天",
        "\t",
        " ",
        "　",
        "。",
    ]
)
LINES = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(LINES)
def test_the_grammar_of_credits_answers_any_line(line: str) -> None:
    for credit in read_labels(line):
        assert credit.value.strip() == credit.value != ""
    for read in (read_people, read_source, read_dateline, read_tail):
        assert read(line) != ""


@given(LINES)
def test_the_grammar_of_dates_answers_any_line(line: str) -> None:
    for reading in find_dates(line, FETCHED):
        assert reading.value.utcoffset() == timedelta(hours=8)
        assert reading.value.year >= 1995
        assert reading.value <= FETCHED + timedelta(days=1)
        assert line[reading.start : reading.end]


@given(st.text(max_size=100))
def test_the_date_of_an_address_answers_any_text(text: str) -> None:
    day = url_date(f"http://www.tibet.cn/{text}")
    assert day is None or day.year >= 1995
