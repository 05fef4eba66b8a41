"""The documents of collaboration models: what they hold, and what they project."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from civicport.documents import fields
from civicport.documents.completeness import too_long, undated
from civicport.documents.kinds import Kind
from civicport.documents.problems import Advice
from civicport.documents.serializers import (
    DocumentSerializer,
    ExampleEntry,
    Part,
    SourceEntry,
    TakeawayEntry,
    many,
    slug_fields,
)
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.models import Record
from civicport.text import sort_key
from collaboration_models.models import CollaborationModel

RESERVED = frozenset({NOT_KNOWN, "compare", "facets", "new", "feed", "export"})
DURATIONS = ("days", "weeks", "months", "years", "open-ended")


class TypicalEntry(Part):
    """What is usual for the model, for readers who choose between models."""

    duration = fields.OneOf(values=DURATIONS, what="duration", required=False)
    led_by = fields.Many(fields.TermOf("participant_groups", "initiator_types"), required=False)
    needs_government_partner = fields.Truth(required=False)


class CollaborationModelSerializer(DocumentSerializer):
    """A model of collaboration."""

    prose = ("description", "fits_when", "text")
    every_source_is_cited = True

    slug, former_slugs = slug_fields(RESERVED)
    name = fields.Line()
    also_known_as = fields.Many(fields.Line(), required=False)
    order = fields.Whole(least=0, most=10_000, what="a whole number from 0 to 10,000", required=False)
    summary = fields.Summary()
    description = fields.Prose(required=False)
    fits_when = fields.Many(fields.Prose(longest=fields.LONGEST_LINE), required=False)
    watch_out = many(TakeawayEntry)
    recommendations = many(TakeawayEntry)
    examples = many(ExampleEntry)
    typical = TypicalEntry(required=False)
    sources = many(SourceEntry)


class CollaborationModels(Kind):
    name = "collaboration_models"
    label = "collaboration model"
    serializer = CollaborationModelSerializer
    model = CollaborationModel
    asks_for = ("order", "description", "fits_when", "watch_out", "recommendations", "typical", "sources")
    keyed = ("watch_out", "recommendations")

    def published_ids(self) -> QuerySet:
        return CollaborationModel.objects.published().values("pk")

    def advise(self, document: dict[str, Any]) -> list[Advice]:
        return [*too_long(document, {"name": 60, "summary": 280}), *undated(document, ("sources",))]

    def project_rows(self, records: Sequence[Record]) -> None:
        CollaborationModel.objects.bulk_create(
            (
                CollaborationModel(
                    record=record,
                    slug=record.slug,
                    name=record.document["name"],
                    summary=record.document["summary"],
                    position=record.document.get("order", 10_000),
                    sort_key=sort_key(record.document["name"]),
                )
                for record in records
            ),
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=["slug", "name", "summary", "position", "sort_key"],
        )
