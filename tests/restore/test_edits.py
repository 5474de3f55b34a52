"""Packed edits are a sequence of records like any other."""

import pytest

from pipelines.restore.edits import Edits
from schemas import Edit, replay

MANY = tuple(
    Edit(start=3 * place, before="國", after="国" * (place % 3), kind="traditional", certain=place % 2 == 0)
    for place in range(3000)
)
"""More than one packet holds."""


def test_what_is_packed_comes_back_in_order() -> None:
    packed = Edits(MANY)
    assert tuple(packed) == MANY
    assert replay("國家的" * 3000, packed) == replay("國家的" * 3000, MANY)
    assert (len(packed), packed == MANY, hash(packed)) == (3000, True, hash(MANY))


@pytest.mark.parametrize("place", [0, 1023, 1024, 2999, -1, -3000])
def test_each_is_found_by_its_place(place) -> None:
    assert Edits(MANY)[place] == MANY[place]


def test_a_place_behind_the_last_is_none() -> None:
    with pytest.raises(IndexError):
        Edits(MANY)[3000]


def test_slices_are_records() -> None:
    assert Edits(MANY)[1020:1030:2] == MANY[1020:1030:2]


def test_unpaired_surrogates_and_changes_of_nothing_are_kept() -> None:
    odd = (
        Edit(start=0, before="\ud83d", after="\ude00", kind="lost", certain=False),
        Edit(start=1, before="", after="、", kind="shift"),
    )
    assert tuple(Edits(odd)) == odd
    assert Edits(()) == ()
