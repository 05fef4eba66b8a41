"""Facets as values: what a reader may choose, how many rows each choice gives, and what is chosen.

A facet counts under all the *other* facets, the words and the years, so that a choice never hides its neighbours. A
chosen value stays visible at 0. Nothing here knows a request or a page.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from casestudies.finding import registry
from casestudies.finding.filters import ListFilterSet
from casestudies.finding.selection import Selection
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.text import sort_key


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet, and how many rows choosing it gives (or gave, if it is chosen)."""

    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class FacetValues:
    """A facet with its values: the most frequent first, then by label; what is not known stands last."""

    facet: registry.Facet
    values: tuple[FacetValue, ...]

    @property
    def name(self) -> str:
        return self.facet.name

    @property
    def label(self) -> str:
        return str(self.facet.label)


def count_facets(filterset: ListFilterSet, queryset: QuerySet) -> list[FacetValues]:
    """Every facet of a list with its counts, in the registry's order; `queryset` are the rows of the whole list."""
    return [_count(filterset, facet, queryset) for facet in filterset.facets]


def _count(filterset: ListFilterSet, facet: registry.Facet, queryset: QuerySet) -> FacetValues:
    selection: Selection = filterset.selection
    chosen = selection.values(facet.name)
    counts = facet.counts(filterset.narrowed(queryset, selection.without(facet.name)))
    labels = facet.labels([*counts, *(value for value in chosen if value not in counts)])
    values = [FacetValue(value, label, counts.get(value, 0), value in chosen) for value, label in labels.items()]
    values.sort(key=lambda value: (value.value == NOT_KNOWN, -value.count, sort_key(value.label), value.value))
    return FacetValues(facet, tuple(values))
