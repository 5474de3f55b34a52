"""The script of a text."""

import pytest

from pipelines.extract.script import read_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("收割机在田里来回穿梭", "zh-Hans"),
        ("收割機在田裡來回穿梭", "zh-Hant"),
        ("他在台北的后里区看了一场京剧《乾隆下江南》", "zh-Hans"),
        ("記者沈硯／山陽報導", "zh-Hant"),
        ("", "zh-Hans"),
        ("Liuwan 2023", "zh-Hans"),
        ("柳湾镇引用了一句古诗：「春眠不覺曉」，全文仍是简体，说的是春天。", "zh-Hans"),
    ],
)
def test_the_script_is_that_of_most_telling_characters(text, language):
    assert read_language(text) == language
