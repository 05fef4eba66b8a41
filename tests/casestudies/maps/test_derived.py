"""How the outlines are derived: lines lose corners but not their ends, and parts of one country lose their borders."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from scripts import outline as script
from scripts.outline import Topology, cut, dissolved, drawing, path, simplified


def square(west: float, south: float, size: float = 10) -> list[tuple[float, float]]:
    """Round a field of so many degrees, clockwise."""
    east, north = west + size, south + size
    return [(west, south), (west, north), (east, north), (east, south), (west, south)]


def topology(arcs: list[list[tuple[float, float]]], *countries: tuple[str, Any]) -> Topology:
    """Countries by their numeric code or their name, each with its polygons: lists of rings of arcs."""
    moves = [np.diff(np.array(arc, float), axis=0, prepend=[(0, 0)]).tolist() for arc in arcs]
    geometries = [
        {
            "type": "MultiPolygon",
            "arcs": polygons,
            "properties": {"name": name},
            **({"id": name} if name.isdigit() else {}),
        }
        for name, polygons in countries
    ]
    transform = {"scale": [1, 1], "translate": [0, 0]}
    return Topology({"arcs": moves, "transform": transform, "objects": {"countries": {"geometries": geometries}}})


def test_countries_are_told_by_their_code_and_what_has_none_is_land() -> None:
    arcs = [square(0, 0), square(20, 0), square(40, 0), square(60, 0)]

    found = topology(arcs, ("616", [[[0]]]), ("Somaliland", [[[1]]]), ("Nowhere", [[[2]]]), ("706", [[[3]]]))

    assert found.rings == {"PL": [[0]], "SO": [[1], [3]], "": [[2]]}


def test_land_of_another_code_is_moved() -> None:
    # Crimea lies in the box, a square a hundred times as large does not, nor does the same place of another country.
    crimea = square(33, 45, 1)

    found = topology([crimea, square(30, 40, 20)], ("643", [[[0]], [[1]]]))
    other = topology([crimea], ("616", [[[0]]]))

    assert found.rings == {"UA": [[0]], "RU": [[1]]}
    assert other.rings == {"PL": [[0]]}


def test_parts_of_one_country_lose_the_border_between_them() -> None:
    # Two fields side by side: arc 0 between them, 1 round the one, 2 round the other.
    ends = [((0, 0), (0, 1)), ((0, 1), (0, 0)), ((0, 1), (0, 0)), ((5, 5), (5, 5))]

    assert list(dissolved([[0, 1], [~0, ~2], [3]], ends)) == [[3], [1, ~2]]
    assert list(dissolved([[0, 1], [3]], ends)) == [[0, 1], [3]]


def test_a_line_keeps_its_ends_and_the_corners_that_matter() -> None:
    straight = np.array([(0, 0), (5, 0.0001), (10, 0), (15, -0.0001), (20, 0)], float)
    corner = np.array([(0, 0), (10, 0), (10, 10)], float)

    assert simplified(straight).tolist() == [[0, 0], [20, 0]]
    assert simplified(corner).tolist() == corner.tolist()
    assert len(simplified(np.array(square(0, 0, 0.001), float))) == 4


def test_a_country_on_both_sides_of_the_edge_of_the_map_is_cut() -> None:
    ring = np.array([(170, 60), (170, 70), (-170, 70), (-170, 60), (170, 60)], float)

    parts = sorted(part.tolist() for part in cut(ring))

    assert parts == [
        [[-180, 70], [-170, 70], [-170, 60], [-180, 60], [-180, 70]],
        [[170, 60], [170, 70], [180, 70], [180, 60], [170, 60]],
    ]
    within = np.array(square(0, 0), float)
    assert [part.tolist() for part in cut(within)] == [within.tolist()]


def test_what_goes_round_the_pole_is_closed_along_it() -> None:
    ring = np.array([(-180, -70), (-90, -70), (0, -70), (90, -70), (180, -70)], float)

    (part,) = (part for part in cut(ring) if np.ptp(part[:, 0]) > 0)

    assert part.tolist() == [
        [-180, -70],
        [-90, -70],
        [0, -70],
        [90, -70],
        [180, -70],
        [180, -90],
        [-180, -90],
        [-180, -70],
    ]


def test_a_path_is_an_absolute_beginning_and_relative_lines() -> None:
    assert path([[(3, 4), (3, 6), (5, 4), (3, 4)]]) == "M3 4l0 2 2-2z"


def test_a_drawing_is_the_same_each_time_and_keeps_the_smallest_country(monkeypatch: pytest.MonkeyPatch) -> None:
    atlas = topology([square(10, 10), square(40, 40, 0.0001)], ("616", [[[0]]]), ("336", [[[1]]]))

    lines = list(drawing(atlas))

    assert lines == list(drawing(atlas))
    assert [line[:12] for line in lines[:5]] == [
        '<svg xmlns="',
        "<!-- Made wi",
        '<path id="se',
        '<path id="gr',
        '<g id="land"',
    ]
    polish, vatican = lines[5:-1]
    assert re.fullmatch(r'<path id="PL" d="M\d+ \d+(l-?\d+[ -]\d+)(( |-)\d+[ -]\d+){2}z"/>', polish)
    assert re.fullmatch(r'<path id="VA" d="M\d+ \d+l1 1-1 1-1-1z"/>', vatican)
    # Small islands go, unless a country has no larger one.
    monkeypatch.setattr(script, "LEAST_ISLAND", 1e12)
    assert [line[:14] for line in drawing(atlas)][5:-1] == ['<path id="PL" ', '<path id="VA" ']
