"""Challenges, lessons and recommendations on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.models import Record
from tests.factories import accepted, case_document, make_case, make_organisation, source

pytestmark = pytest.mark.django_db

LIST = "/api/v1/lessons/"
API = "http://testserver/api/v1"
LESSON = {"text": "Ask early.[^report]", "key": "early"}


def test_the_list_has_each_with_the_facets_of_its_case(client: Client) -> None:
    make_case(lessons=[LESSON], themes=["open-data"])
    make_case("draft", lessons=[LESSON], state="draft")

    assert client.get(LIST).json() == {
        "count": 1,
        "next": None,
        "previous": None,
        "results": [
            {
                "slug": "case/early",
                "url": f"{API}/lessons/case/early/",
                "html_url": "http://testserver/lessons/case/early/",
                "kind": "lesson",
                "title": None,
                "text": "Ask early.[^report]",
                "case_study": "case",
                "case_study_title": "Case",
                "models": ["labs"],
                "themes": ["open-data"],
                "initiators": None,
                "funding": None,
                "status": None,
                "form": None,
                "level": None,
                "countries": None,
                "participants": None,
                "motivations": None,
                "policy_areas": None,
                "organisations": None,
                "tools": None,
            }
        ],
    }


def test_the_list_filters_by_kind_words_and_the_facets_of_the_case(client: Client) -> None:
    make_case("a", lessons=[LESSON], challenges=[{"text": "Ask whom?", "key": "whom"}], status="ongoing")
    make_case("b", recommendations=[{"text": "Ask.", "key": "ask"}], status="ongoing")
    make_case("c", lessons=[LESSON])

    answer = client.get(LIST + "?q=ask&status=ongoing&kind=lesson&kind=recommendation&fields=slug,kind").json()

    # The shorter text answers better.
    assert answer["results"] == [
        {"slug": "b/ask", "kind": "recommendation"},
        {"slug": "a/early", "kind": "lesson"},
    ]


def test_one_comes_with_the_sources_that_it_cites_their_keys_in_order(client: Client) -> None:
    cited = source("report", title="A report", publisher="City", url="https://example.org/r", year=2015)
    make_case(lessons=[{"title": "Ask", **LESSON}], aim="Why?[^other]", sources=[source("other"), cited])
    record = Record.objects.get(kind="case_studies")

    response = client.get(LIST + "case/early/")

    assert response.json() == {
        "slug": "case/early",
        "url": f"{API}/lessons/case/early/",
        "html_url": "http://testserver/lessons/case/early/",
        "revision": 1,
        "changed": record.changed.isoformat().replace("+00:00", "Z"),
        "document": {
            "kind": "lesson",
            "title": "Ask",
            "text": "Ask early.[^report]",
            "key": "early",
            "sources": [cited],
        },
        "links": {"case_study": [f"{API}/case-studies/case/"]},
    }
    assert list(response.json()["document"]["sources"][0]) == ["key", "title", "publisher", "url", "year"]


def test_the_former_slug_of_its_case_leads_to_the_present_one(client: Client) -> None:
    make_case("now", former_slugs=["old"], lessons=[LESSON])

    response = client.get(LIST + "old/early/")

    assert (response.status_code, response["Location"]) == (301, f"{API}/lessons/now/early/")


def test_those_of_a_draft_are_not_there_and_those_of_a_withdrawn_case_are_gone(client: Client) -> None:
    make_case("draft", lessons=[LESSON], state="draft")
    make_case("gone", lessons=[LESSON])
    accepted("case_studies", case_document("gone", lessons=[LESSON], state="withdrawn"))
    make_case("case", lessons=[LESSON])

    statuses = [client.get(f"{LIST}{slug}/").status_code for slug in ("draft/early", "gone/early", "case/late", "case")]

    assert statuses == [404, 410, 404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_organisation(f"city-{number}")
        parties = [{"organisation": f"city-{number}"}]
        make_case(f"case-{number}", lessons=[LESSON], organisations=parties, themes=["open-data"])

    client.get(LIST)  # The first reader has the index built.

    # The catalogue's version, for the tag and for the index; rows, their cases, and these with models, countries, terms
    # of their cards, links to all terms, terms, organisations and tools.
    with django_assert_num_queries(11):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_one_costs_the_same_however_many_it_stands_among(
    client: Client, count: int, django_assert_num_queries: Any
) -> None:
    make_case(lessons=[LESSON, *({"text": f"Lesson {number}."} for number in range(count))])

    # The catalogue's version; the lesson with its case and document.
    with django_assert_num_queries(2):
        client.get(LIST + "case/early/")
