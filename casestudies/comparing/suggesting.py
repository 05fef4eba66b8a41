"""What might stand beside the records that are picked: those that have most in common with them."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q

from casestudies.finding.filters import IndexedFilterSet
from casestudies.finding.selection import FacetValues, Selection, canonical
from casestudies.models import CaseStudy, Tool

SUGGESTED = 6


def similar_cases(cases: Sequence[CaseStudy], filterset: IndexedFilterSet) -> list[CaseStudy]:
    """Cards of other case studies: first those of the same main models on the same themes, then those on the same
    themes, then those of the same models; in each by title. Read with `with_terms`."""
    models = {slug for case in cases for slug in case.model_slugs[:1]}
    themes = {slug for case in cases for slug in case.theme_slugs}
    ways = [canonical({"model": models, "theme": themes}), canonical({"theme": themes}), canonical({"model": models})]
    picked = [case.pk for case in cases]
    found: dict[int, None] = {}
    for facets in dict.fromkeys(filter(None, ways)):
        found |= dict.fromkeys(_first(filterset, facets, len(picked) + SUGGESTED))
    wanted = [pk for pk in found if pk not in picked][:SUGGESTED]
    cards = CaseStudy.objects.published().for_cards().in_bulk(wanted)
    return [cards[pk] for pk in wanted if pk in cards]


def _first(filterset: IndexedFilterSet, facets: FacetValues, most: int) -> list[int]:
    finding = filterset.find(Selection(facets=facets))
    return [pk for pk, _key in finding.keys(0, min(most, len(finding)))]


def similar_tools(tools: Sequence[Tool]) -> list[Tool]:
    """Other tools that serve the same themes: those with most of them first, then by name. Read with their themes."""
    themes = {slug for tool in tools for slug in tool.theme_slugs}
    alike = Count("theme_links", filter=Q(theme_links__term__slug__in=themes), distinct=True)
    others = Tool.objects.published().exclude(pk__in=[tool.pk for tool in tools]).annotate(alike=alike)
    return list(others.filter(alike__gt=0).order_by("-alike", "sort_key", "slug")[:SUGGESTED])
