"""The catalogue's data set in the words of DCAT 3, as DCAT-AP asks for them, for the portals that harvest it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.exports.formats import CASE_STUDY_FORMATS, LESSON_FORMATS
from casestudies.models import CaseStudy
from civicport.addresses import absolute
from civicport.context import the_site
from civicport.models import Catalogue, Revision, Term
from civicport.panels import CONTENT_LICENCE

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
GOVERNMENT = "http://publications.europa.eu/resource/authority/data-theme/GOVE"
ENGLISH = "http://publications.europa.eu/resource/authority/language/ENG"
DATA_PACKAGE = "https://datapackage.org/profiles/1.0/datapackage.json"


def record(request: HttpRequest) -> dict[str, Any]:
    """The data set as JSON-LD. What is not known of it is left out."""
    catalogue, site = Catalogue.as_noticed(), the_site()
    first = Revision.objects.published().order_by("at").values_list("at", flat=True).first()
    address = absolute(request, reverse("about-data"))
    public = CaseStudy.objects.published()
    themes = Term.objects.in_vocabulary("themes").filter(case_study_links__case_study__in=public).distinct()
    found = {
        "@context": CONTEXT,
        "@id": f"{address}#dataset",
        "@type": "dcat:Dataset",
        "dct:title": _text(_("%(site)s: case studies of civic tech and government") % {"site": site.name}),
        "dct:description": _text(
            _(
                "Collaborations between civic tech and government, each told through the same six questions, with the"
                " models of collaboration, organisations and tools that they name. Every statement shows its source."
            )
        ),
        "dct:identifier": address,
        "dct:license": {"@id": CONTENT_LICENCE},
        "dct:language": {"@id": ENGLISH},
        "dct:issued": _moment(first.isoformat()) if first else None,
        "dct:modified": _moment(catalogue.changed.isoformat()) if first else None,
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": settings.OPERATOR} if settings.OPERATOR else None,
        "dcat:contactPoint": {"@type": "vcard:Kind", "vcard:hasEmail": {"@id": f"mailto:{settings.CONTACT_EMAIL}"}}
        if settings.CONTACT_EMAIL
        else None,
        "dcat:version": str(catalogue.version),
        "dcat:theme": {"@id": GOVERNMENT},
        "dcat:keyword": [_text(term.name) for term in themes],
        "dcat:landingPage": {"@id": absolute(request, reverse("case-study-list"))},
        "dcat:distribution": _distributions(request),
    }
    return {name: value for name, value in found.items() if value}


def _text(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "en"}


def _moment(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:dateTime"}


def _distributions(request: HttpRequest) -> list[dict[str, Any]]:
    files = [
        (_("Case studies: %(label)s") % {"label": item.label}, reverse("case-study-export", args=[item.name]), item)
        for item in CASE_STUDY_FORMATS
    ]
    files += [
        (_("Lessons: %(label)s") % {"label": item.label}, reverse("lesson-export", args=[item.name]), item)
        for item in LESSON_FORMATS
    ]
    found = [_distribution(request, title, path, item.media_type.split(";")[0]) for title, path, item in files]
    package = _distribution(request, _("Data Package"), reverse("data-package"), "application/zip")
    service = {
        "@id": absolute(request, reverse("api")) + "#service",
        "@type": "dcat:DataService",
        "dct:title": _text(_("The API")),
        "dcat:endpointURL": {"@id": absolute(request, reverse("case-study-api-list"))},
        "dcat:endpointDescription": {"@id": absolute(request, reverse("schema"))},
    }
    api = _distribution(request, _("API"), reverse("api"), "application/json")
    del api["dcat:downloadURL"]
    return [*found, {**package, "dct:conformsTo": {"@id": DATA_PACKAGE}}, {**api, "dcat:accessService": service}]


def _distribution(request: HttpRequest, title: str, path: str, media_type: str) -> dict[str, Any]:
    address = {"@id": absolute(request, path)}
    return {
        "@type": "dcat:Distribution",
        "dct:title": _text(title),
        "dct:license": {"@id": CONTENT_LICENCE},
        "dcat:accessURL": address,
        "dcat:downloadURL": address,
        "dcat:mediaType": {"@id": MEDIA_TYPES + media_type},
    }
