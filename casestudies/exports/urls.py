from django.urls import path

from casestudies.exports import comparisons, matrix, views

urlpatterns = [
    path("case-studies/export/<slug:name>/", views.export_case_studies, name="case-study-export"),
    path("case-studies/matrix/export/csv/", matrix.matrix_file, name="case-study-matrix-file"),
    path("case-studies/feed/", views.case_study_feed, name="case-study-feed"),
    path("case-studies/feed/json/", views.case_study_json_feed, name="case-study-json-feed"),
    path("case-studies/<slug:slug>/cite/<slug:name>/", views.cite_case_study, name="case-study-cite"),
    path("lessons/export/<slug:name>/", views.export_lessons, name="lesson-export"),
    path("compare/export/<slug:name>/", comparisons.export_comparison, name="compare-export"),
    path("about/data/data-package/", views.data_package, name="data-package"),
    path("about/data/dcat.jsonld", views.dcat_record, name="dcat"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_of_pages, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_file, name="sitemap-file"),
]
