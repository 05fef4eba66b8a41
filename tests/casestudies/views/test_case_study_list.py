"""The list of case studies as a page: forgiving, and every link keeps what the reader asked for."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.casestudies.views import ignored, links, robots
from tests.casestudies.views.list_page import LIST, page, titles
from tests.factories import make_case
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def test_it_shows_every_public_case_by_title(client: Client) -> None:
    make_case("b", title="Beta")
    make_case("a", title="alpha")
    make_case("draft", title="Aardvark", state="draft")

    found = page(client)

    assert titles(found) == ["alpha", "Beta"]
    assert found.one("h1").text == "2 case studies"
    assert found.one("title").text == "Case studies – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/"
    assert links(found, class_="crumbs") == [("Home", "/")]
    assert found.one(aria_current="page").text == "Case studies"
    assert robots(found) == []
    assert ignored(found) == []


def test_it_counts_one_case_in_the_singular(client: Client) -> None:
    make_case()

    assert page(client).one("h1").text == "1 case study"


def test_it_narrows_and_says_by_what(client: Client) -> None:
    make_case("a", themes=["open-data"])
    make_case("b")

    found = page(client, "?theme=open-data")

    assert titles(found) == ["A"]
    assert found.one("title").text == "Case studies: Theme: Open data – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/?theme=open-data"
    assert robots(found) == []


@pytest.mark.parametrize("query", ["?q=a", "?active_from=2010", "?active_to=2030", "?theme=open-data&status=ongoing"])
def test_it_asks_search_engines_to_pass_over_endless_combinations(client: Client, query: str) -> None:
    make_case("a", themes=["open-data"], status="ongoing", start_year=2015)

    found = page(client, query)

    assert titles(found) == ["A"]
    assert robots(found) == ["noindex"]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("?model=lab", "Collaboration model: “lab” is no value of this filter. Did you mean “labs”?"),
        ("?modell=labs", "There is no filter called “modell”."),
        ("?page_size=5", "There is no filter called “page_size”."),
        ("?active_from=soon", "Active from: “soon” is no year from 1800 to 2100."),
        ("?ordering=size", "Order: “size” is no order of this list."),
        ("?q=a&q=b", "Words: It may be given once."),
        ("?page=0", "“0” is no page; this is the first."),
        ("?page=two", "“two” is no page; this is the first."),
        ("?page=-1", "“-1” is no page; this is the first."),
        ("?page=%D9%A2", "“٢” is no page; this is the first."),
        ("?page=2", "There is 1 page; this is it."),
        ("?page=99999999999999999999", "“99999999999999999999” is no page; this is the first."),
        ("?<script>=1", "There is no filter called “<script>”."),
        ("?theme=<script>", "Theme: “<script>” is no value of this filter."),
    ],
)
def test_it_ignores_what_makes_no_sense_and_says_so(client: Client, query: str, sentence: str) -> None:
    make_case()

    found = page(client, query)

    assert titles(found) == ["Case"]
    assert ignored(found) == [sentence]
    assert robots(found) == ["noindex"]
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/"


def test_it_passes_over_the_marks_of_newsletters_in_silence(client: Client) -> None:
    make_case()

    found = page(client, "?utm_source=letter&fbclid=x")

    assert (titles(found), ignored(found), robots(found)) == (["Case"], [], [])


def test_it_answers_to_more_parameters_than_anybody_has(client: Client) -> None:
    response = client.get(LIST + "?" + "&".join(f"x{number}=1" for number in range(1001)))

    assert response.status_code == 400
    assert parse(response).one("h1").text != ""


def make_many(count: int) -> None:
    for number in range(count):
        make_case(f"case-{number:02}", title=f"Case {number:02}", status="ongoing")


def test_it_pages_and_keeps_the_rest(client: Client) -> None:
    make_many(22)

    second = page(client, "?status=ongoing&ordering=-title&page=2")

    assert titles(second) == ["Case 01", "Case 00"]
    assert links(second, class_="pagination") == [
        ("Previous", "/case-studies/?status=ongoing&ordering=-title"),
        ("1", "/case-studies/?status=ongoing&ordering=-title"),
        ("2", "/case-studies/?status=ongoing&ordering=-title&page=2"),
    ]
    assert second.one("link", rel="canonical")["href"] == (
        "http://testserver/case-studies/?status=ongoing&ordering=-title&page=2"
    )
    assert ignored(page(client, "?page=3")) == ["There are 2 pages; this is the last."]


def test_it_sorts_and_keeps_the_filters_but_starts_over(client: Client) -> None:
    make_many(21)

    found = page(client, "?status=ongoing&q=case&ordering=-title&page=2")

    assert links(found, class_="orderings") == [
        ("Best match", "/case-studies/?q=case&status=ongoing"),
        ("Title, A to Z", "/case-studies/?q=case&status=ongoing&ordering=title"),
        ("Title, Z to A", "/case-studies/?q=case&status=ongoing&ordering=-title"),
        ("Started last", "/case-studies/?q=case&status=ongoing&ordering=-start_year"),
        ("Started first", "/case-studies/?q=case&status=ongoing&ordering=start_year"),
        ("Changed last", "/case-studies/?q=case&status=ongoing&ordering=-changed"),
        ("Changed first", "/case-studies/?q=case&status=ongoing&ordering=changed"),
    ]
    assert found.one(class_="orderings").one(aria_current="true").text == "Title, Z to A"


def form_fields(found: Element) -> list[tuple[str, str]]:
    """What the form of the list sends, wherever its fields stand."""
    form = found.one("form", id="listing-form")
    own = [*form.all("input"), *found.all("input", form="listing-form")]
    return [(field["name"], field["value"]) for field in own]


def test_its_form_keeps_filters_and_order(client: Client) -> None:
    make_case("a", themes=["open-data"], start_year=2015)

    found = page(client, "?q=a&theme=open-data&theme=not-known&active_from=2010&active_to=2020&ordering=-title&page=9")

    assert form_fields(found) == [
        ("q", "a"),
        ("theme", "not-known"),
        ("theme", "open-data"),
        ("ordering", "-title"),
        ("active_from", "2010"),
        ("active_to", "2020"),
    ]


def test_a_pill_removes_one_filter_and_another_all(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")

    found = page(client, "?theme=open-data&status=ongoing&ordering=-title")

    assert links(found, class_="pills") == [
        ("Let go: Theme: Open data", "/case-studies/?status=ongoing&ordering=-title"),
        ("Let go: Status: Ongoing", "/case-studies/?theme=open-data&ordering=-title"),
        ("Clear all", "/case-studies/?ordering=-title"),
    ]


def test_an_empty_catalogue_has_a_list(client: Client) -> None:
    found = page(client)

    assert (titles(found), found.one("h1").text) == ([], "0 case studies")


def test_it_leads_to_itself_as_data(client: Client) -> None:
    make_case("a", themes=["open-data"])

    found = page(client, "?theme=open-data&nonsense=1&page=1")

    assert found.one("a", href="/api/v1/case-studies/?theme=open-data").text == "API"


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, cases: int, django_assert_num_queries: Any) -> None:
    for number in range(cases):
        make_case(f"case-{number}", countries=["PL", "DE"], themes=["open-data"], status="ongoing")

    page(client)  # The first reader has the index built.

    # The catalogue's version, for the page's tag and for the index. The rows, their models, countries, and terms.
    with django_assert_num_queries(6):
        page(client, "?status=ongoing")
