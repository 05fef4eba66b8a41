"""Organisations on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.models import Record
from tests.factories import make_case, make_organisation, make_tool

pytestmark = pytest.mark.django_db

LIST = "/api/v1/organisations/"
API = "http://testserver/api/v1"


def test_the_list_has_what_a_public_record_names_and_null_for_what_is_not_known(client: Client) -> None:
    make_organisation("city")
    make_organisation("unnamed")
    make_case(organisations=[{"organisation": "city"}])

    assert client.get(LIST).json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "slug": "city",
                "url": f"{API}/organisations/city/",
                "html_url": "http://testserver/organisations/city/",
                "name": "City",
                "summary": None,
                "kind": None,
                "countries": None,
                "case_study_count": 1,
            }
        ],
    }


def test_the_list_filters_and_orders(client: Client) -> None:
    make_organisation("a", kind="media", countries=["PL"], summary="Prints.")
    make_organisation("b", kind="media")
    make_organisation("c", kind="donor")
    for slug in ("one", "two"):
        make_case(slug, organisations=[{"organisation": "b"}, {"organisation": "b", "role": "host"}])
    make_case("three", organisations=[{"organisation": "a"}, {"organisation": "c"}])

    query = "?kind=media&ordering=-case_studies&fields=slug,kind,countries,summary,case_study_count"

    assert client.get(LIST + query).json()["results"] == [
        {"slug": "b", "kind": "media", "countries": None, "summary": None, "case_study_count": 2},
        {"slug": "a", "kind": "media", "countries": ["PL"], "summary": "Prints.", "case_study_count": 1},
    ]


def test_a_whole_organisation_is_its_document_and_where_it_leads(client: Client) -> None:
    make_organisation("city", countries=["PL"])
    make_tool("app", maintainers=["city"])
    make_tool("hidden", maintainers=["city"])
    make_case("a", organisations=[{"organisation": "city"}, {"organisation": "city", "role": "host"}], tools=["app"])
    make_case("draft", organisations=[{"organisation": "city"}], tools=["hidden"], state="draft")
    record = Record.objects.get(kind="organisations")

    assert client.get(LIST + "city/").json() == {
        "slug": "city",
        "url": f"{API}/organisations/city/",
        "html_url": "http://testserver/organisations/city/",
        "revision": 1,
        "changed": record.changed.isoformat().replace("+00:00", "Z"),
        "document": {"slug": "city", "name": "City", "countries": ["PL"]},
        "links": {"case_studies": [f"{API}/case-studies/a/"], "tools": [f"{API}/tools/app/"]},
        "partners": [],
        "possible_partners": [],
    }


def test_it_names_partners_and_those_that_might_be(client: Client) -> None:
    for slug in ("city", "club", "stranger", "hidden"):
        make_organisation(slug)
    where = {"themes": ["open-data", "civic-reporting"], "countries": ["PL", "DE"]}
    make_case("a", organisations=[{"organisation": "city"}, {"organisation": "club"}], **where)
    make_case("b", organisations=[{"organisation": "stranger"}], **where)
    make_case("draft", organisations=[{"organisation": "city"}, {"organisation": "hidden"}], state="draft", **where)

    found = client.get(LIST + "city/").json()

    assert found["partners"] == [
        {"slug": "club", "name": "Club", "url": f"{API}/organisations/club/", "case_study_count": 1}
    ]
    assert found["possible_partners"] == [
        {
            "slug": "stranger",
            "name": "Stranger",
            "url": f"{API}/organisations/stranger/",
            "in_common": [
                {"theme": "open-data", "countries": ["DE", "PL"]},
                {"theme": "civic-reporting", "countries": ["DE", "PL"]},
            ],
        }
    ]


def test_a_former_slug_leads_to_the_present_one(client: Client) -> None:
    make_organisation("city", former_slugs=["town"])
    make_case(organisations=[{"organisation": "city"}])

    response = client.get(LIST + "town/")

    assert (response.status_code, response["Location"]) == (301, f"{API}/organisations/city/")


def test_one_that_no_public_record_names_is_not_there(client: Client) -> None:
    make_organisation("unnamed", former_slugs=["nameless"])
    make_organisation("hidden")
    make_case("draft", state="draft", organisations=[{"organisation": "hidden"}])

    assert [client.get(f"{LIST}{slug}/").status_code for slug in ("unnamed", "nameless", "hidden", "no")] == [404] * 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_organisation(f"city-{number}", kind="media", countries=["PL"])
    make_case(organisations=[{"organisation": f"city-{number}"} for number in range(count)])

    # The catalogue's version; how many, rows with their kinds, and countries.
    with django_assert_num_queries(4):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_one_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    make_organisation("city", countries=["PL"])
    for number in range(count):
        make_case(f"case-{number}", organisations=[{"organisation": "city"}])

    client.get(LIST + "city/")  # The first reader has the index built.

    # The catalogue's version, for the answer's tag and for the index; the organisation with its document, and
    # countries; its cases, and its tools.
    with django_assert_num_queries(6):
        client.get(LIST + "city/")
