"""What is answered when no view can: pages that offer a way on and, under /api/, problem details."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views import defaults

from civicport.api.problems import problem_response


def _for_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/v")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _for_api(request):
        return problem_response(400, _("The request cannot be understood."))
    return defaults.bad_request(request, exception)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _for_api(request):
        return problem_response(403, _("This is not open to you."))
    return defaults.permission_denied(request, exception)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    if _for_api(request):
        return problem_response(404, _("There is no such address; /api/v1/schema/ lists all there are."))
    return defaults.page_not_found(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    if _for_api(request):
        return problem_response(500, _("Something went wrong here; it has been noted."))
    return defaults.server_error(request)
