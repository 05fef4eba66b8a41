"""The map of case studies, as its tests open and read it, and towns to put on it."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.html import Element, parse

MAP = "/case-studies/map/"


def town(name: str, latitude: float, longitude: float, **more: Any) -> dict[str, Any]:
    return {"name": name, "latitude": latitude, "longitude": longitude, **more}


WARSAW = town("Warsaw", 52.23, 21.01, country="PL")
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


def entries(found: Element) -> list[str]:
    """The countries of the text with their numbers."""
    return [item.text for item in found.one("section", aria_labelledby="map-countries-heading").all("li")]


def notes(found: Element) -> str:
    return found.one(id="map").all("p", class_="view-note")[0].text


def moves(found: Element) -> dict[str, str]:
    return {link.text: link["href"] for link in found.one("ul", class_="map-moves").all("a")}
