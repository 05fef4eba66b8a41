"""The models of collaboration on the editors' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin

from civicport.desk.records import RecordAdmin
from collaboration_models.models import CollaborationModel


@admin.register(CollaborationModel)
class CollaborationModelAdmin(RecordAdmin):
    kind = "collaboration_models"
    search_fields = ("slug", "name", "summary")

    def public_address(self, row: Any) -> str:
        return row.get_absolute_url()
