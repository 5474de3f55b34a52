"""The fast part of what `--part mirrors` and `--part sentences` measure."""

import pytest

from tests.quality.floors import below, read_floors
from tests.quality.metamorphosis.measure import SETS, sample
from tests.quality.mirrors import KINDS, compare, compare_all
from tests.quality.sentences import asked, count, count_all


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_no_figure_of_the_pages_that_a_mirror_damaged_lies_below_its_floor(name) -> None:
    pages = list(SETS[name]())
    if not pages:
        pytest.skip("no evaluation material beside the checkout")
    figures = {f"mirrors: {name}, {kind}": of.figures() for kind, of in compare_all(pages).items()}
    assert below(figures, read_floors()) == []


@pytest.mark.slow
def test_no_figure_of_the_damaged_sentences_lies_below_its_floor() -> None:
    figures = {f"sentences: {row}": tally.figures() for row, tally in count_all().items()}
    assert below(figures, read_floors()) == []


def test_a_sample_of_pages_comes_back_from_three_mirrors() -> None:
    figures = {f"mirrors: sample, {kind}": of.figures() for kind, of in compare(sample()[::3]).items()}
    assert set(figures) == {f"mirrors: sample, {kind}" for kind in KINDS}
    assert below(figures, read_floors()) == []


def test_a_sample_of_sentences_comes_back() -> None:
    tallies = count(list(asked())[::60])
    assert below({"sentences: sample": tallies["all"].figures()}, read_floors()) == []
