"""Two forward models, written apart, show the same page: the project's and the one it is measured with."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.restore import Decoder, Mirror, restore
from pipelines.restore import damage as project_damage
from tests.restore.mirror import (
    DROPS,
    LISTED,
    MARKS,
    REPLACES,
    SKIPS,
    Habits,
    Swallow,
    damage,
    listed,
    shuffled,
)
from tests.restore.mirror import Decoder as Lenient
from tests.restore.prose import sentences

PAIRS = {
    Decoder.MARKS: MARKS,
    Decoder.REPLACES: REPLACES,
    Decoder.DROPS: DROPS,
    Decoder.SKIPS: SKIPS,
}
PROSE = [sentence for domain in sentences().values() for sentence in domain]


@st.composite
def both(draw: st.DrawFn) -> tuple[Mirror, Habits]:
    """Draw habits that the two models both know, in the words of each."""
    rows = draw(st.integers(0, LISTED))
    decoder = draw(st.sampled_from(sorted(PAIRS, key=lambda known: known.name)))
    blank, private_use, half_width = (draw(st.booleans()) for _ in range(3))
    cuts = "".join(mark for mark in "！；？" if draw(st.booleans()))
    mirror = Mirror(
        rows=rows,
        cuts=cuts,
        decoder=decoder,
        spaced=blank,
        private_use=private_use,
        half_width=half_width,
    )
    habits = Habits(
        rows=listed()[:rows],
        blank=" " * blank,
        cuts=cuts,
        decoder=PAIRS[decoder],
        private_use=private_use,
        half_width=half_width,
    )
    return mirror, habits


def sources() -> st.SearchStrategy[str]:
    """Draw prose in the markup of a page, so that quotes, brackets and line ends stand behind characters."""
    line = st.sampled_from(PROSE).map("<p class='词'>{}</p>\n".format)
    return st.lists(line | st.sampled_from(PROSE), min_size=1, max_size=4).map("".join)


@settings(max_examples=150)
@given(sources(), both())
def test_the_two_models_show_the_same_page(text, habits):
    assert damage(text, habits[1]) == project_damage(text, habits[0])


@pytest.mark.slow
@settings(max_examples=5000)
@given(sources(), both())
def test_the_two_models_show_the_same_page_at_length(text, habits):
    assert damage(text, habits[1]) == project_damage(text, habits[0])


@pytest.mark.slow
@settings(max_examples=2000)
@given(st.text(alphabet=st.characters(codec="gb18030"), max_size=60), both())
def test_the_two_models_show_the_same_of_any_characters(text, habits):
    assert damage(text, habits[1]) == project_damage(text, habits[0])


@pytest.mark.parametrize(
    ("swallow", "shown"),
    [
        (Swallow.ONE_MARK, "?p>"),
        (Swallow.MARK_AND_BYTE, "?<p>"),
        (Swallow.BYTE, "<p>"),
        (Swallow.NOTHING, "p>"),
    ],
)
def test_a_lead_byte_swallows_the_tag_behind_it_or_leaves_it(swallow, shown):
    text = "他说好。”<p>"
    assert damage(text, Habits(decoder=Lenient(swallow=swallow))).endswith(shown)


def test_each_later_tool_leaves_its_trace():
    text = "他说，好。村里，变了"
    assert damage(text, Habits(rows=(), half_width=True)) == "他說,好。村里,變了"
    assert damage(text, Habits(rows=(), doubled=True)) == "他說，，好。村里，變了"
    assert damage("一二三四五六七", Habits(rows=(), spread=True)) == "一二三四五 六七"
    lost = Habits(decoder=REPLACES, replacement_as_mark=True)
    assert damage("区里发展潜力", lost) == damage("区里发展潜力", Habits())


def test_a_list_in_an_order_of_its_own_holds_each_row_once():
    rows = shuffled(Random(1), 40)
    assert len(set(rows)) == 40
    assert set(rows) <= set(listed())


def test_the_prose_has_five_domains_of_ninety_sentences():
    assert {name: len(of) for name, of in sentences().items()} == dict.fromkeys(
        ("news", "notices", "speech", "stories", "technology"), 90
    )
    assert len(set(PROSE)) == len(PROSE)


def test_characters_that_names_alone_hold_become_traditional_and_come_back():
    text = "骀荡春风里，傧相扶着嫱娘进了门，颙叔把鲳鱼和饳馃端上榉木桌子。"
    shown = project_damage(text, Mirror(rows=0))
    assert shown == "駘蕩春風里，儐相扶著嬙娘進了門，顒叔把鯧魚和飿餜端上櫸木桌子。"
    assert restore(shown, damaged=True).text == text
