"""Tools on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.models import Record
from tests.factories import make_case, make_organisation, make_tool

pytestmark = pytest.mark.django_db

LIST = "/api/v1/tools/"
API = "http://testserver/api/v1"


def test_the_list_has_what_a_public_case_names_and_null_for_what_is_not_known(client: Client) -> None:
    make_tool("app")
    make_tool("unused")
    make_case(tools=["app"])

    assert client.get(LIST).json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "slug": "app",
                "url": f"{API}/tools/app/",
                "html_url": "http://testserver/tools/app/",
                "name": "App",
                "summary": None,
                "licence": None,
                "themes": None,
                "case_study_count": 1,
            }
        ],
    }


def test_the_list_filters_and_orders(client: Client) -> None:
    make_tool("a", licence="MIT", themes=["open-data", "civic-reporting"])
    make_tool("b", licence="MIT")
    make_tool("c")
    make_case(tools=["a", "b", "c"])

    query = "?licence=MIT&ordering=-name&fields=slug,licence,themes"

    assert client.get(LIST + query).json()["results"] == [
        {"slug": "b", "licence": "MIT", "themes": None},
        {"slug": "a", "licence": "MIT", "themes": ["open-data", "civic-reporting"]},
    ]


def test_a_whole_tool_is_its_document_and_where_it_leads(client: Client) -> None:
    make_organisation("club")
    make_organisation("city")
    make_tool("app", maintainers=["club", "city"])
    make_case("a", tools=["app"])
    make_case("draft", tools=["app"], state="draft")
    record = Record.objects.get(kind="tools")

    assert client.get(LIST + "app/").json() == {
        "slug": "app",
        "url": f"{API}/tools/app/",
        "html_url": "http://testserver/tools/app/",
        "revision": 1,
        "changed": record.changed.isoformat().replace("+00:00", "Z"),
        "document": {"slug": "app", "name": "App", "maintainers": ["club", "city"]},
        "links": {
            "case_studies": [f"{API}/case-studies/a/"],
            "maintainers": [f"{API}/organisations/club/", f"{API}/organisations/city/"],
        },
    }


def test_a_former_slug_leads_to_the_present_one(client: Client) -> None:
    make_tool("app", former_slugs=["program"])
    make_case(tools=["app"])

    response = client.get(LIST + "program/")

    assert (response.status_code, response["Location"]) == (301, f"{API}/tools/app/")


def test_one_that_no_public_case_names_is_not_there(client: Client) -> None:
    make_tool("unused", former_slugs=["useless"])
    make_tool("hidden")
    make_case("draft", state="draft", tools=["hidden"])

    assert [client.get(f"{LIST}{slug}/").status_code for slug in ("unused", "useless", "hidden", "no")] == [404] * 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_tool(f"app-{number}", themes=["open-data"])
    make_case(tools=[f"app-{number}" for number in range(count)])

    # The catalogue's version; how many, rows, and themes.
    with django_assert_num_queries(4):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_one_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    make_tool("app")
    for number in range(count):
        make_case(f"case-{number}", tools=["app"])

    # The catalogue's version; the tool with its document; its cases, and its maintainers.
    with django_assert_num_queries(4):
        client.get(LIST + "app/")
