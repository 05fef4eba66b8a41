"""The facets of a selection of case studies on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casestudies.finding.registry import CASE_STUDY_FACETS
from tests.factories import make_case, make_organisation

pytestmark = pytest.mark.django_db

FACETS = "/api/v1/case-studies/facets/"


def test_it_gives_every_facet_with_its_values(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["civic-reporting"], status="ongoing")
    make_case("c", status="completed")
    make_case("draft", themes=["open-data"], status="ongoing", state="draft")

    answer = client.get(FACETS + "?theme=open-data&status=ongoing").json()

    facets = {facet["name"]: facet for facet in answer["facets"]}
    assert answer["count"] == 1
    assert list(facets) == [facet.name for facet in CASE_STUDY_FACETS]
    assert facets["theme"] == {
        "name": "theme",
        "label": "Theme",
        "values": [
            {"value": "open-data", "label": "Open data", "count": 1, "selected": True},
            {"value": "civic-reporting", "label": "Reporting local problems", "count": 1, "selected": False},
        ],
    }
    assert facets["status"]["values"] == [{"value": "ongoing", "label": "Ongoing", "count": 1, "selected": True}]
    assert facets["level"]["values"] == [{"value": "not-known", "label": "Not known", "count": 1, "selected": False}]


def test_it_takes_the_parameters_of_the_list(client: Client) -> None:
    make_case("air", start_year=2015)
    make_case("water", start_year=2015)

    query = "?q=air&active_from=2010&active_to=2020&ordering=-title&page=1&page_size=5&fields=slug"

    assert client.get(FACETS + query).json()["count"] == 1


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("them=open-data", ("them", "open-data", "There is no such parameter. Did you mean “theme”?")),
        ("theme=opendata", ("theme", "opendata", "“opendata” is no value of this filter. Did you mean “open-data”?")),
        ("page=0", ("page", "0", "It should be a whole number from 1 to 1,000,000,000.")),
        ("page_size=101", ("page_size", "101", "It should be a whole number from 1 to 100.")),
        ("fields=titel", ("fields", "titel", "There is no field “titel”. Did you mean “title”?")),
    ],
)
def test_it_refuses_what_the_list_refuses(client: Client, query: str, error: tuple[str, str, str]) -> None:
    make_case()

    response = client.get(f"{FACETS}?{query}")

    assert response.status_code == 400
    assert response.json()["errors"] == [dict(zip(("parameter", "value", "detail"), error, strict=True))]


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, cases: int, django_assert_num_queries: Any) -> None:
    for number in range(cases):
        make_organisation(f"city-{number}")
        make_case(f"case-{number}", organisations=[{"organisation": f"city-{number}"}], countries=["PL"])

    client.get(FACETS)  # The first reader has the index built.

    # The catalogue's version, for the tag and for the index, which counts in memory.
    with django_assert_num_queries(2):
        client.get(FACETS)
