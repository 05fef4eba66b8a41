"""What the pages tell machines in the words of schema.org. `tests/structured_data.yaml` lists types and properties."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from casestudies.models import Organisation, Tool
from civicport.addresses import absolute
from civicport.context import the_site
from civicport.panels import CONTENT_LICENCE


def website_data(request: HttpRequest) -> dict[str, Any]:
    """The catalogue as a whole, and how it is searched."""
    target = absolute(request, reverse("case-study-list")) + "?q={search_term_string}"
    return {
        "@type": "WebSite",
        "name": the_site().name,
        "url": absolute(request, reverse("home")),
        "inLanguage": settings.LANGUAGE_CODE,
        "license": CONTENT_LICENCE,
        "potentialAction": {
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": target},
            "query-input": "required name=search_term_string",
        },
    }


def organisation_data(request: HttpRequest, organisation: Organisation, document: dict[str, Any]) -> dict[str, Any]:
    """An organisation."""
    return {
        "@type": "Organization",
        "@id": absolute(request, organisation.get_absolute_url()),
        "name": organisation.name,
        "alternateName": document.get("also_known_as"),
        "description": organisation.summary,
        "url": document.get("website"),
    }


def tool_data(request: HttpRequest, tool: Tool, document: dict[str, Any]) -> dict[str, Any]:
    """A tool: software, or a method, so no more than a creative work unless its code has an address."""
    return {
        "@type": "SoftwareSourceCode" if "repository" in document else "CreativeWork",
        "@id": absolute(request, tool.get_absolute_url()),
        "name": tool.name,
        "alternateName": document.get("also_known_as"),
        "description": tool.summary,
        "url": document.get("website"),
        "codeRepository": document.get("repository"),
    }
