"""The facets of a selection of challenges, lessons and recommendations on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casestudies.finding.filters import TakeawayFilterSet
from tests.factories import make_case

pytestmark = pytest.mark.django_db

FACETS = "/api/v1/lessons/facets/"
LESSON = {"text": "Ask early.", "key": "early"}
CHALLENGE = {"text": "Nobody answered.", "key": "silence"}


def test_it_gives_every_facet_counted_in_entries(client: Client) -> None:
    make_case("a", themes=["open-data"], lessons=[LESSON], challenges=[CHALLENGE])
    make_case("b", lessons=[LESSON])
    make_case("draft", themes=["open-data"], lessons=[LESSON], state="draft")

    answer = client.get(FACETS + "?kind=lesson").json()

    facets = {facet["name"]: facet for facet in answer["facets"]}
    assert answer["count"] == 2
    assert list(facets) == [facet.name for facet in TakeawayFilterSet.facets]
    assert facets["kind"] == {
        "name": "kind",
        "label": "Kind",
        "values": [
            {"value": "lesson", "label": "Lesson", "count": 2, "selected": True},
            {"value": "challenge", "label": "Challenge", "count": 1, "selected": False},
        ],
    }
    assert facets["theme"]["values"] == [
        {"value": "open-data", "label": "Open data", "count": 1, "selected": False},
        {"value": "not-known", "label": "Not known", "count": 1, "selected": False},
    ]


def test_it_takes_the_parameters_of_the_list(client: Client) -> None:
    make_case("a", start_year=2015, lessons=[LESSON], challenges=[CHALLENGE])
    make_case("b", start_year=2019, lessons=[LESSON])

    query = "?q=ask&kind=lesson&active_to=2018&ordering=case_study&page=1&page_size=5&fields=slug"

    assert client.get(FACETS + query).json()["count"] == 1


@pytest.mark.parametrize(
    ("query", "error"),
    [
        ("kin=lesson", ("kin", "lesson", "There is no such parameter. Did you mean “kind”?")),
        ("kind=lessons", ("kind", "lessons", "“lessons” is no value of this filter. Did you mean “lesson”?")),
    ],
)
def test_it_refuses_what_the_list_refuses(client: Client, query: str, error: tuple[str, str, str]) -> None:
    response = client.get(f"{FACETS}?{query}")

    assert response.status_code == 400
    assert response.json()["errors"] == [dict(zip(("parameter", "value", "detail"), error, strict=True))]


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many(client: Client, cases: int, django_assert_num_queries: Any) -> None:
    for number in range(cases):
        make_case(f"case-{number}", lessons=[LESSON, CHALLENGE])
    client.get(FACETS)  # The first reader has the index built.

    # The catalogue's version, for the tag of the answer and for the index.
    with django_assert_num_queries(2):
        client.get(FACETS + "?kind=lesson")
