from django.urls import path

from casestudies.views import case_studies, home, organisations, tools

urlpatterns = [
    path("", home.home, name="home"),
    path("case-studies/", case_studies.case_study_list, name="case-study-list"),
    path("case-studies/<slug:slug>/", case_studies.case_study, name="case-study"),
    path("lessons/<slug:slug>/<slug:key>/", case_studies.takeaway, name="takeaway"),
    path("organisations/", organisations.organisation_list, name="organisation-list"),
    path("organisations/<slug:slug>/", organisations.organisation, name="organisation"),
    path("tools/", tools.tool_list, name="tool-list"),
    path("tools/<slug:slug>/", tools.tool, name="tool"),
]
