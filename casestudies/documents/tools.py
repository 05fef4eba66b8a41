"""The documents of tools."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from casestudies.documents.common import RESERVED, entries, ids_of, searchable, term_ids
from casestudies.models import Tool, ToolMaintainer, ToolTheme
from civicport.documents import fields
from civicport.documents.completeness import too_long
from civicport.documents.kinds import Kind
from civicport.documents.problems import Advice
from civicport.documents.serializers import DocumentSerializer, SourceEntry, many, slug_fields
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.models import Record
from civicport.text import sort_key


class Licence(fields.Line):
    """The SPDX name of a licence."""

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if value == NOT_KNOWN:
            self.fail_with("leave the key out if it is not known.")
        return value


class ToolSerializer(DocumentSerializer):
    """The software or method that a collaboration used or made. Its sources need not be cited one by one."""

    prose = ("suits", "needs")

    slug, former_slugs = slug_fields(RESERVED)
    name = fields.Line()
    also_known_as = fields.Many(fields.Line(), required=False)
    summary = fields.Summary(required=False)
    licence = Licence(required=False)
    website = fields.Address(required=False)
    repository = fields.Address(required=False)
    publiccode = fields.Address(required=False)
    themes = fields.Many(fields.TermOf("themes"), required=False)
    suits = fields.Many(fields.Prose(longest=fields.LONGEST_LINE), required=False)
    needs = fields.Many(fields.Prose(longest=fields.LONGEST_LINE), required=False)
    maintainers = fields.Many(fields.RecordOf("organisations", label="organisation"), required=False)
    sources = many(SourceEntry)


class Tools(Kind):
    name = "tools"
    label = "tool"
    serializer = ToolSerializer
    model = Tool
    asks_for = ("summary", "licence", "website", "themes", "suits", "needs", "sources")

    def published_ids(self) -> QuerySet:
        return Tool.objects.published().values("pk")

    def advise(self, document: dict[str, Any]) -> list[Advice]:
        return too_long(document, {"name": 60, "summary": 280})

    def project_rows(self, records: Sequence[Record]) -> None:
        Tool.objects.bulk_create(
            (
                Tool(
                    record=record,
                    slug=record.slug,
                    name=record.document["name"],
                    summary=record.document.get("summary", ""),
                    licence=record.document.get("licence", ""),
                    sort_key=sort_key(record.document["name"]),
                    search_text=searchable(record.document, self.serializer.prose),
                )
                for record in records
            ),
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=["slug", "name", "summary", "licence", "sort_key", "search_text"],
        )

    def project_relations(self, records: Sequence[Record]) -> None:
        ids = [record.pk for record in records]
        maintainers = entries(records, "maintainers")
        organisations = ids_of("organisations", (slug for _, _, slug in maintainers))
        ToolMaintainer.objects.filter(tool__in=ids).delete()
        ToolMaintainer.objects.bulk_create(
            ToolMaintainer(tool_id=record.pk, organisation_id=organisations[slug], position=position)
            for record, position, slug in maintainers
        )
        themes = entries(records, "themes")
        terms = term_ids(("themes", slug) for _, _, slug in themes)
        ToolTheme.objects.filter(tool__in=ids).delete()
        ToolTheme.objects.bulk_create(
            ToolTheme(tool_id=record.pk, term_id=terms["themes", slug], position=position)
            for record, position, slug in themes
        )
