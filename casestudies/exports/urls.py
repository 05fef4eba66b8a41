from django.urls import path

from casestudies.exports import views

urlpatterns = [
    path("case-studies/export/<slug:name>/", views.export_case_studies, name="case-study-export"),
    path("case-studies/feed/", views.case_study_feed, name="case-study-feed"),
    path("case-studies/feed/json/", views.case_study_json_feed, name="case-study-json-feed"),
    path("case-studies/<slug:slug>/cite/<slug:name>/", views.cite_case_study, name="case-study-cite"),
    path("lessons/export/<slug:name>/", views.export_lessons, name="lesson-export"),
    path("about/data/data-package/", views.data_package, name="data-package"),
    path("about/data/dcat.jsonld", views.dcat_record, name="dcat"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap_of_pages, name="sitemap"),
    path("sitemap-<int:number>.xml", views.sitemap_file, name="sitemap-file"),
]
