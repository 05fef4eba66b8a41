"""The page at /api/: what the API is for, with requests that work and the answers that this catalogue gives."""

from __future__ import annotations

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from civicport.addresses import absolute
from civicport.panels import Meta, way


@dataclass(frozen=True)
class Example:
    """A question, the request that asks it, and the answer; without an answer the request alone is shown."""

    title: str
    request: str
    answer: str = ""


def landing(request: HttpRequest) -> HttpResponse:
    cases = reverse("case-study-api-list")
    asked = [
        (
            _("Case studies of a collaboration model, two keys of each"),
            cases,
            "model=scaling-replicating&fields=slug,title&page_size=2",
            True,
        ),
        (
            _("Hackathons that a foundation or the EU paid for, known to have run after 2015"),
            cases,
            "model=hackathons&funding=foundation-grant&funding=eu-programme&active_from=2016",
            False,
        ),
        (
            _("How many case studies each value of each facet has"),
            reverse("case-study-api-facets"),
            "country=PL",
            False,
        ),
        (
            _("Lessons on public procurement"),
            reverse("lesson-api-list"),
            "kind=lesson&theme=public-procurement",
            False,
        ),
        (_("What a mistake looks like"), cases, "them=open-data", True),
    ]
    context = {
        "examples": [
            Example(title, absolute(request, f"{path}?{query}"), _answer(request, path, query) if shown else "")
            for title, path, query, shown in asked
        ],
        "meta": Meta(
            title=_("API"),
            description=_("Everything in the catalogue as JSON, without a key."),
            canonical=absolute(request, reverse("api")),
        ),
        **way(request, (_("API"), "")),
    }
    return render(request, "civicport/api.html", context)


def _answer(request: HttpRequest, path: str, query: str) -> str:
    """What the API answers to a request, indented."""
    asking = HttpRequest()
    asking.method = "GET"
    asking.path = asking.path_info = path
    asking.META = {**request.META, "PATH_INFO": path, "QUERY_STRING": query, "HTTP_ACCEPT": "application/json"}
    asking.GET = QueryDict(query)
    found = resolve(path)
    response = found.func(asking, *found.args, **found.kwargs)
    response.render()
    return json.dumps(json.loads(response.content), indent=2, ensure_ascii=False)
