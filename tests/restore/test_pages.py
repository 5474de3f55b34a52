"""Whole pages through a mirror: what a paragraph, a template and a heading tell each other."""

import re

import pytest

from pipelines.restore import restore
from tests.restore.mirror import DROPS, MARKS, Habits, damage

STORY = "<p>石桥村的渔民关于休渔的约定传了三代，几户人家把渔网收进仓库，船都拉上岸。县里要总结这条经验。</p>"


@pytest.mark.parametrize("decoder", [MARKS, DROPS])
@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>这里的冬天来得早，种下的荞麦十月就能收。县里的加工厂去年投产。</p>",
        "<p>“快有快的好，慢有慢的值。”薛守田说。</p>",
        "<p>陕西省定边县的老人说，要比一比谁更适合旱塬。</p>",
    ],
)
def test_a_paragraph_of_a_mirrors_page_comes_back(paragraph, decoder):
    page = STORY + paragraph
    assert restore(damage(page, Habits(decoder=decoder))).text == page


@pytest.mark.parametrize(
    "paragraph",
    [
        "<p>谁家的船都晚归。“鹰是借来的，六月再还，他们都等着。”他说。</p>",
        "<p>孙女借了一本画册。”关于鱼群的那一页，她每天都翻一遍。</p>",
    ],
)
def test_what_a_tool_dropped_is_no_full_width_letter_and_no_simplified_form(paragraph):
    page = STORY + paragraph
    shown = damage(page, Habits(half_width=True, private_use=False))
    assert not re.search("[ａ-ｚＡ-Ｚ]", restore(shown).text)
    assert restore(shown).text == page


@pytest.mark.parametrize(
    "paragraph", ["<h1>湖西岸的“稻虾夜校”走过三个冬天</h1>", "<p>鱼货可以冻上半年。县海洋与渔业局说。</p>"]
)
@pytest.mark.parametrize("decoder", [MARKS, DROPS])
def test_a_quoted_term_is_no_sentence_and_a_sentence_may_begin_with_the_county(paragraph, decoder):
    page = STORY + paragraph
    assert restore(damage(page, Habits(decoder=decoder))).text == page
