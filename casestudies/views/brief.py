"""A selection in one or two pages, to take into a meeting."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import listing_context, make_listing

BRIEF = CASE_STUDIES.seen_as("brief")


def brief(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, BRIEF)
    return render(request, "casestudies/brief.html", listing_context(request, listing, BRIEF))
