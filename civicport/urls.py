"""Every address: pages for readers, the API under /api/, the editors' desk under /admin/."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from drf_spectacular.views import SpectacularAPIView

from civicport import pages
from civicport.api.documentation import documentation
from civicport.api.landing import landing
from civicport.api.vocabularies import VocabularyViewSet

handler400 = "civicport.errors.bad_request"
handler403 = "civicport.errors.permission_denied"
handler404 = "civicport.errors.page_not_found"
handler500 = "civicport.errors.server_error"

api_v1: list[URLPattern | URLResolver] = [
    path("", include("casestudies.api.urls")),
    path("", include("collaboration_models.api")),
    path("vocabularies/", VocabularyViewSet.as_view({"get": "list"}), name="vocabulary-api-list"),
    path("vocabularies/<slug:slug>/", VocabularyViewSet.as_view({"get": "retrieve"}), name="vocabulary-api-detail"),
    path("schema/", SpectacularAPIView.as_view(), name="schema"),
    path("docs/", documentation, name="docs"),
]

urlpatterns = [
    path("", include("casestudies.urls")),
    path("", include("collaboration_models.urls")),
    path("about/", pages.about, name="about"),
    path("about/data/", pages.about_data, name="about-data"),
    path("about/operator/", pages.operator, name="operator"),
    path("about/privacy/", pages.privacy, name="privacy"),
    path("about/accessibility/", pages.accessibility, name="accessibility"),
    path("api/", landing, name="api"),
    path("api/v1/", include(api_v1)),
    path("admin/", admin.site.urls),
    # Browsers ask for it where no page names another, as on a JSON answer.
    path("favicon.ico", pages.favicon, name="favicon"),
]
