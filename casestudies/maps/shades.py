"""Numbers in a few classes, for shading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

MOST = 5


def bounds(greatest: int) -> list[int]:
    """Where each class begins if numbers go up to this one: at the most `MOST` classes, by 1, 2, 5, 10, 20 and so on,
    evenly thinned out. None where there is nothing to shade."""
    series = [step * 10**power for power in range(len(str(greatest))) for step in (1, 2, 5)]
    steps = [step for step in series if step <= greatest]
    return steps[:: -(-len(steps) // MOST)] if steps else []


def shade(number: int, classes: Sequence[int]) -> int:
    """The class of a number, from 1; 0 for one below all classes."""
    return bisect_right(classes, number)
