"""The laws of restore(), on invented prose: the damaged comes back or is marked, the sound stays."""

import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.restore import Decoder, Mirror, damage, restore
from schemas import replay
from tests.restore.habits import mirrors

_PLACES = [
    "山阳县",
    "柞水县",
    "乾安县",
    "海盐县",
    "保康县",
    "福鼎市",
    "裕安区",
    "桦川县",
    "泰来县",
    "永顺县",
    "福海县",
]
_SUBJECTS = [
    "农业局",
    "村民周明远",
    "县教育局",
    "种粮大户",
    "社区党组织",
    "文化馆",
    "水务公司",
    "合作社",
    "医疗队",
]
_ACTIONS = [
    "组织二十名技术员下乡",
    "发展水产养殖业",
    "开展环境保护宣传",
    "修建了三条通村公路",
    "举办第五届读书节",
    "为三百户居民解决用水问题",
    "建设优质粮食生产基地",
    "与邻县签订合作协议",
    "推动产业转型",
    "完成春耕准备工作",
    "总结一年来的经验",
    "随着改革不断深入",
]
_TAILS = [
    "，效果很好",
    "，群众十分满意",
    "，受到了社会各界的关注",
    "，带动了当地经济的发展",
    "，实现了共同富裕",
    "，展现了新时代的精神面貌",
    "，计划明年全部完成",
]
_QUOTES = [
    "“今年的收成比去年好。”",
    "“我们的日子越过越红火！”",
    "“这条路通了，运货就方便了。”",
    "“水的问题解决了吗？”",
]
_SPEAKERS = ["他说", "村民们说", "负责人表示", "记者了解到", "周明远笑着说"]
_ENDS = ["。", "！", "；", "。”", "。"]


@st.composite
def sentences(draw: st.DrawFn) -> str:
    text = draw(st.sampled_from(_PLACES)) + draw(st.sampled_from(_SUBJECTS)) + draw(st.sampled_from(_ACTIONS))
    text += draw(st.sampled_from(_TAILS))
    end = draw(st.sampled_from(_ENDS))
    if end.endswith("”"):
        text = draw(st.sampled_from(_SPEAKERS)) + "：“" + text
    text += end
    if draw(st.booleans()):
        text += draw(st.sampled_from(_QUOTES)) + draw(st.sampled_from(_SPEAKERS)) + "。"
    return text


def prose() -> st.SearchStrategy[str]:
    return st.lists(sentences(), min_size=1, max_size=3).map("".join)


FAST = settings(max_examples=35, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _alike(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _the_original_or_marked(text: str, mirror: Mirror) -> None:
    damaged = damage(text, mirror)
    restoration = restore(damaged, damaged=True)
    assert replay(damaged, restoration.edits) == restoration.text
    assert _alike(restoration.text) == _alike(text) or not restoration.exact, damaged


def _nothing_was_lost(text: str, mirror: Mirror) -> None:
    damaged = damage(text, mirror)
    if "?" in damaged:
        return  # a byte was lost: the other law holds
    restoration = restore(damaged, damaged=True)
    if not restoration.exact and ("！" in text or "；" in text):
        return  # decoders that drop what they cannot read show 。” so
    assert restoration.text == text


def _sound_text_stays(text: str) -> None:
    assert restore(text).text == text


@FAST
@given(prose(), mirrors())
def test_restoring_gives_the_original_or_marks_it_inexact(text, mirror):
    _the_original_or_marked(text, mirror)


def test_an_annotation_behind_long_shifts_is_undone_or_marked():
    text = (
        "福海县农业局组织二十名技术员下乡，受到了社会各界的关注。“今年的收成比去年好。”负责人表示。"
        "山阳县农业局组织二十名技术员下乡，效果很好。山阳县农业局发展水产养殖业，带动了当地经济的发展。"
        "“我们的日子越过越红火！”他说。"
    )
    _the_original_or_marked(text, Mirror(rows=122, cuts="！；？", decoder=Decoder.MARKS))


@FAST
@given(prose(), st.sampled_from([0, 9, 40, 122]))
def test_restoring_undoes_damage_that_lost_nothing(text, rows):
    _nothing_was_lost(text, Mirror(rows=rows, decoder=Decoder.MARKS))


@FAST
@given(prose())
def test_sound_prose_stays(text):
    _sound_text_stays(text)


@FAST
@given(st.text(max_size=80), st.sampled_from([None, True, False]))
def test_any_text_is_restored_without_an_error_and_replays(text, damaged):
    restoration = restore(text, damaged=damaged)
    assert replay(text, restoration.edits) == restoration.text


@FAST
@given(st.text(alphabet="國發?！；!;(guófā)业“”。，<p/>\ufffd\ue000\ud800é &", max_size=60))
def test_hostile_text_is_restored_without_an_error_and_replays(text):
    restoration = restore(text, damaged=True)
    assert replay(text, restoration.edits) == restoration.text


@pytest.mark.slow
@SLOW
@given(prose(), mirrors())
def test_restoring_gives_the_original_or_marks_it_inexact_at_length(text, mirror):
    _the_original_or_marked(text, mirror)


@pytest.mark.slow
@SLOW
@given(prose(), st.sampled_from([0, 9, 40, 122]))
def test_restoring_undoes_damage_that_lost_nothing_at_length(text, rows):
    _nothing_was_lost(text, Mirror(rows=rows, decoder=Decoder.MARKS))


@pytest.mark.slow
@SLOW
@given(prose())
def test_sound_prose_stays_at_length(text):
    _sound_text_stays(text)
