"""The matrix, as its tests open and read it."""

from __future__ import annotations

from django.test import Client

from tests.factories import make_case
from tests.html import Element, parse

PATH = "/case-studies/matrix/"
STATUS_AND_FORM = "rows=status&columns=form"


def page(client: Client, query: str = "") -> Element:
    response = client.get(PATH + query)
    assert response.status_code == 200
    return parse(response)


def table(found: Element) -> list[list[str]]:
    """The texts of the matrix, row by row; a gap is "none"."""
    rows = found.one("table", class_="matrix").all("tr")
    return [[cell.text for cell in row.parts if isinstance(cell, Element)] for row in rows]


def numbers(found: Element) -> list[Element]:
    """Every link from a number, totals included."""
    return [link for cell in found.one("table", class_="matrix").all("td") for link in cell.all("a")]


def make_some() -> None:
    make_case("a", status="ongoing", form="direct")
    make_case("b", status="ongoing", form="direct", level="local")
    make_case("c", status="ongoing", form="indirect", level="local")
    make_case("d", status="completed", level="local")
    make_case("draft", status="discontinued", form="indirect", state="draft")
