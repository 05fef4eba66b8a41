"""What is answered when no view can: a page that offers a way on and, under /api/, problem details."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest
from django.test import Client

from tests.html import parse

pytestmark = pytest.mark.django_db


@pytest.fixture
def broken() -> Iterator[Client]:
    """A reader of a catalogue whose case studies cannot be read."""
    with patch("casestudies.models.case_study.CaseStudyQuerySet.published", side_effect=RuntimeError("a secret path")):
        yield Client(raise_request_exception=False)


def test_a_page_that_is_not_there_offers_a_way_on(client: Client) -> None:
    response = client.get("/no-such-page/")

    page = parse(response)
    assert response.status_code == 404
    assert page.one("h1").text == "This page is not on our chart."
    assert page.one("title").text == "Page not found – CivicPort"
    assert page.one("meta", name="robots")["content"] == "noindex"
    ways = {link["href"] for link in page.one("main").all("a")}
    assert {"/case-studies/", "/collaboration-models/"} <= ways
    assert page.all("form", action="/case-studies/") != []


def test_an_address_of_the_api_that_is_not_there_is_a_problem(client: Client) -> None:
    response = client.get("/api/v1/no-such-thing/")

    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "There is no such address; /api/v1/schema/ lists all there are.",
    }


def test_a_page_that_breaks_says_so_and_nothing_else(broken: Client) -> None:
    response = broken.get("/case-studies/")

    page = parse(response)
    assert response.status_code == 500
    assert page.one("h1").text == "Something went wrong on our side."
    assert page.one("title").text.startswith("Something went wrong")
    assert [link["href"] for link in page.all("a")] != []
    assert "secret path" not in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"].split("; ")


@pytest.mark.parametrize("path", ["/api/v1/case-studies/", "/api/v1/case-studies/facets/", "/api/v1/case-studies/x/"])
def test_the_api_breaks_with_a_problem(broken: Client, path: str) -> None:
    response = broken.get(path)

    assert response["Content-Type"] == "application/problem+json"
    assert response.json() == {
        "type": "about:blank",
        "title": "Internal Server Error",
        "status": 500,
        "detail": "Something went wrong here; it has been noted.",
    }


@pytest.mark.parametrize("path", ["/case-studies/", "/api/v1/case-studies/"])
def test_a_host_that_is_not_ours_is_refused(client: Client, path: str) -> None:
    response = client.get(path, headers={"host": "evil.example.org"})

    assert response.status_code == 400
    assert "evil.example.org" not in response.content.decode()


def test_more_parameters_than_anybody_has_are_a_problem_on_the_api(client: Client) -> None:
    response = client.get("/api/v1/case-studies/?" + "&".join(f"x{number}=1" for number in range(1001)))

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["detail"] == "The request cannot be understood."


def test_a_page_cannot_be_written_to(client: Client) -> None:
    assert Client(enforce_csrf_checks=True).post("/case-studies/").status_code == 403
