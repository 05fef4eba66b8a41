"""The small parts of which pages are made, as values: facts, takeaways, what a page says of itself."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from civicport.addresses import absolute

CONTENT_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


@dataclass(frozen=True)
class FactItem:
    """One value of a fact; without an address it is plain text."""

    text: str
    url: str = ""
    note: str = ""
    flag: str = ""


@dataclass(frozen=True)
class Fact:
    """A line of the panel of facts. No items: not known."""

    label: str
    items: Sequence[FactItem] = ()


@dataclass(frozen=True)
class ShownTakeaway:
    """A challenge, lesson or recommendation as a page shows it."""

    key: str
    title: str
    html: SafeString
    permalink: str
    kind: str = ""
    url: str = ""


@dataclass(frozen=True)
class Crumb:
    """A step on the way to a page; the page itself has no address."""

    label: str
    url: str = ""


@dataclass(frozen=True)
class Meta:
    """What a page says of itself to browsers, search engines and networks."""

    title: str
    description: str = ""
    canonical: str = ""
    noindex: bool = False
    json_ld: SafeString = field(default_factory=SafeString)
    type: str = "website"
    image: str = ""
    """The address of the page's own picture; empty: the catalogue's stands for it."""
    image_alt: str = ""
    oembed: str = ""
    """Where another site learns how to show the page, but for the format; empty for what is shown nowhere else."""


def structured(*things: dict[str, Any]) -> SafeString:
    """schema.org data as JSON-LD that is safe inside a script element; absent values are left out."""
    graph = [{name: value for name, value in thing.items() if value not in (None, "", [])} for thing in things]
    data = {"@context": "https://schema.org", "@graph": graph}
    return mark_safe(json.dumps(data, ensure_ascii=False).translate(_ESCAPES))  # noqa: S308  (escaped just now)


def breadcrumb_list(request: HttpRequest, crumbs: Sequence[Crumb]) -> dict[str, Any]:
    """The way to a page as schema.org describes it."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": crumb.label,
                "item": absolute(request, crumb.url or request.path),
            }
            for position, crumb in enumerate(crumbs, 1)
        ],
    }


def way(request: HttpRequest, *steps: tuple[str, str]) -> dict[str, Any]:
    """The breadcrumbs of a page for its template, and as structured data: from home by these labels and addresses."""
    crumbs = [Crumb(_("Home"), "/"), *(Crumb(label, url) for label, url in steps)]
    return {"breadcrumbs": crumbs, "structured": breadcrumb_list(request, crumbs)}
