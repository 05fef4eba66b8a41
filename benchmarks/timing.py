"""Times: medians of several rounds, and how far the rounds lie apart."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Timing:
    """Seconds: the median of the rounds' medians, and the least and the greatest of these."""

    seconds: float
    least: float
    greatest: float
    rounds: int
    each: int
    """How many times a round measured."""

    def as_data(self) -> dict[str, Any]:
        """In milliseconds, as the file of results has it."""
        numbers = {"ms": self.seconds, "least_ms": self.least, "greatest_ms": self.greatest}
        return {**{name: round(value * 1000, 4) for name, value in numbers.items()}, "rounds": self.rounds,
                "each": self.each}  # fmt: skip


def timing(rounds: Iterable[Sequence[float]]) -> Timing:
    """What rounds of measured seconds come to."""
    found = [(median(some), len(some)) for some in rounds]
    medians = [middle for middle, _each in found]
    return Timing(median(medians), min(medians), max(medians), len(found), found[0][1])


def in_rounds(items: Sequence[Any], each: int, measured: Callable[[Any], float]) -> Timing:
    """Each item measured once, in its order; so many of them are a round."""
    starts = range(0, len(items), each)
    return timing([measured(item) for item in items[start : start + each]] for start in starts)


def seconds(call: Callable[[], object]) -> float:
    """How long the call takes."""
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
