"""What was found: a lazy sequence, counted in memory, whose rows are read when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils.safestring import SafeString
from numpy.typing import NDArray

from casestudies.finding import joining
from casestudies.finding.facets import FacetValue, FacetValues
from casestudies.finding.index.columns import Rows, bits_of
from casestudies.finding.index.state import Searched, State
from casestudies.finding.selection import RELEVANCE, Selection
from casestudies.finding.whereabouts import Whereabouts, whereabouts
from casestudies.finding.words.snippets import snippet
from casestudies.finding.words.texts import case_study_texts
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.models import LAST_YEAR

WALKED = 1000
"""From which place on the order by relevance is made once for all rows: somebody walks through all of them."""


class Finding(Sequence[Any]):
    """The rows of a list under a selection, in its order.

    `len()` and `facets()` ask no database; a slice reads just its rows, from `rows`, in as many queries as that takes
    for any number of them. A row that is no longer public by then is left out.
    """

    def __init__(self, state: State, selection: Selection, rows: QuerySet[Any]) -> None:
        self.selection, self.rows = selection, rows
        self._state = state
        self._ranked: list[tuple[int, str]] | None = None

    @cached_property
    def searched(self) -> Searched | None:
        """What was searched for; None where the selection has no words."""
        return self._state.search(self.selection.q) if self.selection.q else None

    @cached_property
    def _conditions(self) -> dict[str, Any]:
        return self._state.conditions(self.selection, self.searched)

    @cached_property
    def _found(self) -> Rows:
        return self._state.rows(self._conditions.values())

    def __len__(self) -> int:
        return self._found.count

    def __getitem__(self, place: Any) -> Any:
        if not isinstance(place, slice):
            start = range(len(self))[place]
            return self[start : start + 1][0]
        start, stop, step = place.indices(len(self))
        if step != 1:
            raise ValueError("A finding is read in its own order.")
        return self._state.source.rows_of(self.rows, self.keys(start, stop)) if start < stop else []

    @property
    def cases(self) -> int:
        """From how many case studies the rows are."""
        # Not by `np.unique`, which takes many times as long.
        return int(np.count_nonzero(np.bincount(self.records())))

    def records(self) -> NDArray[np.int64]:
        """The records of all rows, in no order; one that has several rows stands there as often."""
        return self._state.owners[self._found.slots]

    def whereabouts(self) -> Whereabouts:
        """The places of all rows."""
        return whereabouts(self._state, self._found)

    def first(self, records: NDArray[np.int64], most: int) -> tuple[list[int], int]:
        """The records of the first rows that are of these records, and how many such rows there are. In the order of
        the list; in the usual one, where that is by relevance."""
        slots = np.flatnonzero(np.isin(self._state.owners, records))
        rows = Rows(self._found.bits & bits_of(slots, len(self._state.keys)))
        return [record for record, _key in self._state.in_order(rows, self._ordering, 0, most)], rows.count

    @property
    def _ordering(self) -> str:
        """The order of the list; the usual one, where that is by relevance."""
        ordering = self.selection.ordering
        return next(iter(self._state.source.orderings)) if ordering in ("", RELEVANCE) else ordering

    def network(self, **most: int) -> joining.Network:
        """The organisations of these case studies, joined by those that they share: `joining.network` says how."""
        return joining.network(self._state, self._found, **most)

    def in_common(self, facet: str, *, values: int, rows: int) -> list[tuple[FacetValue, list[int]]]:
        """The values of a facet that most of these case studies have, and at least two; for each, the records of those
        that started first."""
        column = self._state.columns[facet]
        shared = [value for value in self._state.facet(facet, self._found, ()).top(values) if value.count > 1]
        return [
            (value, [record for record, _key in self._state.in_order(having, "start_year", 0, rows)])
            for value in shared
            if value.value != NOT_KNOWN
            for having in [Rows(self._found.bits & column.having([value.value]))]
        ]

    def keys(self, start: int, stop: int) -> list[tuple[int, str]]:
        """What tells the rows from place `start` to `stop`: their records, and their keys in them."""
        if self.searched is None or self.selection.ordering not in ("", RELEVANCE):
            return self._state.in_order(self._found, self._ordering, start, stop)
        if stop <= WALKED:
            return self._state.by_relevance(self.selection, self.searched, start, stop)
        if self._ranked is None:
            self._ranked = self._state.by_relevance(self.selection, self.searched, 0, len(self))
        return self._ranked[start:stop]

    def snippet(self, document: Mapping[str, Any]) -> SafeString:
        """Where the document of a case study says what was searched for, beyond its title and summary; may be empty."""
        if self.searched is None:
            return SafeString()
        texts = case_study_texts(document, self._state.names)
        return snippet([texts[field] for field in ("takeaways", "body", "names", "sources")], self.searched.query)

    def facets(self) -> list[FacetValues]:
        """Every facet with its counts under all the others, in the registry's order."""
        return [self._facet(facet.name) for facet in self._state.source.facets]

    def _facet(self, name: str) -> FacetValues:
        rows = self._found
        if name in self._conditions:
            rows = self._state.rows(bits for other, bits in self._conditions.items() if other != name)
        return self._state.facet(name, rows, self.selection.values(name))

    def crossed(self, facet: str, values: Iterable[str], other: str) -> Iterator[NDArray[np.int64]]:
        """For each of these values of a facet: how many of the rows that have it have each value of another facet, in
        the order in which that facet names its values."""
        having, counted = self._state.columns[facet].having, self._state.columns[other]
        for value in values:
            yield counted.counts(Rows(self._found.bits & having([value])))

    @property
    def last_changed(self) -> float:
        """When any row of the whole list last changed, in seconds since 1970."""
        return float(self._state.numbers["changed"][self._state.rows(()).slots].max())

    def lacking(self, number: str) -> int:
        """How many of the rows do not have a number by which the list can be ordered."""
        return int(np.isinf(self._state.numbers[number][self._found.slots]).sum())

    def running(self, until: int) -> dict[int, int]:
        """How many of the rows are known to have run in each year, from the first in which one did to the last, or to
        `until` if that is later. What still runs has no last year; rows of which no year is known are left out."""
        slots = self._found.slots
        first, last = self._state.first[slots], self._state.last[slots]
        known = first <= LAST_YEAR
        if not known.any():
            return {}
        first, last = np.sort(first[known]), np.sort(last[known])
        ended = last[last <= LAST_YEAR]
        years = np.arange(first[0], max(until, first[-1], *ended[-1:]) + 1)
        counts = np.searchsorted(first, years, "right") - np.searchsorted(last, years, "left")
        return dict(zip(years.tolist(), counts.tolist(), strict=True))
