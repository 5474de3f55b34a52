"""The search finds every original that the mirror's machine shows as what was seen, whatever its rank."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.restore import Decoder, Mirror
from pipelines.restore.mirror.growth import grow
from pipelines.restore.mirror.hypotheses import Hypothesis, start_after
from pipelines.restore.mirror.model import damage_traditional
from pipelines.restore.mirror.observed import Habits, Sight, cuts_at
from pipelines.restore.tables import encode, traditional_forms
from tests.restore.habits import mirrors
from tests.restore.prose import sentences

PROSE = [sentence for domain in sentences().values() for sentence in domain]
GB2312 = [chr(code) for code in range(0x4E00, 0x9FA6) if len(chr(code).encode("gb2312", "ignore")) == 2]
LAST = [character for character in GB2312 if character.encode("gb2312")[1] == 0xFE]
"""Characters that end in the byte which some decoders do not know."""
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
        mirror.leniency, cuts_at(mirror.cuts), hidden=not mirror.private_use, narrow=mirror.half_width
    )
    sight = Sight(seen, habits, is_exhaustive=True)
    left: list[Hypothesis] = [start_after("")]
    for place, character in enumerate(original):
        later = [grown for one in left for grown in grow(sight, one) if _is_it(grown.added or "", character)]
        left = list({(one.place, one.state): one for one in later}.values())
        assert left, (seen, original[: place + 1])


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Draw a sentence with guests in it: any characters, and perhaps a byte below 0x40 behind them."""
    text = draw(st.sampled_from(PROSE))
    place = draw(st.integers(0, len(text)))
    guests = "".join(draw(st.lists(st.sampled_from(GB2312), max_size=3)))
    guests += draw(st.sampled_from(["", *LAST])) + draw(st.sampled_from(["", "5", " ", "(", "%", "<b>"]))
    return text[:place] + guests + text[place:] + draw(st.sampled_from(["", "</p>"]))


FAST = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SLOW = settings(max_examples=3000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@FAST
@given(texts(), mirrors())
def test_the_original_is_among_the_hypotheses_at_each_step(text: str, mirror: Mirror) -> None:
    _the_original_is_among_the_hypotheses(text, mirror)


@pytest.mark.slow
@SLOW
@given(texts(), mirrors())
def test_the_original_is_among_the_hypotheses_at_each_step_at_length(text: str, mirror: Mirror) -> None:
    _the_original_is_among_the_hypotheses(text, mirror)


@pytest.mark.parametrize("knows_fe", [True, False])
@pytest.mark.parametrize("decoder", Decoder)
def test_a_last_byte_that_a_decoder_does_not_know_may_stand_before_a_low_one(
    decoder: Decoder, knows_fe: bool
) -> None:
    mirror = Mirror(decoder=decoder, knows_fe=knows_fe, rows=0)
    _the_original_is_among_the_hypotheses("“都办好了。”我们一共看到十二5个，又看到冼<b>", mirror)
