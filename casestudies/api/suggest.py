"""Suggestions while typing, on the API."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casestudies.finding.parameters import LONGEST_QUERY
from casestudies.finding.words.suggestions import KINDS, MOST, Suggestion, suggest
from civicport.addresses import absolute
from civicport.api.problems import BadParameters
from civicport.api.records import Value, refuse_unknown

_VIEWS = {
    "case_study": ("case-study-api-detail", "case-study"),
    "collaboration_model": ("collaboration-model-api-detail", "collaboration-model"),
    "organisation": ("organisation-api-detail", "organisation"),
    "tool": ("tool-api-detail", "tool"),
}
"""By kind: its record on the API, and its page."""


class SuggestionSerializer(serializers.Serializer):
    """A record or a theme that a reader may mean."""

    kind = serializers.ChoiceField(choices=[kind.name for kind in KINDS])
    label = serializers.CharField(help_text="Its name or title.")  # type: ignore[assignment]
    detail = Value(help_text="What tells it from others of its name.")
    matched = Value(help_text="The alias by which it was found; null if its name was.")
    url = serializers.URLField(help_text="The record on the API; of a theme, its case studies.")
    html_url = serializers.URLField(help_text="The record's page; of a theme, the list of its case studies.")


class SuggestionsSerializer(serializers.Serializer):
    """What a reader may mean who has typed this, the best first."""

    q = serializers.CharField(allow_blank=True, help_text="What was typed.")
    results = SuggestionSerializer(many=True, help_text=f"At most {MOST}.")


class SuggestView(APIView):
    """Case studies, collaboration models, organisations, tools and themes whose names begin as one types."""

    @extend_schema(
        operation_id="suggest_list",
        parameters=[
            OpenApiParameter(
                "q",
                {"type": "string", "maxLength": LONGEST_QUERY},
                description="What was typed: each word begins a word of a name or an alias, whatever its accents.",
            )
        ],
        responses=SuggestionsSerializer,
    )
    def get(self, request: Request) -> Response:
        refuse_unknown(request, frozenset({"q"}))
        query = _query(request)
        results = [_result(request, suggestion) for suggestion in suggest(query)]
        return Response(SuggestionsSerializer({"q": query, "results": results}).data)


def _query(request: Request) -> str:
    """What was typed; empty if nothing was. Raises `BadParameters`."""
    values = request.query_params.getlist("q")
    if len(values) > 1:
        raise BadParameters([("q", ", ".join(values), _("It may be given once."))])
    query = "".join(values)
    if len(query) > LONGEST_QUERY:
        raise BadParameters([("q", query, _("It has more than %(most)s characters.") % {"most": LONGEST_QUERY})])
    return query


def _result(request: Request, suggestion: Suggestion) -> dict[str, Any]:
    if suggestion.kind == "theme":
        query = "?" + urlencode({"theme": suggestion.slug})
        paths = [reverse(view) + query for view in ("case-study-api-list", "case-study-list")]
    else:
        paths = [reverse(view, args=[suggestion.slug]) for view in _VIEWS[suggestion.kind]]
    url, html_url = (absolute(request, path) for path in paths)
    shown = {name: getattr(suggestion, name) for name in ("kind", "label", "detail", "matched")}
    return {**shown, "url": url, "html_url": html_url}
