"""Where things are: absolute addresses, and where an address leads whose record is no longer there."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse

from civicport.documents import kinds
from civicport.models import FormerSlug, Record


def absolute(request: HttpRequest, path: str) -> str:
    """The address of a path under the catalogue's own name: SITE_URL or, where that is not set, the request's host."""
    return settings.SITE_URL.rstrip("/") + path if settings.SITE_URL else request.build_absolute_uri(path)


def present_slug(kind: str, slug: str) -> str:
    """The slug under which the public finds the record that had this one; empty if there is none."""
    former = FormerSlug.objects.published().filter(kind=kind, slug=slug).values_list("record__slug", flat=True)
    return former.first() or ""


def was_public(kind: str, slug: str) -> bool:
    """Whether a record was public under this slug, and its document says that it is no longer.

    Never of a kind that is public only while others name it: who named it, and when, is not the public's to know.
    """
    named = Q(slug=slug) | Q(former_slugs__slug=slug)
    record = Record.objects.filter(named, kind=kind).first()
    if record is None or kinds.get(kind).is_public(record.document):
        return False
    shown = record.revisions.filter(public=True).values_list("document", flat=True)
    return any(slug in (document["slug"], *document.get("former_slugs", [])) for document in shown)


def elsewhere(request: HttpRequest, kind: str, slug: str, view: str) -> HttpResponse:
    """The answer for a record that the public does not find here.

    It moved: its present address, for ever. It was public once and no longer is: gone (410). Otherwise, as for a draft
    that never was public, as if it had never been: Http404.
    """
    if now := present_slug(kind, slug):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(reverse(view, args=[now]) + (f"?{query}" if query else ""))
    if was_public(kind, slug):
        return render(request, "410.html", status=410)
    raise Http404(f"There is no record “{slug}”.")
