"""The sitemap: every public page, and when its record last changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import rfc3339_date

from casestudies.models import CaseStudy, Organisation, Tool
from civicport.addresses import absolute
from civicport.models import Catalogue
from collaboration_models.models import CollaborationModel

MOST = 50_000
"""How many addresses one file may have."""
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"

# Pages that change with the catalogue, and those that only change with its software: their date is not known.
LISTS = ("home", "case-study-list", "lesson-list", "collaboration-model-list", "organisation-list", "tool-list")
TEXTS = ("about", "about-data", "operator", "privacy", "accessibility", "api", "docs")


@dataclass(frozen=True)
class Page:
    """A page: its path, and when it last changed (None: not known)."""

    path: str
    changed: datetime.datetime | None = None


def _rows() -> list[Any]:
    """The records that have pages, each kind in the order in which they came."""
    kinds: list[Any] = [CaseStudy.objects, CollaborationModel.objects, Organisation.objects, Tool.objects]
    return [kind.published().select_related("record").only("slug", "record__changed").order_by("pk") for kind in kinds]


def _pages_without_record() -> list[Page]:
    changed = Catalogue.as_noticed().changed
    return [*(Page(reverse(name), changed) for name in LISTS), *(Page(reverse(name)) for name in TEXTS)]


def count() -> int:
    """How many files the sitemap has."""
    pages = len(LISTS) + len(TEXTS) + sum(rows.count() for rows in _rows())
    return -(-pages // MOST)


def pages(number: int) -> Iterator[Page]:
    """The pages of a file; files are counted from 1, and one that there is not has none."""
    start = (number - 1) * MOST
    without = _pages_without_record()
    yield from without[start : start + MOST]
    before = len(without)
    for rows in _rows():
        first, last = max(start - before, 0), start + MOST - before
        if last > 0:
            for row in rows[first:last].iterator(chunk_size=500):
                yield Page(row.get_absolute_url(), row.record.changed)
        before += rows.count()


def file(request: HttpRequest, number: int) -> Iterator[str]:
    """A file of the sitemap as XML."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="{NAMESPACE}">\n'
    for page in pages(number):
        changed = f"<lastmod>{rfc3339_date(page.changed)}</lastmod>" if page.changed else ""
        yield f"<url><loc>{escape(absolute(request, page.path))}</loc>{changed}</url>\n"
    yield "</urlset>\n"


def index(request: HttpRequest, files: int) -> Iterator[str]:
    """The list of the sitemap's files as XML."""
    changed = rfc3339_date(Catalogue.as_noticed().changed)
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="{NAMESPACE}">\n'
    for number in range(1, files + 1):
        address = escape(absolute(request, reverse("sitemap-file", args=[number])))
        yield f"<sitemap><loc>{address}</loc><lastmod>{changed}</lastmod></sitemap>\n"
    yield "</sitemapindex>\n"
