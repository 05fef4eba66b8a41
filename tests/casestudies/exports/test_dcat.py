"""The DCAT record of the data set."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from casestudies.exports.formats import CASE_STUDY_FORMATS, LESSON_FORMATS
from casestudies.models import CaseStudy
from civicport.models import Revision
from tests.factories import make_case

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
ADDRESS = "/about/data/dcat.jsonld"
MEDIA = "https://www.iana.org/assignments/media-types/"


def read(client: Client) -> dict[str, Any]:
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/ld+json"
    found: dict[str, Any] = json.loads(response.content)
    return found


def test_it_says_what_portals_ask_for(client: Client, settings: Settings) -> None:
    settings.OPERATOR, settings.CONTACT_EMAIL = "City of Harbour", "data@example.org"
    make_case("a", themes=["open-data"])
    make_case("b", themes=["deliberation"], state="draft")

    found = read(client)

    public = CaseStudy.objects.get(slug="a").record
    first = Revision.objects.order_by("version").first()
    assert first is not None
    distributions = found.pop("dcat:distribution")
    del found["@context"]
    description = found.pop("dct:description")
    assert description["@value"].startswith("Collaborations between civic tech and government")
    assert found == {
        "@id": f"{SITE}/about/data/#dataset",
        "@type": "dcat:Dataset",
        "dct:title": {"@value": "CivicPort: case studies of civic tech and government", "@language": "en"},
        "dct:identifier": f"{SITE}/about/data/",
        "dct:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dct:language": {"@id": "http://publications.europa.eu/resource/authority/language/ENG"},
        "dct:issued": {"@value": first.at.isoformat(), "@type": "xsd:dateTime"},
        "dct:modified": {"@value": public.changed.isoformat(), "@type": "xsd:dateTime"},
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": "City of Harbour"},
        "dcat:contactPoint": {"@type": "vcard:Kind", "vcard:hasEmail": {"@id": "mailto:data@example.org"}},
        "dcat:version": str(public.version),
        "dcat:theme": {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"},
        "dcat:keyword": [{"@value": "Open data", "@language": "en"}],
        "dcat:landingPage": {"@id": f"{SITE}/case-studies/"},
    }
    assert len(distributions) == len(CASE_STUDY_FORMATS) + len(LESSON_FORMATS) + 2
    assert distributions[0] == {
        "@type": "dcat:Distribution",
        "dct:title": {"@value": "Case studies: CSV", "@language": "en"},
        "dct:license": {"@id": "https://creativecommons.org/licenses/by/4.0/"},
        "dcat:accessURL": {"@id": f"{SITE}/case-studies/export/csv/"},
        "dcat:downloadURL": {"@id": f"{SITE}/case-studies/export/csv/"},
        "dcat:mediaType": {"@id": f"{MEDIA}text/csv"},
    }


def test_every_distribution_is_there_in_its_media_type(client: Client) -> None:
    make_case()

    for distribution in read(client)["dcat:distribution"]:
        if "dcat:downloadURL" in distribution:
            address = distribution["dcat:downloadURL"]["@id"].removeprefix(SITE)
            media_type = distribution["dcat:mediaType"]["@id"].removeprefix(MEDIA)
            assert client.get(address)["Content-Type"].split(";")[0] == media_type
        else:
            assert distribution["dcat:accessService"]["dcat:endpointURL"] == {"@id": f"{SITE}/api/v1/case-studies/"}


def test_what_is_not_known_of_it_is_left_out(client: Client) -> None:
    found = read(client)

    absent = {"dct:issued", "dct:modified", "dct:publisher", "dcat:contactPoint", "dcat:keyword"}
    assert absent & set(found) == set()


def test_every_term_is_of_a_vocabulary_that_it_names(client: Client) -> None:
    def terms(value: Any) -> set[str]:
        if isinstance(value, list):
            return {term for item in value for term in terms(item)}
        if isinstance(value, dict):
            return set(value) | {term for item in value.values() for term in terms(item)}
        return set()

    found = read(client)

    context = found.pop("@context")
    assert {term.split(":")[0] for term in terms(found) if not term.startswith("@")} <= set(context)


def test_the_page_about_the_data_leads_to_it(client: Client) -> None:
    page = client.get("/about/data/").content.decode()

    assert f'href="{ADDRESS}"' in page
