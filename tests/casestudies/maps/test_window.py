"""The window onto the map never leaves it, and every way leads to another window."""

from __future__ import annotations

import numpy as np
import pytest

from casestudies.maps.projection import HEIGHT, WIDTH, projected
from casestudies.maps.window import DEEPEST, MIDDLE, Window, around

WARSAW = (52.23, 21.01)


def test_the_whole_world_is_drawn_as_it_lies() -> None:
    window = Window()
    positions = projected([0, 90, -90], [180, 0, 0])

    assert [*window.corner, *window.size] == [0, 0, WIDTH, HEIGHT]
    assert window.drawn(positions).tolist() == positions.tolist()
    assert window.holds(positions).tolist() == [True, True, True]


def test_what_lies_in_the_middle_is_drawn_in_the_middle() -> None:
    window = Window(3, WARSAW)

    assert window.size == (WIDTH / 8, HEIGHT / 8)
    assert window.drawn(projected(*WARSAW)).tolist() == pytest.approx((WIDTH / 2, HEIGHT / 2))
    # Kyiv lies within, Madrid does not, and what is no number lies nowhere.
    assert window.holds(projected([50.45, 40.42, np.nan], [30.52, -3.7, np.nan])).tolist() == [True, False, False]


@pytest.mark.parametrize("at", [(90, 0), (-90, 0), (0, 180), (0, -180), (90, 180), (-90, -180)])
@pytest.mark.parametrize("zoom", range(DEEPEST + 1))
def test_it_never_reaches_beyond_the_map(zoom: int, at: tuple[float, float]) -> None:
    window = Window(zoom, at)
    (left, top), (width, height) = window.corner, window.size

    assert 0 <= left <= WIDTH - width
    assert 0 <= top <= HEIGHT - height
    assert window.holds(projected(*at))


def test_nearer_and_farther_keep_the_middle() -> None:
    assert Window(2, WARSAW).zoomed(1) == Window(3, WARSAW)
    assert Window(5, WARSAW).zoomed(-1) == Window(4, WARSAW)
    assert Window().zoomed(1) == Window(1, MIDDLE)
    assert Window(1, WARSAW).zoomed(-1) == Window()
    assert Window(DEEPEST, WARSAW).zoomed(1) == Window(DEEPEST, WARSAW)
    assert Window().zoomed(-1) == Window()


def test_it_moves_by_a_part_of_itself() -> None:
    window = Window(4, WARSAW)
    (left, top), (width, height) = window.corner, window.size

    for east, south in ((0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)):
        moved = window.moved(east, south)
        assert moved.zoom == 4
        # To two decimals of a degree.
        assert moved.corner == pytest.approx((left + width * east, top + height * south), abs=0.05)


@pytest.mark.parametrize(("east", "south"), [(0.5, 0), (-0.5, 0), (0, 0.5), (0, -0.5)])
def test_at_the_edge_it_moves_no_further(east: float, south: float) -> None:
    window = Window(3, WARSAW)
    seen = [window]
    while (window := window.moved(east, south)) != seen[-1]:
        seen.append(window)
        assert len(seen) < 40
    top, height = window.corner[1], window.size[1]

    if east:
        # The Earth ends there, at this latitude.
        assert window.holds(projected(window.at[0], 180 if east > 0 else -180))
    else:
        assert (top if south < 0 else top + height) == pytest.approx(0 if south < 0 else HEIGHT, abs=0.2)


def test_the_whole_world_does_not_move() -> None:
    assert Window().moved(0.5, 0.5) == Window()


def test_a_window_is_made_around_what_it_must_hold() -> None:
    baltic = projected([59.44, 56.95, 54.69], [24.75, 24.11, 25.28])
    window = around(baltic, 1)

    assert window == Window(4, (57.02, 24.98))
    assert window.holds(baltic).all()
    # One zoom nearer they would fill more than the room that they are given.
    assert 0.4 < np.ptp(window.drawn(baltic), axis=0)[1] / HEIGHT < 0.8
    assert around(projected([60, -30], [-120, 150]), 1).zoom == 1
    assert around(projected([WARSAW[0]], [WARSAW[1]]), 1) == Window(DEEPEST, WARSAW)
