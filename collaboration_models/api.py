"""The models of collaboration on the API."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import path, reverse
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from civicport.addresses import absolute
from civicport.api.records import LIST_PARAMETERS, CardSerializer, DetailSerializer, RecordViewSet, refuse_unknown
from collaboration_models.documents import CollaborationModelSerializer
from collaboration_models.models import CollaborationModel


class CollaborationModelCardSerializer(CardSerializer):
    """A model of collaboration in a list."""

    api_view = "collaboration-model-api-detail"

    name = serializers.CharField()
    summary = serializers.CharField()
    case_study_count = serializers.IntegerField(help_text="How many public case studies are told as instances of it.")


class CollaborationModelDetailSerializer(DetailSerializer):
    """A whole model of collaboration."""

    kind = "collaboration_models"
    api_view = "collaboration-model-api-detail"

    @extend_schema_field(CollaborationModelSerializer)
    def get_document(self, record: Any) -> dict[str, Any]:
        return super().get_document(record)

    def get_links(self, record: CollaborationModel) -> dict[str, list[str]]:
        cases = f"{reverse('case-study-api-list')}?model={record.slug}"
        return {"case_studies": [absolute(self.context["request"], cases)]}


class CollaborationModelViewSet(RecordViewSet):
    """Ways of working together, in their own order."""

    kind = "collaboration_models"
    detail_view = "collaboration-model-api-detail"
    queryset = CollaborationModel.objects.none()
    serializer_class = CollaborationModelCardSerializer
    detail_serializer_class = CollaborationModelDetailSerializer

    def get_queryset(self) -> QuerySet[CollaborationModel]:
        models = CollaborationModel.objects.published()
        return models.with_case_study_count() if self.action == "list" else models.for_detail()

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        if self.action == "list":
            refuse_unknown(self.request, LIST_PARAMETERS)
        return queryset


urlpatterns = [
    path(
        "collaboration-models/",
        CollaborationModelViewSet.as_view({"get": "list"}),
        name="collaboration-model-api-list",
    ),
    path(
        "collaboration-models/<slug:slug>/",
        CollaborationModelViewSet.as_view({"get": "retrieve"}),
        name="collaboration-model-api-detail",
    ),
]
