"""The documents of organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from casestudies.documents.common import RESERVED, entries, searchable, term_ids
from casestudies.models import Organisation, OrganisationCountry
from civicport.documents import fields
from civicport.documents.completeness import too_long
from civicport.documents.kinds import Kind
from civicport.documents.problems import Advice
from civicport.documents.serializers import DocumentSerializer, SourceEntry, many, slug_fields
from civicport.models import Record
from civicport.text import sort_key
from civicport.wording import country_name


class OrganisationSerializer(DocumentSerializer):
    """An organisation that took part in a collaboration, or maintains a tool."""

    slug, former_slugs = slug_fields(RESERVED)
    name = fields.Line()
    also_known_as = fields.Many(fields.Line(), required=False)
    kind = fields.TermOf("organisation_kinds", required=False)
    countries = fields.Many(fields.Country(), required=False)
    website = fields.Address(required=False)
    summary = fields.Summary(required=False)
    sources = many(SourceEntry)


class Organisations(Kind):
    name = "organisations"
    label = "organisation"
    serializer = OrganisationSerializer
    model = Organisation
    asks_for = ("kind", "countries", "website", "summary")

    def published_ids(self) -> QuerySet:
        return Organisation.objects.published().values("pk")

    def advise(self, document: dict[str, Any]) -> list[Advice]:
        return too_long(document, {"name": 90, "summary": 280})

    def project_rows(self, records: Sequence[Record]) -> None:
        kinds = term_ids(
            ("organisation_kinds", record.document["kind"]) for record in records if "kind" in record.document
        )
        Organisation.objects.bulk_create(
            (
                Organisation(
                    record=record,
                    slug=record.slug,
                    name=record.document["name"],
                    summary=record.document.get("summary", ""),
                    kind_id=kinds.get(("organisation_kinds", record.document.get("kind"))),
                    sort_key=sort_key(record.document["name"]),
                    search_text=searchable(
                        record.document, self.serializer.prose, *map(country_name, record.document.get("countries", []))
                    ),
                )
                for record in records
            ),
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=["slug", "name", "summary", "kind", "sort_key", "search_text"],
        )

    def project_relations(self, records: Sequence[Record]) -> None:
        OrganisationCountry.objects.filter(organisation__in=[record.pk for record in records]).delete()
        OrganisationCountry.objects.bulk_create(
            OrganisationCountry(organisation_id=record.pk, country=code, position=position)
            for record, position, code in entries(records, "countries")
        )
