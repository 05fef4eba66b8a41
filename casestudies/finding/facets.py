"""Facets as values: what a reader may choose, how many rows each choice gives, and what is chosen.

A facet counts under all the *other* facets, the words and the years, so that a choice never hides its neighbours. A
chosen value stays visible at 0. Nothing here knows a request or a page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casestudies.finding import registry
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.text import sort_key

_HIDDEN = np.iinfo(np.int64).max


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, and how many rows choosing it gives (or gave, if it is chosen)."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Labels:
    """What the values of a facet are called, and the order of those that are equally frequent."""

    values: Sequence[str]
    labels: Sequence[str]

    @cached_property
    def ranks(self) -> NDArray[np.int64]:
        """The place of each value by its label; what is not known stands last."""
        keys = [
            (value == NOT_KNOWN, sort_key(label), value) for value, label in zip(self.values, self.labels, strict=True)
        ]
        ranks = np.empty(len(keys), np.int64)
        ranks[sorted(range(len(keys)), key=keys.__getitem__)] = np.arange(len(keys))
        return ranks

    @cached_property
    def places(self) -> dict[str, int]:
        return {value: place for place, value in enumerate(self.values)}


@dataclass(frozen=True)
class FacetValues:
    """A facet with its values: the most frequent first, then by label; what is not known stands last."""

    facet: registry.Facet
    names: Labels
    counts: NDArray[np.int64]
    """How many rows have each value, in the order of `names`."""
    chosen: Collection[str] = ()

    @property
    def name(self) -> str:
        return self.facet.name

    @property
    def label(self) -> str:
        return str(self.facet.label)

    @cached_property
    def _keys(self) -> NDArray[np.int64]:
        """By what the values are ordered; those that are not shown come last, all with the same key."""
        size = len(self.counts)
        keys = self.names.ranks - self.counts * size
        keys[self.counts == 0] = _HIDDEN
        for value in self.chosen:
            place = self.names.places[value]
            keys[place] = self.names.ranks[place] - self.counts[place] * size
        place = self.names.places.get(NOT_KNOWN, -1)
        if place >= 0 and keys[place] < _HIDDEN:
            keys[place] = _HIDDEN - 1
        return keys

    @cached_property
    def total(self) -> int:
        """How many values there are: those that some row has, and those that are chosen."""
        return int(np.count_nonzero(self._keys < _HIDDEN))

    @cached_property
    def values(self) -> tuple[FacetValue, ...]:
        return tuple(self._value(place) for place in np.argsort(self._keys)[: self.total])

    def top(self, most: int) -> tuple[FacetValue, ...]:
        """The first values, at the most so many, and all that are chosen."""
        # There may be thousands, of which a page shows a few: the others are never put in order.
        first = np.argpartition(self._keys, most)[:most] if most < self.total else np.argsort(self._keys)[: self.total]
        chosen = [self.names.places[value] for value in self.chosen]
        places = np.union1d(first, chosen).astype(np.intp)
        return tuple(self._value(place) for place in places[np.argsort(self._keys[places])])

    @property
    def unknown(self) -> FacetValue | None:
        """What is not known, if any row has it or it is chosen."""
        place = self.names.places.get(NOT_KNOWN)
        shown = place is not None and (self.counts[place] or NOT_KNOWN in self.chosen)
        return self._value(place) if shown else None

    def _value(self, place: Any) -> FacetValue:
        value = self.names.values[place]
        return FacetValue(value, self.names.labels[place], int(self.counts[place]), value in self.chosen)


def counted_in_sql(facet: registry.Facet, counts: Mapping[str, int], chosen: Collection[str]) -> FacetValues:
    """A facet of a list that is counted by the database."""
    labels = facet.labels([*counts, *(value for value in chosen if value not in counts)])
    numbers = np.array([counts.get(value, 0) for value in labels], np.int64)
    return FacetValues(facet, Labels(list(labels), list(labels.values())), numbers, chosen)
