"""A lost or altered byte of GB18030 stays where it happened."""

import pytest

from pipelines.gb18030 import LOST, decode_gb18030

PROSE = (
    "<p>本报讯 三月的山阳县，田间地头一片繁忙。县农业局派出二十名技术员，走村入户指导农户选种、育秧。</p>\n"
    "<p>“今年的墒情比去年好。”种粮大户周明远说，他承包的三百亩地已经全部翻耕，比往年早了一个星期。</p>\n"
)


def _wrong(before: str, after: str) -> int:
    """Return how many characters of `before` lie between the longest common beginning and end."""
    shortest = min(len(before), len(after))
    head = next((i for i in range(shortest) if before[i] != after[i]), shortest)
    tail = next((i for i in range(shortest - head) if before[-1 - i] != after[-1 - i]), shortest - head)
    return len(before) - head - tail


@pytest.mark.parametrize(
    "text", [PROSE, "饕餮、魑魅魍魉、囹圄、耄耋", "A股B股H股，乾隆年间的琺瑯器", "\U00020000字和㐂字", "€"]
)
def test_sound_bytes_are_read_as_they_are(text):
    assert decode_gb18030(text.encode("gb18030")) == text


def test_a_deleted_byte_costs_its_character_and_at_most_two_more():
    body = PROSE.encode("gb18030")
    for place in range(0, len(body), 3):
        assert _wrong(PROSE, decode_gb18030(body[:place] + body[place + 1 :])) <= 3, place


def test_an_altered_byte_costs_its_character_and_at_most_two_more():
    body = PROSE.encode("gb18030")
    for place in range(0, len(body), 3):
        altered = body[:place] + bytes([body[place] ^ 0x91]) + body[place + 1 :]
        assert _wrong(PROSE, decode_gb18030(altered)) <= 3, place


def test_a_loss_is_marked():
    body = "山阳县今日丰收。".encode("gb18030")
    assert decode_gb18030(body[:5] + body[6:]) == f"山阳{LOST}今日丰收。"
