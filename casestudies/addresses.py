"""Addresses that several surfaces lead to."""

from __future__ import annotations

from django.urls import reverse

from casestudies.finding.selection import Selection


def case_studies_with(facet: str, value: str) -> str:
    """The path of the list of case studies that have this value."""
    return reverse("case-study-list") + Selection(facets=((facet, (value,)),)).query_string()
