"""Where things stand that came of one another."""

from __future__ import annotations

import secrets
from itertools import combinations

import numpy as np
import pytest

from casestudies.drawing.layers import (
    ACROSS,
    DOWN,
    HEIGHT,
    LETTERS,
    MARGIN,
    WIDTH,
    Layers,
    Spot,
    Step,
    in_lines,
    layered,
    way,
)


def column(layers: Layers, key: int) -> float:
    return (layers.spots[key].x - MARGIN) / (WIDTH + ACROSS)


def row(layers: Layers, key: int) -> float:
    return (layers.spots[key].y - MARGIN) / (HEIGHT + DOWN)


def test_a_generation_is_a_column_and_what_has_successors_stands_in_their_middle() -> None:
    layers = layered([1, 2, 3, 4], [(2, 1), (3, 1), (4, 3)])

    assert layers.steps == [Step(1, 0, None, 0), Step(2, 1, 1, 1), Step(3, 1, 1, 1), Step(4, 2, 3, 2)]
    assert [(column(layers, key), row(layers, key)) for key in (1, 2, 3, 4)] == [(0, 0.5), (1, 0), (1, 1), (2, 1)]
    assert layers.width == 2 * MARGIN + 3 * WIDTH + 2 * ACROSS
    assert layers.height == 2 * MARGIN + 2 * HEIGHT + DOWN


def test_what_came_of_several_stands_after_the_last_and_below_the_first() -> None:
    layers = layered([1, 2, 3, 4], [(2, 1), (4, 1), (4, 2)])

    assert layers.steps == [Step(1, 0, None, 0), Step(2, 1, 1, 1), Step(4, 2, 1, 1), Step(3, 0, None, 0)]


@pytest.mark.parametrize(
    ("ties", "first"),
    [([(1, 2), (2, 1)], 2), ([(1, 2), (2, 3), (3, 1)], 3), ([(1, 2), (2, 3), (3, 2)], 3)],
)
def test_circles_are_drawn(ties: list[tuple[int, int]], first: int) -> None:
    keys = sorted({key for tie in ties for key in tie})

    layers = layered(keys, ties)

    assert sorted(step.key for step in layers.steps) == keys
    assert layers.steps[0].key == first


def test_long_chains_are_drawn() -> None:
    layers = layered(range(5000), [(number + 1, number) for number in range(4999)])

    assert [step.generation for step in layers.steps] == list(range(5000))


def test_whatever_came_of_what_every_thing_has_a_box_of_its_own() -> None:
    seed = secrets.randbelow(10**9)
    print(f"seed {seed}")
    draw = np.random.default_rng(seed)
    for _ in range(50):
        size = int(draw.integers(1, 26))
        pairs = {(one, other) for one, other in draw.integers(0, size, (draw.integers(0, 41), 2)).tolist()}
        ties = sorted((one, other) for one, other in pairs if one != other)

        layers = layered(range(size), ties)

        assert sorted(step.key for step in layers.steps) == list(range(size))
        for one, other in combinations(layers.spots.values(), 2):
            assert one.x != other.x or abs(one.y - other.y) >= HEIGHT + DOWN - 0.2
        for step in layers.steps:
            assert step.parent is None or (step.key, step.parent) in ties


def test_a_line_runs_from_edge_to_edge() -> None:
    path = way(Spot(0, 0), Spot(WIDTH + ACROSS, 100))

    assert path.startswith(f"M{WIDTH:g} {HEIGHT / 2:g}C")
    assert path.endswith(f" {WIDTH + ACROSS:g} {100 + HEIGHT / 2:g}")


def test_texts_are_broken_and_cut() -> None:
    assert in_lines("A short title") == ["A short title"]
    lines = in_lines("A title that goes on and on, longer than any title ought to be, and does not come to an end")
    assert lines == ["A title that goes on and on,", "longer than any title ought", "to be, and does not come to…"]
    assert [len(line) for line in in_lines("x" * 200)] == [LETTERS] * 3
