"""The map of case studies: the same set as the list, in numbers that lead to it, for every window onto the world."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.models import CaseStudy
from casestudies.views import map_places
from tests.factories import make_case, publish_everything
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

MAP = "/case-studies/map/"
LIST = "/case-studies/"


def town(name: str, latitude: float, longitude: float, **more: Any) -> dict[str, Any]:
    return {"name": name, "latitude": latitude, "longitude": longitude, **more}


WARSAW = town("Warsaw", 52.23, 21.01, country="PL")
LODZ = town("Łódź", 51.76, 19.46, country="PL")
KYIV = town("Kyiv", 50.45, 30.52, country="UA")
QUITO = town("Quito", -0.18, -78.47, country="EC")


def page(client: Client, query: str = "") -> Element:
    response = client.get(MAP + query)
    assert response.status_code == 200
    return parse(response)


def links(part: Element) -> list[tuple[str, str]]:
    """Name and address of the links, in their order."""
    return [(link.attributes.get("aria-label", link.text), link["href"]) for link in part.all("a")]


def countries(found: Element) -> list[tuple[str, str]]:
    """Those that are shaded, with where they lead."""
    return [(link["aria-label"], link["href"]) for link in found.all("a", class_="country")]


def discs(found: Element) -> list[tuple[str, str]]:
    return [(link["aria-label"], link["href"]) for link in found.all("a", class_="disc")]


def listed(found: Element, heading: str) -> list[tuple[str, str]]:
    """The links under a heading of the text."""
    return links(found.one("section", aria_labelledby=heading))


def entries(found: Element) -> list[str]:
    """The countries of the text with their numbers."""
    return [item.text for item in found.one("section", aria_labelledby="map-countries-heading").all("li")]


def notes(found: Element) -> str:
    return found.one(id="map").all("p", class_="view-note")[0].text


def ignored(found: Element) -> list[str]:
    return [item.text for part in found.all("ul", class_="problem-list") for item in part.all("li")]


def moves(found: Element) -> dict[str, str]:
    return {link.text: link["href"] for link in found.one("ul", class_="map-moves").all("a")}


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


def test_a_window_shows_what_it_holds_and_says_so(client: Client) -> None:
    make_case("a", title="Alpha", countries=["PL"], places=[WARSAW])
    make_case("b", title="Beta", countries=["UA"], places=[KYIV, WARSAW])
    make_case("c", title="Gamma", countries=["EC"], places=[QUITO])
    make_case("d", title="Delta")

    found = page(client, "?zoom=5&at=52.23,21.01")

    assert countries(found) == [
        ("Ukraine: 1 case study", "/case-studies/?country=UA"),
        ("Poland: 1 case study", "/case-studies/?country=PL"),
    ]
    # It cannot be split further: the names below say what is there.
    assert discs(found) == [("Warsaw: 2 case studies", "#in-view")]
    assert entries(found) == ["Poland 1", "Ukraine 1", "Not known 1"]
    assert [item.text for item in found.one(id="in-view").all("li")] == ["Alpha Warsaw", "Beta Warsaw"]
    assert found.one(id="map-countries-heading").text == "2 countries"
    assert found.one(id="map-cases-heading").text == "2 case studies in this part of the world"
    assert notes(found) == (
        "This is a part of the world, with 2 of 3 countries that have case studies. It holds places of 2 of the "
        "3 case studies that name any. 1 case study names no place on the map. The same in words"
    )
    assert [meta["content"] for meta in found.all("meta", name="robots")] == ["noindex"]
    canonical = "http://testserver/case-studies/map/?zoom=5&at=52.23%2C21.01"
    assert found.one("link", rel="canonical")["href"] == canonical
    # Filters and the form keep the window; the other views do not know it.
    assert ("zoom", "5") in [
        (field["name"], field["value"]) for field in found.one(id="listing-form").all("input", type="hidden")
    ]
    assert [link["href"] for link in found.one("nav", class_="views").all("a")][:2] == [LIST, "/case-studies/matrix/"]


def test_a_window_with_nothing_in_it_says_so(client: Client) -> None:
    make_case("a", countries=["PL"], places=[WARSAW])

    found = page(client, "?zoom=5&at=0,-30")

    assert (countries(found), discs(found), entries(found)) == ([], [], [])
    assert found.one(id="map-cases-heading").text == "0 case studies in this part of the world"


def test_it_leads_to_the_other_windows(client: Client) -> None:
    make_case()

    def to(zoom: int, at: str) -> str:
        return f"/case-studies/map/?zoom={zoom}&at={at.replace(',', '%2C')}#map"

    assert moves(page(client, "?zoom=3&at=52.23,21.01")) == {
        "Zoom in": to(4, "52.23,21.01"),
        "Zoom out": to(2, "52.23,21.01"),
        "North": to(3, "64.09,23.54"),
        "West": to(3, "52.23,-6.78"),
        "East": to(3, "52.23,48.8"),
        "South": to(3, "42.13,19.46"),
        "Whole world": "/case-studies/map/#map",
    }
    assert "Zoom in" not in moves(page(client, "?zoom=5"))
    assert "North" not in moves(page(client, "?zoom=2&at=90,0"))


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?zoom=6", "“6” is no zoom from 0 to 5; this is the whole world."),
        ("?zoom=-1", "“-1” is no zoom from 0 to 5; this is the whole world."),
        ("?zoom=near", "“near” is no zoom from 0 to 5; this is the whole world."),
        ("?zoom=%D9%A2", "“٢” is no zoom from 0 to 5; this is the whole world."),
        ("?zoom=1%00", "“1\x00” is no zoom from 0 to 5; this is the whole world."),
        ("?at=91,0", "“91,0” is no latitude and longitude, such as 52.23,21.01."),
        ("?at=0,181", "“0,181” is no latitude and longitude, such as 52.23,21.01."),
        ("?at=nan,nan", "“nan,nan” is no latitude and longitude, such as 52.23,21.01."),
        ("?at=1e9,0", "“1e9,0” is no latitude and longitude, such as 52.23,21.01."),
        ("?at=52.23", "“52.23” is no latitude and longitude, such as 52.23,21.01."),
        ("?at=<script>", "“<script>” is no latitude and longitude, such as 52.23,21.01."),
        ("?rows=model", "There is no filter called “rows”."),
    ],
)
def test_it_ignores_what_makes_no_sense_and_says_so(client: Client, query: str, sentence: str) -> None:
    make_case("a", countries=["PL"], places=[WARSAW])

    found = page(client, query)

    assert [text.replace("\ufffd", "\x00") for text in ignored(found)] == [sentence]
    assert countries(found) == [("Poland: 1 case study", "/case-studies/?country=PL")]
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/map/"


def test_what_is_bad_in_one_parameter_leaves_the_other(client: Client) -> None:
    make_case()

    found = page(client, "?zoom=2&at=nowhere")

    assert ignored(found) == ["“nowhere” is no latitude and longitude, such as 52.23,21.01."]
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/map/?zoom=2&at=20%2C10"


def test_an_address_has_one_form(client: Client) -> None:
    make_case()

    assert page(client, "?at=52.2300,-0.001&zoom=2").one("link", rel="canonical")["href"] == (
        "http://testserver/case-studies/map/?zoom=2&at=52.23%2C0"
    )
    assert page(client, "?zoom=0&at=52,21").one("link", rel="canonical")["href"] == (
        "http://testserver/case-studies/map/"
    )


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


def test_the_windows_of_a_zoom_show_every_place_of_the_real_catalogue(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_everything()
    monkeypatch.setattr(map_places, "MOST_LISTED", 100)
    found = CaseStudyFilterSet(QueryDict(), CaseStudy.objects.published()).found
    seen: set[str] = set()
    for latitude in (60, 20, -20, -60):
        for longitude in (-135, -45, 45, 135):
            part = page(client, f"?zoom=1&at={latitude},{longitude}")
            seen |= {url for _title, url in links(part.one(id="in-view"))}

    public = CaseStudy.objects.filter(pk__in=found.whereabouts().records.tolist())
    assert seen == {case.get_absolute_url() for case in public}


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
