"""Where pages offer files and feeds of what they show."""

from __future__ import annotations

import pytest
from django.template import Context, Template
from django.test import Client

from casestudies.exports.links import downloads, feeds, lesson_downloads, references
from casestudies.finding.selection import Selection
from tests.factories import make_case
from tests.html import Element, parse

pytestmark = pytest.mark.django_db

SELECTION = Selection(facets=(("model", ("hackathons",)),), q="budget", ordering="-title")
QUERY = "?q=budget&model=hackathons"


def test_files_have_the_selection_in_its_order() -> None:
    query = f"{QUERY}&ordering=-title"

    assert [item.url for item in downloads(SELECTION)] == [
        f"/case-studies/brief/{form}/{query}" for form in ("pdf", "docx")
    ] + [
        f"/case-studies/export/{name}/{query}"
        for name in ("csv", "csv-long", "xlsx", "json", "geojson", "json-ld", "yaml")
    ] + [f"/api/v1/case-studies/{query}"]
    assert [(item.label, item.url) for item in references(SELECTION)] == [
        ("BibTeX", f"/case-studies/export/bibtex/{query}"),
        ("RIS", f"/case-studies/export/ris/{query}"),
        ("CSL-JSON", f"/case-studies/export/csl-json/{query}"),
    ]
    assert [item.url for item in lesson_downloads(SELECTION)] == [
        f"/lessons/export/{name}/{query}" for name in ("csv", "xlsx", "json")
    ] + [f"/api/v1/lessons/{query}"]


def test_feeds_have_an_order_of_their_own() -> None:
    assert [(item.label, item.url) for item in feeds(SELECTION)] == [
        ("Atom", f"/case-studies/feed/{QUERY}"),
        ("JSON Feed", f"/case-studies/feed/json/{QUERY}"),
    ]


class _Rendered:
    def __init__(self, tag: str) -> None:
        template = Template(f"{{% load take_away %}}{{% {tag} selection %}}")
        self.content = template.render(Context({"selection": Selection()})).encode()


def component(tag: str) -> Element:
    return parse(_Rendered(tag))


def test_every_link_that_a_list_offers_answers(client: Client) -> None:
    make_case()

    for tag, number in (("take_away", 15), ("take_lessons_away", 4)):
        links = component(tag).all("a")
        assert len(links) == number
        assert {link["rel"] for link in links} == {"nofollow"}
        assert [client.get(link["href"]).status_code for link in links] == [200] * number


def test_every_page_names_the_feed(client: Client) -> None:
    links = parse(client.get("/about/")).all("link", rel="alternate")

    assert [(link["type"], link["href"]) for link in links] == [
        ("application/atom+xml", "/case-studies/feed/"),
        ("application/feed+json", "/case-studies/feed/json/"),
    ]


def test_the_page_about_the_data_leads_to_the_package(client: Client) -> None:
    links = [link["href"] for link in parse(client.get("/about/data/")).all("a")]

    assert {"/about/data/data-package/", "/case-studies/feed/"} <= set(links)
