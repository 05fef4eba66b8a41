"""The FilterSets: they read a selection from a query string, and reject nonsense. One for each list.

OR inside a facet, AND between facets, the words and the years: a row is found if for each facet that narrows it has at
least one of the chosen values, if every word occurs somewhere in it, and if it is known to have run in the years.
The same FilterSet serves page and API; the API refuses what a page only reports.

Case studies and takeaways are found by the index. What their FilterSets say in SQL, without its understanding of words,
is the truth that the index is tested against.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casestudies.finding import registry
from casestudies.finding.facets import FacetValues, counted_in_sql
from casestudies.finding.finding import Finding
from casestudies.finding.index import CASE_STUDIES, TAKEAWAYS, Index
from casestudies.finding.index.state import State
from casestudies.finding.parameters import FacetFilter, YearFilter, ordering_filter, words_filter
from casestudies.finding.selection import RELEVANCE, Selection, canonical
from casestudies.models import CaseStudy, CaseStudyTool, Participation
from civicport.documents.problems import shorten
from civicport.text import fold

PAGE_PARAMETERS = frozenset({"page"})
TRACKERS = ("utm_", "fbclid", "gclid")
"""What newsletters and social networks append to addresses; a page passes over it in silence."""


class ListFilterSet(django_filters.FilterSet):
    """What every list has: its facets, words, and an order. Subclasses name facets, orders and where words stand."""

    facets: ClassVar[tuple[registry.Facet, ...]] = ()
    orderings: ClassVar[dict[str, tuple[Any, tuple[Any, ...]]]] = {}
    """By the parameter's value: what the order is called, and by what it orders. The first one is the default."""
    years: ClassVar[bool] = False
    """Whether rows have a span of years in which they ran."""
    also: tuple[tuple[str, str], ...] = ()
    """What the view that asks adds to the addresses of its selections."""

    def __init__(self, data: QueryDict | None = None, queryset: QuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(data if data is not None else QueryDict(), queryset=queryset, **kwargs)
        for facet in self.facets:
            self.filters[facet.name].extra["known"] = self.known

    def known(self, facet: registry.Facet, values: Sequence[str]) -> set[str]:
        """Those of these values that exist for the public."""
        # A NUL is no part of any value, and PostgreSQL would not even look.
        return set(facet.labels([value for value in values if "\0" not in value]))

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The filters: the registry's facets between the words and the order."""
        filters: dict[str, django_filters.Filter] = {"q": words_filter()}
        filters |= {facet.name: FacetFilter(facet) for facet in cls.facets}
        if cls.years:
            filters["active_from"] = YearFilter(
                label=_("Active from"), help_text=_("Known to have run in this year or later.")
            )
            filters["active_to"] = YearFilter(
                label=_("Active until"), help_text=_("Known to have run in this year or earlier.")
            )
        if cls.orderings:
            filters["ordering"] = ordering_filter({value: label for value, (label, _columns) in cls.orderings.items()})
        return filters

    @classmethod
    def default_ordering(cls) -> str:
        return next(iter(cls.orderings), "")

    @classmethod
    def usual_ordering(cls, words: str) -> str:
        """The order where none is asked for: by how well rows answer the words, where the list knows that."""
        return RELEVANCE if words and RELEVANCE in cls.orderings else cls.default_ordering()

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """The parameters that this list understands, but for paging."""
        return frozenset(cls.base_filters)

    @property
    def selection(self) -> Selection:
        """What is asked for, of a valid query string."""
        cleaned = self.form.cleaned_data if self.form.is_valid() else {}
        words, ordering = cleaned.get("q") or "", cleaned.get("ordering") or ""
        if ordering == self.usual_ordering(words) or (ordering == RELEVANCE and not words):
            ordering = ""
        return Selection(
            facets=canonical({facet.name: cleaned.get(facet.name) or () for facet in self.facets}),
            q=words,
            active_from=cleaned.get("active_from"),
            active_to=cleaned.get("active_to"),
            ordering=ordering,
            also=self.also,
        )

    @property
    def found(self) -> Sequence[Any]:
        """The rows under the selection, in its order: something with a length that is read by slices."""
        return self.qs

    @property
    def fresh(self) -> bool:
        """Whether this is all that the catalogue has, or whether something new is still being indexed."""
        return True

    def count(self, selection: Selection) -> int:
        """How many rows another selection of this list has."""
        return self.narrowed(self.queryset, selection).count()

    def facet_values(self) -> list[FacetValues]:
        """Every facet of the list with its counts, in the registry's order."""
        return self.counted_in_sql()

    def counted_in_sql(self) -> list[FacetValues]:
        """The counts as the database has them."""
        selection, found = self.selection, []
        for facet in self.facets:
            counts = facet.counts(self.narrowed(self.queryset, selection.without(facet.name)))
            found.append(counted_in_sql(facet, counts, selection.values(facet.name)))
        return found

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return self.ordered(self.narrowed(queryset, self.selection), self.selection)

    def narrowed(self, queryset: QuerySet, selection: Selection) -> QuerySet:
        """These rows under a selection, in whatever order."""
        for name, values in selection.facets:
            facet = next(facet for facet in self.facets if facet.name == name)
            queryset = queryset.filter(facet.condition(values))
        for word in dict.fromkeys(fold(selection.q).split()):
            queryset = queryset.filter(self.word(word))
        return queryset

    def word(self, word: str) -> Q:
        """Holds for rows in which a folded word occurs somewhere."""
        return Q(search_text__contains=word)

    def ordered(self, queryset: QuerySet, selection: Selection) -> QuerySet:
        _label, columns = self.orderings[selection.ordering or self.default_ordering()]
        return queryset.order_by(*columns)

    def problems(self) -> list[tuple[str, str, str]]:
        """What is wrong with the query string: parameter, bad value, and a sentence on it."""
        found = [
            (name, ", ".join(self.data.getlist(name)), str(_("It may be given once.")))
            for name, filter_ in self.filters.items()
            if not isinstance(filter_, FacetFilter) and len(self.data.getlist(name)) > 1
        ]
        repeated = {name for name, _value, _message in found}
        for name, errors in self.form.errors.as_data().items():
            for error in errors if name not in repeated else ():
                value = str((error.params or {}).get("value", self.data.get(name, "")))
                found.append((name, value, " ".join(error.messages)))
        return found

    @classmethod
    def forgiving(cls, data: QueryDict, queryset: QuerySet) -> tuple[ListFilterSet, list[str]]:
        """The FilterSet for a page: bad values are taken out, and a sentence says so of each."""
        filterset = cls(data, queryset)
        sentences = [
            str(_("There is no filter called “%(name)s”.") % {"name": shorten(name, 30)})
            for name in data
            if name not in cls.parameters() | PAGE_PARAMETERS and not name.startswith(TRACKERS)
        ]
        problems = filterset.problems()
        if not problems:
            return filterset, sentences
        kept = data.copy()
        for name, value, message in problems:
            label = cls.base_filters[name].label if name in cls.base_filters else name
            sentences.append(f"{label}: {message}")
            kept.setlist(name, [item for item in kept.getlist(name) if item.strip() != value.strip()])
        again = cls(kept, queryset)
        if again.problems():
            for name, _value, _message in again.problems():
                kept.pop(name, None)
            again = cls(kept, queryset)
        return again, sentences


class IndexedFilterSet(ListFilterSet):
    """A list that the index holds."""

    index: ClassVar[Index]

    @cached_property
    def _list(self) -> tuple[State, bool]:
        """One state for all that is asked of this list in a request."""
        return self.index.current()

    def known(self, facet: registry.Facet, values: Sequence[str]) -> set[str]:
        used = self._list[0].used(facet.name, values)
        return used | super().known(facet, [value for value in values if value not in used])

    @property
    def fresh(self) -> bool:
        return self._list[1]

    @cached_property
    def found(self) -> Finding:
        return self.find(self.selection)

    def find(self, selection: Selection) -> Finding:
        """The rows of another selection of this list."""
        return Finding(self._list[0], selection, self.queryset)

    def count(self, selection: Selection) -> int:
        return len(self.find(selection))

    def facet_values(self) -> list[FacetValues]:
        return self.found.facets()


class CaseStudyForm(forms.Form):
    """The years belong together."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("active_from"), cleaned.get("active_to")
        if first and last and last < first:
            self.add_error("active_to", ValidationError(_("%(value)s is before %(first)s."), params={
                "value": last, "first": first,
            }))  # fmt: skip
        return cleaned


_NEWEST = (F("start_year").desc(nulls_last=True), "sort_key", "slug")
_OLDEST = (F("start_year").asc(nulls_last=True), "sort_key", "slug")


class CaseStudyFilterSet(IndexedFilterSet):
    """Case studies."""

    index = CASE_STUDIES
    facets = registry.CASE_STUDY_FACETS
    years = True
    orderings: ClassVar = {
        "title": (_("Title, A to Z"), ("sort_key", "slug")),
        "-title": (_("Title, Z to A"), ("-sort_key", "-slug")),
        "-start_year": (_("Started last"), _NEWEST),
        "start_year": (_("Started first"), _OLDEST),
        "-changed": (_("Changed last"), ("-changed", "sort_key", "slug")),
        "changed": (_("Changed first"), ("changed", "sort_key", "slug")),
        RELEVANCE: (_("Best match"), ("sort_key", "slug")),
    }

    class Meta:
        form = CaseStudyForm

    def narrowed(self, queryset: QuerySet, selection: Selection) -> QuerySet:
        found: Any = super().narrowed(queryset, selection)
        return found.active_between(selection.active_from, selection.active_to)

    def word(self, word: str) -> Q:
        """In its own document, or in the names of its organisations and tools."""
        organisations = Participation.objects.filter(organisation__sort_key__contains=word)
        tools = CaseStudyTool.objects.filter(tool__sort_key__contains=word)
        named = Q(pk__in=organisations.values("case_study")) | Q(pk__in=tools.values("case_study"))
        return Q(search_text__contains=word) | named


_NAMES: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "name": (_("Name, A to Z"), ("sort_key", "slug")),
    "-name": (_("Name, Z to A"), ("-sort_key", "-slug")),
    "-case_studies": (_("Most case studies"), ("-case_study_count", "sort_key", "slug")),
}


class OrganisationFilterSet(ListFilterSet):
    """Organisations. The order by case studies needs `case_study_count`."""

    facets = registry.ORGANISATION_FACETS
    orderings = _NAMES


class ToolFilterSet(ListFilterSet):
    """Tools. The order by case studies needs `case_study_count`."""

    facets = registry.TOOL_FACETS
    orderings = _NAMES


_BY_CASE_STUDY = ("case_study__sort_key", "case_study__slug", "kind", "position", "pk")


class TakeawayFilterSet(CaseStudyFilterSet):
    """Challenges, lessons and recommendations, by what they say and by the facets of their case study."""

    index = TAKEAWAYS
    facets = (registry.TAKEAWAY_KIND, *registry.CASE_STUDY_FACETS)
    orderings: ClassVar = {
        "case_study": (_("By case study"), _BY_CASE_STUDY),
        "-changed": (_("Changed last"), ("-case_study__changed", *_BY_CASE_STUDY)),
        RELEVANCE: (_("Best match"), _BY_CASE_STUDY),
    }

    def narrowed(self, queryset: QuerySet, selection: Selection) -> QuerySet:
        own = [facet for facet in selection.facets if facet[0] == registry.TAKEAWAY_KIND.name]
        of_case = replace(selection, q="", facets=tuple(facet for facet in selection.facets if facet not in own))
        if of_case.narrows:
            cases = CaseStudyFilterSet.narrowed(self, CaseStudy.objects.published(), of_case)
            queryset = queryset.filter(case_study__in=cases)
        return ListFilterSet.narrowed(self, queryset, Selection(facets=tuple(own), q=selection.q))

    def word(self, word: str) -> Q:
        return Q(search_text__contains=word)
