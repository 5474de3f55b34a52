from collections import Counter

from pipelines.restore import Restoration
from schemas import Edit
from tests.quality.alignment import judge_certain_edits


def restored(text: str, *edits: tuple[int, str, str]) -> Restoration:
    return Restoration(
        text,
        tuple(Edit(start=start, before=before, after=after, kind="shift") for start, before, after in edits),
    )


def test_of_a_text_that_came_back_each_certain_edit_is_right():
    assert judge_certain_edits(restored("区里，好", (0, "區", "区"), (2, ",", "，")), "区里，好") == Counter(
        asked=2, right=2
    )


def test_an_edit_that_wrote_another_character_is_wrong_and_its_neighbour_is_not():
    of = restored("山阳县五常老人", (2, "縣", "县"), (3, "五?", "五常"))
    assert judge_certain_edits(of, "山阳县五保老人") == Counter(asked=2, right=1)


def test_an_edit_beside_which_something_is_missing_is_wrong():
    of = restored("日道今日", (1, "?", ""), (3, "日", "日"))
    assert judge_certain_edits(of, "日，报道今日") == Counter(asked=2, right=1)


def test_an_uncertain_edit_is_not_asked():
    of = Restoration("区", (Edit(start=0, before="區", after="区", kind="traditional", certain=False),))
    assert judge_certain_edits(of, "区") == Counter()
