"""The Equal Earth projection of the whole world: areas are true to scale, so that shading does not exaggerate.

B. Šavrič, T. Patterson, B. Jenny: The Equal Earth map projection. International Journal of Geographical Information
Science 33 (2019), 454-465, doi:10.1080/13658816.2018.1504949.
"""

from __future__ import annotations

from math import asin, cos, degrees, pi, sin, sqrt
from typing import TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

Positions = NDArray[np.float64]

_A = (1.340264, -0.081106, 0.000893, 0.003796)
_M = sqrt(3) / 2

WIDTH = 1000.0


Number = TypeVar("Number", float, Positions)


def _north(theta: Number) -> Number:
    """How far north of the equator a parallel lies, by its parametric latitude."""
    a1, a2, a3, a4 = _A
    return theta * (a1 + a2 * theta**2 + a3 * theta**6 + a4 * theta**8)


def _derived(theta: Number) -> Number:
    """The derivative of `_north`."""
    a1, a2, a3, a4 = _A
    return a1 + 3 * a2 * theta**2 + 7 * a3 * theta**6 + 9 * a4 * theta**8


_POLE = pi / 3
_SCALE = WIDTH / 2 / (pi / (_M * _A[0]))

HEIGHT = 2 * _SCALE * _north(_POLE)


def projected(latitudes: ArrayLike, longitudes: ArrayLike) -> Positions:
    """Where points of the Earth lie on the map, in degrees: a row of x and y for each."""
    theta: Positions = np.arcsin(_M * np.sin(np.radians(latitudes)))
    x = np.radians(longitudes) * np.cos(theta) / (_M * _derived(theta))
    return np.stack([WIDTH / 2 + _SCALE * x, HEIGHT / 2 - _SCALE * _north(theta)], axis=-1)


def located(x: float, y: float) -> tuple[float, float]:
    """The latitude and longitude of a position on the map; of one beside the Earth, those of the edge nearest to it."""
    north = (HEIGHT / 2 - min(max(y, 0), HEIGHT)) / _SCALE
    theta = north / _A[0]
    # Newton's way: the curve is so nearly a straight line that a few steps are exact.
    for _step in range(6):
        theta -= (_north(theta) - north) / _derived(theta)
    latitude = degrees(asin(min(max(sin(theta) / _M, -1), 1)))
    longitude = degrees((x - WIDTH / 2) / _SCALE * _M * _derived(theta) / cos(theta))
    return latitude, min(max(longitude, -180.0), 180.0)
