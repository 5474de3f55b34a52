import pytest

from tests.quality.figures import Figure
from tests.quality.floors import below, loosened, raised, read_floors
from tests.quality.labelled import LABELLED
from tests.quality.listings import LISTINGS, measure_listings
from tests.quality.measure import PARTS, measure_benchmark

FIELDS = {"title", "date", "source", "editor", "author"}
PINNED = {"benchmark": {"title": {"floor": 0.9, "most_false": 0.05}, "body recall": {"floor": 0.8}}}


@pytest.mark.parametrize("part", PARTS)
def test_no_figure_of_the_public_benchmark_lies_below_its_floor(part) -> None:
    assert below({part: measure_benchmark(part)[0]["all"].figures()}, read_floors()) == []


@pytest.mark.parametrize("part", LABELLED)
def test_no_figure_of_the_labelled_pages_lies_below_its_floor(part) -> None:
    folder, measure = LABELLED[part]
    if not folder.is_dir():
        pytest.skip(f"no evaluation material at {folder}")
    assert below({part: measure()[0]}, read_floors()) == []


@pytest.mark.parametrize("part", LISTINGS)
def test_no_figure_of_the_listing_pages_lies_below_its_floor(part) -> None:
    folder, pages = LISTINGS[part]
    if not folder.is_dir():
        pytest.skip(f"no evaluation material at {folder}")
    assert below({part: measure_listings(pages())[0]}, read_floors()) == []


def test_each_field_has_a_floor_and_a_ceiling_of_false_values() -> None:
    floors = read_floors()
    for part in (*PARTS, *LABELLED):
        assert {name for name, entry in floors[part].items() if "most_false" in entry} >= FIELDS
        assert any(name.startswith("body") or "body" in name for name in floors[part])


def test_a_figure_below_its_floor_is_named() -> None:
    measured = {"benchmark": {"title": Figure(0.5, 0.0, 0.5), "body recall": Figure(0.9)}}
    assert below(measured, PINNED) == ["benchmark title: 0.500 is below its floor 0.900"]


def test_a_field_that_is_false_too_often_is_named_whatever_its_share_of_right_ones() -> None:
    measured = {"benchmark": {"title": Figure(0.92, 0.08, 0.0), "body recall": Figure(0.8)}}
    assert below(measured, PINNED) == ["benchmark title: 0.080 are false, at most 0.050 may be"]


def test_floors_only_rise_and_ceilings_only_sink() -> None:
    better = {"benchmark": {"title": Figure(0.9507, 0.0103, 0.04), "new": Figure(0.5)}}
    assert raised(better, PINNED)["benchmark"] == {
        "title": {"floor": 0.95, "most_false": 0.011},
        "body recall": {"floor": 0.8},
        "new": {"floor": 0.5},
    }
    worse = {"benchmark": {"title": Figure(0.1, 0.9, 0.0)}}
    assert raised(worse, PINNED) == PINNED


def test_a_floor_that_is_lowered_keeps_its_reason() -> None:
    lowered = loosened(PINNED, "benchmark", "title", 0.8, "the label was wrong", false=False)
    assert lowered["benchmark"]["title"] == {
        "floor": 0.8,
        "most_false": 0.05,
        "reason": "the label was wrong",
    }
    allowed = loosened(PINNED, "benchmark", "title", 0.1, "doubtful on purpose", false=True)
    assert allowed["benchmark"]["title"]["most_false"] == 0.1
