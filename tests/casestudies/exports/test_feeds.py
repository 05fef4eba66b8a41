"""Atom and JSON Feed of a selection."""

from __future__ import annotations

from typing import Any

import feedparser
import pytest
from django.test import Client
from django.utils.feedgenerator import rfc3339_date

from casestudies.exports import feeds
from civicport.models import Catalogue, Record
from tests.casestudies.exports import cost
from tests.factories import accepted, case_document, make_case

pytestmark = pytest.mark.django_db

ATOM, JSON = "/case-studies/feed/", "/case-studies/feed/json/"
SITE = "http://testserver"


def atom(client: Client, address: str = ATOM) -> Any:
    """A feed as feedparser reads it, which must find nothing wrong."""
    response = client.get(address)
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    found = feedparser.parse(response.content)
    assert not found.bozo
    return found


def moment(slug: str) -> str:
    return rfc3339_date(Record.objects.get(kind="case_studies", slug=slug).changed)


def test_the_newest_change_stands_first(client: Client) -> None:
    make_case("a", title="<Ask> & tell", summary="1 < 2 & 3.", themes=["open-data"])
    published = moment("a")
    make_case("b")
    make_case("a", title="<Ask> & tell", summary="1 < 2 & 3.", themes=["open-data"], status="ongoing")

    found = atom(client)

    first, second = found.entries
    assert (first.title, first.link, first.id) == ("<Ask> & tell", f"{SITE}/case-studies/a/", f"{SITE}/case-studies/a/")
    assert first.summary == "1 &lt; 2 &amp; 3."
    assert (first.published, first.updated) == (published, moment("a"))
    assert first.published < first.updated
    assert [tag.term for tag in first.tags] == ["Open data"]
    assert (second.link, second.published, second.updated) == (f"{SITE}/case-studies/b/", moment("b"), moment("b"))
    assert (found.feed.updated, found.feed.author) == (moment("a"), "CivicPort contributors")


def test_a_selection_has_a_feed_that_says_so(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["open-data"])

    found = atom(client, f"{ATOM}?theme=open-data&status=ongoing&q=wanted")

    query = "?q=wanted&status=ongoing&theme=open-data"
    assert [entry.link for entry in found.entries] == [f"{SITE}/case-studies/a/"]
    assert found.feed.title == (
        "CivicPort: new and changed case studies (Words: wanted, Theme: Open data, Status: Ongoing)"
    )
    assert found.feed.id == f"{SITE}{ATOM}{query}"
    assert [(link.rel, link.href) for link in found.feed.links] == [
        ("alternate", f"{SITE}/case-studies/{query}"),
        ("self", f"{SITE}{ATOM}{query}"),
    ]


def test_an_entry_keeps_its_id_when_its_case_is_renamed(client: Client) -> None:
    make_case("first")
    accepted("case_studies", case_document("second", former_slugs=["first"]))
    accepted("case_studies", case_document("third", former_slugs=["second"]))

    [entry] = atom(client).entries

    assert (entry.id, entry.link) == (f"{SITE}/case-studies/first/", f"{SITE}/case-studies/third/")


def test_a_case_is_new_when_it_is_first_public(client: Client) -> None:
    make_case("hidden", state="draft")
    accepted("case_studies", case_document("shown", former_slugs=["hidden"]))

    [entry] = atom(client).entries

    assert entry.id == f"{SITE}/case-studies/shown/"
    assert (entry.published, entry.updated) == (moment("shown"), moment("shown"))


def test_older_entries_are_on_further_pages(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds.FeedPages, "page_size", 2)
    for slug in ("a", "b", "c", "d", "e"):
        make_case(slug, themes=["open-data"])

    pages = [atom(client, f"{ATOM}?theme=open-data&page={number}") for number in (1, 2, 3)]
    answer = client.get(f"{JSON}?theme=open-data&page=2").json()

    assert [[entry.title for entry in page.entries] for page in pages] == [["E", "D"], ["C", "B"], ["A"]]
    here = f"{SITE}{ATOM}?theme=open-data"
    assert {link.rel: link.href for link in pages[1].feed.links} == {
        "alternate": f"{SITE}/case-studies/?theme=open-data",
        "self": f"{here}&page=2",
        "first": here,
        "last": f"{here}&page=3",
        "previous": here,
        "next": f"{here}&page=3",
    }
    assert [page.feed.id for page in pages] == [here] * 3
    assert answer["next_url"] == f"{SITE}{JSON}?theme=open-data&page=3"


def test_json_feed_says_the_same(client: Client) -> None:
    make_case("a", title="Łódź & more", themes=["open-data"])

    response = client.get(f"{JSON}?theme=open-data")

    assert response["Content-Type"] == "application/feed+json"
    assert response.json() == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "CivicPort: new and changed case studies (Theme: Open data)",
        "home_page_url": f"{SITE}/case-studies/?theme=open-data",
        "feed_url": f"{SITE}{JSON}?theme=open-data",
        "authors": [{"name": "CivicPort contributors"}],
        "language": "en-gb",
        "items": [
            {
                "id": f"{SITE}/case-studies/a/",
                "url": f"{SITE}/case-studies/a/",
                "title": "Łódź & more",
                "content_text": "What it was about.",
                "date_published": moment("a"),
                "date_modified": moment("a"),
                "tags": ["Open data"],
            }
        ],
    }


def test_a_feed_of_nothing_changed_with_the_catalogue(client: Client) -> None:
    make_case()

    found = atom(client, f"{ATOM}?status=ongoing&q=case%01")

    assert found.entries == []
    assert found.feed.updated == rfc3339_date(Catalogue.current().changed)
    assert found.feed.title == "CivicPort: new and changed case studies (Words: case\ufffd, Status: Ongoing)"


def test_a_feed_takes_the_query_string_of_the_list_and_keeps_its_own_order(client: Client) -> None:
    for slug in ("a", "c", "b"):
        make_case(slug, title=slug)

    found = client.get(f"{JSON}?ordering=title").json()

    assert [item["title"] for item in found["items"]] == ["b", "c", "a"]
    assert client.get(f"{ATOM}?ordering=title").status_code == 200
    assert client.get(f"{ATOM}?ordering=size").status_code == 400


@pytest.mark.parametrize("page", ["0", "2", "x", "1&page=1"])
def test_a_page_that_is_none_is_refused(client: Client, page: str) -> None:
    make_case()

    assert client.get(f"{ATOM}?page={page}").status_code == 400


@pytest.mark.parametrize("cases", [1, 3])
@pytest.mark.parametrize("address", [ATOM, JSON])
def test_it_costs_the_same_however_many(client: Client, address: str, cases: int) -> None:
    for number in range(cases):
        make_case(f"case-{number}", themes=["open-data"])

    # The rows, their models, countries, terms of their cards, links to all terms and terms; when each was first public.
    assert cost(client, address) == 7
