"""Where things stand that came of one another: a column for each generation, what came of one thing below each other.

Circles and chains of any length are drawn: a tie that would lead back to its own beginning moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from textwrap import wrap

from casestudies.drawing.names import shortened

WIDTH, HEIGHT = 232.0, 124.0
"""The size of a box,"""
ACROSS, DOWN = 124.0, 20.0
"""and what lies between two of them."""
MARGIN = 6.0
LETTERS, LINES = 29, 3
"""How many letters a line in a box takes, and how many lines there are."""


@dataclass(frozen=True)
class Step:
    """A thing in reading order: the generation that it stands in, and what it hangs below in an outline (or None)."""

    key: int
    generation: int
    parent: int | None
    depth: int
    """How deep it stands in the outline."""


@dataclass(frozen=True)
class Spot:
    """The upper left corner of a box."""

    x: float
    y: float


@dataclass(frozen=True)
class Layers:
    """The steps in the order of an outline, and where each has its box."""

    steps: Sequence[Step]
    spots: Mapping[int, Spot]
    width: float
    height: float


def layered(keys: Sequence[int], ties: Sequence[tuple[int, int]]) -> Layers:
    """The layers of these things. `keys` are in the order in which equals stand; a tie is the later and the earlier."""
    earlier = _without_circles(keys, ties)
    generations = _generations(keys, earlier)
    steps = list(_outline(keys, earlier, generations))
    rows = _rows(steps)
    spots = {
        step.key: Spot(MARGIN + step.generation * (WIDTH + ACROSS), round(MARGIN + rows[step.key] * (HEIGHT + DOWN), 1))
        for step in steps
    }
    right = max((spot.x for spot in spots.values()), default=0.0) + WIDTH + MARGIN
    bottom = max((spot.y for spot in spots.values()), default=0.0) + HEIGHT + MARGIN
    return Layers(steps, spots, right, bottom)


def way(start: Spot, end: Spot) -> str:
    """A line from the right edge of a box to the left edge of another, as an SVG path; it may lead back."""
    x, y = start.x + WIDTH, start.y + HEIGHT / 2
    to_x, to_y = end.x, end.y + HEIGHT / 2
    bend = max(ACROSS / 2, abs(to_x - x) / 2)
    return f"M{x:g} {y:g}C{x + bend:g} {y:g} {to_x - bend:g} {to_y:g} {to_x:g} {to_y:g}"


def in_lines(text: str) -> list[str]:
    """A text as the lines of a box; an ellipsis stands for what finds no room."""
    lines = wrap(text, LETTERS)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], shortened(f"{lines[LINES - 1]} {lines[LINES]}", LETTERS)]
    return lines


def _without_circles(keys: Sequence[int], ties: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """What each came of, without the ties that would close a circle."""
    given: dict[int, list[int]] = {key: [] for key in keys}
    for later, earlier in ties:
        given[later].append(earlier)
    kept: dict[int, list[int]] = {key: [] for key in keys}
    open_, done = set[int](), set[int]()
    for first in keys:
        if first in done:
            continue
        open_.add(first)
        path = [(first, iter(given[first]))]
        while path:
            key, rest = path[-1]
            for earlier in rest:
                if earlier in open_:
                    continue
                kept[key].append(earlier)
                if earlier not in done:
                    open_.add(earlier)
                    path.append((earlier, iter(given[earlier])))
                    break
            else:
                path.pop()
                open_.discard(key)
                done.add(key)
    return kept


def _generations(keys: Sequence[int], earlier: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """How many steps the longest way to each has, from what came of nothing else."""
    found: dict[int, int] = {}
    waiting = list(reversed(keys))
    while waiting:
        key = waiting[-1]
        lacking = [one for one in earlier[key] if one not in found]
        if lacking:
            waiting += lacking
            continue
        waiting.pop()
        found[key] = max((found[one] + 1 for one in earlier[key]), default=0)
    return found


def _outline(
    keys: Sequence[int], earlier: Mapping[int, Sequence[int]], generations: Mapping[int, int]
) -> Iterator[Step]:
    """Every thing once, below the first of those that it came of."""
    below: dict[int, list[int]] = {}
    for key in keys:
        if earlier[key]:
            below.setdefault(earlier[key][0], []).append(key)
    waiting = [Step(key, 0, None, 0) for key in reversed(keys) if not earlier[key]]
    while waiting:
        step = waiting.pop()
        yield step
        waiting += [Step(key, generations[key], step.key, step.depth + 1) for key in reversed(below.get(step.key, []))]


def _rows(steps: Sequence[Step]) -> dict[int, float]:
    """A row for each thing without any below it, one after the other; what has some stands in their middle."""
    below: dict[int, list[int]] = {}
    for step in steps:
        if step.parent is not None:
            below.setdefault(step.parent, []).append(step.key)
    rows: dict[int, float] = {}
    ends = [step.key for step in steps if step.key not in below]
    rows.update({key: float(row) for row, key in enumerate(ends)})
    for step in reversed(steps):
        if step.key in below:
            rows[step.key] = (rows[below[step.key][0]] + rows[below[step.key][-1]]) / 2
    return rows
