from datetime import UTC, datetime

import pytest

from schemas import Page
from tests.quality.figures import Figure
from tests.quality.floors import below, read_floors
from tests.quality.metamorphosis.measure import SETS, Kept, compare, compare_all, record, sample
from tests.quality.metamorphosis.transforms import TRANSFORMS


def _figures(kept: Kept) -> dict[str, Figure]:
    return {name: Figure(share) for name, share in kept.shares().items()}


def test_records_of_a_sample_stay_as_they_are() -> None:
    kept = compare(sample())
    assert below({"metamorphosis: sample": _figures(kept)}, read_floors()) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", SETS)
def test_records_of_every_page_stay_as_they_are(name) -> None:
    kept = compare_all(SETS[name]())
    if not kept.asked:
        pytest.skip(f"no pages of the set {name} here")
    assert below({f"metamorphosis: {name}": _figures(kept)}, read_floors()) == []


def test_a_refused_pages_record_is_its_reason_in_plain_text() -> None:
    page = Page(url="http://a.example/1", body=b"<p>hello</p>", fetched_at=datetime(2024, 5, 1, tzinfo=UTC))
    (reason,) = record(page).values()
    assert type(reason) is str


def test_every_transform_has_a_floor() -> None:
    floors = read_floors()
    assert set(floors["metamorphosis: fixtures"]) | {"charset big5"} == set(TRANSFORMS)
    assert set(floors["metamorphosis: benchmark"]) | {"charset big5"} >= set(TRANSFORMS)


def test_shares_are_counted_together_and_pages_that_changed_are_named() -> None:
    kept, other = Kept(), Kept()
    kept.asked["wrappers"], kept.same["wrappers"] = 3, 3
    other.asked["wrappers"], other.changed["wrappers"] = 1, ["a"]
    kept.add(other)
    assert kept.shares() == {"wrappers": 0.75}
    assert kept.changed == {"wrappers": ["a"]}
