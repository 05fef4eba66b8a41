"""Which case study came of which: the relations with a direction between public case studies, in memory.

A lineage is all that hangs together by such relations, and whether two case studies belong together may depend on any
of them: they are read once, and after a change those of the case studies that changed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from casestudies.finding.version import Version
from casestudies.models import CaseStudy, Relation
from casestudies.rules import DIRECTED
from civicport.models import Record

Records = NDArray[np.int64]

MOST_AT_ONCE = 500
"""If more case studies changed, all relations are read anew."""


@dataclass(frozen=True)
class Tie:
    """One case study replicates another, was inspired by it, or is part of it. Both are records."""

    later: int
    earlier: int
    relation: str


@dataclass(frozen=True)
class Lineage:
    """Case studies that hang together, or those of them that are nearest to the first one."""

    cases: tuple[int, ...]
    ties: tuple[Tie, ...]
    """Those between these case studies, in the order of the records of the later, then of their documents."""
    size: int
    """How many case studies hang together; more than there are here if there is no room for all."""


@dataclass(frozen=True)
class Found:
    """The lineages of a selection that there is room for, the largest first."""

    lineages: Sequence[Lineage]
    count: int
    """How many lineages the selection touches,"""
    selected: int
    """and how many of its case studies stand in one."""


Row = tuple[int, int, int, str]
"""A relation as it is read: the later case study, the relation's place in its document, the earlier one, and which."""


@dataclass(frozen=True)
class Descent:
    """All lineages of the catalogue at one version."""

    version: Version
    rows: NDArray[np.int64]
    """A row for each tie: the later, the place in its document, the earlier, and the place of the relation among the
    directed ones; in the order of the first two."""
    cases: Records
    """Every case study with a tie, ascending."""
    ends: NDArray[np.intp]
    """For each tie the places of the later and of the earlier one among them."""
    lineage: NDArray[np.intp]
    """For each of them the number of its lineage: the place of the lineage's first case study."""

    @classmethod
    def of(cls, version: Version, rows: Iterable[Row]) -> Descent:
        numbers = [(later, place, earlier, DIRECTED.index(relation)) for later, place, earlier, relation in rows]
        return cls._of(version, np.array(numbers, np.int64).reshape(-1, 4))

    @classmethod
    def _of(cls, version: Version, rows: NDArray[np.int64]) -> Descent:
        rows = rows[np.lexsort((rows[:, 1], rows[:, 0]))]
        cases, places = np.unique(rows[:, [0, 2]], return_inverse=True)
        ends = places.reshape(-1, 2)
        return cls(version, rows, cases, ends, _hanging_together(ends, len(cases)))

    def followed(self, version: Version, changed: Sequence[int], rows: Iterable[Row]) -> Descent:
        """At a later version, at which the ties of the case studies that changed are these."""
        stayed = self.rows[~np.isin(self.rows[:, [0, 2]], changed).any(axis=1)]
        return self._of(version, np.concatenate([stayed, Descent.of(version, rows).rows]))

    @cached_property
    def _around(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The other end of each tie of each case study, those of one side by side; and where those of each begin."""
        near = self.ends.ravel()
        order = np.argsort(near, kind="stable")
        return self.ends[:, ::-1].ravel()[order], np.searchsorted(near[order], np.arange(len(self.cases) + 1))

    def find(self, records: Records, *, most: int, foremost: int = 0) -> Found:
        """The lineages of these records, as many as have at the most so many case studies together.

        That of `foremost` (a record, or 0) comes first, then the largest; among equals the one whose first case study
        came first to the catalogue. If the first one alone is larger than `most`, it is cut to what is nearest to
        `foremost`, or else to the one among these records that has most ties.
        """
        selected = np.isin(self.cases, records)
        asked = selected | (self.cases == foremost)
        touched = np.flatnonzero(np.bincount(self.lineage[asked]))
        sizes = np.bincount(self.lineage, minlength=len(self.cases))[touched]
        leading = np.isin(touched, self.lineage[self.cases == foremost])
        room, found = most, list[Lineage]()
        for place in np.lexsort((touched, -sizes, ~leading)).tolist():
            size = int(sizes[place])
            if size > room and found:
                break
            among = np.flatnonzero(asked & (self.lineage == touched[place]))
            found.append(self._lineage(among, min(size, most), size, foremost))
            room -= size
        return Found(found, len(touched), int(np.count_nonzero(selected)))

    def _lineage(self, among: NDArray[np.intp], most: int, size: int, foremost: int) -> Lineage:
        """The lineage in which these case studies stand, which are given by their places."""
        starts = self._around[1]
        ties = np.where(self.cases[among] == foremost, len(self.rows) + 1, starts[among + 1] - starts[among])
        reached = self._reached(int(among[ties.argmax()]), most)
        kept = np.zeros(len(self.cases), bool)
        kept[reached] = True
        rows = self.rows[kept[self.ends].all(axis=1)].tolist()
        return Lineage(
            tuple(self.cases[reached].tolist()),
            tuple(Tie(later, earlier, DIRECTED[relation]) for later, _place, earlier, relation in rows),
            size,
        )

    def _reached(self, start: int, most: int) -> list[int]:
        """What hangs together with one, at the most so many, the nearest first; all given by their places."""
        others, starts = self._around
        reached, waiting = {start: None}, deque([start])
        while waiting:
            place = waiting.popleft()
            for other in others[starts[place] : starts[place + 1]].tolist():
                if len(reached) == most:
                    return list(reached)
                if other not in reached:
                    reached[other] = None
                    waiting.append(other)
        return list(reached)


def _hanging_together(ends: NDArray[np.intp], size: int) -> NDArray[np.intp]:
    """For each of so many places the first of all that hang together with it."""
    first = np.arange(size)
    while (first[ends[:, 0]] != first[ends[:, 1]]).any():
        # What is found to hang together follows the least of its first ones, then that one's first, until none is left.
        found = first[ends]
        for side in (0, 1):
            np.minimum.at(first, found[:, side], found.min(axis=1))
        while (first[first] != first).any():
            first = first[first]
    return first


_held: Descent | None = None
_lock = Lock()


def current() -> Descent:
    """The lineages of the catalogue as it is now."""
    global _held
    held = _held
    if held is not None and held.version == Version.current():
        return held
    with _lock:
        # Read again: another thread may have been here since, with a newer one.
        version = Version.current()
        if _held is None or _held.version != version:
            _held = _followed(_held, version)
        return _held


def _followed(held: Descent | None, version: Version) -> Descent:
    """The lineages at this version: of what changed since those that are held, if that is little; else of all."""
    if held is None or not held.version.leads_to(version):
        return Descent.of(version, _read())
    records = Record.objects.filter(kind="case_studies", version__gt=held.version.number).order_by()
    changed = list(records.values_list("pk", flat=True)[: MOST_AT_ONCE + 1])
    if len(changed) > MOST_AT_ONCE:
        return Descent.of(version, _read())
    return held.followed(version, changed, _read(Q(case_study__in=changed) | Q(to__in=changed)))


def _read(which: Q | None = None) -> Iterable[Row]:
    """The directed relations between public case studies; with `which`, those of them for which that holds."""
    public = CaseStudy.objects.published().order_by().values("pk")
    relations = Relation.objects.filter(which or Q(), relation__in=DIRECTED, case_study__in=public, to__in=public)
    rows: Iterable[Row] = relations.order_by().values_list("case_study", "position", "to", "relation")
    return rows
