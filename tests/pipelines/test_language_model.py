"""What the shipped language model says of Chinese, and how large it is."""

from importlib.resources import files

import pytest

from pipelines.language_model import BOUNDARY, UNKNOWN, classed, surprise, surprise_in_words

MEGABYTE = 1_000_000


def cost(text: str) -> float:
    padded = BOUNDARY * 2 + classed(text) + BOUNDARY
    return sum(surprise(padded[at - 2 : at], padded[at]) for at in range(2, len(padded)))


@pytest.mark.parametrize(
    ("chinese", "other"),
    [
        ("他摆摆手说：“没事！”", "他摆摆手说：“没事校、"),
        ("放那儿吧，谢谢。", "放那儿八，谢谢。"),
        ("该校举行开学典礼。", "该校举行开学典礼“"),
        ("这款芯片支持人工智能应用。", "这款芯片支持人工智能应甩。"),
        ("老人笑着说道。", "老人笑着说稻。"),
        ("经县人民政府批准，现公告如下：", "经县人民政府批准，现公吿如下："),
    ],
)
def test_what_people_write_surprises_less_than_what_a_lost_byte_leaves(chinese, other):
    assert cost(chinese) < cost(other)


def test_a_text_ends_behind_a_full_stop_and_not_behind_an_opening_mark():
    assert surprise("好。", BOUNDARY) + 3 < min(surprise("。“", BOUNDARY), surprise("好，", BOUNDARY))


def test_a_character_never_seen_surprises_by_a_fixed_amount_behind_nothing():
    assert surprise("", "\ue000") == UNKNOWN <= surprise("中国", "\ue000")


def test_a_blank_which_the_model_does_not_see_is_no_character():
    assert surprise("中", classed(" ")) == UNKNOWN


def test_a_name_surprises_as_a_word_even_where_running_text_holds_it():
    assert surprise_in_words("沈", "砚") > surprise_in_words("高", "清") > surprise_in_words("关", "闭")


def test_the_models_fit_into_the_wheel():
    sizes = [files("pipelines").joinpath(f"data/{name}.bin").read_bytes() for name in ("language", "words")]
    assert sum(map(len, sizes)) < 6.4 * MEGABYTE
    assert len(sizes[0]) <= 6 * MEGABYTE
