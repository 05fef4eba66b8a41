"""When the case studies of a selection ran."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import listing_context, make_listing

TIMELINE = CASE_STUDIES.seen_as("timeline")


def timeline(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, TIMELINE)
    return render(request, "casestudies/timeline.html", listing_context(request, listing, TIMELINE))
