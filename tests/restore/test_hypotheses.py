"""The search finds every original that the mirror's machine shows as what was seen, whatever its rank."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.restore import Mirror
from pipelines.restore.mirror.growth import grow
from pipelines.restore.mirror.hypotheses import Hypothesis, start_after
from pipelines.restore.mirror.model import damage_traditional
from pipelines.restore.mirror.observed import Habits, Sight, cuts_at
from pipelines.restore.tables import encode, traditional_forms
from tests.restore.habits import mirrors
from tests.restore.prose import sentences

PROSE = [sentence for domain in sentences().values() for sentence in domain]
LOW = 0x40
"""Bytes below it may be gone with a first byte: what stood there nobody can know."""


def _is_it(added: str, character: str) -> bool:
    return added == character or (
        (ord(character) < LOW or not encode(character)) and added in {"?", " ", "", '"', "&"}
    )


def _the_original_is_among_the_hypotheses(text: str, mirror: Mirror) -> None:
    original = text.translate(traditional_forms())
    seen = damage_traditional(original, mirror)
    habits = Habits(
        mirror.decoder.value, cuts_at(mirror.cuts), hidden=not mirror.private_use, narrow=mirror.half_width
    )
    sight = Sight(seen, habits, is_exhaustive=True)
    left: list[Hypothesis] = [start_after("")]
    for place, character in enumerate(original):
        later = [grown for one in left for grown in grow(sight, one) if _is_it(grown.added or "", character)]
        left = list({(one.place, one.state): one for one in later}.values())
        assert left, (seen, original[: place + 1])


FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FAST
@given(st.sampled_from(PROSE), st.sampled_from(["", "</p>"]), mirrors())
def test_the_original_is_among_the_hypotheses_at_each_step(text: str, ending: str, mirror: Mirror) -> None:
    _the_original_is_among_the_hypotheses(text + ending, mirror)


@pytest.mark.slow
@SLOW
@given(st.sampled_from(PROSE), st.sampled_from(["", "</p>"]), mirrors())
def test_the_original_is_among_the_hypotheses_at_each_step_at_length(
    text: str, ending: str, mirror: Mirror
) -> None:
    _the_original_is_among_the_hypotheses(text + ending, mirror)
