"""Spots that lie too near to each other on the screen stand together, as one disc."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casestudies.maps.projection import Positions
from casestudies.maps.window import Window

APART = 46.0
"""How near to each other two discs may stand, in the units of the drawing; no disc is wider than that."""

Numbers = NDArray[np.signedinteger[Any]]


@dataclass(frozen=True)
class Cluster:
    """One spot or several."""

    x: float
    y: float
    """Where it is drawn in the window: in the middle of its spots, or of those in the midst of it."""
    count: int
    """How many different records its spots have."""
    spots: Numbers
    """The spot with most records first."""


def clustered(positions: Positions, spots: Numbers, records: Numbers, window: Window) -> list[Cluster]:
    """The clusters of a window, that with most records first.

    `positions` are those of all spots on the map; `spots` and `records` stand beside each other and say which spot has
    which record. Spots are put together by the cells of a grid, then cells whose middles are near to that of a heavier
    one. The grid lies on the map and not on the window, so that spots stay together when the window moves.
    """
    weights = np.bincount(spots, minlength=len(positions))
    used = np.flatnonzero(weights)
    used = used[np.argsort(-weights[used], kind="stable")]
    cells = np.floor(positions[used] * window.scale / APART).astype(np.int64)
    keys, cell_of = np.unique(cells[:, 1] << 32 | cells[:, 0], return_inverse=True)
    heavy = np.bincount(cell_of, weights[used])
    drawn = window.drawn(positions[used]) * weights[used, None]
    middles = np.stack([np.bincount(cell_of, drawn[:, axis]) / heavy for axis in (0, 1)], axis=-1)
    heads, group_of_cell = _merged(middles, np.lexsort((keys, -heavy)).tolist())
    group_of = np.zeros(len(positions), np.intp)
    group_of[used] = group_of_cell[cell_of]
    counts = _distinct(group_of[spots], records, len(heads))
    order = np.argsort(group_of[used], kind="stable")
    members = np.split(used[order], np.cumsum(np.bincount(group_of[used]))[:-1])
    found = [
        Cluster(float(x), float(y), int(count), spots)
        for (x, y), count, spots in zip(middles[heads], counts, members, strict=False)
    ]
    return sorted(found, key=lambda cluster: -cluster.count)


def _merged(middles: Positions, order: list[int]) -> tuple[list[int], Numbers]:
    """The cells around which others gather, and for each cell the place of its own among them."""
    heads: list[int] = []
    groups = np.empty(len(middles), np.intp)
    for cell in order:
        distances = np.hypot(*(middles[heads] - middles[cell]).T)
        if heads and distances.min() < APART:
            groups[cell] = distances.argmin()
        else:
            groups[cell] = len(heads)
            heads.append(cell)
    return heads, groups


def _distinct(groups: Numbers, records: Numbers, size: int) -> Numbers:
    """How many different records each of so many groups has, given both side by side."""
    span = records.max(initial=0) + 1
    # Sorted here, since `np.unique` takes twenty times as long where it is asked for the values alone.
    pairs = np.sort(groups * span + records)
    first = np.append(True, pairs[1:] != pairs[:-1])[: len(pairs)]
    return np.bincount(pairs[first] // span, minlength=size)
