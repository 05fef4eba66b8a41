"""The organisations of a selection, joined by the case studies that they share."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import listing_context, make_listing

NETWORK = CASE_STUDIES.seen_as("network")


def network(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, NETWORK)
    return render(request, "casestudies/network.html", listing_context(request, listing, NETWORK))
