"""The page at /api/: requests that work, and the answers that this catalogue gives to them."""

from __future__ import annotations

import json
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]


def test_every_request_works_and_every_answer_is_the_real_one(client: Client) -> None:
    examples = client.get("/api/").context["examples"]

    for example in examples:
        response = client.get(example.request.removeprefix("http://testserver"))
        assert response.status_code == (400 if "them=" in example.request else 200)
        if example.answer:
            assert json.loads(example.answer) == response.json()
    assert sum(bool(example.answer) for example in examples) >= 2


def test_its_answers_are_those_of_the_api_whatever_the_reader_accepts(client: Client) -> None:
    plain = client.get("/api/").context["examples"]
    html = client.get("/api/", headers={"accept": "text/html"}).context["examples"]

    assert html == plain


def test_its_requests_stand_under_the_catalogues_own_name(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://catalogue.example.org"

    examples = client.get("/api/").context["examples"]

    assert {urlsplit(example.request).netloc for example in examples} == {"catalogue.example.org"}
    assert [example.answer for example in examples if "http://testserver" in example.answer] == []


def test_it_is_a_page(client: Client) -> None:
    page = parse(client.get("/api/"))

    assert page.one("title").text == "API – CivicPort"
    assert page.one("h1").text != ""
    assert page.all("a", href="/api/v1/docs/") != []
