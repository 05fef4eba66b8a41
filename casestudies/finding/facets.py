"""Facets as values: what a reader may choose, how many rows each choice gives, and what is chosen.

A facet counts under all the *other* facets, the words and the years, so that a choice never hides its neighbours. A
chosen value stays visible at 0. Nothing here knows a request or a page.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from casestudies.finding import registry
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.text import sort_key

_LAST = np.iinfo(np.int64).max
FEW = 300
"""Up to how many values are ordered one by one, which is quicker than by arrays; all countries are fewer."""


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
    def by_label(self) -> list[int]:
        """The values in the order of their labels, as places."""
        order: list[int] = np.argsort(self.ranks).tolist()
        return order

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
    def _chosen(self) -> frozenset[int]:
        return frozenset(self.names.places[value] for value in self.chosen)

    @cached_property
    def _unknown(self) -> int:
        """The place of what is not known; -1 if no value is that."""
        return self.names.places.get(NOT_KNOWN, -1)

    @cached_property
    def total(self) -> int:
        """How many values there are: those that some row has, and those that are chosen."""
        return int(np.count_nonzero(self.counts)) + sum(not self.counts[place] for place in self._chosen)

    @cached_property
    def values(self) -> tuple[FacetValue, ...]:
        return self.top(self.total)

    def top(self, most: int) -> tuple[FacetValue, ...]:
        """The first values, at the most so many, and all that are chosen."""
        few = len(self.counts) <= FEW or most >= self.total
        return tuple(map(self._value, self._first_of_few(most) if few else self._first_of_many(most)))

    def _first_of_few(self, most: int) -> list[int]:
        counts, chosen, unknown = self.counts.tolist(), self._chosen, self._unknown
        shown = [place for place in self.names.by_label if counts[place] or place in chosen]
        # Sorting keeps the order by label among those that are equally frequent, backwards, too.
        shown.sort(key=counts.__getitem__, reverse=True)
        if unknown in shown:
            shown.remove(unknown)
            shown.append(unknown)
        return shown[:most] + [place for place in shown[most:] if place in chosen]

    def _first_of_many(self, most: int) -> list[int]:
        """There may be thousands, of which a page shows a few: the others are never put in order."""
        keys = self.names.ranks - self.counts * len(self.counts)
        keys[self.counts == 0] = _LAST
        for place in self._chosen:
            keys[place] = self.names.ranks[place] - self.counts[place] * len(self.counts)
        if self._unknown >= 0:
            keys[self._unknown] = _LAST - 1
        first: list[int] = np.argpartition(keys, most)[:most].tolist()
        return sorted({*first, *self._chosen}, key=keys.__getitem__)

    @property
    def unknown(self) -> FacetValue | None:
        """What is not known, if any row has it or it is chosen."""
        place = self._unknown
        shown = place >= 0 and (self.counts[place] or place in self._chosen)
        return self._value(place) if shown else None

    def _value(self, place: int) -> FacetValue:
        return FacetValue(
            self.names.values[place], self.names.labels[place], int(self.counts[place]), place in self._chosen
        )


def counted_in_sql(facet: registry.Facet, counts: Mapping[str, int], chosen: Collection[str]) -> FacetValues:
    """A facet of a list that is counted by the database."""
    labels = facet.labels([*counts, *(value for value in chosen if value not in counts)])
    numbers = np.array([counts.get(value, 0) for value in labels], np.int64)
    return FacetValues(facet, Labels(list(labels), list(labels.values())), numbers, chosen)
