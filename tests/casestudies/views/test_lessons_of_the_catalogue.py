"""A question across cases that the catalogue's own content answers."""

from __future__ import annotations

import pytest
from django.test import Client

from civicport.documents.files import gather
from tests.factories import FIXTURES
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]


def test_lessons_on_procurement_from_what_civic_groups_started_with_a_grant_are_one_address(client: Client) -> None:
    query = "?kind=lesson&theme=public-procurement&funding=foundation-grant"
    query += "&initiator=civil-society&initiator=civic-tech-community"
    cases = [item.document for item in gather([FIXTURES / "case_studies"]).submissions]
    expected = {
        f"/case-studies/{case['slug']}/#{lesson['key']}"
        for case in cases
        if "public-procurement" in case.get("themes", [])
        and "foundation-grant" in case.get("funding", [])
        and {"civil-society", "civic-tech-community"} & set(case.get("initiators", []))
        for lesson in case.get("lessons", [])
    }

    found = parse(client.get(f"/lessons/{query}"))
    places = [entry.one("h3").one("a")["href"] for entry in found.all("article", class_="lesson")]

    assert len(expected) == 14
    assert sorted(places) == sorted(expected)
    assert found.one("h1").text.startswith("14 lessons from ")
