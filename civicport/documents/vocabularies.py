"""The vocabularies: closed lists from which records choose, themselves documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from rest_framework import serializers

from civicport.documents import fields
from civicport.documents.kinds import Kind
from civicport.documents.serializers import DocumentSerializer, Part, Parts, at
from civicport.models import Record, Term

# Lists whose values the application knows by name (an ongoing case has no end, an initiator starts it). Their names
# and explanations may change; their values may not.
CLOSED: dict[str, frozenset[str]] = {
    "forms": frozenset({"direct", "indirect"}),
    "statuses": frozenset({"ongoing", "completed", "discontinued"}),
    "levels": frozenset({"local", "regional", "national", "transnational"}),
    "organisation_roles": frozenset({"initiator", "partner", "funder", "implementer", "host"}),
    "relations": frozenset({"replicates", "inspired-by", "part-of", "see-also"}),
}
OPEN = (
    "initiator_types",
    "funding_types",
    "participant_groups",
    "motivations",
    "themes",
    "policy_areas",
    "organisation_kinds",
)
NAMES = ("forms", "statuses", "levels", *OPEN, "organisation_roles", "relations")
NOT_KNOWN = "not-known"
"""The value of a facet that stands for an absent one: no term, model, organisation or tool may be called so."""


class ValueEntry(Part):
    """One value of a vocabulary."""

    slug = fields.Slug(reserved={NOT_KNOWN})
    name = fields.Line(longest=200)
    help = fields.Line(longest=1_000, required=False)

    class Meta:
        list_serializer_class = Parts


class VocabularySerializer(DocumentSerializer):
    """A vocabulary: its name in the application, and its values in the order in which they are shown."""

    slug = fields.OneOf(values=NAMES, what="vocabulary of the catalogue")
    values = ValueEntry(many=True, allow_empty=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        slugs = [value["slug"] for value in attrs["values"]]
        for index, slug in enumerate(slugs):
            if slug in slugs[:index]:
                raise serializers.ValidationError(at(("values", index), f"“{slug}” stands here twice."))
        closed = CLOSED.get(attrs["slug"])
        if closed is not None and closed != set(slugs):
            raise serializers.ValidationError(
                {"values": [f"the application knows these by name, so they are exactly: {', '.join(sorted(closed))}."]}
            )
        return attrs


class Vocabularies(Kind):
    name = "vocabularies"
    label = "vocabulary"
    serializer = VocabularySerializer
    model = Term

    def published_ids(self) -> QuerySet:
        return Record.objects.filter(kind=self.name).values("pk")

    def project_rows(self, records: Sequence[Record]) -> None:
        terms = [
            Term(vocabulary=record.slug, position=position, **{"help": "", **value})
            for record in records
            for position, value in enumerate(record.document["values"])
        ]
        Term.objects.bulk_create(
            terms,
            update_conflicts=True,
            unique_fields=["vocabulary", "slug"],
            update_fields=["name", "help", "position"],
        )

    def project_relations(self, records: Sequence[Record]) -> None:
        # Last of all, when whatever used a withdrawn term has been projected anew without it.
        gone = Q(pk__in=[])
        for record in records:
            kept = [value["slug"] for value in record.document["values"]]
            gone |= Q(vocabulary=record.slug) & ~Q(slug__in=kept)
        Term.objects.filter(gone).delete()
