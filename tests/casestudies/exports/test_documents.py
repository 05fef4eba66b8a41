"""JSON, JSON-LD and GeoJSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.casestudies.exports import file
from tests.factories import accepted, case_document, make_case, source
from tests.html import parse, structured_data

pytestmark = pytest.mark.django_db

EXPORT = "/case-studies/export"


def read(client: Client, address: str) -> Any:
    return json.loads(file(client, address))


def test_json_has_the_documents_that_the_api_has(client: Client) -> None:
    make_case("b", title="Łódź")
    make_case("a", related=[{"case_study": "b", "relation": "see-also"}])

    found = read(client, f"{EXPORT}/json/?ordering=-title")

    assert [item["slug"] for item in found] == ["b", "a"]
    for item in found:
        detail = client.get(f"/api/v1/case-studies/{item['slug']}/").json()
        assert item == {name: detail[name] for name in ("slug", "html_url", "revision", "changed", "document")}
        assert list(item["document"]) == list(detail["document"])


@pytest.mark.parametrize("name", ["json", "csl-json"])
def test_nothing_found_is_an_empty_list(client: Client, name: str) -> None:
    make_case()

    assert read(client, f"{EXPORT}/{name}/?status=ongoing") == []


def test_lessons_are_whole_and_say_what_is_not_known(client: Client) -> None:
    make_case(lessons=[{"text": "Ask.[^report]", "key": "ask"}], themes=["open-data"])

    assert read(client, "/lessons/export/json/?theme=open-data") == [
        {
            "slug": "case/ask",
            "url": "http://testserver/lessons/case/ask/",
            "kind": "lesson",
            "title": None,
            "text": "Ask.[^report]",
            "case_study": "case",
            "case_study_title": "Case",
            "models": ["labs"],
            "themes": ["open-data"],
            "initiators": None,
            "funding": None,
            "status": None,
            "form": None,
            "level": None,
            "countries": None,
            "participants": None,
            "motivations": None,
            "policy_areas": None,
            "organisations": None,
            "tools": None,
            "sources": [source()],
        }
    ]


def test_json_ld_is_that_of_the_pages(client: Client) -> None:
    for slug, more in (("a", {"status": "ongoing", "start_year": 2015}), ("b", {"countries": ["PL"]})):
        make_case(slug, themes=["open-data"], sources=[source(year=2015, url="https://example.org/")], **more)

    found = read(client, f"{EXPORT}/json-ld/")

    pages = [structured_data(parse(client.get(f"/case-studies/{slug}/")))[0] for slug in ("a", "b")]
    assert found == {"@context": "https://schema.org", "@graph": pages}


def test_geojson_has_every_place_on_the_map_and_counts_who_has_none(client: Client) -> None:
    places = [
        {"name": "Lima", "country": "PE", "latitude": -12.05, "longitude": -77.04},
        {"name": "Somewhere"},
        {"name": "Łódź", "latitude": 51.77, "longitude": 19.46},
    ]
    make_case("a", title="A", places=places, status="ongoing", start_year=2015)
    make_case("b", places=[{"name": "Nowhere"}])
    make_case("c")

    found = read(client, f"{EXPORT}/geojson/")

    shared = {
        "slug": "a",
        "url": "http://testserver/case-studies/a/",
        "title": "A",
        "summary": "What it was about.",
        "models": ["labs"],
        "status": "ongoing",
        "start_year": 2015,
    }
    assert found == {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": "a/1",
                "geometry": {"type": "Point", "coordinates": [-77.04, -12.05]},
                "properties": {**shared, "place": "Lima", "country": "PE"},
            },
            {
                "type": "Feature",
                "id": "a/3",
                "geometry": {"type": "Point", "coordinates": [19.46, 51.77]},
                "properties": {**shared, "place": "Łódź"},
            },
        ],
        "case_studies": 3,
        "without_coordinates": 2,
    }


def test_a_relation_to_what_is_not_public_is_left_out(client: Client) -> None:
    make_case("hidden", state="draft")
    related = [{"case_study": "hidden", "relation": "see-also"}]
    accepted("case_studies", case_document("case", related=related))

    [found] = read(client, f"{EXPORT}/json/")

    assert (found["slug"], "related" in found["document"]) == ("case", False)
