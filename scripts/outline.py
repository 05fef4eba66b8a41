"""Derives static/world.svg, the outlines of the countries, from Natural Earth (public domain).

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python -m scripts.outline package/countries-50m.json > static/world.svg

The input is TopoJSON: borders that two countries share are there once, so that simplifying leaves no gap between them.
The same input gives the same file, byte by byte. Countries are told by their code of ISO 3166-1; where Natural Earth
divides the land otherwise than that standard does, `MOVED` and `JOINED` put it right.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
from numpy.typing import NDArray

from casestudies.maps.projection import HEIGHT, WIDTH, projected

Degrees = NDArray[np.float64]
"""Rows of longitude and latitude, or of what they become on the map."""
Point = tuple[Any, Any]
Ring = list[int]
"""The numbers of its arcs, one after the other; ~n is arc n backwards."""

UNITS = 20
"""How many steps of the file make one unit of the map."""
LEAST_TRIANGLE = 35.0
"""The area, in square steps, below which a corner is left out,"""
LEAST_ISLAND = 120.0
"""and that below which an island is, unless its country has no larger one."""

JOINED = {"N. Cyprus": "CY", "Somaliland": "SO"}
"""Land without a code of its own, by Natural Earth's name, that belongs to a country under ISO 3166-1."""
MOVED = (
    ("RU", "UA", (32, 44, 37, 47)),  # Crimea
    ("FR", "GF", (-55, 2, -51, 6)),
    ("FR", "GP", (-62, 15.8, -61, 16.6)),
    ("FR", "MQ", (-61.3, 14.3, -60.7, 15)),
    ("FR", "RE", (55, -22, 56, -20.5)),
    ("FR", "YT", (45, -13.2, 45.4, -12.5)),
    ("NL", "BQ", (-68.5, 12, -68.1, 12.4)),
    ("NO", "SJ", (10, 70, 36, 82)),
)
"""Land that has a code of its own, or another: from which country to which, and between which west, south, east and
north it lies."""


class Topology:
    """The arcs of a TopoJSON file, in degrees, and the rings of its countries."""

    def __init__(self, content: dict[str, Any]) -> None:
        scale, shift = content["transform"]["scale"], content["transform"]["translate"]
        self.arcs = [np.cumsum(arc, axis=0) * scale + shift for arc in content["arcs"]]
        self.rings: dict[str, list[Ring]] = {}
        for geometry in content["objects"]["countries"]["geometries"]:
            country = _code(geometry)
            polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
            for ring in (ring for polygon in polygons for ring in polygon):
                self.rings.setdefault(self._moved(country, ring), []).append(ring)

    def _moved(self, country: str, ring: Ring) -> str:
        degrees = np.concatenate([self.arcs[_plain(arc)] for arc in ring])
        (west, south), (east, north) = degrees.min(axis=0), degrees.max(axis=0)
        for before, after, box in MOVED:
            if before == country and west > box[0] and south > box[1] and east < box[2] and north < box[3]:
                return after
        return country


def _code(geometry: dict[str, Any]) -> str:
    """The code of a country; empty for land that has none."""
    if "id" not in geometry:
        return JOINED.get(geometry["properties"]["name"], "")
    found = pycountry.countries.get(numeric=geometry["id"].zfill(3))
    return found.alpha_2 if found else ""


