"""The bytes of a page are those of the text that is asked for, whichever was asked for before."""

import pytest

from pipelines.characters import beyond_ascii, common_share, in_utf8


@pytest.mark.parametrize("text", ["", "<p>", "山阳县", "🌾丰收", "一\x00\ufeff\uffff"])
def test_a_text_is_its_bytes_in_utf8(text) -> None:
    assert in_utf8(text) == text.encode()


def test_half_a_character_has_bytes_too() -> None:
    assert in_utf8("丰\ud83c收") == "丰".encode() + b"\xed\xa0\xbc" + "收".encode()


def test_the_bytes_of_the_last_text_are_no_other_texts() -> None:
    texts = ["山阳县今日丰收。", "柳湾镇今日丰收。"]
    assert [in_utf8(text).decode() for text in (*texts, *texts, texts[0])] == [*texts, *texts, texts[0]]
    assert [beyond_ascii(f"<p>{text}</p>") for text in texts] == texts


def test_signs_that_no_chinese_text_has_are_no_common_ones() -> None:
    assert common_share("<p>山阳县今日丰收。</p>") == 1.0
    assert common_share("<p>\ue001\ue002\ue003山</p>") == 0.25
