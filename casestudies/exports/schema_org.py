"""A case study in the words of schema.org, alike on its page and in exports."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Protocol

from django.conf import settings
from django.http import HttpRequest

from casestudies.models import CaseStudy
from civicport.addresses import absolute
from civicport.citations import CitedSource
from civicport.panels import CONTENT_LICENCE
from civicport.wording import country_name
from collaboration_models.models import CollaborationModel


class Article(Protocol):
    """What must be known of a case study that was read with `for_detail`."""

    @property
    def case(self) -> CaseStudy: ...
    @property
    def title(self) -> str: ...
    @property
    def summary(self) -> str: ...
    @property
    def models(self) -> Sequence[CollaborationModel]: ...
    @property
    def sources(self) -> Sequence[CitedSource]: ...
    @property
    def revision(self) -> int: ...
    @property
    def published(self) -> datetime.datetime: ...
    @property
    def changed(self) -> datetime.datetime: ...


def case_study_data(request: HttpRequest, article: Article) -> dict[str, Any]:
    """A case study: an article on a collaboration, with the works that it cites. What is not known is empty."""
    case = article.case
    url = absolute(request, case.get_absolute_url())
    return {
        "@type": "Article",
        "@id": url,
        "url": url,
        "headline": article.title,
        "description": article.summary,
        "inLanguage": settings.LANGUAGE_CODE,
        "license": CONTENT_LICENCE,
        "version": article.revision,
        "datePublished": article.published.date().isoformat(),
        "dateModified": article.changed.date().isoformat(),
        "keywords": [term.name for term in case.term_list("themes")] + [model.name for model in article.models],
        "spatialCoverage": [
            {"@type": "Country", "name": country_name(code), "identifier": code} for code in case.country_codes
        ],
        "temporalCoverage": _span(case),
        "publisher": {"@type": "Organization", "name": settings.OPERATOR} if settings.OPERATOR else None,
        "citation": [_citation(source) for source in article.sources],
    }


def _span(case: CaseStudy) -> str:
    """The years in ISO 8601: "2015/.." while it runs; empty where the start is not known."""
    if not case.start_year:
        return ""
    end = str(case.end_year) if case.end_year else ".." if case.status == "ongoing" else ""
    return f"{case.start_year}/{end}" if end else str(case.start_year)


def _citation(source: CitedSource) -> dict[str, Any]:
    work = {
        "@type": "CreativeWork",
        "name": source.title,
        "url": source.url,
        "datePublished": str(source.year),
        "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else None,
    }
    return {name: value for name, value in work.items() if value}
