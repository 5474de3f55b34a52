"""The fast part of what `--part chains` measures."""

import pytest

from tests.quality.chains import measure_chain, measure_chains
from tests.quality.floors import below, read_floors


@pytest.mark.slow
def test_no_figure_of_the_sentences_in_a_wrong_charset_lies_below_its_floor() -> None:
    figures = {f"chains: {chain}": of for chain, of in measure_chains().items()}
    assert below(figures, read_floors()) == []


def test_a_sample_of_sentences_comes_back_from_a_chain_that_loses_bytes() -> None:
    figures = {"chains: sample": measure_chain("UTF-8 as GBK, a browser", step=30)}
    assert below(figures, read_floors()) == []
