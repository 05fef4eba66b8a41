"""The sitemap: every public page once, with the day on which it last changed."""

from __future__ import annotations

from typing import Any
from xml.etree import ElementTree

import pytest
from django.test import Client
from django.utils.feedgenerator import rfc3339_date
from pytest_django import Settings

from casestudies.exports import sitemap
from civicport.models import Catalogue, Record
from tests.factories import make_case, make_organisation, make_tool

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
WITHOUT_RECORD = [
    "/", "/case-studies/", "/lessons/", "/collaboration-models/", "/organisations/", "/tools/", "/about/",
    "/about/data/", "/about/operator/", "/about/privacy/", "/about/accessibility/", "/api/", "/api/v1/docs/",
]  # fmt: skip


def entries(client: Client, address: str, tag: str = "url") -> list[tuple[str, str]]:
    """Addresses and dates of a sitemap; an empty date is not known."""
    response: Any = client.get(address)
    assert response["Content-Type"] == "application/xml; charset=utf-8"
    names = {"s": sitemap.NAMESPACE}
    # It is our own.
    found = ElementTree.fromstring(response.getvalue()).findall(f"s:{tag}", names)  # noqa: S314
    return [(entry.findtext("s:loc", "", names), entry.findtext("s:lastmod", "", names)) for entry in found]


def test_every_public_page_stands_there_once_with_its_day(client: Client) -> None:
    make_organisation("city")
    make_organisation("stranger")
    make_tool("app")
    make_case("a", organisations=[{"organisation": "city"}], tools=["app"])
    make_case("draft", state="draft", organisations=[{"organisation": "stranger"}])
    make_case("a", organisations=[{"organisation": "city"}], tools=["app"], status="ongoing")

    found = entries(client, "/sitemap.xml")

    changed = {f"{record.kind}/{record.slug}": rfc3339_date(record.changed) for record in Record.objects.all()}
    last = rfc3339_date(Catalogue.current().changed)
    assert found == [
        *((SITE + path, last if position < 6 else "") for position, path in enumerate(WITHOUT_RECORD)),
        (f"{SITE}/case-studies/a/", changed["case_studies/a"]),
        (f"{SITE}/collaboration-models/labs/", changed["collaboration_models/labs"]),
        (f"{SITE}/organisations/city/", changed["organisations/city"]),
        (f"{SITE}/tools/app/", changed["tools/app"]),
    ]
    assert changed["case_studies/a"] == last > changed["collaboration_models/labs"]


def test_every_page_of_it_answers_as_a_page_that_may_be_found(client: Client) -> None:
    make_organisation("city")
    make_tool("app")
    make_case("a", organisations=[{"organisation": "city"}], tools=["app"])

    for address, _day in entries(client, "/sitemap.xml"):
        response = client.get(address.removeprefix(SITE))

        assert response.status_code == 200, address
        assert b'content="noindex"' not in response.content, address


@pytest.mark.parametrize("most", [4, 7, 100])
def test_a_large_one_is_split(client: Client, monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    for slug in ("a", "b", "c", "d", "e"):
        make_case(slug)
    whole = entries(client, "/sitemap.xml")
    monkeypatch.setattr(sitemap, "MOST", most)

    files = -(-len(whole) // most)
    parts = [entries(client, f"/sitemap-{number}.xml") for number in range(1, files + 1)]

    assert [entry for part in parts for entry in part] == whole
    assert {len(part) for part in parts[:-1]} <= {most}
    assert client.get("/sitemap-0.xml").status_code == client.get(f"/sitemap-{files + 1}.xml").status_code == 404
    if files > 1:
        addresses = [address for address, _day in entries(client, "/sitemap.xml", "sitemap")]
        assert addresses == [f"{SITE}/sitemap-{number}.xml" for number in range(1, files + 1)]


def test_robots_find_it_under_the_catalogues_own_name(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://catalogue.example.org"

    lines = client.get("/robots.txt").content.decode().splitlines()

    assert lines == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /case-studies/export/",
        "Disallow: /case-studies/brief/",
        "Disallow: /case-studies/matrix/export/",
        "Disallow: /compare/",
        "Disallow: /lessons/export/",
        "",
        "Sitemap: https://catalogue.example.org/sitemap.xml",
    ]
    assert entries(client, "/sitemap.xml")[0][0] == "https://catalogue.example.org/"
