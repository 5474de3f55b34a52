"""What a mirror's table made of characters comes back, or is marked: by tables, words, names and the page."""

import pathlib
from collections.abc import Callable
from functools import cache

import pytest
from opencc import OpenCC

from pipelines.divisions import division_names
from pipelines.names import read_words
from pipelines.restore.simplify import decide, read_table
from pipelines.restore.tables import form_rows, traditional_forms

Table = Callable[[str], str]

SENTENCES = [
    line
    for line in (pathlib.Path(__file__).parent / "cases" / "characters.txt").read_text("utf-8").splitlines()
    if not line.startswith("#")
]
GB2312 = [chr(code) for code in range(0x4E00, 0x9FA6) if len(chr(code).encode("gb2312", "ignore")) == 2]
LEAVES = "在这里的干部说，后来云里雾里，于是有了余地，范围很大。"
"""A sentence whose characters the commonest table leaves and others change."""


def commonest(text: str) -> str:
    return text.translate(traditional_forms())


@cache
def _first_forms(config: str) -> dict[int, str]:
    forms = OpenCC(config).convert("\n".join(GB2312)).split("\n")
    return str.maketrans(dict(zip(GB2312, forms, strict=True)))


def openccs(text: str) -> str:
    return text.translate(_first_forms("s2t"))


def taiwans(text: str) -> str:
    return text.translate(_first_forms("s2tw"))


def copied(text: str) -> str:
    """Return what a widely copied table shows: OpenCC's forms, and others in their place."""
    others = {row[0]: row[1][0] for row in form_rows("other_forms.tsv") if len(row) == 2}
    return text.translate(
        _first_forms("s2t") | str.maketrans({each: others[each] for each in "后于征折借宁"})
    )


def by_words(text: str) -> str:
    return OpenCC("s2t").convert(text)


def _wrong(texts: list[str], table: Table) -> tuple[list[str], list[str]]:
    """Return which texts do not come back, and which of these are not marked."""
    read = [(text, *decide(table(text))) for text in texts]
    wrong = [(text, back, places) for text, back, places in read if back != text]
    differ = [
        (text, {at for at in range(len(text)) if text[at] != back[at]}, places)
        for text, back, places in wrong
    ]
    return [text for text, _, _ in wrong], [text for text, at, places in differ if not at <= set(places)]


def test_a_sentence_comes_back_from_the_commonest_table_or_is_marked() -> None:
    wrong, unmarked = _wrong(SENTENCES, commonest)
    assert unmarked == []
    assert len(wrong) <= 0.05 * len(SENTENCES)


@pytest.mark.parametrize(
    ("table", "share"), [(openccs, 0.08), (taiwans, 0.08), (copied, 0.08), (by_words, 0.12)]
)
def test_a_sentence_comes_back_from_other_tables(table: Table, share: float) -> None:
    wrong, unmarked = _wrong(SENTENCES, table)
    assert len(wrong) <= share * len(SENTENCES)
    assert len(unmarked) <= 0.05 * len(SENTENCES)


@pytest.mark.parametrize("table", [commonest, openccs])
def test_each_character_alone_comes_back_or_is_marked(table: Table) -> None:
    assert _wrong(GB2312, table)[1] == []


@pytest.mark.parametrize("table", [commonest, openccs, taiwans])
def test_divisions_come_back_from_all_tables(table: Table) -> None:
    assert _wrong(sorted(division_names()), table)[0] == []


def test_surnames_and_given_names_come_back_from_the_commonest_table() -> None:
    sound = [
        each for each in read_words("surnames.txt") | read_words("given_names.txt") if commonest(each) != each
    ]
    assert _wrong(sorted(sound), commonest)[1] == []


@pytest.mark.parametrize(
    "text",
    [
        "（记者 徐乾学 通讯员 锺伟）",
        "甯县长和於志刚教授都来了",
        "馀姚人林峯、李璿与陈崑",
        "答覆函与反覆",
        "汎舟的王汎森",
    ],
)
def test_a_page_that_shows_the_commonest_table_tells_what_stood_there(text: str) -> None:
    table = read_table(commonest(LEAVES))
    assert decide(commonest(text), table)[0] == text


@pytest.mark.parametrize(
    "text", ["（记者 徐乾学 通讯员 钟伟）", "公里与邻里、皇后与以后、余地与业余", "林峰和高峰论坛"]
)
def test_a_page_that_shows_another_table_tells_it_too(text: str) -> None:
    table = read_table(openccs(LEAVES))
    assert decide(openccs(text), table)[0] == text


def test_a_page_that_mixes_tables_comes_back() -> None:
    text = "以后的路，里弄里的人都了解。"
    shown = commonest(text[:4]) + openccs(text[4:])
    assert decide(shown)[0] == text


def test_what_nothing_tells_is_kept_and_marked() -> None:
    assert decide("乾") == ("乾", [0])
    back, places = decide("甯静是演员")
    assert back == "甯静是演员" or places == [0]


@pytest.mark.parametrize("text", ["\ud800乾\udfff國", "乾\0著", "於" * 50, ""])
def test_odd_text_stays_as_long(text: str) -> None:
    assert len(decide(text)[0]) == len(text)


def test_a_form_that_no_simplified_text_holds_comes_back_as_the_character_that_tables_gave_it() -> None:
    assert decide("辦事一絲不茍，不茍言笑")[0] == "办事一丝不苟，不苟言笑"
