"""The vocabularies on the editors' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from civicport.desk.records import RecordAdmin
from civicport.models import Vocabulary

admin.site.site_header = "CivicPort"
admin.site.site_title = "CivicPort"
admin.site.index_title = "The editors' desk"


@admin.register(Vocabulary)
class VocabularyAdmin(RecordAdmin):
    kind = "vocabularies"
    name_field = "__str__"
    search_fields = ("slug",)

    @admin.display(description=_("complete"), ordering="completeness")
    def completeness(self, row: Any) -> str:
        return super().completeness(row)

    @admin.display(description=_("changed"), ordering="changed")
    def changed_at(self, row: Any) -> Any:
        return super().changed_at(row)

    def get_list_filter(self, request: HttpRequest) -> tuple[Any, ...]:
        return ()

    def has_add_permission(self, request: HttpRequest) -> bool:
        # The application knows which vocabularies there are; what they hold is up to the editors.
        return False
