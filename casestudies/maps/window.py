"""The part of the map that a page shows, and the ways from there to other parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import floor, log2

import numpy as np
from numpy.typing import NDArray

from casestudies.maps.projection import HEIGHT, WIDTH, Positions, located, projected

DEEPEST = 5
MIDDLE = (20.0, 10.0)
"""Latitude and longitude on which a part opens if nobody says where: most land is not far."""
HAIR = 1e-6
ROOM = 0.8
"""How much of a window's width and height is filled by what it was made to hold."""


@dataclass(frozen=True)
class Window:
    """A part of the map in the shape of the whole: at zoom 0 all of it, at each further zoom half as wide and high.

    `at` is the latitude and longitude in its middle. A window never reaches beyond the map: near an edge, its middle
    is elsewhere. What it shows is drawn in as many units as the whole map has.
    """

    zoom: int = 0
    at: tuple[float, float] = MIDDLE

    @property
    def scale(self) -> int:
        """How much larger than on the whole map everything is drawn."""
        return 1 << self.zoom

    @cached_property
    def corner(self) -> tuple[float, float]:
        """Where on the map its upper left corner is."""
        x, y = projected(*self.at).tolist()
        width, height = WIDTH / self.scale, HEIGHT / self.scale
        return min(max(x - width / 2, 0), WIDTH - width), min(max(y - height / 2, 0), HEIGHT - height)

    @property
    def size(self) -> tuple[float, float]:
        """How wide and high it is on the map."""
        return WIDTH / self.scale, HEIGHT / self.scale

    def drawn(self, positions: Positions) -> Positions:
        """Where positions on the map are drawn in this window."""
        return (positions - self.corner) * self.scale

    def holds(self, positions: Positions) -> NDArray[np.bool_]:
        """Which of these positions on the map it shows; what is no number lies nowhere."""
        drawn = self.drawn(positions)
        # What lies on the edge of the map must not be lost where numbers are rounded.
        return np.all((drawn > -HAIR) & (drawn < (WIDTH + HAIR, HEIGHT + HAIR)), axis=-1)

    def zoomed(self, steps: int) -> Window:
        """The same middle, so many steps nearer or farther."""
        zoom = min(max(self.zoom + steps, 0), DEEPEST)
        return Window(zoom, self._middle()) if zoom else Window()

    def moved(self, east: float, south: float) -> Window:
        """So much of its width and height aside, as far as the map goes."""
        return Window(self.zoom, self._middle(east, south)) if self.zoom else Window()

    def _middle(self, east: float = 0, south: float = 0) -> tuple[float, float]:
        """What lies in its middle, or so far from there; but always the middle of a window of this size."""
        if not self.zoom:
            return self.at
        (left, top), (width, height) = self.corner, self.size
        x = min(max(left + width * (0.5 + east), width / 2), WIDTH - width / 2)
        y = min(max(top + height * (0.5 + south), height / 2), HEIGHT - height / 2)
        latitude, longitude = located(x, y)
        return round(latitude, 2), round(longitude, 2)


def around(positions: Positions, at_least: int) -> Window:
    """The window on these positions of the map that shows them largest, at this zoom or nearer."""
    low, high = positions.min(axis=0), positions.max(axis=0)
    share = float(((high - low) / (WIDTH, HEIGHT)).max())
    fitting = floor(log2(ROOM / share)) if share > 0 else DEEPEST
    latitude, longitude = located(*((low + high) / 2).tolist())
    return Window(min(max(fitting, at_least), DEEPEST), (round(latitude, 2), round(longitude, 2)))
