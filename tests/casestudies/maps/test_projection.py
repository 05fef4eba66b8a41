"""The projection of the map: the values of its paper, and the way back."""

from __future__ import annotations

from math import pi, radians

import numpy as np
import pytest

from casestudies.maps.projection import HEIGHT, WIDTH, located, projected

SEED = 20_261_122


def test_the_map_is_as_much_wider_than_high_as_its_authors_say() -> None:
    assert pytest.approx(2.05458, abs=1e-5) == WIDTH / HEIGHT


@pytest.mark.parametrize(
    ("degrees", "position"),
    [
        ((0, 0), (WIDTH / 2, HEIGHT / 2)),
        ((0, 180), (WIDTH, HEIGHT / 2)),
        ((0, -180), (0, HEIGHT / 2)),
        ((90, 0), (WIDTH / 2, 0)),
        ((-90, 0), (WIDTH / 2, HEIGHT)),
        ((90, -180), (203.767, 0)),  # On a sphere of 6,371,008.77 m, 10,216,474.79 m west of the middle.
    ],
)
def test_places_lie_where_they_should(degrees: tuple[float, float], position: tuple[float, float]) -> None:
    assert projected(*degrees).tolist() == pytest.approx(position, abs=0.01)


def test_the_poles_are_as_long_as_six_tenths_of_the_equator() -> None:
    west, east = projected([90, 90], [-180, 180])

    assert float(east[0] - west[0]) / WIDTH == pytest.approx(0.592, abs=0.001)


def test_equal_areas_are_equal() -> None:
    # Twice the half of the Earth, strip by strip.
    edge = projected(np.arange(-90, 90.5, 0.5), 180)
    whole = 2 * float(np.trapezoid(edge[::-1, 0] - WIDTH / 2, edge[::-1, 1]))
    for latitude in (0, 30, 60, 80):
        corners = projected([latitude, latitude, latitude + 1, latitude + 1], [10, 11, 11, 10])
        x, y = corners.T
        area = abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2
        true = np.sin(np.radians(latitude + 1)) - np.sin(np.radians(latitude))
        assert area / true == pytest.approx(whole / 4 / pi * radians(1), rel=1e-3)


def test_it_finds_back() -> None:
    print(f"seed {SEED}")
    random = np.random.default_rng(SEED)
    for _time in range(200):
        degrees = random.uniform(-89.9, 89.9), random.uniform(-180, 180)
        assert located(*projected(*degrees).tolist()) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize(
    ("position", "degrees"),
    [((0, 0), (90, -180)), ((WIDTH, HEIGHT), (-90, 180)), ((WIDTH / 2, -50), (90, 0)), ((5000, HEIGHT / 2), (0, 180))],
)
def test_what_lies_beside_the_earth_is_at_its_edge(position: tuple[float, float], degrees: tuple[float, float]) -> None:
    assert located(*position) == pytest.approx(degrees, abs=1e-6)
