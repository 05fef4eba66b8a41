"""Unchanged pages are not sent again: their ETag is the catalogue's version and how this copy is made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from civicport.models import Catalogue

PRIVATE = ("/admin/", "/static/")


@cache
def make() -> str:
    """What this process makes pages of, as a short digest: its code, its templates, and who runs it."""
    digest = hashlib.sha256(settings.RELEASE.encode())
    for name in ("SITE_URL", "OPERATOR", "OPERATOR_ADDRESS", "CONTACT_EMAIL", "REPOSITORY_URL"):
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    base = Path(settings.BASE_DIR)
    for folder in ("civicport", "collaboration_models", "casestudies", "templates", "static"):
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".svg"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def tag(request: HttpRequest, catalogue: Catalogue) -> str:
    """The ETag of an address. It names the address too, so that one is never an answer to another; and the moment of
    the last change, since a catalogue that was set up anew counts its versions from the start.
    """
    where = f"{request.scheme}://{request.get_host()}{request.get_full_path()} {request.headers.get('Accept', '')}"
    digest = hashlib.sha256(f"{make()} {catalogue.changed.isoformat()} {where}".encode("utf-8", "replace"))
    return f'W/"{catalogue.version}-{digest.hexdigest()[:16]}"'


class ConditionalMiddleware:
    """Answers 304 to an anonymous reader who has this version of a page or of an answer of the API."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if request.method not in ("GET", "HEAD") or not anonymous or request.path.startswith(PRIVATE):
            return self.get_response(request)
        # Read before the page is made: a page that is newer than its tag is only sent once too often.
        etag = tag(request, Catalogue.current())
        asked = request.headers.get("If-None-Match", "*")
        unchanged = get_conditional_response(request, etag=etag) if asked != "*" else None
        response = unchanged or self.get_response(request)
        if getattr(request, "behind", False):
            # Made of what was there before the version that the tag names: nobody may keep it under that name.
            patch_cache_control(response, no_store=True)
        elif response.status_code in (200, 304):
            response["ETag"] = etag
            patch_cache_control(response, no_cache=True)
        return response
