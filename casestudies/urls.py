from django.urls import include, path

from casestudies.views import (
    brief,
    case_studies,
    home,
    lessons,
    lineage,
    map,
    matrix,
    network,
    organisations,
    timeline,
    tools,
)
from casestudies.views.facet_page import facet_page

urlpatterns = [
    path("", home.home, name="home"),
    path("", include("casestudies.exports.urls")),
    path("case-studies/", case_studies.case_study_list, name="case-study-list"),
    path("case-studies/facets/<slug:name>/", facet_page, {"of": case_studies.CASE_STUDIES}, name="case-study-facet"),
    path("case-studies/matrix/", matrix.matrix, name="case-study-matrix"),
    path("case-studies/map/", map.case_study_map, name="case-study-map"),
    path("case-studies/timeline/", timeline.timeline, name="case-study-timeline"),
    path("case-studies/network/", network.network, name="case-study-network"),
    path("case-studies/lineage/", lineage.lineage, name="case-study-lineage"),
    path("case-studies/brief/", brief.brief, name="case-study-brief"),
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
