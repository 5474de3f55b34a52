"""What is not believed of a field is told, each thing once, and no more of it than is asked for."""

import pytest

from pipelines.extract.evidence.candidates import Candidate, Ground, settle

NAMES = ("打印", "关闭", "分享", "收藏")


def doubtful(*names: str) -> list[Candidate[str]]:
    return [
        Candidate(name, "beside_date", (number,), frozenset({Ground.SHAPE}))
        for number, name in enumerate(names)
    ]


@pytest.mark.parametrize(
    ("most", "told"), [(None, NAMES), (1, NAMES[:1]), (3, NAMES[:3]), (4, NAMES), (9, NAMES)]
)
def test_no_more_doubts_are_told_than_are_asked_for(most, told) -> None:
    assert tuple(doubt.value for doubt in settle("author", doubtful(*NAMES), most).doubted) == told


def test_a_doubt_that_is_met_again_counts_once() -> None:
    again = [Candidate(name, "beside_date", (9,), frozenset({Ground.SHAPE})) for name in NAMES[:1] * 5]
    settled = settle("author", [*doubtful(NAMES[0]), *again, *doubtful(*NAMES)], 2)
    assert [doubt.value for doubt in settled.doubted] == list(NAMES[:2])


@pytest.mark.parametrize("most", [None, 1, 2])
def test_how_many_doubts_are_told_changes_no_value(most) -> None:
    sure = Candidate("贺青岚", "label", (5,), frozenset({Ground.LABEL}))
    other = Candidate("向晚舟", "label", (6,), frozenset({Ground.LABEL}))
    settled = settle("author", [*doubtful(*NAMES), sure, other], most)
    assert settled.found is not None
    assert (settled.found.value, [beaten.value for beaten in settled.found.beaten]) == ("贺青岚", ["向晚舟"])
