"""Records side by side on the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from casestudies.comparing.comparison import Agreement, Entry, Row, Shape
from casestudies.comparing.picking import COMPARABLES, LEAST, MOST, Comparable, Picked, pick, query_of
from civicport.addresses import absolute
from civicport.api.problems import BadParameters
from civicport.api.records import Value, refuse_unknown
from civicport.documents.exporting import in_order
from civicport.documents.serializers import SourceEntry

VIEWS = {"case_studies": "case-study", "collaboration_models": "collaboration-model", "tools": "tool"}
"""What the names of the addresses of each kind begin with."""


def read_strictly(request: Request, kinds: Mapping[str, Comparable] = COMPARABLES) -> Picked:
    """The two to five records of one of these kinds that a request names. Raises `BadParameters` for anything else."""
    refuse_unknown(request, frozenset(kinds))
    named = [name for name in kinds if name in request.query_params]
    if len(named) > 1:
        text = _("Only records of one kind are compared.")
        raise BadParameters([(name, ", ".join(request.query_params.getlist(name)), text) for name in named[1:]])
    parameter = named[0] if named else "case"
    asked = request.query_params.getlist(parameter)
    picked = pick(kinds[parameter], asked)
    problems = [(parameter, slug, _("There is no such record.")) for slug in picked.unknown]
    if picked.beyond or len(picked.records) + len(problems) < LEAST:
        text = _("From %(least)s to %(most)s different records are compared.") % {"least": LEAST, "most": MOST}
        problems.append((parameter, ", ".join(asked), text))
    if problems:
        raise BadParameters(problems)
    request._request.behind = not picked.fresh  # type: ignore[attr-defined]  # for ConditionalMiddleware
    return picked


class ComparedEntrySerializer(serializers.Serializer):
    """One thing that a record answers. Null: it has none."""

    title = Value(help_text="Of a takeaway, a figure, or the year of a step.")
    text = serializers.CharField(help_text="In words; where the shape is prose, lines or takeaways, in Markdown.")
    value = Value(help_text="The slug, code or key that stands for it.")
    note = Value(help_text="What stands beside it: a role, or a figure's year.")
    url = Value(help_text="The page where it leads.")
    sources = serializers.ListField(child=serializers.CharField(), help_text="The keys of the sources it rests on.")


class ComparedCellSerializer(serializers.Serializer):
    """What one record answers."""

    slug = serializers.CharField(help_text="The record's.")
    entries = ComparedEntrySerializer(many=True, allow_null=True, help_text="Null: not known.")


class ComparedRowSerializer(serializers.Serializer):
    """A question, and what each record answers."""

    name = serializers.CharField(help_text="Where the answer stands in the document.")
    label = serializers.CharField()  # type: ignore[assignment]
    shape = serializers.ChoiceField(choices=list(Shape), help_text="What the entries are.")
    agreement = serializers.ChoiceField(
        choices=list(Agreement), help_text="Whether the answers are the same; only values can be."
    )
    cells = ComparedCellSerializer(many=True, help_text="One for each record, in their order.")


class ComparedRecordSerializer(serializers.Serializer):
    """A record that is compared."""

    slug = serializers.CharField()
    title = serializers.CharField(help_text="What it is called.")
    url = serializers.URLField(help_text="The record on the API.")
    html_url = serializers.URLField(help_text="The record's page.")
    revision = serializers.IntegerField(help_text="The number of the present revision.")
    changed = serializers.DateTimeField(help_text="When the present revision came.")
    sources = SourceEntry(many=True)


class ComparisonSerializer(serializers.Serializer):
    """Records side by side: one row a question, one cell a record."""

    kind = serializers.ChoiceField(choices=[of.kind for of in COMPARABLES.values()])
    html_url = serializers.URLField(help_text="The comparison as a page.")
    records = ComparedRecordSerializer(many=True, help_text="In the order in which they were asked for.")
    rows = ComparedRowSerializer(many=True)


class CompareView(APIView):
    """Two to five case studies, collaboration models or tools beside each other: what differs, what is the same."""

    @extend_schema(
        operation_id="compare_list",
        parameters=[
            OpenApiParameter(
                name,
                {"type": "array", "items": {"type": "string"}, "minItems": LEAST, "maxItems": MOST},
                style="form",
                explode=True,
                description=text,
            )
            for name, text in (
                ("case", "The slugs of two to five case studies."),
                ("model", "Those of collaboration models instead."),
                ("tool", "Those of tools instead."),
            )
        ],
        responses=ComparisonSerializer,
    )
    def get(self, request: Request) -> Response:
        picked = read_strictly(request)
        answer = {
            "kind": picked.of.kind,
            "html_url": absolute(request, reverse("compare") + query_of(picked.of, picked.slugs)),
            "records": [_record(request, picked.of.kind, record) for record in picked.records],
            "rows": [_row(request, picked, row) for row in picked.of.rows(picked.records)],
        }
        return Response(ComparisonSerializer(answer).data)


def _record(request: Request, kind: str, record: Any) -> dict[str, Any]:
    view = f"{VIEWS[kind]}-api-detail"
    return {
        "slug": record.slug,
        "title": str(record),
        "url": absolute(request, reverse(view, args=[record.slug])),
        "html_url": absolute(request, record.get_absolute_url()),
        "revision": record.record.revision,
        "changed": record.record.changed,
        "sources": in_order(kind, record.document).get("sources", []),
    }


def _row(request: Request, picked: Picked, row: Row) -> dict[str, Any]:
    return {
        "name": row.question.name,
        "label": row.question.label,
        "shape": row.question.shape,
        "agreement": row.agreement,
        "cells": [
            {"slug": slug, "entries": [_entry(request, entry) for entry in cell] or None}
            for slug, cell in zip(picked.slugs, row.cells, strict=True)
        ],
    }


def _entry(request: Request, entry: Entry) -> dict[str, Any]:
    return {
        "title": entry.title,
        "text": entry.text,
        "value": entry.value,
        "note": entry.note,
        "url": address(request, entry.path),
        "sources": entry.sources,
    }


def address(request: HttpRequest, path: str) -> str:
    """Where an entry leads: of a path of this site its address; empty for nowhere."""
    return absolute(request, path) if path.startswith("/") else path
