"""Addresses that several surfaces lead to."""

from __future__ import annotations

from django.urls import reverse

from casestudies.finding.selection import Selection


def case_studies_with(facet: str, value: str, view: str = "list") -> str:
    """The path of the case studies that have this value, as their list or in another of its views."""
    return reverse(f"case-study-{view}") + Selection(facets=((facet, (value,)),)).query_string()
