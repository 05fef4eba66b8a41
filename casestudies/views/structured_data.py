"""What the pages tell machines in the words of schema.org. `tests/structured_data.yaml` lists types and properties."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from casestudies.models import Organisation, Tool
from casestudies.views.case_study_page import CaseStudyPage
from civicport.addresses import absolute
from civicport.citations import CitedSource
from civicport.context import the_site
from civicport.panels import CONTENT_LICENCE
from civicport.wording import country_name


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


def case_study_data(request: HttpRequest, page: CaseStudyPage) -> dict[str, Any]:
    """A case study: an article on a collaboration, with the works that it cites."""
    url = absolute(request, page.case.get_absolute_url())
    return {
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": page.title,
        "description": page.summary,
        "inLanguage": settings.LANGUAGE_CODE,
        "license": CONTENT_LICENCE,
        "version": page.revision,
        "datePublished": page.published.date().isoformat(),
        "dateModified": page.changed.date().isoformat(),
        "keywords": [term.name for term in page.case.term_list("themes")] + [model.name for model in page.models],
        "spatialCoverage": [
            {"@type": "Country", "name": country_name(code), "identifier": code} for code in page.case.country_codes
        ],
        "temporalCoverage": _span(page),
        "publisher": {"@type": "Organization", "name": settings.OPERATOR} if settings.OPERATOR else None,
        "citation": [citation_data(source) for source in page.sources],
    }


def _span(page: CaseStudyPage) -> str:
    """The years in ISO 8601: "2015/.." while it runs; empty where the start is not known."""
    case = page.case
    if not case.start_year:
        return ""
    end = str(case.end_year) if case.end_year else ".." if case.status == "ongoing" else ""
    return f"{case.start_year}/{end}" if end else str(case.start_year)


def citation_data(source: CitedSource) -> dict[str, Any]:
    """A source."""
    work = {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "datePublished": str(source.year),
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
    }
    return {name: value for name, value in work.items() if value}


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
