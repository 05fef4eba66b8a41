"""Where joined things stand."""

from __future__ import annotations

import numpy as np

from casestudies.drawing.forces import Points, settled


def strengths(size: int, *joints: tuple[int, int, int]) -> Points:
    found = np.zeros((size, size))
    for one, other, strength in joints:
        found[one, other] = found[other, one] = strength
    return found


def far(points: Points, one: int, other: int) -> float:
    return float(np.linalg.norm(points[one] - points[other]))


def test_the_same_things_stand_in_the_same_places() -> None:
    given = strengths(5, (0, 1, 2), (1, 2, 1), (3, 4, 1))

    assert settled(given).tolist() == settled(given).tolist()


def test_everything_stands_in_the_square_and_nothing_on_another() -> None:
    groups = [(one, other, 1) for start in (0, 6, 12) for one in range(start, start + 6) for other in range(start, one)]
    points = settled(strengths(20, *groups))

    assert (points.min(), points.max()) == (0, 1)
    assert min(far(points, one, other) for one in range(20) for other in range(one)) > 0.03


def test_what_is_joined_stands_nearer() -> None:
    points = settled(strengths(6, (0, 1, 3), (1, 2, 3), (0, 2, 3), (3, 4, 3), (4, 5, 3), (3, 5, 3), (2, 3, 1)))

    within = [far(points, one, other) for one, other in ((0, 1), (1, 2), (0, 2), (3, 4), (4, 5), (3, 5))]
    across = [far(points, one, other) for one in (0, 1) for other in (4, 5)]
    assert max(within) < min(across)


def test_what_is_joined_to_nothing_stands_in_a_line_below() -> None:
    points = settled(strengths(4, (0, 2, 1)))

    assert points[[1, 3]].tolist() == [[0.25, 1.0], [0.75, 1.0]]
    assert points[[0, 2], 1].max() < 0.9


def test_few_things_need_no_room() -> None:
    assert settled(strengths(0)).tolist() == []
    assert settled(strengths(1)).tolist() == [[0.5, 1.0]]
