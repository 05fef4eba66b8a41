"""Case studies on the API: flat lists, whole documents, and strict about what they are asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from casestudies.models import CaseStudy
from tests.factories import accepted, case_document, make_case, make_organisation, make_tool

pytestmark = pytest.mark.django_db

LIST = "/api/v1/case-studies/"
API = "http://testserver/api/v1"


def changed(slug: str) -> str:
    """When a case changed, as JSON has it."""
    return CaseStudy.objects.get(slug=slug).changed.isoformat().replace("+00:00", "Z")


def test_the_smallest_result_has_null_for_what_is_not_known(client: Client) -> None:
    make_case()

    response = client.get(LIST)

    assert response["Content-Type"] == "application/json"
    assert response.json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "slug": "case",
                "url": f"{API}/case-studies/case/",
                "html_url": "http://testserver/case-studies/case/",
                "title": "Case",
                "summary": "What it was about.",
                "models": ["labs"],
                "themes": None,
                "initiators": None,
                "funding": None,
                "status": None,
                "form": None,
                "level": None,
                "countries": None,
                "participants": None,
                "motivations": None,
                "policy_areas": None,
                "organisations": None,
                "tools": None,
                "start_year": None,
                "end_year": None,
                "changed": changed("case"),
            }
        ],
    }


def test_a_result_has_the_values_of_every_facet_in_the_order_of_the_document(client: Client) -> None:
    make_organisation("city")
    make_organisation("club")
    make_tool("app")
    part: dict[str, Any] = {
        "models": ["labs", "hackathons"],
        "themes": ["open-data", "civic-reporting"],
        "initiators": ["media"],
        "funding": ["donations", "crowdfunding"],
        "status": "completed",
        "form": "indirect",
        "level": "local",
        "countries": ["PL", "DE"],
        "participants": ["volunteers", "citizens"],
        "motivations": ["quality"],
        "policy_areas": ["digital-democracy"],
        "tools": ["app"],
        "start_year": 2010,
        "end_year": 2012,
    }
    roles = [
        {"organisation": slug, "role": role}
        for slug, role in (("club", "host"), ("city", "funder"), ("club", "partner"))
    ]
    make_case(organisations=roles, **part)

    (result,) = client.get(LIST).json()["results"]

    assert {name: result[name] for name in part} == part
    assert result["organisations"] == ["club", "city"]


def test_it_filters_and_orders(client: Client) -> None:
    make_case("a", status="ongoing", themes=["open-data"])
    make_case("b", status="ongoing")
    make_case("c", status="completed")
    make_case("draft", status="ongoing", state="draft")

    answer = client.get(LIST + "?status=ongoing&theme=open-data&theme=not-known&ordering=-title").json()

    assert (answer["count"], [result["slug"] for result in answer["results"]]) == (2, ["b", "a"])


def test_fields_narrow_each_result(client: Client) -> None:
    make_case()

    results = client.get(LIST + "?fields=title,slug&fields=start_year").json()["results"]

    assert results == [{"slug": "case", "title": "Case", "start_year": None}]


def test_it_pages_and_keeps_the_rest(client: Client) -> None:
    for number in range(5):
        make_case(f"case-{number}", status="ongoing")

    first = client.get(LIST + "?status=ongoing&page_size=2&fields=slug").json()
    second = client.get(first["next"]).json()
    last = client.get(second["next"]).json()

    assert first["previous"] is None
    assert first["next"] == f"{API}/case-studies/?fields=slug&page=2&page_size=2&status=ongoing"
    assert second["previous"] == f"{API}/case-studies/?fields=slug&page_size=2&status=ongoing"
    assert (last["count"], last["next"], last["results"]) == (5, None, [{"slug": "case-4"}])


def test_its_addresses_stand_under_the_catalogues_own_name(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://catalogue.example.org"
    make_case("a", former_slugs=["old"])
    make_case("b")

    answer = client.get(LIST + "?page_size=1&fields=url,html_url").json()

    assert answer == {
        "count": 2,
        "next": "https://catalogue.example.org/api/v1/case-studies/?fields=url%2Chtml_url&page=2&page_size=1",
        "previous": None,
        "results": [
            {
                "url": "https://catalogue.example.org/api/v1/case-studies/a/",
                "html_url": "https://catalogue.example.org/case-studies/a/",
            }
        ],
    }
    assert client.get(LIST + "old/")["Location"] == "https://catalogue.example.org/api/v1/case-studies/a/"


def test_it_takes_a_hundred_results_a_page_and_no_more(client: Client) -> None:
    make_case()

    assert client.get(LIST + "?page_size=100").json()["count"] == 1
    assert client.get(LIST + "?page_size=101").json()["errors"] == [
        {"parameter": "page_size", "value": "101", "detail": "It should be a whole number from 1 to 100."}
    ]


def test_a_whole_case_is_its_document_and_where_it_leads(client: Client) -> None:
    make_case()

    answer = client.get(LIST + "case/").json()

    assert answer == {
        "slug": "case",
        "url": f"{API}/case-studies/case/",
        "html_url": "http://testserver/case-studies/case/",
        "revision": 1,
        "changed": changed("case"),
        "document": {
            "slug": "case",
            "title": "Case",
            "summary": "What it was about.",
            "models": ["labs"],
            "aim": "It wanted something.[^report]",
            "sources": [{"key": "report", "title": "A report"}],
        },
        "links": {
            "collaboration_models": [f"{API}/collaboration-models/labs/"],
            "organisations": [],
            "tools": [],
            "related": [],
            "related_from": [],
            "lessons": [],
        },
    }


def test_its_links_lead_to_what_it_names_and_what_names_it(client: Client) -> None:
    make_organisation("city")
    make_tool("app")
    make_case("b")
    make_case("draft", state="draft")
    lesson = {"text": "Ask.", "key": "ask"}
    make_case(
        "a",
        organisations=[{"organisation": "city", "role": "host"}, {"organisation": "city"}],
        tools=["app"],
        related=[
            {"case_study": "b", "relation": "replicates"},
            {"case_study": "draft", "relation": "see-also"},
        ],
        lessons=[lesson],
        challenges=[{"text": "Time.", "key": "time"}],
    )
    relation = {"case_study": "a", "relation": "inspired-by"}
    accepted("case_studies", case_document("draft", state="draft", related=[relation]))

    answer = client.get(LIST + "a/").json()

    assert answer["links"] == {
        "collaboration_models": [f"{API}/collaboration-models/labs/"],
        "organisations": [f"{API}/organisations/city/"],
        "tools": [f"{API}/tools/app/"],
        "related": [f"{API}/case-studies/b/"],
        "related_from": [],
        "lessons": [f"{API}/lessons/a/time/", f"{API}/lessons/a/ask/"],
    }
    assert answer["document"]["related"] == [{"case_study": "b", "relation": "replicates"}]
    assert client.get(LIST + "b/").json()["links"]["related_from"] == [f"{API}/case-studies/a/"]


def test_a_former_slug_leads_to_the_present_one_for_ever(client: Client) -> None:
    make_case("now", former_slugs=["old"])

    response = client.get(LIST + "old/")

    assert (response.status_code, response["Location"]) == (301, f"{API}/case-studies/now/")
    assert response.json() == {"url": f"{API}/case-studies/now/"}


@pytest.mark.parametrize("slug", ["draft", "never", "Draft"])
def test_a_draft_is_as_if_it_had_never_been(client: Client, slug: str) -> None:
    make_case("draft", state="draft")

    response = client.get(f"{LIST}{slug}/")

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()) == (
        404,
        {"type": "about:blank", "title": "Not Found", "status": 404, "detail": "There is no such record."},
    )


def test_a_withdrawn_case_is_gone(client: Client) -> None:
    make_case()
    accepted("case_studies", case_document(state="withdrawn"))

    response = client.get(LIST + "case/")

    assert response["Content-Type"] == "application/problem+json"
    assert (response.status_code, response.json()) == (
        410,
        {"type": "about:blank", "title": "Gone", "status": 410, "detail": "This record was withdrawn."},
    )


@pytest.mark.parametrize("cases", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, cases: int, django_assert_num_queries: Any) -> None:
    for number in range(cases):
        make_organisation(f"city-{number}")
        make_tool(f"app-{number}")
        parties = [{"organisation": f"city-{number}"}]
        make_case(
            f"case-{number}", countries=["PL"], themes=["open-data"], organisations=parties, tools=[f"app-{number}"]
        )

    client.get(LIST)  # The first reader has the index built.

    # The catalogue's version, for the tag and for the index; rows, their models, countries, those terms that a card
    # shows, links to all terms, terms, organisations, and tools.
    with django_assert_num_queries(10):
        client.get(LIST)


@pytest.mark.parametrize("others", [1, 3])
def test_a_case_costs_the_same_however_much_it_tells(
    client: Client, others: int, django_assert_num_queries: Any
) -> None:
    for number in range(others):
        make_organisation(f"city-{number}")
        make_case(f"other-{number}")
    make_case(
        "case",
        organisations=[{"organisation": f"city-{number}"} for number in range(others)],
        related=[{"case_study": f"other-{number}", "relation": "see-also"} for number in range(others)],
        lessons=[{"text": f"Lesson {number}."} for number in range(others)],
    )

    # The catalogue's version; the case with its document, models, countries, terms of its card, all terms,
    # organisations, tools; which related cases are public, for the document; related cases, those that relate to it,
    # lessons.
    with django_assert_num_queries(12):
        client.get(LIST + "case/")
