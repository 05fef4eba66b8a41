"""The viewsets: queryset, serializer, FilterSet, and little else."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from casestudies.api import serializers
from casestudies.api.filtering import SelectionFilter, strict
from casestudies.finding.advice import advice
from casestudies.finding.filters import (
    CaseStudyFilterSet,
    ListFilterSet,
    OrganisationFilterSet,
    TakeawayFilterSet,
    ToolFilterSet,
)
from casestudies.finding.index import CASE_STUDIES
from casestudies.models import CaseStudy, Organisation, Takeaway, Tool
from civicport.addresses import absolute, present_slug, was_public
from civicport.api.pagination import Pages
from civicport.api.problems import Gone
from civicport.api.records import RecordViewSet


class FacetsMixin:
    """The facets of a list's selection, at an address of their own."""

    filterset_class: type[ListFilterSet]
    queryset: QuerySet

    @extend_schema(responses=serializers.FacetsSerializer, filters=True)
    @action(detail=False, pagination_class=None)
    def facets(self, request: Request) -> Response:
        """The facets of a selection: every value with how many results choosing it gives."""
        filterset = strict(self.filterset_class, request, self.queryset.model._default_manager.published())
        Pages().asked(request)
        facets = [
            {"name": facet.name, "label": facet.label, "values": [value.__dict__ for value in facet.values]}
            for facet in filterset.facet_values()
        ]
        return Response({"count": len(filterset.found), "facets": facets})


class CaseStudyViewSet(FacetsMixin, RecordViewSet):
    """Case studies of collaborations between civic tech and government."""

    kind = "case_studies"
    detail_view = "case-study-api-detail"
    queryset = CaseStudy.objects.none()
    serializer_class = serializers.CaseStudyCardSerializer
    detail_serializer_class = serializers.CaseStudyDetailSerializer
    filterset_class = CaseStudyFilterSet
    filter_backends = (SelectionFilter,)

    def get_queryset(self) -> QuerySet[CaseStudy]:
        cases = CaseStudy.objects.published().for_api()
        return cases if self.action == "list" else cases.with_document()


class OrganisationViewSet(RecordViewSet):
    """Organisations that took part, or maintain a tool."""

    kind = "organisations"
    detail_view = "organisation-api-detail"
    queryset = Organisation.objects.none()
    serializer_class = serializers.OrganisationCardSerializer
    detail_serializer_class = serializers.OrganisationDetailSerializer
    filterset_class = OrganisationFilterSet
    filter_backends = (SelectionFilter,)

    def get_queryset(self) -> QuerySet[Organisation]:
        organisations = Organisation.objects.published()
        return organisations.for_cards() if self.action == "list" else organisations.for_detail()

    def get_serializer_context(self) -> dict[str, Any]:
        if self.action == "list":
            return super().get_serializer_context()
        state, fresh = CASE_STUDIES.current()
        self.request._request.behind = not fresh  # type: ignore[attr-defined]  # for ConditionalMiddleware
        return {**super().get_serializer_context(), "state": state}


class ToolViewSet(RecordViewSet):
    """The software and methods that collaborations used or made."""

    kind = "tools"
    detail_view = "tool-api-detail"
    queryset = Tool.objects.none()
    serializer_class = serializers.ToolCardSerializer
    detail_serializer_class = serializers.ToolDetailSerializer
    filterset_class = ToolFilterSet
    filter_backends = (SelectionFilter,)

    def get_queryset(self) -> QuerySet[Tool]:
        tools = Tool.objects.published()
        return tools.for_api() if self.action == "list" else tools.for_detail()


class LessonViewSet(FacetsMixin, RecordViewSet):
    """Challenges, lessons and recommendations, each with the facets of its case study."""

    kind = "case_studies"
    detail_view = "lesson-api-detail"
    queryset = Takeaway.objects.none()
    serializer_class = serializers.LessonCardSerializer
    detail_serializer_class = serializers.LessonDetailSerializer
    filterset_class = TakeawayFilterSet
    filter_backends = (SelectionFilter,)

    def get_queryset(self) -> QuerySet[Takeaway]:
        return Takeaway.objects.published().for_api()

    @extend_schema(responses=serializers.LessonAdviceSerializer, filters=True)
    @action(detail=False, pagination_class=None)
    def advice(self, request: Request) -> Response:
        """What the collaboration models recommend to whoever looks for these lessons: the chosen models, or else the
        three of which most was found; with words, only what says them.
        """
        filterset: Any = strict(self.filterset_class, request, Takeaway.objects.published())
        Pages().asked(request)
        found = {"count": len(filterset.found), "models": advice(filterset.found, filterset.facet_values())}
        return Response(serializers.LessonAdviceSerializer(found, context=self.get_serializer_context()).data)

    def get_object(self) -> Takeaway:
        takeaways = Takeaway.objects.published().select_related("case_study__record")
        return get_object_or_404(takeaways, case_study__slug=self.kwargs["case_study"], key=self.kwargs["key"])

    @extend_schema(
        parameters=[
            OpenApiParameter("case_study", str, OpenApiParameter.PATH, description="The slug of its case study."),
            OpenApiParameter("key", str, OpenApiParameter.PATH, description="Its key in the case study."),
        ]
    )
    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        try:
            return Response(self.get_serializer(self.get_object()).data)
        except Http404:
            slug, key = kwargs["case_study"], kwargs["key"]
            if now := present_slug(self.kind, slug):
                location = absolute(request, reverse(self.detail_view, args=[now, key]))
                return Response({"url": location}, status=301, headers={"Location": location})
            if was_public(self.kind, slug) and not CaseStudy.objects.published().filter(slug=slug).exists():
                raise Gone from None
            raise
