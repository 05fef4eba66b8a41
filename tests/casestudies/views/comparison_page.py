"""The page that compares, as its tests open and read it."""

from __future__ import annotations

from django.test import Client

from tests.html import Element, parse

TWO = "/compare/?case=a&case=b"


def page(client: Client, address: str) -> Element:
    response = client.get(address)
    assert response.status_code == 200
    return parse(response)


def columns(found: Element) -> list[str]:
    """The names at the head of the table."""
    return [link.text for link in found.one("thead").all("a", class_="compare-title")]


def candidates(found: Element) -> list[tuple[str, str]]:
    """What can be added, and where that leads."""
    return [(item.one("h4").text, item.one("a", class_="button")["href"]) for item in found.all("li") if item.all("h4")]
