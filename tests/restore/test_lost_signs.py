"""A `?` that a mirror wrote for what CP936 lacks is never called exact; a question is."""

import pytest

from pipelines.restore import Mirror, damage, restore
from pipelines.restore.lost_signs import lost_signs

WIDE = Mirror()
NARROW = Mirror(half_width=True)


def doubts(text, *, narrow):
    return list(lost_signs(text, 0, len(text), narrow=narrow))


@pytest.mark.parametrize("mirror", [WIDE, NARROW])
@pytest.mark.parametrize(
    "sound",
    [
        "各区的会议现场，村民们都来了，•第一项是修路。",
        "\xa0各区的会议现场，村民们都来了。",
        "从前庙\xa0里有个老和尚讲起当年发生的故事，大家都爱听。",
        "“馒头”今年🐱三岁半，是区里动物园的明星，会开门。",
        "绕行©建设北路的公交车，将于下个月开始发车，请注意。",
        "区里的报名电话是0915\xa03218876，将于下月开通，请注意。",
    ],
)
def test_a_sign_that_was_lost_is_never_exact(mirror, sound):
    restored = restore(damage(sound, mirror), damaged=True)
    assert not restored.exact


@pytest.mark.parametrize(
    "sound",
    [
        "区里的会你去过吗？我没有去过，听说谈的是产业发展。",
        "“谁在那里？”她举起油灯，朝会场里喊了一声。",
        "见区报第8版，详见 http://www.tongxi.example/a.asp?id=8&page=2 的现场报道。",
    ],
)
@pytest.mark.parametrize("mirror", [WIDE, NARROW])
def test_a_question_stays_one(mirror, sound):
    restored = restore(damage(sound, mirror), damaged=True)
    assert (restored.text, restored.exact) == (sound, True)


@pytest.mark.parametrize(
    "text", ["？", "他去了吗？我不知道", "为什么？", "A?b=1", "谁会来？他说", "“什么？”他问"]
)
def test_no_question_of_a_narrow_page_is_doubted(text):
    assert doubts(text, narrow=True) in ([], [0])


@pytest.mark.parametrize(
    ("text", "narrow"),
    [
        ("真的?，他说", True),
        ("，？他说", True),
        ("8月?15日", True),
        ("第一？项内容", True),
        ("café?上海", True),
        ("58.2é？ 2.91", True),
        ("你好?", False),
        ("Deep?Mind", False),
        ("073?0123", True),
    ],
)
def test_a_mark_that_asks_nothing_is_doubted(text, narrow):
    assert doubts(text, narrow=narrow) == [max(text.find("?"), text.find("？"))]
