"""Suggestions while typing, on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.api.problems import MEDIA_TYPE
from tests.factories import make_case, make_model, make_organisation, make_tool

pytestmark = pytest.mark.django_db

SUGGEST = "/api/v1/suggest/"
HERE = "http://testserver"


def test_it_leads_to_every_kind_on_the_api_and_on_the_site(client: Client) -> None:
    make_organisation("city", name="Open city", also_known_as=["Harbour"], countries=["PL"])
    make_tool("app", name="Open app", summary="An app.")
    make_model("labs", name="Open labs")
    make_case(
        "case", title="Open case", status="ongoing", start_year=2015, themes=["open-data"], tools=["app"],
        organisations=[{"organisation": "city"}],
    )  # fmt: skip

    response = client.get(SUGGEST, {"q": "Ópen"})

    assert response.status_code == 200
    assert response.json() == {
        "q": "Ópen",
        "results": [
            {
                "kind": "case_study",
                "label": "Open case",
                "detail": "Ongoing since 2015",
                "matched": None,
                "url": f"{HERE}/api/v1/case-studies/case/",
                "html_url": f"{HERE}/case-studies/case/",
            },
            {
                "kind": "collaboration_model",
                "label": "Open labs",
                "detail": "A way of working together.",
                "matched": None,
                "url": f"{HERE}/api/v1/collaboration-models/labs/",
                "html_url": f"{HERE}/collaboration-models/labs/",
            },
            {
                "kind": "organisation",
                "label": "Open city",
                "detail": "Poland",
                "matched": None,
                "url": f"{HERE}/api/v1/organisations/city/",
                "html_url": f"{HERE}/organisations/city/",
            },
            {
                "kind": "tool",
                "label": "Open app",
                "detail": "An app.",
                "matched": None,
                "url": f"{HERE}/api/v1/tools/app/",
                "html_url": f"{HERE}/tools/app/",
            },
            {
                "kind": "theme",
                "label": "Open data",
                "detail": None,
                "matched": None,
                "url": f"{HERE}/api/v1/case-studies/?theme=open-data",
                "html_url": f"{HERE}/case-studies/?theme=open-data",
            },
        ],
    }
    (harbour,) = client.get(SUGGEST, {"q": "harb"}).json()["results"]
    assert (harbour["label"], harbour["matched"]) == ("Open city", "Harbour")
    for result in response.json()["results"]:
        assert client.get(result["url"]).status_code == client.get(result["html_url"]).status_code == 200


@pytest.mark.parametrize(("query", "q"), [("", ""), ("?q=", ""), ("?q=%20", " "), ("?q=%00", "\0"), ("?q=zz", "zz")])
def test_it_answers_nothing_to_nothing(client: Client, query: str, q: str) -> None:
    make_case()

    response = client.get(SUGGEST + query)

    assert response.status_code == 200
    assert response.json() == {"q": q, "results": []}


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("q=open&page=2", ("page", "2", "There is no such parameter.")),
        ("query=open", ("query", "open", "There is no such parameter.")),
        ("q=a&q=b", ("q", "a, b", "It may be given once.")),
        ("q=" + 401 * "a", ("q", 401 * "a", "It has more than 400 characters.")),
    ],
)
def test_it_refuses_what_it_does_not_understand(client: Client, query: str, error: tuple[str, str, str]) -> None:
    response = client.get(f"{SUGGEST}?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, MEDIA_TYPE)
    assert response.json()["errors"] == [dict(zip(("parameter", "value", "detail"), error, strict=True))]


def test_it_takes_the_longest_query(client: Client) -> None:
    assert client.get(SUGGEST, {"q": 200 * "a"}).json() == {"q": 200 * "a", "results": []}


def test_it_answers_again_only_when_something_has_changed(client: Client) -> None:
    make_case("case", title="Harbour")
    first = client.get(SUGGEST, {"q": "harb"})

    unchanged = client.get(SUGGEST, {"q": "harb"}, headers={"if-none-match": first["ETag"]})
    make_case("other", title="Harbour too")
    changed = client.get(SUGGEST, {"q": "harb"}, headers={"if-none-match": first["ETag"]})

    assert (unchanged.status_code, changed.status_code) == (304, 200)
    assert [result["label"] for result in changed.json()["results"]] == ["Harbour", "Harbour too"]


def test_it_shows_nothing_that_is_not_public(client: Client) -> None:
    make_organisation("city", name="Undercover city")
    make_tool("app", name="Undercover app")
    make_case(
        "draft", title="Undercover", also_known_as=["Undercover draft"], state="draft", themes=["open-data"],
        organisations=[{"organisation": "city"}], tools=["app"],
    )  # fmt: skip

    assert [client.get(SUGGEST, {"q": q}).json()["results"] for q in ("undercov", "undrecover", "open data")] == [
        [],
        [],
        [],
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_organisation(f"city-{number}", name=f"Harbour City {number}")
        make_case(
            f"case-{number}", title=f"Harbour {number}", organisations=[{"organisation": f"city-{number}"}],
        )  # fmt: skip
    client.get(SUGGEST, {"q": "harbour"})

    # The catalogue's version, for the tag and for the names; case studies and organisations.
    with django_assert_num_queries(4):
        assert len(client.get(SUGGEST, {"q": "harbour"}).json()["results"]) == 2 * count
