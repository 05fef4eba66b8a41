"""The list of tools, and a tool."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_case, make_organisation, make_tool, source
from tests.html import Element, parse

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return parse(response)


def names(found: Element) -> list[str]:
    return [heading.text for heading in found.one("section", aria_labelledby="results-heading").all("h3")]


def test_the_list_shows_those_that_a_public_case_names(client: Client) -> None:
    make_tool("app", name="The App", licence="MIT")
    make_tool("wiki", name="a wiki")
    make_tool("unused")
    make_tool("hidden")
    make_case(tools=["app", "wiki"])
    make_case("draft", state="draft", tools=["hidden"])

    found = page(client, "/tools/")

    assert names(found) == ["a wiki", "The App"]
    assert found.one("h1").text == "2 tools"
    assert found.one("title").text == "Tools – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/tools/"


def test_the_list_narrows_and_reports_what_it_ignores(client: Client) -> None:
    make_tool("app", licence="AGPL-3.0-or-later")
    make_tool("wiki")
    make_case(tools=["app", "wiki"])

    found = page(client, "/tools/?licence=AGPL-3.0-or-later&licence=AGPL-3.0&q=app")

    assert names(found) == ["App"]
    assert [item.text for item in found.one("ul", class_="problem-list").all("li")] == [
        "Licence: “AGPL-3.0” is no value of this filter. Did you mean “AGPL-3.0-or-later”?"
    ]


def test_it_shows_what_it_suits_what_it_needs_and_who_used_it(client: Client) -> None:
    make_organisation("club", name="Code Club")
    make_tool(
        "app",
        licence="MIT",
        themes=["open-data"],
        maintainers=["club"],
        suits=["Small *towns*.[^report]"],
        needs=["A server."],
        sources=[source()],
        repository="https://example.org/code",
    )
    make_case("b", tools=["app"])
    make_case("a", tools=["app"])
    make_case("draft", state="draft", tools=["app"])

    found = page(client, "/tools/app/")

    sections = {part.one("h2").text: part for part in found.one(class_="story").all("section")}
    assert list(sections) == [
        "What it is good for",
        "What whoever adopts it must bring",
        "Who has used it",
        "Sources",
    ]
    assert sections["What it is good for"].one("li").text == "Small towns.1"
    assert [title.text for title in sections["Who has used it"].all("h3")] == ["A", "B"]
    assert found.one("sup").one("a")["href"] == "#source_report"
    assert [link["href"] for link in found.one(class_="facts").all("a")] == [
        "/case-studies/?theme=open-data",
        "/organisations/club/",
        "https://example.org/code",
    ]


def test_what_is_not_known_is_said(client: Client) -> None:
    make_tool("app")
    make_case(tools=["app"])

    found = page(client, "/tools/app/")

    told = [*found.one(class_="facts").all("dd"), *found.one(class_="story").all("section")[:2]]
    assert [part.one(class_="not-known").text.lower() for part in told] == ["not known"] * 5


def test_former_slugs_lead_to_the_present_one(client: Client) -> None:
    make_tool("app", former_slugs=["program"])
    make_case(tools=["app"])

    response = client.get("/tools/program/")

    assert (response.status_code, response["Location"]) == (301, "/tools/app/")


def test_one_that_no_public_case_names_is_not_there(client: Client) -> None:
    make_tool("unused", former_slugs=["useless"])
    make_tool("hidden")
    make_case("draft", state="draft", tools=["hidden"])

    assert [client.get(f"/tools/{slug}/").status_code for slug in ("unused", "useless", "hidden", "no")] == [404] * 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_tool(f"app-{number}", themes=["open-data"], licence="MIT")
    make_case(tools=[f"app-{number}" for number in range(count)])

    # The catalogue's version; counts by theme, how many have none, names; counts by licence, and which there are; how
    # many, and rows.
    with django_assert_num_queries(8):
        page(client, "/tools/")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_organisation(f"club-{number}")
    make_tool(
        "app",
        themes=["open-data", "civic-reporting", "deliberation"][:count],
        maintainers=[f"club-{number}" for number in range(count)],
    )
    for number in range(count):
        make_case(f"case-{number}", tools=["app"], themes=["open-data"], countries=["PL"])

    # The catalogue's version; the tool with its document; its themes; its maintainers; its cases with models, countries
    # and terms.
    with django_assert_num_queries(8):
        page(client, "/tools/app/")
