"""Shades: few classes, all numbers in one, and the greatest in the last."""

from __future__ import annotations

import pytest

from casestudies.maps.shades import MOST, bounds, shade


@pytest.mark.parametrize(
    ("greatest", "classes"),
    [
        (0, []),
        (1, [1]),
        (4, [1, 2]),
        (13, [1, 2, 5, 10]),
        (20, [1, 2, 5, 10, 20]),
        (70, [1, 5, 20]),
        (999, [1, 5, 20, 100, 500]),
        (24_000, [1, 10, 100, 1000, 10_000]),
    ],
)
def test_classes_are_round_and_few(greatest: int, classes: list[int]) -> None:
    assert bounds(greatest) == classes


def test_every_number_has_a_class() -> None:
    for greatest in (1, 7, 10, 49, 50, 51, 123_456):
        classes = bounds(greatest)
        assert len(classes) <= MOST
        assert shade(0, classes) == 0
        assert shade(1, classes) == 1
        assert shade(greatest, classes) == len(classes)
    assert [shade(number, [1, 2, 5, 10]) for number in (1, 2, 4, 5, 9, 10, 11)] == [1, 2, 2, 3, 3, 4, 4]
