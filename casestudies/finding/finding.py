"""What was found: a lazy sequence, counted in memory, whose rows are read when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from django.db.models import QuerySet
from django.utils.safestring import SafeString

from casestudies.finding.facets import FacetValues
from casestudies.finding.index.columns import Rows
from casestudies.finding.index.state import Searched, State
from casestudies.finding.selection import RELEVANCE, Selection
from casestudies.finding.words.snippets import snippet
from casestudies.finding.words.texts import case_study_texts

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
        return len(np.unique(self._state.owners[self._found.slots]))

    def keys(self, start: int, stop: int) -> list[tuple[int, str]]:
        """What tells the rows from place `start` to `stop`: their records, and their keys in them."""
        ordering = self.selection.ordering
        if self.searched is None or ordering not in ("", RELEVANCE):
            default = next(iter(self._state.source.orderings))
            return self._state.in_order(self._found, default if ordering in ("", RELEVANCE) else ordering, start, stop)
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
