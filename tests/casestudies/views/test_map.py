"""The map of case studies: the same set as the list, in numbers that lead to it, for every window onto the world."""

from __future__ import annotations

import json

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.models import CaseStudy
from casestudies.views import map_places
from tests.casestudies.views.map_page import (
    KYIV,
    QUITO,
    WARSAW,
    countries,
    discs,
    entries,
    links,
    moves,
    notes,
    page,
    town,
)
from tests.factories import make_case, publish_everything
from tests.html import Element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def listed(found: Element, heading: str) -> list[tuple[str, str]]:
    """The links under a heading of the text."""
    return links(found.one("section", aria_labelledby=heading))


def test_it_shows_countries_and_places_and_says_the_same_in_words(client: Client) -> None:
    make_case("a", title="Alpha", countries=["PL"], places=[WARSAW])
    make_case("b", title="Beta", countries=["PL", "UA"], places=[WARSAW, KYIV])
    make_case("c", title="Gamma", countries=["EC"], places=[QUITO])
    make_case("d", title="Delta")
    make_case("draft", countries=["EC"], places=[QUITO], state="draft")

    found = page(client)

    assert found.one("h1").text == "4 case studies"
    assert found.one("head").one("title").text == "Case studies, map – CivicPort"
    assert countries(found) == [
        ("Ukraine: 1 case study", "/case-studies/?country=UA"),
        ("Poland: 2 case studies", "/case-studies/?country=PL"),
        ("Ecuador: 1 case study", "/case-studies/?country=EC"),
    ]
    assert [link["class"] for link in found.all("a", class_="country")] == [
        "country share-1",
        "country share-2",
        "country share-1",
    ]
    assert [key.text for key in found.all(class_="map-key")] == ["1", "2 or more"]
    assert discs(found) == [
        ("Warsaw and 1 more place: 2 case studies", "/case-studies/map/?zoom=5&at=51.33%2C25.8#map"),
        ("Quito: Gamma", "/case-studies/c/"),
    ]
    assert [disc.all("text")[0].text for disc in found.all("a", class_="disc") if disc.all("text")] == ["2"]
    assert entries(found) == ["Poland 2", "Ukraine 1", "Ecuador 1", "Not known 1"]
    assert listed(found, "map-countries-heading") == [
        ("Poland", "/case-studies/?country=PL"),
        ("Ukraine", "/case-studies/?country=UA"),
        ("Ecuador", "/case-studies/?country=EC"),
        ("Not known", "/case-studies/?country=not-known"),
    ]
    assert [heading.text for heading in found.one(id="map-words").all("h4")] == ["Europe", "Latin America"]
    assert listed(found, "map-places-heading") == discs(found)
    assert [item.text for item in found.one(id="in-view").all("li")] == [
        "Alpha Warsaw",
        "Beta Warsaw and Kyiv",
        "Gamma Quito",
    ]
    assert notes(found) == (
        "The discs are the places of 3 case studies; the shades say how many each of 3 countries has. "
        "1 case study names no place on the map. The same in words"
    )
    assert "Made with Natural Earth" in found.one(id="map").text
    assert found.all("meta", name="robots") == []


def test_it_keeps_the_selection_in_all_its_links(client: Client) -> None:
    make_case("a", countries=["PL"], places=[WARSAW], themes=["open-data"])
    make_case("b", countries=["PL"], places=[WARSAW], themes=["open-data"])
    make_case("c", countries=["UA"], places=[KYIV])

    found = page(client, "?theme=open-data&ordering=-title")

    assert countries(found) == [("Poland: 2 case studies", "/case-studies/?country=PL&theme=open-data&ordering=-title")]
    assert discs(found) == [
        (
            "Warsaw: 2 case studies",
            "/case-studies/map/?theme=open-data&ordering=-title&zoom=5&at=52.23%2C21.01#in-view",
        )
    ]
    assert moves(found) == {"Zoom in": "/case-studies/map/?theme=open-data&ordering=-title&zoom=1&at=20%2C10#map"}
    assert [item.text for item in found.one(id="in-view").all("li")] == ["B Warsaw", "A Warsaw"]
    geojson = next(link for link in found.one(id="map").all("a") if "GeoJSON" in link.text)
    assert geojson["href"] == "/case-studies/export/geojson/?theme=open-data&ordering=-title"


def test_where_countries_are_chosen_it_shades_just_these(client: Client) -> None:
    make_case("a", countries=["PL", "UA"], places=[WARSAW])
    make_case("b", countries=["PL"])
    make_case("c", countries=["UA"])
    make_case("d", countries=["DE"])

    found = page(client, "?country=PL&country=DE")

    assert countries(found) == [
        ("Poland: 2 case studies", "/case-studies/?country=PL"),
        ("Germany: 1 case study", "/case-studies/?country=DE"),
    ]
    assert discs(found) == [("Warsaw: A", "/case-studies/a/")]


def test_where_nothing_is_found_there_is_no_map(client: Client) -> None:
    make_case()

    found = page(client, "?theme=open-data")

    assert found.all("svg", class_="map") == []
    assert found.all(id="map") == []


