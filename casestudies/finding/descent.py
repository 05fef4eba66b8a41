"""Which case study came of which: the relations with a direction between public case studies, in memory.

A lineage is all that hangs together by such relations. The newest version is read at once, in one query: there are far
fewer relations than documents, and whether two case studies belong together may depend on any of them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from casestudies.finding.version import Version
from casestudies.models import CaseStudy, Relation
from casestudies.rules import DIRECTED

Records = NDArray[np.int64]


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


@dataclass(frozen=True)
class Descent:
    """All lineages of the catalogue at one version."""

    version: Version
    cases: Records
    """Every case study with a tie, ascending."""
    lineage: NDArray[np.int64]
    """For each of them the number of its lineage: the place of the lineage's first case study."""
    around: dict[int, list[Tie]] = field(repr=False)
    """For each of them its ties, either way."""

    @classmethod
    def of(cls, version: Version, ties: Sequence[Tie]) -> Descent:
        around: dict[int, list[Tie]] = {}
        for tie in ties:
            around.setdefault(tie.later, []).append(tie)
            around.setdefault(tie.earlier, []).append(tie)
        cases = sorted(around)
        first: dict[int, int] = {}
        for place, case in enumerate(cases):
            if case not in first:
                first.update(dict.fromkeys(_reached(around, case, len(cases)), place))
        lineage = np.fromiter((first[case] for case in cases), np.int64, len(cases))
        return cls(version, np.array(cases, np.int64), lineage, around)

    def find(self, records: Records, *, most: int, foremost: int = 0) -> Found:
        """The lineages of these records, as many as have at the most so many case studies together.

        That of `foremost` (a record, or 0) comes first, then the largest; among equals the one whose first case study
        came first to the catalogue. If the first one alone is larger than `most`, it is cut to what is nearest to
        `foremost`, or else to the one among these records that has most ties.
        """
        asked = np.isin(self.cases, np.append(records, foremost))
        touched = np.unique(self.lineage[asked])
        sizes = np.bincount(self.lineage, minlength=len(self.cases))[touched]
        leading = np.isin(touched, self.lineage[self.cases == foremost])
        room, found = most, list[Lineage]()
        for place in np.lexsort((touched, -sizes, ~leading)).tolist():
            size = int(sizes[place])
            if size > room and found:
                break
            found.append(self._lineage(int(touched[place]), asked, min(size, most), size, foremost))
            room -= size
        return Found(found, len(touched), int(np.count_nonzero(np.isin(self.cases, records))))

    def _lineage(self, number: int, asked: NDArray[np.bool_], most: int, size: int, foremost: int) -> Lineage:
        among = self.cases[asked & (self.lineage == number)].tolist()
        start = foremost if foremost in among else max(among, key=lambda case: (len(self.around[case]), -case))
        cases = _reached(self.around, start, most)
        kept = set(cases)
        ties = [tie for case in sorted(cases) for tie in self.around[case] if tie.later == case and tie.earlier in kept]
        return Lineage(tuple(cases), tuple(ties), size)


def _reached(around: dict[int, list[Tie]], start: int, most: int) -> list[int]:
    """The case studies that hang together with one, at the most so many, the nearest first."""
    reached, waiting = {start: None}, deque([start])
    while waiting:
        case = waiting.popleft()
        for tie in around[case]:
            other = tie.earlier if tie.later == case else tie.later
            if other not in reached:
                if len(reached) == most:
                    return list(reached)
                reached[other] = None
                waiting.append(other)
    return list(reached)


_held: Descent | None = None
_lock = Lock()


def current() -> Descent:
    """The lineages of the catalogue as it is now."""
    global _held
    version = Version.current()
    with _lock:
        if _held is None or _held.version != version:
            _held = Descent.of(version, _read())
        return _held


def _read() -> list[Tie]:
    public = CaseStudy.objects.published().order_by().values("pk")
    relations = Relation.objects.filter(relation__in=DIRECTED, case_study__in=public, to__in=public)
    rows = relations.order_by("case_study", "position", "pk").values_list("case_study", "to", "relation")
    return [Tie(*row) for row in rows.iterator(chunk_size=2_000)]
