"""The FilterSets: they read a selection from a query string, and reject nonsense. One for each list.

OR inside a facet, AND between facets, the words and the years: a row is found if for each facet that narrows it has at
least one of the chosen values, if every word occurs somewhere in it, and if it is known to have run in the years.
The same FilterSet serves page and API; the API refuses what a page only reports.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, ClassVar

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from casestudies.finding import registry
from casestudies.finding.selection import Selection, canonical
from casestudies.models import CaseStudy, CaseStudyTool, Participation
from civicport.documents.problems import did_you_mean, shorten
from civicport.models import FIRST_YEAR, LAST_YEAR
from civicport.text import fold

LONGEST_QUERY = 200
MOST_WORDS = 20
MOST_VALUES = 50
PAGE_PARAMETERS = frozenset({"page"})
TRACKERS = ("utm_", "fbclid", "gclid")
"""What newsletters and social networks append to addresses; a page passes over it in silence."""


class SeveralValues(forms.Field):
    """The values of a facet; each must exist, and a problem names the one that does not."""

    widget = forms.SelectMultiple

    def __init__(self, *, facet: registry.Facet, **kwargs: Any) -> None:
        self.facet = facet
        super().__init__(**kwargs)

    def clean(self, value: Any) -> tuple[str, ...]:
        values = [item.strip() for item in value or [] if item.strip()]
        if len(values) > MOST_VALUES:
            raise ValidationError(_("has more than %(most)s values."), params={"most": MOST_VALUES})
        # A NUL is no part of any value, and PostgreSQL would not even look.
        known = self.facet.labels([item for item in values if "\0" not in item]) if values else {}
        bad = [item for item in values if item not in known]
        if bad:
            everything = self.facet.labels()
            raise ValidationError(
                [
                    ValidationError(
                        _("“%(shown)s” is no value of this filter.%(near)s"),
                        code="invalid_choice",
                        params={"value": item, "shown": shorten(item), "near": did_you_mean(item, everything)},
                    )
                    for item in bad
                ]
            )
        return tuple(values)


class FacetFilter(django_filters.Filter):
    """Narrows by a facet; repeated parameters are alternatives."""

    field_class = SeveralValues

    def __init__(self, facet: registry.Facet) -> None:
        self.facet = facet
        help_text = _("%(help)s Repeat it for alternatives; not-known stands for what is not known.") % {
            "help": facet.help
        }
        super().__init__(field_name=facet.field, label=facet.label, help_text=help_text, facet=facet)


class Words(forms.CharField):
    """What is searched for. Every word must occur."""

    def clean(self, value: Any) -> str:
        words = (value or "").split()
        if "\0" in (value or ""):
            raise ValidationError(_("Words have no null characters."))
        if sum(map(len, words)) > LONGEST_QUERY or len(words) > MOST_WORDS:
            raise ValidationError(
                _("At most %(words)s words with %(most)s characters can be searched for."),
                params={"words": MOST_WORDS, "most": LONGEST_QUERY},
            )
        return " ".join(words)


class WordsFilter(django_filters.CharFilter):
    field_class = Words


class Order(forms.Field):
    """The order of a list, by its name; empty for the usual one."""

    def __init__(self, *, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        self.choices = choices
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        known = [name for name, _label in self.choices]
        if value and value not in known:
            raise ValidationError(
                _("“%(shown)s” is no order of this list.%(near)s"),
                params={"value": value, "shown": shorten(value), "near": did_you_mean(value, known)},
            )
        return value or ""


class OrderFilter(django_filters.Filter):
    field_class = Order


def _ordering(choices: dict[str, Any]) -> OrderFilter:
    return OrderFilter(choices=list(choices.items()), label=_("Order"), help_text=_("The order of the results."))


def _words() -> WordsFilter:
    return WordsFilter(
        label=_("Words"),
        help_text=_("Words that must all occur, whatever their accents and case."),
    )


class Year(forms.Field):
    """A year in four digits."""

    def clean(self, value: Any) -> int | None:
        text = (value or "").strip()
        if not text:
            return None
        if re.fullmatch(r"[0-9]{4}", text) and FIRST_YEAR <= int(text) <= LAST_YEAR:
            return int(text)
        raise ValidationError(
            _("“%(shown)s” is no year from %(first)s to %(last)s."),
            params={"value": value, "shown": shorten(value, 20), "first": FIRST_YEAR, "last": LAST_YEAR},
        )


class YearFilter(django_filters.Filter):
    """A year of the span in which a case is known to have run."""

    field_class = Year


class ListFilterSet(django_filters.FilterSet):
    """What every list has: its facets, words, and an order. Subclasses name facets, orders and where words stand."""

    facets: ClassVar[tuple[registry.Facet, ...]] = ()
    orderings: ClassVar[dict[str, tuple[Any, tuple[Any, ...]]]] = {}
    """By the parameter's value: what the order is called, and by what it orders. The first one is the default."""
    years: ClassVar[bool] = False
    """Whether rows have a span of years in which they ran."""

    def __init__(self, data: QueryDict | None = None, queryset: QuerySet | None = None, **kwargs: Any) -> None:
        super().__init__(data if data is not None else QueryDict(), queryset=queryset, **kwargs)

    @classmethod
    def get_filters(cls) -> dict[str, django_filters.Filter]:
        """The filters: the registry's facets between the words and the order."""
        filters: dict[str, django_filters.Filter] = {"q": _words()}
        filters |= {facet.name: FacetFilter(facet) for facet in cls.facets}
        if cls.years:
            filters["active_from"] = YearFilter(
                label=_("Active from"), help_text=_("Known to have run in this year or later.")
            )
            filters["active_to"] = YearFilter(
                label=_("Active until"), help_text=_("Known to have run in this year or earlier.")
            )
        if cls.orderings:
            filters["ordering"] = _ordering({value: label for value, (label, _columns) in cls.orderings.items()})
        return filters

    @classmethod
    def default_ordering(cls) -> str:
        return next(iter(cls.orderings), "")

    @classmethod
    def parameters(cls) -> frozenset[str]:
        """The parameters that this list understands, but for paging."""
        return frozenset(cls.base_filters)

    @property
    def selection(self) -> Selection:
        """What is asked for, of a valid query string."""
        assert self.form.is_valid()
        cleaned = self.form.cleaned_data
        ordering = cleaned.get("ordering") or ""
        return Selection(
            facets=canonical({facet.name: cleaned.get(facet.name) or () for facet in self.facets}),
            q=cleaned.get("q") or "",
            active_from=cleaned.get("active_from"),
            active_to=cleaned.get("active_to"),
            ordering="" if ordering == self.default_ordering() else ordering,
        )

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


class CaseStudyFilterSet(ListFilterSet):
    """Case studies."""

    facets = registry.CASE_STUDY_FACETS
    years = True
    orderings: ClassVar = {
        "title": (_("Title, A to Z"), ("sort_key", "slug")),
        "-title": (_("Title, Z to A"), ("-sort_key", "-slug")),
        "-start_year": (_("Started last"), _NEWEST),
        "start_year": (_("Started first"), _OLDEST),
        "-changed": (_("Changed last"), ("-changed", "sort_key", "slug")),
        "changed": (_("Changed first"), ("changed", "sort_key", "slug")),
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


class TakeawayFilterSet(CaseStudyFilterSet):
    """Challenges, lessons and recommendations, by what they say and by the facets of their case study."""

    facets = (registry.TAKEAWAY_KIND, *registry.CASE_STUDY_FACETS)
    orderings: ClassVar = {
        "case_study": (
            _("By case study"),
            ("case_study__sort_key", "case_study__slug", "kind", "position", "pk"),
        ),
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