def _plain(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def dissolved(rings: Iterable[Ring], ends: Sequence[tuple[Point, Point]]) -> Iterator[Ring]:
    """The rings of one country without the borders between its own parts. `ends` are those of each arc."""
    used = [arc for ring in rings for arc in ring]
    inner = {arc for arc in used if ~arc in used}
    for ring in rings:
        if not inner & set(ring):
            yield ring
    # What is left of the others is put together again by its ends.
    loose = [arc for ring in rings if inner & set(ring) for arc in ring if arc not in inner]
    while loose:
        ring = [loose.pop(0)]
        while _end(ring[-1], ends) != _start(ring[0], ends):
            following = next(arc for arc in loose if _start(arc, ends) == _end(ring[-1], ends))
            loose.remove(following)
            ring.append(following)
        yield ring


def _start(arc: int, ends: Sequence[tuple[Point, Point]]) -> Point:
    return ends[arc][0] if arc >= 0 else ends[~arc][1]


def _end(arc: int, ends: Sequence[tuple[Point, Point]]) -> Point:
    return _start(~arc, ends)


def _area(one: Point, two: Point, three: Point) -> float:
    return abs((two[0] - one[0]) * (three[1] - one[1]) - (three[0] - one[0]) * (two[1] - one[1])) / 2


def simplified(arc: Degrees) -> Degrees:
    """A line without the corners that matter least on the map, after Visvalingam and Whyatt; its ends stay.

    M. Visvalingam, J. D. Whyatt: Line generalisation by repeated elimination of points. The Cartographic Journal 30
    (1993), 46-51.
    """
    points = on_map(np.column_stack([np.unwrap(arc[:, 0], period=360), arc[:, 1]])).tolist()
    before, after = [place - 1 for place in range(len(points))], [place + 1 for place in range(len(points))]
    areas = {place: _area(points[place - 1], points[place], points[place + 1]) for place in range(1, len(points) - 1)}
    heap = [(area, place) for place, area in areas.items()]
    heapify(heap)
    # A closed line keeps a triangle.
    least = 4 if points[0] == points[-1] else 2
    while heap and len(areas) + 2 > least:
        area, place = heappop(heap)
        if areas.get(place) != area:
            continue
        if area >= LEAST_TRIANGLE:
            break
        del areas[place]
        left, right = before[place], after[place]
        after[left], before[right] = right, left
        for corner in (left, right):
            if corner in areas:
                found = _area(points[before[corner]], points[corner], points[after[corner]])
                # Never less than what was left out beside it, so that a smooth curve does not vanish step by step.
                areas[corner] = max(found, area)
                heappush(heap, (areas[corner], corner))
    return arc[[0, *sorted(areas), len(arc) - 1]]


def on_map(degrees: Degrees) -> Degrees:
    """Positions in the steps of the file, not yet rounded."""
    return projected(degrees[:, 1], degrees[:, 0]) * UNITS


def cut(ring: Degrees) -> Iterator[Degrees]:
    """The parts of a closed line that lie on the map, which ends at the meridian of 180 degrees on either side."""
    line = np.column_stack([np.unwrap(ring[:, 0], period=360), ring[:, 1]])
    if abs(line[-1, 0] - line[0, 0]) > 180:  # Antarctica goes round the pole.
        line = np.concatenate([line, [(line[-1, 0], -90), (line[0, 0], -90), line[0]]])
    for shift in (-360, 0, 360):
        part = np.add(line, (shift, 0))
        for side in (1, -1):
            part = _clipped(part, side)
        if len(part):
            yield part


def _clipped(line: Degrees, side: int) -> Degrees:
    """What of a closed line lies on this side of 180 degrees east (1) or west (-1)."""
    within = line[:, 0] * side <= 180
    if within.all():
        return line
    kept: list[Any] = []
    for place in range(len(line) - 1):
        one, two = line[place], line[place + 1]
        if within[place]:
            kept.append(one)
        if within[place] != within[place + 1]:
            share = (180 * side - one[0]) / (two[0] - one[0])
            kept.append(one + share * (two - one))
    return np.array([*kept, kept[0]] if kept else np.empty((0, 2)))


def steps(degrees: Degrees) -> list[Point]:
    """Positions in the steps of the file, without those that fall onto the one before."""
    found = [(x, y) for x, y in np.rint(on_map(degrees)).astype(int).tolist()]
    return [point for place, point in enumerate(found) if place == 0 or point != found[place - 1]]


def _size(points: Sequence[Point]) -> float:
    """The area within a closed line."""
    x, y = np.array(points, float).T
    return abs(float(np.dot(x, np.roll(y, 1)) - np.dot(y, np.roll(x, 1)))) / 2


def path(rings: Iterable[Sequence[Point]]) -> str:
    """The data of an SVG path: absolute beginnings, relative lines."""
    parts = []
    for ring in rings:
        moves = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(ring)]
        lines = " ".join(f"{x} {y}" for x, y in moves[:-1]).replace(" -", "-")
        parts.append(f"M{ring[0][0]} {ring[0][1]}l{lines}z")
    return "".join(parts)


def outlines(topology: Topology) -> Iterator[tuple[str, str]]:
    """Each country's code and path, by code; land without a code first."""
    arcs = [simplified(arc) for arc in topology.arcs]
    ends = [(tuple(arc[0]), tuple(arc[-1])) for arc in arcs]
    for country, rings in sorted(topology.rings.items()):
        lines = [
            np.concatenate([arcs[n] if n >= 0 else arcs[~n][::-1] for n in ring]) for ring in dissolved(rings, ends)
        ]
        closed = [points for line in lines for part in cut(line) if len(points := steps(part)) > 3]
        largest = max(map(_size, closed), default=0)
        shown = [ring for ring in closed if _size(ring) >= max(min(LEAST_ISLAND, largest), 0.5)]
        yield country, path(shown or [_dot(steps(lines[0])[0])])


def _dot(at: Point) -> list[Point]:
    """What stands for a country that is smaller than a step."""
    x, y = at
    return [(x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y), (x, y - 1)]


def sea() -> str:
    """The edge of the map: the meridian opposite to the middle one, on both sides."""
    latitudes = np.arange(-90, 91, 3)
    east = np.column_stack([np.full(len(latitudes), 180), latitudes])
    west = np.column_stack([np.full(len(latitudes), -180), latitudes[::-1]])
    edge = steps(np.concatenate([east, west]))
    return path([[*edge, edge[0]]])


def graticule() -> str:
    """Every thirtieth meridian and parallel."""
    lines = [np.column_stack([np.full(61, longitude), np.arange(-90, 91, 3)]) for longitude in range(-150, 180, 30)]
    lines += [np.array([(-180, latitude), (180, latitude)]) for latitude in range(-60, 90, 30)]
    return "".join(path([[*line, line[0]]]).removesuffix("z") for line in map(steps, lines))


def drawing(topology: Topology) -> Iterator[str]:
    """The lines of the file."""
    width, height = round(WIDTH * UNITS), round(HEIGHT * UNITS)
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">'
    yield "<!-- Made with Natural Earth (public domain) by scripts/outline.py: see world.txt. -->"
    yield f'<path id="sea" d="{sea()}"/>'
    yield f'<path id="graticule" d="{graticule()}"/>'
    yield '<g id="land">'
    for country, data in outlines(topology):
        yield f'<path id="{country}" d="{data}"/>' if country else f'<path d="{data}"/>'
    yield "</g>\n</svg>"


if __name__ == "__main__":
    atlas = Topology(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    sys.stdout.write("\n".join(drawing(atlas)) + "\n")
