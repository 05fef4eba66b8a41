"""The views of a selection that show all of it at once, or say which part: they have no pages."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import make_case
from tests.html import parse

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("view", ["matrix", "map", "network", "lineage"])
def test_a_view_without_pages_ignores_that_one_is_asked_for_and_says_so(client: Client, view: str) -> None:
    for number in range(21):
        make_case(f"case-{number}")

    response = client.get(f"/case-studies/{view}/?page=2")

    found = parse(response)
    assert found.one("ul", class_="problem-list").text == "There is 1 page; this is it."
    assert found.one("link", rel="canonical")["href"].endswith(f"/case-studies/{view}/")
    assert response.context["listing"].count == 21
