"""Where things stand that are joined by some strength: near to what they are joined to, apart from all others.

After T. M. J. Fruchterman and E. M. Reingold, "Graph Drawing by Force-directed Placement" (1991), from a circle in the
order given and with a fixed number of steps, so that nothing depends on chance.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Points = NDArray[np.float64]

STEPS = 120
_GRAVITY = 1.5
"""What draws all to the middle, so that parts that are not joined stay near to each other."""
_STRIP = 0.12
"""How much of the height is left to what is joined to nothing."""


def settled(strengths: NDArray[np.float64]) -> Points:
    """For each thing a point in the unit square; what is joined to nothing stands in a line along its end.

    `strengths` is symmetric: how strongly each is joined to each other, 0 if not at all.
    """
    alone = ~strengths.any(axis=1)
    joined = np.flatnonzero(~alone)
    lone = np.flatnonzero(alone)
    points = np.empty((len(strengths), 2))
    points[joined] = _spread(strengths[np.ix_(joined, joined)]) * (1, 1 - _STRIP if len(lone) else 1)
    points[lone, 0] = (np.arange(len(lone)) + 0.5) / max(len(lone), 1)
    points[lone, 1] = 1
    return points


def _spread(strengths: NDArray[np.float64]) -> Points:
    size = len(strengths)
    if not size:
        return np.empty((0, 2))
    angles = 2 * np.pi * np.arange(size) / size
    points = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    apart = 2 / np.sqrt(size)
    # What is joined to many is held by each of them the less; otherwise groups in which all are joined would collapse.
    pulls = np.log1p(strengths)
    degrees = np.sqrt((strengths > 0).sum(axis=1))
    pulls *= 2.5 / (apart * degrees[:, None] * degrees[None])
    for step in range(STEPS):
        lengths = (points**2).sum(axis=1)
        squares = np.maximum(lengths[:, None] + lengths - 2 * points @ points.T, 1e-4)
        pushes = apart**2 / squares - pulls * np.sqrt(squares)
        moves = (pushes.sum(axis=1)[:, None] - _GRAVITY) * points - pushes @ points
        lengths = np.maximum(np.sqrt((moves**2).sum(axis=1)), 1e-9)
        furthest = 0.15 * (1 - step / STEPS)
        points += moves * (np.minimum(lengths, furthest) / lengths)[:, None]
    low, high = points.min(axis=0), points.max(axis=0)
    return (points - low) / np.maximum(high - low, 1e-6)
