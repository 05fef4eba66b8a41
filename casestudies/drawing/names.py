"""Where the names of drawn things stand, so that none lies on another or on a thing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

LINE = 15.0
"""The height of a name,"""
LETTER = 7.3
"""and the width of one of its letters, on the safe side for the fonts that readers have."""
LONGEST = 32
_SPACE = 4.0


@dataclass(frozen=True)
class Box:
    """A part of the drawing."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


@dataclass(frozen=True)
class Disc:
    """A drawn thing: its middle, and how far it reaches."""

    x: float
    y: float
    radius: float

    @property
    def box(self) -> Box:
        return Box(self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius)


@dataclass(frozen=True)
class Name:
    """A name, cut if it is long: the point of its baseline where it starts, ends or has its middle (`anchor`)."""

    text: str
    x: float
    y: float
    anchor: str
    box: Box
    room: bool = True
    """Whether it lies on nothing else; if not, it is shown only to who points at its disc."""


def shortened(text: str, most: int = LONGEST) -> str:
    """At the most so many letters; an ellipsis stands for the rest."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def placed(discs: Sequence[Disc], names: Sequence[str], within: Box) -> list[Name]:
    """A name for each disc, those before first: to its right or left, below or above it, or aslant, where there is
    room. One that finds none stays within the drawing all the same."""
    taken = [disc.box for disc in discs]
    found: list[Name] = []
    for disc, text in zip(discs, names, strict=True):
        inside = [name for name in _beside(disc, shortened(text)) if within.holds(name.box)]
        free = (name for name in inside if not any(name.box.meets(box) for box in taken))
        name = next(free, None)
        if name is None:
            name = replace(inside[0] if inside else next(_beside(disc, shortened(text))), room=False)
        else:
            taken.append(name.box)
        found.append(name)
    return found


def _beside(disc: Disc, text: str) -> Iterator[Name]:
    width, away, aslant = len(text) * LETTER, disc.radius + _SPACE, disc.radius * 0.7 + _SPACE
    for x, y, anchor in (
        (disc.x + away, disc.y, "start"),
        (disc.x - away, disc.y, "end"),
        (disc.x, disc.y + away + LINE / 2, "middle"),
        (disc.x, disc.y - away - LINE / 2, "middle"),
        (disc.x + aslant, disc.y - aslant - LINE / 4, "start"),
        (disc.x + aslant, disc.y + aslant + LINE / 4, "start"),
        (disc.x - aslant, disc.y - aslant - LINE / 4, "end"),
        (disc.x - aslant, disc.y + aslant + LINE / 4, "end"),
    ):
        left = x - {"start": 0.0, "middle": width / 2, "end": width}[anchor]
        box = Box(left, y - LINE / 2, left + width, y + LINE / 2)
        yield Name(text, round(x, 1), round(y + LINE * 0.3, 1), anchor, box)
