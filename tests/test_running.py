import pytest

from tests.running import HALF_WAY, growth_of_lines


def each(size: int) -> None:
    for _ in range(size):
        pass


def each_with_each(size: int) -> None:
    for _ in range(size):
        for _ in range(size):
            pass


def with_a_long_beginning(size: int) -> None:
    each(100_000)
    each_with_each(size)


@pytest.mark.parametrize("work", [each, lambda size: sum(1 for _ in range(size)), lambda _size: each(50)])
def test_work_in_proportion_to_its_size_lies_below_half_way(work) -> None:
    assert growth_of_lines(work, 100) < HALF_WAY


@pytest.mark.parametrize(
    "work",
    [
        each_with_each,
        with_a_long_beginning,
        lambda size: [(one, other) for one in range(size) for other in range(size)],
        lambda size: [sum(1 for _ in range(one)) for one in range(size)],
    ],
)
def test_square_work_lies_above(work) -> None:
    assert growth_of_lines(work, 100) > HALF_WAY
