"""The organisations of a selection, joined by what they share."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from casestudies.views import network
from tests.factories import make_case, make_organisation
from tests.html import Element, parse

pytestmark = pytest.mark.django_db

PATH = "/case-studies/network/"


def page(client: Client, query: str = "") -> Element:
    response = client.get(PATH + query)
    assert response.status_code == 200
    return parse(response)


def together(*slugs: str) -> list[dict[str, str]]:
    return [{"organisation": slug} for slug in slugs]


def organisations(*slugs: str) -> None:
    for slug in slugs:
        make_organisation(slug, name=slug.upper())


def entries(found: Element, kind: str) -> list[Element]:
    return [entry for part in found.all("ol", class_=kind) for entry in part.all("li")]


def assert_list_equals_drawing(found: Element) -> None:
    drawing = found.one("svg", class_="network")
    discs = [(link["href"], link["aria-label"]) for link in drawing.all("a", class_="member")]
    assert discs == [
        (entry.all("a")[0]["href"], f"{entry.all('a')[0].text}: {entry.one('span').text}")
        for entry in entries(found, "network-members")
    ]
    lines = [(link["href"], link["aria-label"]) for link in drawing.all("a", class_="joint")]
    assert lines == [
        (f"#{entry['id']}", ": ".join(entry.text.split(": ")[0].rsplit(", ", 1)))
        for entry in entries(found, "network-joints")
    ]
    middles = {
        (circle["cx"], circle["cy"]): link["aria-label"].split(":")[0]
        for link in drawing.all("a", class_="member")
        for circle in link.all("circle", class_="member-disc")
    }
    assert len(middles) == len(discs)
    for link in drawing.all("a", class_="joint"):
        ends = link.one("path", class_="joint-line")["d"].removeprefix("M").split("L")
        one, other = (middles[tuple(end.split())] for end in ends)  # type: ignore[index]
        assert link["aria-label"].startswith(f"{one} and {other}: ")


def test_it_joins_those_that_share_a_case_and_names_the_rest(client: Client) -> None:
    organisations("a", "b", "c", "alone", "hidden")
    make_case("one", title="First", organisations=together("a", "b"), countries=["PL"])
    make_case("two", title="Second", organisations=together("a", "b", "c"))
    make_case("three", organisations=together("a"))
    make_case("four", organisations=together("alone"))
    make_case("draft", title="Undercover", organisations=together("a", "hidden"), state="draft")

    found = page(client)

    assert [(entry["id"], entry.text) for entry in entries(found, "network-members")] == [
        ("organisation_a", "A 3 case studies, 2 of them shared"),
        ("organisation_b", "B 2 case studies, all shared"),
        ("organisation_c", "C 1 case study, shared"),
    ]
    assert [link["href"] for link in entries(found, "network-members")[0].all("a")] == [
        "/organisations/a/",
        "/case-studies/?organisation=a",
    ]
    assert [(entry["id"], entry.text) for entry in entries(found, "network-joints")] == [
        ("organisation_a_b", "A and B, 2 case studies: First; Second"),
        ("organisation_a_c", "A and C, 1 case study: Second"),
        ("organisation_b_c", "B and C, 1 case study: Second"),
    ]
    assert [link["href"] for link in entries(found, "network-joints")[0].all("a")] == [
        "/case-studies/one/",
        "/case-studies/two/",
    ]
    assert_list_equals_drawing(found)
    assert found.one("ul", class_="network-alone").text == "ALONE 1 case study"
    assert (
        found.one("section", aria_labelledby="alone_heading").one("h3").text == "Sharing none of these: 1 organisation"
    )
    assert "All 3 organisations that share a case study." in found.one("p", class_="view-note").text
    assert "HIDDEN" not in found.text


def test_it_is_the_network_of_the_selection_and_keeps_it(client: Client) -> None:
    organisations("a", "b", "c")
    make_case("one", title="First", organisations=together("a", "b"), countries=["PL"])
    make_case("two", title="Second", organisations=together("a", "c"))

    found = page(client, "?country=PL&nonsense=1")

    assert found.one("h1").text == "1 case study"
    assert [entry.text for entry in entries(found, "network-joints")] == ["A and B, 1 case study: First"]
    assert entries(found, "network-members")[0].all("a")[1]["href"] == "/case-studies/?country=PL&organisation=a"
    assert found.one("ul", class_="problem-list").text == "There is no filter called “nonsense”."
    every = [link["href"] for link in found.all("a") if link.text == "All organisations of this selection"]
    assert every == ["/case-studies/facets/organisation/?country=PL&view=network"]


def test_a_number_leads_to_its_cases_only_where_a_selection_says_them(client: Client) -> None:
    organisations("a", "b")
    make_case("one", organisations=together("a", "b"))
    make_case("two", organisations=together("b"))

    members = entries(page(client, "?organisation=a"), "network-members")

    assert [[link["href"] for link in member.all("a")] for member in members] == [
        ["/organisations/a/", "/case-studies/?organisation=a"],
        ["/organisations/b/"],
    ]


def test_it_says_what_it_shows_a_part_of(client: Client) -> None:
    organisations(*"abcde", "x", "y")
    for number in range(5):
        make_case(f"case-{number}", title=f"Case {number}", organisations=together("a", "b", "c"))
    make_case("other", organisations=together("d", "e"))
    make_case("x", organisations=together("x"))
    make_case("y", organisations=together("y"))

    with patch.dict(network.MOST, {"members": 3, "joints": 2, "alone": 1}):
        found = page(client)

    note = found.all("p", class_="view-note")[0].text
    assert note.startswith(
        "The 3 of 5 organisations that share most case studies; among equals, those whose partners share most. "
        "The 2 strongest of the 3 joints between them. "
    )
    assert entries(found, "network-joints")[0].text == "A and B, 5 case studies: Case 0; Case 1; Case 2; and 2 more"
    assert_list_equals_drawing(found)
    alone = found.one("section", aria_labelledby="alone_heading")
    assert alone.one("p").text == "Those with most case studies; 1 organisation more have no more than these."


def test_it_is_drawn_the_same_way_every_time(client: Client) -> None:
    organisations(*"abcdefg")
    for number, pair in enumerate(("ab", "bc", "cd", "efg", "ae")):
        make_case(f"case-{number}", organisations=together(*pair))

    first, again = (client.get(PATH).content for _ in range(2))

    assert first == again


def test_a_selection_without_partners_or_without_cases_says_so(client: Client) -> None:
    organisations("a")
    make_case("one", organisations=together("a"))

    assert "No two organisations share one of these case studies." in page(client).text
    assert page(client, "?q=nowhere").all("svg", class_="network") == []


def test_markup_in_names_is_text(client: Client) -> None:
    make_organisation("a", name='A<script>"&')
    make_organisation("b", name="B")
    make_case("one", title="<b>Bold</b>", organisations=together("a", "b"))

    found = page(client)

    assert entries(found, "network-joints")[0].text == 'A<script>"& and B, 1 case study: <b>Bold</b>'
    assert_list_equals_drawing(found)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    organisations("a", "b", "c", "d")
    for number in range(count):
        make_case(f"case-{number}", organisations=together(*"abcd"[: count + 1]), countries=["PL"])
    client.get(PATH)  # The first reader has the index built.

    # The catalogue's version for the index and for the page's tag; the titles of shared cases.
    with django_assert_num_queries(QUERIES):
        page(client)


QUERIES = 3
