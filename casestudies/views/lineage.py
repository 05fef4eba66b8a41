"""Which case studies of a selection replicate another, or were inspired by it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import listing_context, make_listing

LINEAGE = CASE_STUDIES.seen_as("lineage")


def lineage(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, LINEAGE)
    return render(request, "casestudies/lineage.html", listing_context(request, listing, LINEAGE))
