from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import Organisation
from civicport.documents.problems import Refused
from tests.factories import (
    accepted,
    make_case,
    make_organisation,
    make_tool,
    organisation_document,
    source,
    vocabularies,
)

pytestmark = pytest.mark.django_db


def refusal(**more: Any) -> list[str]:
    vocabularies()
    with pytest.raises(Refused) as refused:
        accepted("organisations", organisation_document(**more))
    return str(refused.value).splitlines()


def test_slug_and_name_are_enough() -> None:
    organisation = make_organisation("city")

    assert organisation.document == {"slug": "city", "name": "City"}
    assert (organisation.kind, organisation.summary, organisation.country_codes) == (None, "", [])
    assert organisation.record.completeness == 0
    assert organisation.record.advice == [
        {"field": name, "message": "is missing."} for name in ("kind", "countries", "website", "summary")
    ]


def test_it_projects_what_it_is_found_by() -> None:
    organisation = make_organisation(
        "epf",
        name="ePaństwo Foundation",
        also_known_as=["EPF"],
        kind="civil-society",
        countries=["PL", "UA"],
        website="https://epf.example",
        summary="A group.",
        sources=[source()],
    )

    assert (organisation.kind_name, organisation.country_codes) == ("Civil society organisation", ["PL", "UA"])
    assert organisation.sort_key == "epanstwo foundation"
    assert {"epf", "epanstwo", "poland", "ukraine", "group."} <= set(organisation.search_text.split())
    assert organisation.record.completeness == 100


def test_its_sources_need_no_citation() -> None:
    assert make_organisation("city", sources=[source()]).record.sources.count() == 1


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"kind": "civil-societi"},
         "kind: “civil-societi” is no value of organisation_kinds. Did you mean “civil-society”?"),
        ({"name": ["City"]}, "name: should be text, not a list."),
        ({"countries": ["XX"]}, "countries[1]: “XX” is no country code of two letters (ISO 3166-1), such as PL."),
        ({"countries": ["PL", "PL"]}, "countries[2]: “PL” stands here twice."),
        ({"website": "epf"}, "website: “epf” should be a web address that begins with https:// or http://."),
        ({"slug": "not-known"}, "slug: “not-known” is reserved for the catalogue's own addresses; choose another."),
        ({"sources": [source("a"), source("a")]}, "sources[2].key: “a” stands in this record twice."),
    ],
)  # fmt: skip
def test_it_refuses_in_a_sentence(more: dict[str, Any], message: str) -> None:
    assert refusal(**more) == [message]


def test_it_is_advised_on_what_is_long() -> None:
    organisation = make_organisation("city", name="a" * 91, summary="a" * 281)

    assert organisation.record.advice[3:] == [
        {"field": "name", "message": "has 91 characters; 90 or fewer read better."},
        {"field": "summary", "message": "has 281 characters; 280 or fewer read better."},
    ]


def test_it_is_public_when_a_public_record_names_it() -> None:
    for slug in ("took-part", "maintains", "in-a-draft", "maintains-for-a-draft", "unnamed"):
        make_organisation(slug)
    make_tool("app", maintainers=["maintains"])
    make_tool("other", maintainers=["maintains-for-a-draft"])
    make_case("case", organisations=[{"organisation": "took-part"}], tools=["app"])
    make_case("draft", state="draft", organisations=[{"organisation": "in-a-draft"}], tools=["other"])

    assert sorted(Organisation.objects.published().values_list("slug", flat=True)) == ["maintains", "took-part"]
