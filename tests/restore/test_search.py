"""What the search leaves out to save time changes nothing that it finds, and what it gives up it does not call certain."""

from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.language_model import surprise, surprises
from pipelines.restore import Decoder, Mirror
from pipelines.restore.mirror import reading, undo
from pipelines.restore.mirror.hypotheses import WIDTH, Hypothesis, Waiting, best, start_after
from pipelines.restore.mirror.model import damage, damage_traditional
from pipelines.restore.mirror.observed import Habits, Sight, cuts_at
from pipelines.restore.mirror.ranking import Prices, form_of
from pipelines.restore.mirror.reading import Reading
from pipelines.restore.tables import plausible_by_lead, traditional_forms
from tests.restore.habits import mirrors
from tests.restore.prose import sentences

PROSE = [sentence for domain in sentences().values() for sentence in domain]
FAST = settings(max_examples=60, deadline=None)


@FAST
@given(st.lists(st.tuples(st.floats(0, 60), st.sampled_from("山水风云雨雪")), min_size=1, max_size=200))
def test_what_is_not_let_in_would_not_have_been_kept(drawn: list[tuple[float, str]]) -> None:
    hypotheses = [
        start_after("")._replace(cost=cost, place=1, context="一" + added, added=added)
        for cost, added in drawn
    ]
    place, kept = Waiting(hypotheses).pop()
    assert place == 1
    assert [_key(one) for one in kept] == [_key(one) for one in best(hypotheses, WIDTH)]


def _key(hypothesis: Hypothesis) -> tuple[float, str]:
    return hypothesis.cost, hypothesis.context


@FAST
@given(st.sampled_from(PROSE), mirrors())
def test_habits_that_are_alike_in_a_text_show_its_original_as_that_text(text: str, mirror: Mirror) -> None:
    original = text.translate(traditional_forms())
    seen = damage_traditional(original, mirror)
    alike = Habits(mirror.leniency, cuts_at(mirror.cuts)).alike_in(seen)
    other = Mirror(
        rows=mirror.rows,
        cuts="".join(cut.mark for cut in alike.cuts),
        decoder=Decoder(alike.leniency._replace(knows_fe=mirror.decoder.value.knows_fe)),
        knows_fe=alike.leniency.knows_fe,
        private_use=mirror.private_use,
        half_width=mirror.half_width,
        spaced=mirror.spaced,
    )
    assert damage_traditional(original, other) == seen


@FAST
@given(st.sampled_from(PROSE), st.integers(0, 10))
def test_candidates_are_priced_together_as_one_by_one(text: str, at: int) -> None:
    context = (text[at : at + 2] + "。。")[:2]
    candidates = plausible_by_lead()[0xC9]
    assert surprises(context, candidates) == [surprise(context, one) for one in candidates]
    prices = Prices([text])
    ranked = prices.ranked(context, candidates)
    costs = [prices.of(context, form_of(one)) for one in ranked]
    assert costs == sorted(costs)


def test_what_is_too_dear_to_look_at_stays_in_doubt(monkeypatch):
    seen = damage("<p>区里发展潜力巨大，大家都很高兴。</p>")
    either = [Habits(Decoder.MARKS.value), Habits(Decoder.DROPS.value)]
    assert all(edit.certain for edit in undo.undo_shifts(seen, either))
    monkeypatch.setattr(undo, "_FIRST_DOUBTS", 0)
    monkeypatch.setattr(undo, "_DOUBTS", 0)
    in_doubt = [edit for edit in undo.undo_shifts(seen, either) if not edit.certain]
    assert [edit.kind for edit in in_doubt] == ["shift"]


def test_what_comes_again_is_read_once(monkeypatch):
    asked: list[str] = []

    def read(sight: Sight, before: str) -> Reading | None:
        asked.append(before)
        return reading.read(sight, before)

    monkeypatch.setattr(undo, "read", read)
    seen = damage("<p>区里发展潜力巨大，大家都很高兴。</p>" + "<p>他们说得很好，大家都很高兴。</p>" * 40) * 3
    edits = list(undo.undo_shifts(seen, [Habits()]))
    assert sum(edit.kind == "shift" for edit in edits) == 3
    assert len(asked) == 1
