"""The front page."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_case, make_organisation, make_tool
from tests.html import Element, parse

pytestmark = pytest.mark.django_db


def page(client: Client) -> Element:
    response = client.get("/")
    assert response.status_code == 200
    return parse(response)


def test_it_counts_what_is_public(client: Client) -> None:
    for slug in ("city", "club", "unnamed"):
        make_organisation(slug)
    make_tool("app")
    make_tool("unused")
    parties = [{"organisation": "city", "role": "funder"}, {"organisation": "city", "role": "host"}]
    make_case("a", countries=["PL", "DE"], organisations=[*parties, {"organisation": "club"}], tools=["app"])
    make_case("b", countries=["PL"])
    make_case("c", countries=["PL"], lessons=[{"text": "Ask."}, {"text": "Wait."}], challenges=[{"text": "Why?"}])
    make_case("draft", state="draft", countries=["FR"], tools=["unused"], lessons=[{"text": "Stop."}])

    counts = client.get("/").context["counts"]

    assert counts == {"case_studies": 3, "lessons": 2, "organisations": 2, "tools": 1, "countries": 2}


def test_it_features_those_that_tell_most_and_shows_no_case_twice(client: Client) -> None:
    for number in range(10):
        make_case(f"case-{number}")
    make_case("rich", status="ongoing", start_year=2015, form="direct", level="local", countries=["PL"])
    make_case("draft", state="draft", status="ongoing", start_year=2015, form="direct", level="local")

    context = client.get("/").context

    assert [case.slug for case in context["featured"]] == ["rich", "case-0", "case-1", "case-2"]
    assert [case.slug for case in context["recent"]] == ["case-9", "case-8", "case-7", "case-6"]


def test_it_says_what_it_is(client: Client) -> None:
    make_case()

    found = page(client)

    assert found.one("title").text == "CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/"
    assert len(found.all("h1")) == 1
    assert [model["href"] for model in found.all("a", href="/collaboration-models/labs/")] != []


def test_it_stands_on_an_empty_catalogue(client: Client) -> None:
    assert len(page(client).all("h1")) == 1


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, cases: int, django_assert_num_queries: Any) -> None:
    for number in range(cases * 4 + 1):
        make_case(f"case-{number}", countries=["PL"], themes=["open-data"])

    # The catalogue's version; five counts; the models; rows, models, countries and terms of the featured and of the
    # recent cases.
    with django_assert_num_queries(15):
        page(client)
