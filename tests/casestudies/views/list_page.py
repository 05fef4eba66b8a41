"""The list of case studies, as its tests open and read it."""

from __future__ import annotations

from django.test import Client

from tests.html import Element, parse

LIST = "/case-studies/"


def page(client: Client, query: str = "") -> Element:
    response = client.get(LIST + query)
    assert response.status_code == 200
    return parse(response)


def titles(found: Element) -> list[str]:
    """The cases of the list, in its order."""
    results = found.one("section", aria_labelledby="results-heading")
    return [heading.text for heading in results.all("h3")]