def test_a_country_without_an_outline_stands_in_the_list(client: Client) -> None:
    make_case("a", countries=["GI"], places=[town("Gibraltar", 36.14, -5.35)])
    make_case("b", countries=["VA"])

    found = page(client)

    assert countries(found) == [("Vatican City: 1 case study", "/case-studies/?country=VA")]
    # A country smaller than a point gets one.
    assert len(found.all("circle", class_="country-dot")) == 1
    assert entries(found) == ["Gibraltar 1", "Vatican City 1"]
    assert "Too small for an outline, and in the list only: Gibraltar." in notes(found)


def test_it_names_so_many_and_says_that_there_are_others(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for slug in "abc":
        make_case(slug, places=[WARSAW])
    monkeypatch.setattr(map_places, "MOST_LISTED", 2)

    found = page(client)

    assert [item.text for item in found.one(id="in-view").all("li")] == ["A Warsaw", "B Warsaw"]
    assert found.one(id="map-cases-heading").text == "3 case studies on the map"
    assert found.one(id="in-view").one("p").text == (
        "These are the first 2, in the order of the list. Zoom in or choose filters to see others."
    )


def test_what_was_withdrawn_since_the_list_was_made_is_left_out(client: Client) -> None:
    make_case("a", places=[WARSAW])
    make_case("b", places=[QUITO])
    assert len(discs(page(client))) == 2
    CaseStudy.objects.filter(slug="b").update(state="withdrawn")

    found = page(client, "?zoom=0")

    assert discs(found) == [("Warsaw: A", "/case-studies/a/")]
    assert [item.text for item in found.one(id="in-view").all("li")] == ["A Warsaw"]


@pytest.mark.parametrize("cases", [1, 3, 30])
def test_it_asks_as_much_for_one_case_as_for_many(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, cases: int
) -> None:
    for number in range(cases):
        places = [WARSAW, town(f"Town {number}", number * 2 - 20, number * 10 - 150)]
        make_case(f"case-{number}", countries=["PL"], places=places)
    CaseStudyFilterSet(QueryDict(), CaseStudy.objects.published()).found.whereabouts()

    # The version of the catalogue, twice; the places of those that are named.
    with django_assert_num_queries(3):
        page(client)


SELECTIONS = (
    "",
    "?country=PL",
    "?country=PL&country=DE",
    "?country=not-known&country=PL",
    "?theme=open-data",
    "?model=labs&theme=open-data&theme=civic-education",
    "?q=data",
    "?status=ongoing&active_from=2015",
)


def test_the_real_catalogue_is_on_the_map_as_in_the_list(client: Client) -> None:
    publish_everything()
    for query in SELECTIONS:
        the_map_is_the_list(client, query)


def the_map_is_the_list(client: Client, query: str) -> None:
    filterset = CaseStudyFilterSet(QueryDict(query[1:]), CaseStudy.objects.published())
    found, shown = filterset.found, page(client, query)
    where = found.whereabouts()

    # Whoever is found is on the map or counted as without a place, and the file says the same.
    assert len(set(where.records.tolist())) + where.nowhere == len(found) > 0
    assert set(where.records.tolist()) <= set(found.records().tolist())
    file = json.loads(b"".join(client.get(f"/case-studies/export/geojson/{query}")))
    assert (file["case_studies"], file["without_coordinates"]) == (len(found), where.nowhere)
    assert len({feature["properties"]["slug"] for feature in file["features"]}) == len(set(where.records.tolist()))

    # A country's number is that of its facet, and as long as the list to which it leads.
    facet = next(facet for facet in filterset.facet_values() if facet.name == "country")
    values = [value for value in facet.values if value.count and (value.selected or not facet.chosen)]
    assert sorted(entries(shown)) == sorted(f"{value.label} {value.count}" for value in values)
    for item, (_name, url) in zip(entries(shown), listed(shown, "map-countries-heading"), strict=True):
        narrowed = CaseStudyFilterSet(QueryDict(url.partition("?")[2]), CaseStudy.objects.published())
        assert item.endswith(f" {len(narrowed.found)}")
    in_words = {f"{name}: " for name, _url in listed(shown, "map-countries-heading")}
    assert {f"{name.partition(':')[0]}: " for name, _url in countries(shown)} <= in_words


def test_names_are_text_wherever_they_stand(client: Client) -> None:
    make_case("a", title="Fish & <b>chips</b>", places=[town('L\'Aquila <i> & "more"', 42.35, 13.4)])
    make_case("b", title="B", places=[town('L\'Aquila <i> & "more"', 42.35, 13.4)])

    found = page(client)

    assert discs(found) == [
        ('L\'Aquila <i> & "more": 2 case studies', "/case-studies/map/?zoom=5&at=42.35%2C13.4#in-view")
    ]
    assert listed(found, "map-places-heading") == discs(found)
    assert found.one("a", class_="disc").one("title").text == 'L\'Aquila <i> & "more": 2 case studies'
    assert [item.text for item in found.one(id="in-view").all("li")] == [
        'B L\'Aquila <i> & "more"',
        'Fish & <b>chips</b> L\'Aquila <i> & "more"',
    ]
