"""The windows of the map: each shows what it holds, leads to the others, and has one address."""

from __future__ import annotations

import pytest
from django.http import QueryDict
from django.test import Client

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.models import CaseStudy
from casestudies.views import map_places
from tests.casestudies.views import ignored
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
)
from tests.factories import make_case, publish_everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

LIST = "/case-studies/"


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
