"""Records side by side on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.api.problems import MEDIA_TYPE
from tests.casestudies.exports import cost
from tests.factories import accepted, case_document, make_case, make_model, make_organisation, make_tool, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

COMPARE = "/api/v1/compare/"
HERE = "http://testserver"


def rows(answer: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {row["name"]: row for row in answer["rows"]}


def entry(text: str, **more: Any) -> dict[str, Any]:
    return {"title": None, "text": text, "value": None, "note": None, "url": None, "sources": [], **more}


def errors(client: Client, query: str) -> list[tuple[str, str, str]]:
    """What was refused: parameter, value, sentence."""
    response = client.get(COMPARE + query)
    assert (response.status_code, response["Content-Type"]) == (400, MEDIA_TYPE)
    return [(item["parameter"], item["value"], item["detail"]) for item in response.json()["errors"]]


def test_it_gives_the_records_and_what_each_answers(client: Client) -> None:
    make_organisation("city", name="City of Harbour")
    make_case(
        "a", level="local", organisations=[{"organisation": "city", "role": "funder"}],
        costs=[{"label": "Grant", "amount": 20000, "currency": "EUR", "year": 2016, "source": "report"}],
        lessons=[{"title": "Ask", "text": "Ask *early*.[^report]", "key": "ask"}],
        sources=[source(publisher="City", year=2016)],
    )  # fmt: skip
    make_case("b", level="local")

    response = client.get(f"{COMPARE}?case=b&case=a")

    assert response.status_code == 200
    answer = response.json()
    assert (answer["kind"], answer["html_url"]) == ("case_studies", f"{HERE}/compare/?case=b&case=a")
    changed = [record.pop("changed") for record in answer["records"]]
    assert all(moment.endswith("Z") for moment in changed)
    assert answer["records"] == [
        {
            "slug": "b",
            "title": "B",
            "url": f"{HERE}/api/v1/case-studies/b/",
            "html_url": f"{HERE}/case-studies/b/",
            "revision": 1,
            "sources": [{"key": "report", "title": "A report"}],
        },
        {
            "slug": "a",
            "title": "A",
            "url": f"{HERE}/api/v1/case-studies/a/",
            "html_url": f"{HERE}/case-studies/a/",
            "revision": 1,
            "sources": [{"key": "report", "title": "A report", "publisher": "City", "year": 2016}],
        },
    ]
    told = rows(answer)
    local = entry("Local", value="local", url=f"{HERE}/case-studies/?level=local")
    assert told["level"] == {
        "name": "level",
        "label": "Level",
        "shape": "values",
        "agreement": "same",
        "cells": [{"slug": "b", "entries": [local]}, {"slug": "a", "entries": [local]}],
    }
    assert [told[name]["agreement"] for name in ("organisations", "aim", "form")] == ["differs", "differs", "not-known"]
    assert [told[name]["cells"][0]["entries"] for name in ("organisations", "costs", "lessons", "form")] == [None] * 4
    assert told["organisations"]["cells"][1]["entries"] == [
        entry("City of Harbour", value="city", note="funder", url=f"{HERE}/organisations/city/")
    ]
    assert told["costs"]["cells"][1]["entries"] == [entry("€20,000", title="Grant", note="2016", sources=["report"])]
    assert told["lessons"]["cells"][1]["entries"] == [
        entry("Ask *early*.[^report]", title="Ask", value="ask", url=f"{HERE}/case-studies/a/#ask", sources=["report"])
    ]


@pytest.mark.parametrize(
    ("query", "kind"), [("model=labs&model=trainings", "collaboration_models"), ("tool=app&tool=kit", "tools")]
)
def test_models_and_tools_compare_in_the_same_way(client: Client, query: str, kind: str) -> None:
    make_model("labs")
    make_model("trainings")
    make_tool("app")
    make_tool("kit", website="https://www.example.org/kit/")
    make_case(tools=["app", "kit"])

    answer = client.get(f"{COMPARE}?{query}").json()

    assert answer["kind"] == kind
    assert [record["slug"] for record in answer["records"]] == [pair.split("=")[1] for pair in query.split("&")]
    assert [record["url"] for record in answer["records"]] == [
        f"{HERE}/api/v1/{kind.replace('_', '-')}/{record['slug']}/" for record in answer["records"]
    ]


def test_an_address_elsewhere_stays_what_it_is(client: Client) -> None:
    make_case("a", website="https://www.example.org/kit/")
    make_case("b")

    answer = client.get(f"{COMPARE}?case=a&case=b").json()

    address = "https://www.example.org/kit/"
    assert rows(answer)["website"]["cells"][0]["entries"] == [entry("example.org/kit", value=address, url=address)]


def test_a_former_slug_leads_to_its_record(client: Client) -> None:
    make_case("a", former_slugs=["old"])
    make_case("b")

    answer = client.get(f"{COMPARE}?case=old&case=b&case=a").json()

    assert [record["slug"] for record in answer["records"]] == ["a", "b"]


FROM_TWO_TO_FIVE = "From 2 to 5 different records are compared."
NO_SUCH_RECORD = "There is no such record."


@pytest.mark.parametrize(
    ("query", "refused"),
    [
        ("", [("case", "", FROM_TWO_TO_FIVE)]),
        ("?case=a", [("case", "a", FROM_TWO_TO_FIVE)]),
        ("?case=a&case=a", [("case", "a, a", FROM_TWO_TO_FIVE)]),
        ("?tool=&tool=", [("tool", ", ", FROM_TWO_TO_FIVE)]),
        ("?case=a&case=nothing", [("case", "nothing", NO_SUCH_RECORD)]),
        ("?case=a&case=draft", [("case", "draft", NO_SUCH_RECORD)]),
        ("?case=a&case=withdrawn", [("case", "withdrawn", NO_SUCH_RECORD)]),
        ("?case=a&case=b&case=No+slug", [("case", "No slug", NO_SUCH_RECORD)]),
        ("?case=a&case=b&model=labs", [("model", "labs", "Only records of one kind are compared.")]),
        ("?case=a&case=b&cases=c", [("cases", "c", "There is no such parameter. Did you mean “case”?")]),
        (
            "?case=a&case=b&case=c&case=d&case=e&case=f",
            [("case", "a, b, c, d, e, f", FROM_TWO_TO_FIVE)],
        ),
    ],
)
def test_what_it_cannot_compare_it_refuses(client: Client, query: str, refused: list[tuple[str, str, str]]) -> None:
    for slug in "abcdef":
        make_case(slug)
    make_case("draft", state="draft")
    make_case("withdrawn")
    accepted("case_studies", case_document("withdrawn", state="withdrawn"))

    assert errors(client, query) == refused


@pytest.mark.parametrize("count", [2, 5])
def test_it_costs_the_same_however_many(client: Client, count: int) -> None:
    for number in range(count):
        make_organisation(f"club-{number}")
        make_case(f"case-{number}", themes=["open-data"], organisations=[{"organisation": f"club-{number}"}])

    # Former slugs, and which there are; the cases with models, countries and card terms, their terms and what these are
    # called, organisations, tools; what choices are called.
    assert cost(client, f"{COMPARE}?" + "&".join(f"case=case-{number}" for number in range(count))) == 11
