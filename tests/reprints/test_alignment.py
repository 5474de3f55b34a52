"""What two texts share, and what is otherwise between."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scraper.reprints.alignment import Shared, Text, align
from scraper.reprints.letters import letters_of
from scraper.reprints.verdict import is_one_text
from tests.reprints.invented import Writer

BODY = "\n".join(Writer("body").paragraphs(600))
OTHER = "\n".join(Writer("other").paragraphs(600))


def shared(one: str, other: str) -> Shared:
    shorter, longer = sorted(
        (Text(letters_of(text)) for text in (one, other)), key=lambda text: len(text.letters)
    )
    return align(shorter, longer)


def test_marks_blanks_and_the_width_of_letters_make_no_difference() -> None:
    assert list(letters_of("３７户，ＡＢ　cd。\n")) == list(letters_of("37户ab CD"))


def test_a_traditional_page_has_the_letters_of_the_simplified_one() -> None:
    assert list(letters_of("漢陰縣的經濟發展")) == list(letters_of("汉阴县的经济发展"))


def test_rare_letters_and_half_of_a_pair_are_letters_or_none_but_no_error() -> None:
    assert len(letters_of("𠀀𠀁")) == 2
    assert len(letters_of("\ud800😀\x00")) == 0


def test_a_text_is_all_of_itself_however_it_is_broken_into_lines() -> None:
    assert shared(BODY, BODY.replace("\n", " "))[:2] == (1.0, 1.0)


def test_a_text_without_its_last_third_is_all_of_the_whole_and_that_not_of_it() -> None:
    found = shared(BODY[: len(BODY) * 2 // 3], BODY)
    assert found.of_shorter == 1
    assert 0.6 < found.of_longer < 0.7
    assert found.swaps == 0


def test_a_word_in_place_of_another_is_a_swap_and_what_was_put_in_is_none() -> None:
    middle = BODY.index("，", 200)
    assert shared(BODY, BODY[:middle] + "龘靐齾爩" + BODY[middle + 5 :]).swaps == 1
    assert shared(BODY, BODY[:middle] + "龘靐齾爩" + BODY[middle:]).swaps == 0
    assert shared(BODY, BODY[:200] + BODY[240:]).swaps == 0


def test_another_number_in_its_place_is_told_from_another_word() -> None:
    body = f"{BODY[:200]}收购价为每公斤3.7元，{BODY[200:]}"
    assert shared(body, body.replace("3.7", "4.2")).numbers == 1
    assert shared(body, body.replace("收购", "零售")).numbers == 0


def test_a_passage_in_place_of_another_is_counted_by_its_letters() -> None:
    found = shared(BODY[:200] + OTHER[:150] + BODY[300:], BODY)
    assert found.swaps == 0
    assert found.own > 50


def test_two_texts_share_nothing_but_phrases() -> None:
    assert shared(BODY, OTHER).of_shorter < 0.1
    assert not is_one_text(shared(BODY, OTHER))


@pytest.mark.parametrize("text", ["", "。", "山阳县", "山阳县今日丰收"])
def test_what_is_shorter_than_a_passage_shares_nothing(text) -> None:
    assert shared(text, BODY) == Shared()
    assert shared(text, text) == Shared()


@settings(max_examples=40)
@given(st.text(alphabet="山阳县丰收12，。", max_size=60), st.text(alphabet="山阳县丰收12，。", max_size=80))
def test_shares_are_shares_and_a_text_is_all_of_itself(one, other) -> None:
    found = shared(one, other)
    assert 0 <= found.of_shorter <= 1
    assert 0 <= found.of_longer <= 1
    assert found.letters <= min(len(one), len(other))
    assert shared(one, one).of_shorter in {0, 1}
