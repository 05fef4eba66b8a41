"""The permanent address of a challenge, lesson or recommendation, which outlives its place in the list."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import accepted, case_document, make_case
from tests.html import parse

pytestmark = pytest.mark.django_db

LESSON = {"text": "Ask early.[^report]", "key": "early"}


def test_it_leads_to_its_place_in_the_case(client: Client) -> None:
    make_case(lessons=[LESSON])

    response = client.get("/lessons/case/early/")

    assert (response.status_code, response["Location"]) == (302, "/case-studies/case/#early")


def test_it_follows_a_case_that_was_renamed(client: Client) -> None:
    make_case("now", former_slugs=["old"], lessons=[LESSON])

    response = client.get("/lessons/old/early/")

    assert (response.status_code, response["Location"]) == (301, "/lessons/now/early/")


@pytest.mark.parametrize("path", ["/lessons/case/late/", "/lessons/other/early/", "/lessons/case/"])
def test_there_is_none_that_never_was(client: Client, path: str) -> None:
    make_case(lessons=[LESSON])

    response = client.get(path)

    assert response.status_code == 404
    assert parse(response).one("h1").text == "This page is not on our chart."


def test_those_of_a_draft_are_not_there(client: Client) -> None:
    make_case(state="draft", lessons=[LESSON])

    assert client.get("/lessons/case/early/").status_code == 404


def test_those_of_a_withdrawn_case_are_gone(client: Client) -> None:
    make_case(lessons=[LESSON], former_slugs=["old"])
    accepted("case_studies", case_document(lessons=[LESSON], former_slugs=["old"], state="withdrawn"))

    assert [client.get(f"/lessons/{slug}/early/").status_code for slug in ("case", "old")] == [410, 410]
