from typing import Any

from django.urls import path

from casestudies.api import views
from casestudies.api.compare import CompareView
from casestudies.api.suggest import SuggestView

_list: dict[str, Any] = {"get": "list"}
_detail: dict[str, Any] = {"get": "retrieve"}

urlpatterns = [
    path("case-studies/", views.CaseStudyViewSet.as_view(_list), name="case-study-api-list"),
    path("case-studies/facets/", views.CaseStudyViewSet.as_view({"get": "facets"}), name="case-study-api-facets"),
    path("case-studies/<slug:slug>/", views.CaseStudyViewSet.as_view(_detail), name="case-study-api-detail"),
    path("organisations/", views.OrganisationViewSet.as_view(_list), name="organisation-api-list"),
    path("organisations/<slug:slug>/", views.OrganisationViewSet.as_view(_detail), name="organisation-api-detail"),
    path("tools/", views.ToolViewSet.as_view(_list), name="tool-api-list"),
    path("tools/<slug:slug>/", views.ToolViewSet.as_view(_detail), name="tool-api-detail"),
    path("lessons/", views.LessonViewSet.as_view(_list), name="lesson-api-list"),
    path("lessons/facets/", views.LessonViewSet.as_view({"get": "facets"}), name="lesson-api-facets"),
    path("lessons/advice/", views.LessonViewSet.as_view({"get": "advice"}), name="lesson-api-advice"),
    path("lessons/<slug:case_study>/<slug:key>/", views.LessonViewSet.as_view(_detail), name="lesson-api-detail"),
    path("compare/", CompareView.as_view(), name="compare-api"),
    path("suggest/", SuggestView.as_view(), name="suggest-api"),
]
