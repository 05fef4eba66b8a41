"""Unchanged pages are neither sent nor made again: their ETag is the catalogue's version and how this copy is made."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control

from civicport.models import Catalogue

PRIVATE = ("/admin/", "/static/")
MOST_KEPT = 32_000_000
"""How many bytes of pages a process keeps for those who ask for the same."""


@cache
def make() -> str:
    """What this process makes pages of, as a short digest: its code, its templates, and who runs it."""
    digest = hashlib.sha256(settings.RELEASE.encode())
    for name in ("SITE_URL", "OPERATOR", "OPERATOR_ADDRESS", "CONTACT_EMAIL", "REPOSITORY_URL"):
        digest.update(f"{name}={getattr(settings, name)}\n".encode())
    base = Path(settings.BASE_DIR)
    for folder in ("civicport", "collaboration_models", "casestudies", "templates", "static"):
        for path in sorted((base / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".txt", ".typ"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def tag(request: HttpRequest, catalogue: Catalogue) -> str:
    """The ETag of an address. It names the address too, so that one is never an answer to another; and the moment of
    the last change, since a catalogue that was set up anew counts its versions from the start.
    """
    where = f"{request.scheme}://{request.get_host()}{request.get_full_path()} {request.headers.get('Accept', '')}"
    digest = hashlib.sha256(f"{make()} {catalogue.changed.isoformat()} {where}".encode("utf-8", "replace"))
    return f'W/"{catalogue.version}-{digest.hexdigest()[:16]}"'


class Pages:
    """Pages by their tags, as many as there is room for; those that nobody asked for longest are let go."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, HttpResponse] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, etag: str) -> HttpResponse | None:
        """A copy, since what stands around this middleware adds headers of its own."""
        with self._lock:
            if (kept := self._pages.get(etag)) is None:
                return None
            self._pages.move_to_end(etag)
        return HttpResponse(kept.content, headers=dict(kept.headers))

    def keep(self, etag: str, response: HttpResponse) -> None:
        copy = HttpResponse(response.content, headers=dict(response.headers))
        with self._lock:
            if etag not in self._pages:
                self._pages[etag] = copy
                self._bytes += len(copy.content)
            while self._bytes > MOST_KEPT:
                _etag, gone = self._pages.popitem(last=False)
                self._bytes -= len(gone.content)


class ConditionalMiddleware:
    """Answers 304 to an anonymous reader who has this version of a page or of an answer of the API, and gives others
    the page that was made for the last one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.pages = Pages()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        anonymous = settings.SESSION_COOKIE_NAME not in request.COOKIES
        if request.method not in ("GET", "HEAD") or not anonymous or request.path.startswith(PRIVATE):
            return self.get_response(request)
        # Read before the page is made: a page that is newer than its tag is only sent once too often.
        etag = tag(request, Catalogue.recent())
        asked = request.headers.get("If-None-Match", "*")
        unchanged = get_conditional_response(request, etag=etag) if asked != "*" else None
        kept = self.pages.get(etag) if unchanged is None and request.method == "GET" else None
        response = unchanged or kept or self.get_response(request)
        if getattr(request, "behind", False):
            # Made of what was there before the version that the tag names: nobody may keep it under that name.
            patch_cache_control(response, no_store=True)
        elif response.status_code in (200, 304):
            response["ETag"] = etag
            patch_cache_control(response, no_cache=True)
            if response.status_code == 200 and not (kept or response.streaming or response.cookies):
                self.pages.keep(etag, response)
        return response
