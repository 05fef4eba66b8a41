"""Case studies, organisations and tools on the editors' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from casestudies.models import CaseStudy, Organisation, Tool
from civicport.desk.records import RecordAdmin


class PublicWhenPublished(RecordAdmin):
    """A record whose page is there once `published()` lets it through."""

    def public_address(self, row: Any) -> str:
        published = type(row)._default_manager.published()
        return row.get_absolute_url() if published.filter(pk=row.pk).exists() else ""


@admin.register(CaseStudy)
class CaseStudyAdmin(PublicWhenPublished):
    kind = "case_studies"
    name_field = "title"
    search_fields = ("slug", "title", "summary", "search_text")

    def own_columns(self) -> tuple[str, ...]:
        return ("state", "status")

    def own_filters(self) -> tuple[Any, ...]:
        return ("state", "status", "form", "level", "collaboration_models")


@admin.register(Organisation)
class OrganisationAdmin(PublicWhenPublished):
    kind = "organisations"
    search_fields = ("slug", "name", "search_text")

    def own_columns(self) -> tuple[str, ...]:
        return ("kind_name",)

    def own_filters(self) -> tuple[Any, ...]:
        return (("kind", admin.RelatedOnlyFieldListFilter),)


@admin.register(Tool)
class ToolAdmin(PublicWhenPublished):
    kind = "tools"
    search_fields = ("slug", "name", "search_text")

    def own_columns(self) -> tuple[str, ...]:
        return ("licence",)

    def own_filters(self) -> tuple[Any, ...]:
        return ("licence",)
