"""The vocabularies on the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from civicport.api.records import LIST_PARAMETERS, CardSerializer, DetailSerializer, RecordViewSet, refuse_unknown
from civicport.documents.vocabularies import VocabularySerializer
from civicport.models import Record


class VocabularyCardSerializer(CardSerializer):
    """A vocabulary in a list."""

    api_view = "vocabulary-api-detail"

    values = serializers.SerializerMethodField(help_text="The slugs of its values, in their order.")

    @extend_schema_field({"type": "null"})
    def get_html_url(self, record: Any) -> None:  # type: ignore[override]
        """A vocabulary has no page."""

    def get_values(self, record: Record) -> list[str]:
        return [value["slug"] for value in record.document["values"]]


class VocabularyDetailSerializer(DetailSerializer):
    """A vocabulary with the names of its values."""

    kind = "vocabularies"
    api_view = "vocabulary-api-detail"

    revision = serializers.IntegerField(help_text="The number of the present revision.")
    changed = serializers.DateTimeField(help_text="When the present revision came.")

    @extend_schema_field({"type": "null"})
    def get_html_url(self, record: Any) -> None:
        return None

    @extend_schema_field(VocabularySerializer)
    def get_document(self, record: Any) -> dict[str, Any]:
        return super().get_document(record)


class VocabularyViewSet(RecordViewSet):
    """The closed lists from which records choose."""

    kind = "vocabularies"
    detail_view = "vocabulary-api-detail"
    lookup_value_regex = "[a-z0-9_-]+"
    serializer_class = VocabularyCardSerializer
    detail_serializer_class = VocabularyDetailSerializer
    queryset = Record.objects.all()

    def get_queryset(self) -> QuerySet:
        return Record.objects.of_kind(self.kind)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.action == "list":
            refuse_unknown(self.request, LIST_PARAMETERS)
        return queryset
