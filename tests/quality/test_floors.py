import pytest

from tests.quality.__main__ import below, read_floors
from tests.quality.measure import PAGES, measure_benchmark, measure_pages


def test_no_figure_of_the_public_benchmark_lies_below_its_floor() -> None:
    assert below({"benchmark": measure_benchmark()["all"].shares()}) == []


def test_no_figure_of_the_labelled_pages_lies_below_its_floor() -> None:
    if not PAGES.is_dir():
        pytest.skip(f"no evaluation material at {PAGES}")
    assert below({"pages": measure_pages()[0]}) == []


def test_each_field_has_a_floor() -> None:
    floors = read_floors()
    assert {"title", "date", "source", "editor", "author", "body", "body precision", "body recall"} <= set(
        floors["benchmark"]
    )
    assert {"title", "date", "source", "editor", "author", "body precision", "body recall"} <= set(
        floors["pages"]
    )


def test_a_figure_below_its_floor_is_named() -> None:
    (line,) = below({"benchmark": {**dict.fromkeys(read_floors()["benchmark"], 1.0), "title": 0.5}})
    assert line.startswith("benchmark title: 0.500 is below its floor")
