from django.urls import include, path

from casestudies.views import case_studies, home, lessons, organisations, tools
from casestudies.views.facet_page import facet_page

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("casestudies.exports.urls")),
    path("case-studies/", case_studies.case_study_list, name="case-study-list"),
    path("case-studies/facets/<slug:name>/", facet_page, {"of": case_studies.CASE_STUDIES}, name="case-study-facet"),
    path("case-studies/<slug:slug>/", case_studies.case_study, name="case-study"),
    path("lessons/", lessons.lesson_list, name="lesson-list"),
    path("lessons/facets/<slug:name>/", facet_page, {"of": lessons.LESSONS}, name="lesson-facet"),
    path("lessons/<slug:slug>/<slug:key>/", case_studies.takeaway, name="takeaway"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path(
        "organisations/facets/<slug:name>/",
        facet_page,
        {"of": organisations.ORGANISATIONS},
        name="organisation-facet",
    ),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("tools/", tools.tool_list, name="tool-list"),
    path("tools/facets/<slug:name>/", facet_page, {"of": tools.TOOLS}, name="tool-facet"),
    path("tools/<slug:slug>/", tools.tool, name="tool"),
]
