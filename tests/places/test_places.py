"""The divisions that an article names: what a reader would mark, and nothing that only looks like one."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.divisions import division_rows
from pipelines.places import find_places
from tests.places.truths import by_kind, read_cases, tally
from tests.running import HALF_WAY, growth_of_lines

HERE = Path(__file__).parent
CODES = {row.code for row in division_rows()}
LEAST_PRECISION = 0.97
LEAST_RECALL = 0.9
PIECES = (
    "浙江省 杭州市 西湖区 鼓楼区 绍兴 柯桥 朝阳 长安区 新县 郊区 海南 吉林 南京 路 大学 市场 区域 今天全县 隆重庆祝 在 和 、 。 的 ， 长 王 市 县"
    " 臺州市 蕭山區 乾县 雲南 大连 中山 台北市 京 乡镇 说"
).split(" ")
TEXTS = st.lists(st.sampled_from([*PIECES, "\n", " ", "a", "🌾", "\ud800"]), max_size=24).map("".join)


def codes_in(title: str, body: str = "") -> list[tuple[str, str]]:
    return [(place.name, place.code) for place in find_places(title, body)]


@pytest.mark.parametrize("name", ["first.tsv", "second.tsv"])
def test_what_is_told_is_right_and_most_of_what_a_reader_marks_is_told(name: str) -> None:
    cases = read_cases(HERE / name)
    total = tally(cases)
    assert total.precision >= LEAST_PRECISION, total.wrong
    assert total.recall >= LEAST_RECALL, total.wrong
    assert all(one.recall >= LEAST_RECALL for one in by_kind(cases).values()), total.wrong


def test_the_marked_lines_are_two_hundred_and_many_of_them_hold_a_shared_name() -> None:
    cases = [case for name in ("first.tsv", "second.tsv") for case in read_cases(HERE / name)]
    assert len(cases) == 200
    assert sum(case.kind == "shared" for case in cases) >= 60


@settings(max_examples=60)
@given(TEXTS, TEXTS)
def test_each_place_replays_none_lies_over_another_and_each_code_is_in_the_table(
    title: str, body: str
) -> None:
    texts = {"title": title, "body": body}
    places = find_places(title, body)
    assert all(texts[one.field][one.start : one.end] == one.name and one.code in CODES for one in places)
    spans = [(one.field == "body", one.start, one.end) for one in places]
    assert spans == sorted(spans)
    assert all(one[2] <= other[1] for one, other in pairwise(spans) if one[0] == other[0])


@given(
    st.text(
        alphabet="的了是在有和人这中大来上个国说到们为以可下会生里自年发成同学过动作对能进种方多", max_size=60
    )
)
def test_everyday_words_name_no_place(text: str) -> None:
    assert not find_places(text, text)


@pytest.mark.parametrize(
    "text",
    [
        "南京路上的北京大学校友",
        "长安街和中山公园",
        "隆重庆祝，幸福建设",
        "今天全县放假",
        "湘南山区与浙西山区",
        "建成都市农业园",
        "公安县局的通知",
        "张和平县长到场",
        "记者王海南",
        "鼓楼区今天开市",
        "台北市中山区的书店",
        "大同世界",
        "",
    ],
)
def test_what_only_looks_like_a_place_is_left_alone(text: str) -> None:
    assert codes_in(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("南京鼓楼区", "320106"),
        ("福建福州鼓楼区", "350102"),
        ("徐州市的鼓楼区", "320302"),
        ("青海海南州", "632500"),
        ("吉林省吉林市", "220200"),
        ("辽宁朝阳", "211300"),
        ("北京朝阳", "110105"),
        ("浙江省江山市", "330881"),
        ("广东阳江市", "441700"),
        ("西安市长安区", "610116"),
        ("重庆市开县", "500234"),
        ("台湾", "710000"),
    ],
)
def test_the_last_name_is_settled_by_what_stands_before_it(text: str, code: str) -> None:
    assert codes_in(text)[-1][1] == code


def test_a_name_that_several_divisions_bear_is_not_told_where_the_nearest_sentence_names_several() -> None:
    told = "南京市和徐州市都下了雪。鼓楼区封了一座桥。"
    assert codes_in("", told) == [("南京市", "320100"), ("徐州市", "320300")]
    assert codes_in("", "徐州市下了雪。南京市也下了。鼓楼区封了一座桥。")[-1] == ("鼓楼区", "320106")


def test_a_short_name_is_told_where_its_full_one_stands_elsewhere_in_the_article() -> None:
    assert codes_in("柯桥的布", "这家店开在柯桥区。") == [("柯桥", "330603"), ("柯桥区", "330603")]
    assert codes_in("柯桥的布", "这家店开在街角。") == []


def test_traditional_characters_are_read_where_they_stand() -> None:
    (_, _, place) = find_places("", "浙江省杭州市蕭山區的花木")
    assert (place.name, place.code, place.start, place.end) == ("蕭山區", "330109", 6, 9)


def test_a_name_of_a_list_is_settled_by_the_one_before_it() -> None:
    assert codes_in("", "山东省济南市历下区、市中区")[-1] == ("市中区", "370103")
    assert codes_in("", "天津市和平区和河西区")[-1] == ("河西区", "120103")
    assert codes_in("", "社区、市中区") == []


@pytest.mark.parametrize(
    "piece",
    ["鼓楼区、", "南京市和徐州市，鼓楼区。", "浙江杭州柯桥\n", "大学师范", "城区郊区", "市市市市", "浙江省"],
)
def test_twice_as_many_names_take_twice_the_steps(piece: str) -> None:
    assert growth_of_lines(lambda times: find_places("江苏", piece * times), 12) < HALF_WAY
