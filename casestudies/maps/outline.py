"""The outlines of the countries, as static/world.svg has them: which of them a window shows, and where a name fits.

The file is derived by scripts/outline.py. Pages draw it by reference; nothing of it is sent with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from casestudies.maps.projection import WIDTH, Positions
from casestudies.maps.window import Window

FILE = Path(__file__).resolve().parent.parent.parent / "static" / "world.svg"
LINES = 15
"""On how many lines across a country a place for its name is looked for."""


@dataclass(frozen=True)
class Middle:
    """Where a country's name is written, in units of the map: in the middle of a line across its largest part."""

    x: float
    y: float
    width: float
    """How long the line is,"""
    height: float
    """and how high the part."""


@dataclass(frozen=True)
class Outline:
    """The edges of all countries."""

    codes: tuple[str, ...]
    """ISO 3166-1 alpha-2, in their order."""
    owners: NDArray[np.intp]
    """For each edge, the place of its country among them,"""
    starts: Positions
    """where it begins"""
    ends: Positions
    """and ends on the map."""
    middles: tuple[Middle, ...]
    steps: float
    """How many steps of the file make one unit of the map."""

    def within(self, window: Window) -> set[str]:
        """The codes of the countries of which the window shows a part."""
        low = np.array(window.corner)
        found = set(self.owners[_crosses(self.starts, self.ends, low, low + window.size)].tolist())
        return {self.codes[place] for place in found | self._around(low + np.array(window.size) / 2)}

    def _around(self, point: Positions) -> set[int]:
        """The countries in which a point lies: those that a line from there to the right leaves an odd number of
        times. A window that no edge crosses lies where its middle does."""
        (x1, y1), (x2, y2) = self.starts.T, self.ends.T
        level = np.flatnonzero((y1 > point[1]) != (y2 > point[1]))
        x = x1[level] + (point[1] - y1[level]) / (y2[level] - y1[level]) * (x2[level] - x1[level])
        left = np.bincount(self.owners[level[x > point[0]]], minlength=len(self.codes))
        return set(np.flatnonzero(left % 2).tolist())


def _crosses(starts: Positions, ends: Positions, low: Positions, high: Positions) -> NDArray[np.bool_]:
    """Which lines have a point within this rectangle: those that are between its sides both ways at once."""
    steps = ends - starts
    with np.errstate(divide="ignore", invalid="ignore"):
        first, last = (low - starts) / steps, (high - starts) / steps
    # A line along a side is there all the time, or never.
    level = steps == 0
    beside = level & ((starts < low) | (starts > high))
    enters = np.where(level, 0, np.minimum(first, last)).max(axis=1)
    leaves = np.where(level, 1, np.maximum(first, last)).min(axis=1)
    crosses: NDArray[np.bool_] = (np.maximum(enters, 0) <= np.minimum(leaves, 1)) & ~beside.any(axis=1)
    return crosses


@cache
def outline() -> Outline:
    """The outlines of the committed file."""
    text = FILE.read_text(encoding="utf-8")
    steps = int(text.partition('viewBox="0 0 ')[2].split()[0]) / WIDTH
    rings = [
        (code, ring / steps)
        for code, data in re.findall(r'<path id="([A-Z]{2})" d="([^"]+)"', text)
        for ring in _rings(data)
    ]
    by_country = {code: [ring for _code, ring in parts] for code, parts in groupby(rings, key=lambda item: item[0])}
    codes = tuple(by_country)
    owners = [np.full(len(ring), codes.index(code)) for code, ring in rings]
    return Outline(
        codes=codes,
        owners=np.concatenate(owners),
        starts=np.concatenate([ring for _code, ring in rings]),
        ends=np.concatenate([np.roll(ring, -1, axis=0) for _code, ring in rings]),
        middles=tuple(_middle(parts) for parts in by_country.values()),
        steps=steps,
    )


def _rings(data: str) -> Iterator[Positions]:
    """The closed lines of a path, each as its corners."""
    for part in data.split("M")[1:]:
        yield np.cumsum(np.array(re.findall(r"-?\d+", part), np.float64).reshape(-1, 2), axis=0)


def _middle(rings: list[Positions]) -> Middle:
    """Where most room is: in the middle of the longest of some lines across the largest ring."""
    ring = max(rings, key=lambda ring: float(np.prod(np.ptp(ring, axis=0))))
    low, high = ring.min(axis=0), ring.max(axis=0)
    (x, y), height = (low + high) / 2, float(high[1] - low[1])
    best = Middle(float(x), float(y), 0, height)
    x1, y1 = ring.T
    x2, y2 = np.roll(ring, -1, axis=0).T
    for y in np.linspace(low[1], high[1], LINES + 2)[1:-1]:
        level = np.flatnonzero((y1 > y) != (y2 > y))
        crossings = np.sort(x1[level] + (y - y1[level]) / (y2[level] - y1[level]) * (x2[level] - x1[level]))
        for west, east in zip(crossings[::2], crossings[1::2], strict=True):
            if east - west > best.width:
                best = Middle(float(west + east) / 2, float(y), float(east - west), height)
    return best
