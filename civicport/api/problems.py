"""Problem details (RFC 9457): the one shape of every error of the API."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import status
from rest_framework.exceptions import APIException, MethodNotAllowed, NotAcceptable
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import set_rollback

MEDIA_TYPE = "application/problem+json"


class BadParameters(APIException):
    """Parameters of the query string that the API does not know, or whose values it does not understand.

    `errors` are triples of parameter, value, and a sentence on what would be right.
    """

    status_code = status.HTTP_400_BAD_REQUEST

    def __init__(self, errors: list[tuple[str, str, str]]) -> None:
        self.errors = [{"parameter": name, "value": value, "detail": text} for name, value, text in errors]
        super().__init__(" ".join(f"{name}: {text}" for name, _value, text in errors))


class Gone(APIException):
    """A record that was public and has been withdrawn."""

    status_code = status.HTTP_410_GONE
    default_detail = "This record was withdrawn."


def problem(code: int, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The body of an error."""
    body: dict[str, Any] = {"type": "about:blank", "title": HTTPStatus(code).phrase, "status": code, "detail": detail}
    if errors:
        body["errors"] = errors
    return body


def exception_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """Turns what a view of the API raises into problem details; None for what nobody foresaw."""
    if isinstance(error, Http404):
        code, detail, errors = 404, _("There is no such record."), None
    elif isinstance(error, PermissionDenied):
        code, detail, errors = 403, _("This is not open to you."), None
    elif isinstance(error, MethodNotAllowed):
        method = context["request"].method
        code, detail, errors = (
            405,
            _("“%(method)s” has no meaning here; this can only be read.") % {"method": method},
            None,
        )
    elif isinstance(error, NotAcceptable):
        code, detail, errors = 406, _("This cannot be had in the form that the Accept header asks for."), None
    elif isinstance(error, APIException):
        code, detail, errors = error.status_code, str(error.detail), getattr(error, "errors", None)
    else:
        return None
    set_rollback()
    # Whatever else a view can answer with, its errors are JSON.
    request = context["request"]
    request.accepted_renderer, request.accepted_media_type = JSONRenderer(), MEDIA_TYPE
    headers = {"Allow": ", ".join(context["view"].allowed_methods)} if code == 405 else None
    return Response(problem(code, detail, errors), status=code, headers=headers, content_type=MEDIA_TYPE)


def problem_response(code: int, detail: str) -> JsonResponse:
    """Problem details for what happens outside the API's views, such as an address that does not exist."""
    return JsonResponse(problem(code, detail), status=code, content_type=MEDIA_TYPE)
