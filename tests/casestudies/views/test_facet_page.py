"""All values of a facet on a page of its own."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_case, make_organisation, make_tool
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

FACETS = "/case-studies/facets/"


def page(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return parse(response)


def values(found: Element) -> list[tuple[str, str]]:
    return [(link.text, link["href"]) for part in found.all("ul", class_="choices") for link in part.all("a")]


def names(found: Element) -> list[str]:
    return [text for text, _address in values(found)]


def make_cities(count: int) -> None:
    """Cities of which the first took part in two case studies, the others in one."""
    slugs = [f"city-{number:03}" for number in range(count)]
    for slug in slugs:
        make_organisation(slug)
    make_case("all", organisations=[{"organisation": slug} for slug in slugs], themes=["open-data"])
    make_case("first", organisations=[{"organisation": slugs[0]}])


def test_it_has_every_value_with_its_count_and_leads_back_to_the_list(client: Client) -> None:
    make_cities(3)
    make_organisation("unnamed")
    make_case("nobody")
    make_case("draft", state="draft", organisations=[{"organisation": "unnamed"}])

    found = page(client, FACETS + "organisation/")

    assert values(found) == [
        ("City-000 2", "/case-studies/?organisation=city-000"),
        ("City-001 1", "/case-studies/?organisation=city-001"),
        ("City-002 1", "/case-studies/?organisation=city-002"),
        ("Not known 1", "/case-studies/?organisation=not-known"),
    ]
    assert found.one("h1").text == "Organisation"
    assert found.one("h2", id="values-heading").text == "3 organisations"
    assert found.one("title").text == "Case studies: Organisation – CivicPort"
    assert found.one("meta", name="robots")["content"] == "noindex"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/facets/organisation/"
    assert [(link.text, link["href"]) for link in found.one(class_="crumbs").all("a")] == [
        ("Home", "/"),
        ("Case studies", "/case-studies/"),
    ]
    assert found.one("a", href="/case-studies/", class_="back").text == "Back to 3 case studies"


def test_it_counts_under_the_selection_and_keeps_it(client: Client) -> None:
    make_cities(2)

    found = page(client, FACETS + "organisation/?theme=open-data&organisation=city-001&ordering=-title")

    kept = "theme=open-data&ordering=-title"
    assert values(found) == [
        ("City-000 1", f"/case-studies/?organisation=city-000&organisation=city-001&{kept}"),
        ("City-001 (chosen: let it go) 1", f"/case-studies/?{kept}"),
    ]
    assert [link["href"] for link in found.one(class_="pills").all("a")] == [
        "/case-studies/?organisation=city-001&ordering=-title",
        f"/case-studies/?{kept}",
    ]
    form = found.one("form", role="search")
    assert [(field["name"], field["value"]) for field in form.all("input")] == [
        ("find", ""),
        ("organisation", "city-001"),
        ("theme", "open-data"),
        ("ordering", "-title"),
    ]
    assert found.one("a", class_="back").text == "Back to 1 case study"


def test_a_chosen_value_stays_at_0(client: Client) -> None:
    make_organisation("city")
    make_case("a", organisations=[{"organisation": "city"}])
    make_case("b", themes=["open-data"])

    found = page(client, FACETS + "organisation/?organisation=city&theme=open-data")

    assert names(found) == ["City (chosen: let it go) 0", "Not known 1"]


@pytest.mark.parametrize("find", ["łódź", "LODZ", " lodz ", "ódź"])
def test_it_finds_values_by_their_names_whatever_their_accents_and_case(client: Client, find: str) -> None:
    make_organisation("lodz", name="Miasto Łódź")
    make_organisation("krakow", name="Miasto Kraków")
    make_case("a", organisations=[{"organisation": "lodz"}, {"organisation": "krakow"}], themes=["open-data"])

    found = page(client, f"{FACETS}organisation/?theme=open-data&find={find}")

    assert values(found) == [("Miasto Łódź 1", "/case-studies/?organisation=lodz&theme=open-data")]
    assert found.one("h2", id="values-heading").text == f"1 of 2 organisations, with “{find.strip()}” in the name"
    assert found.one("input", id="facet-find")["value"] == find.strip()
    assert found.one("a", class_="every")["href"] == "/case-studies/facets/organisation/?theme=open-data"


@pytest.mark.parametrize("find", ["nowhere", "not known", "<script>", "%00", "!?", "x" * 5000, "find&find=nowhere"])
def test_it_finds_nothing_without_fuss(client: Client, find: str) -> None:
    make_cities(1)
    make_case("nobody")

    found = page(client, f"{FACETS}organisation/?find={find}")

    assert names(found) == []
    assert found.one("h2", id="values-heading").text.startswith("0 of 1 organisation, ")


def test_it_pages(client: Client) -> None:
    make_cities(101)

    second = page(client, FACETS + "organisation/?find=city&theme=open-data&page=2")

    assert names(second) == ["City-100 1"]
    assert [(link.text, link["href"]) for link in second.one(class_="pagination").all("a")] == [
        ("Previous", "/case-studies/facets/organisation/?theme=open-data&find=city"),
        ("1", "/case-studies/facets/organisation/?theme=open-data&find=city"),
        ("2", "/case-studies/facets/organisation/?theme=open-data&find=city&page=2"),
    ]


def test_countries_stand_under_the_headings_of_their_regions(client: Client) -> None:
    make_case("a", countries=["PL", "KE"])
    make_case("b", countries=["KE", "ZA", "DE"])
    make_case("c")

    found = page(client, FACETS + "country/")

    section = found.one("section", aria_labelledby="values-heading")
    assert [heading.text for heading in section.all("h3")] == ["Africa", "Europe"]
    assert [[link.text for link in part.all("a")] for part in section.all("ul", class_="choices")] == [
        ["Kenya 2", "South Africa 1"],
        ["Germany 1", "Poland 1"],
        ["Not known 1"],
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/lessons/facets/kind/", ("Lesson 1", "/lessons/?kind=lesson")),
        ("/lessons/facets/tool/", ("App 1", "/lessons/?tool=app")),
        ("/organisations/facets/country/", ("Poland 1", "/organisations/?country=PL")),
        ("/tools/facets/licence/", ("MIT 1", "/tools/?licence=MIT")),
    ],
)
def test_every_list_has_them(client: Client, path: str, value: tuple[str, str]) -> None:
    make_organisation("city", countries=["PL"])
    make_tool("app", licence="MIT")
    make_case("a", organisations=[{"organisation": "city"}], tools=["app"], lessons=[{"text": "Ask early."}])

    assert values(page(client, path)) == [value]


@pytest.mark.parametrize("name", ["nonsense", "kind", "q", "ordering", "active_from"])
def test_there_is_none_for_what_is_no_facet(client: Client, name: str) -> None:
    assert client.get(f"{FACETS}{name}/").status_code == 404


def test_it_ignores_what_makes_no_sense_and_says_so(client: Client) -> None:
    make_cities(1)

    found = page(client, FACETS + "organisation/?theme=nonsense&modell=labs&page=7")

    assert names(found) == ["City-000 2"]
    assert [item.text for item in found.one("ul", class_="problem-list").all("li")] == [
        "There is no filter called “modell”.",
        "Theme: “nonsense” is no value of this filter.",
        "There is 1 page; this is it.",
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_values(client: Client, count: int, django_assert_num_queries: Any) -> None:
    make_cities(count)
    page(client, FACETS + "organisation/")  # The first reader has the index built.

    # The catalogue's version, for the page's tag and for the index.
    with django_assert_num_queries(2):
        page(client, FACETS + "organisation/?theme=open-data")
