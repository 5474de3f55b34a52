"""Syllables written for characters: a word that fits comes back as a guess, Latin words stay."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.restore import restore
from pipelines.restore.spelled.filtered import undo_syllables
from schemas import replay

ROOM = Path(__file__).parent


def _lines(name: str) -> list[str]:
    return [
        line for line in (ROOM / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")
    ]


@pytest.mark.parametrize("row", _lines("spelled_words.tsv"), ids=lambda row: row[:14])
def test_the_character_of_the_one_word_that_fits_comes_back_as_a_guess(row: str) -> None:
    sentence, character = row.split("\t")
    restored = restore(sentence)
    assert [edit.after for edit in restored.edits] == [character]
    assert not restored.exact
    assert restored.kinds == ("syllable",)
    assert replay(sentence, restored.edits) == restored.text


@pytest.mark.parametrize("line", _lines("latin.txt"), ids=lambda line: line[:14])
def test_latin_letters_that_stand_for_themselves_stay(line: str) -> None:
    assert restore(line).edits == ()
    assert restore(f"<html><body><h1>漳水新闻</h1><p>{line}</p></body></html>").edits == ()


def test_a_page_gets_its_characters_back_in_prose_and_then_in_the_headline() -> None:
    page = (
        "<html><body class='gao'><h1>zheng府回应</h1><p>当地zheng府表示，将尽快gai善条件。</p></body></html>"
    )
    restored = restore(page).text
    assert "<h1>政府回应</h1><p>当地政府表示，将尽快改善条件。</p>" in restored
    assert "class='gao'" in restored


def test_two_words_that_could_be_read_so_leave_the_syllable() -> None:
    assert restore("记者到shan西采访。").edits == ()


@given(st.text("高效政府的在gaozhengduping <p>。，", max_size=40))
def test_no_guess_is_called_certain_and_all_replay(text: str) -> None:
    edits = undo_syllables(text)
    replay(text, edits)
    assert not any(edit.certain for edit in edits)
