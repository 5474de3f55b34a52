"""The grammar of credits, line by line: invented people, one line a case."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.byline.closing import read_closing
from pipelines.extract.byline.grammar import Credit, read_labels
from pipelines.extract.byline.reporters import read_dateline, read_tail
from pipelines.extract.reading.lines import JOINT

NONE = "-"


def cases() -> list[tuple[str, ...]]:
    text = (Path(__file__).parent / "lines.tsv").read_text("utf-8")
    return [tuple(line.split("\t")) for line in text.splitlines() if not line.startswith("#")]


def best(credits: tuple[Credit, ...], role: str) -> str:
    ours = sorted((credit for credit in credits if credit.role == role), key=lambda credit: credit.rank)
    return ours[0].value if ours else NONE


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case[0]}: {case[1]}")
def test_a_line_gives_its_credits_and_no_others(case):
    reader, line, *expected = case
    line = line.replace("⇥", JOINT)
    if reader in {"labels", "closing"}:
        credits = read_labels(line) if reader == "labels" else read_closing(line)
        assert [best(credits, role) for role in ("source", "editor", "author")] == expected
    else:
        author = read_dateline(line) if reader == "dateline" else read_tail(line)
        assert (author or NONE) == expected[2]


CLAUSES = st.sampled_from((Path(__file__).parent / "clauses.txt").read_text("utf-8").splitlines())
PROSE = (
    st.lists(CLAUSES, min_size=2, max_size=6)
    .map("，".join)
    .flatmap(lambda text: st.sampled_from("。！？").map(lambda end: text + end))
)


@given(st.lists(PROSE, min_size=2, max_size=4).map("".join))
def test_prose_yields_no_credits(text):
    assert read_labels(text) == ()
    assert read_closing(text) == ()
    assert read_tail(text) is None
    assert read_dateline(text) is None


PEOPLE = st.lists(
    st.sampled_from(["沈砚", "顾晚晴", "陆知秋", "韩一鸣", "苏小棠", "欧阳知秋", "阿依夏木·吐尔逊"]),
    min_size=1,
    max_size=4,
    unique=True,
)
LABELS = st.sampled_from(
    [
        ("责编：", "editor"),
        ("责任编辑:", "editor"),
        ("作者：", "author"),
        ("文/", "author"),
        ("记者 ", "author"),
    ]
)


@given(
    PEOPLE,
    LABELS,
    st.sampled_from("、 /，&"),
    st.sampled_from(["{}", "({})", "【{}】", "来源：山阳日报 {}", "{} 2023-06-12"]),
)
def test_the_names_behind_a_label_are_read_back(people, label, between, around):
    line = around.format(label[0] + between.join(people))
    assert best(read_labels(line), label[1]) == "、".join(people)


@given(st.text(alphabet="来源作者记编辑责任文：:/|（）()【】[] \t沈砚山阳日报2023-06，。、", max_size=120))
def test_any_line_is_read_without_an_error_and_no_credit_is_blank(line):
    for credit in (*read_labels(line), *read_closing(line)):
        assert credit.value.strip() == credit.value != ""
    assert read_dateline(line) != ""
    assert read_tail(line) != ""


def test_long_lines_are_read_in_linear_time():
    for line in (
        "记者" * 20000,
        "（" * 40000,
        "来源：" * 20000,
        "（记者 " * 10000,
        "沈砚、" * 20000 + "摄",
        "。" * 40000,
        " " * 40000,
    ):
        read_labels(line)
        read_closing(line)
        read_dateline(line)
        read_tail(line)
