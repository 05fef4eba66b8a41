"""Which statements stand in a brief: a rule that anybody can follow, and that never cuts one short."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil

MOST_OF_A_KIND = 8
"""How many statements a part has at the most."""
LINE = 100
"""How many characters fit a line of text,"""
SMALL_LINE = 62
"""and a line of a source, of which two stand beside each other."""


@dataclass(frozen=True)
class Candidate:
    """A statement that may be chosen."""

    owner: int
    """The record that says it, as its place among those that are asked: case studies first, then models."""
    text: str
    by: str
    url: str
    title: str = ""
    cites: tuple[Cited, ...] = ()

    @property
    def lines(self) -> int:
        return ceil((len(self.title) + len(self.text) + len(self.by) + 5 * len(self.cites) + 6) / LINE)


@dataclass(frozen=True)
class Cited:
    """A source as a brief lists it; equal ones are listed once."""

    title: str
    detail: str
    url: str = ""
    lang: str = ""

    @property
    def lines(self) -> float:
        return ceil((len(self.title) + len(self.detail) + 8) / SMALL_LINE) / 2


def choose(parts: Sequence[Sequence[Candidate]], room: float) -> list[list[Candidate]]:
    """The statements for each part, in the order of their records, as many as there is room for, in lines.

    Each part in turn takes a statement of the record that has been quoted least so far, of equals the first; those with
    a source before those without. The first that does not fit ends it all: what is chosen in less room is chosen in
    more room, too.
    """
    waiting = [_by_owner(part) for part in parts]
    chosen: list[list[Candidate]] = [[] for _part in parts]
    quoted: Counter[int] = Counter()
    listed: set[Cited] = set()
    while any(waiting):
        for place, owners in enumerate(waiting):
            if not owners:
                continue
            owner = min(owners, key=lambda one: (quoted[one], one))
            candidate = owners[owner][0]
            room -= candidate.lines + sum(cited.lines for cited in {*candidate.cites} - listed)
            if room < 0:
                return [sorted(part, key=lambda one: one.owner) for part in chosen]
            chosen[place].append(candidate)
            quoted[owner] += 1
            listed.update(candidate.cites)
            del owners[owner][0]
            if not owners[owner]:
                del owners[owner]
            if len(chosen[place]) == MOST_OF_A_KIND:
                owners.clear()
    return [sorted(part, key=lambda one: one.owner) for part in chosen]


def _by_owner(part: Sequence[Candidate]) -> dict[int, list[Candidate]]:
    found: dict[int, list[Candidate]] = {}
    for candidate in sorted(part, key=lambda one: not one.cites):
        found.setdefault(candidate.owner, []).append(candidate)
    return found


def numbered(chosen: Sequence[Sequence[Candidate]]) -> dict[Cited, int]:
    """The sources of what was chosen, numbered in the order in which the brief first cites them."""
    return {cited: number for number, cited in enumerate(dict.fromkeys(_cited(chosen)), 1)}


def _cited(chosen: Sequence[Sequence[Candidate]]) -> Iterator[Cited]:
    for part in chosen:
        for candidate in part:
            yield from candidate.cites
