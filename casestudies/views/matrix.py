"""Two facets of a selection against each other: how many case studies each pair of values has."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import listing_context, make_listing

MATRIX = CASE_STUDIES.seen_as("matrix")


def matrix(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, MATRIX)
    return render(request, "casestudies/matrix.html", listing_context(request, listing, MATRIX))
