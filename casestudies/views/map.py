"""Where the case studies of a selection took place."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import listing_context, make_listing

MAP = CASE_STUDIES.seen_as("map")


def case_study_map(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, MAP)
    return render(request, "casestudies/map.html", listing_context(request, listing, MAP))
