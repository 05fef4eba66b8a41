"""What the list of case studies says where nothing is found, or something else than what was typed."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casestudies.views import links
from tests.casestudies.views.list_page import page, titles
from tests.factories import make_case
from tests.html import Element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def ways_out(found: Element) -> list[tuple[str, str]]:
    """What an empty result offers instead."""
    assert titles(found) == []
    return links(found, class_="lift") if found.all(class_="lift") else []


def test_an_empty_result_says_which_filter_to_lift_and_what_that_gives(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["open-data"])
    make_case("c", themes=["civic-reporting"], status="completed")

    found = page(client, "?theme=open-data&status=completed")

    assert found.one("h1").text == "0 case studies"
    assert ways_out(found) == [
        ("Without “Status: Completed” 2", "/case-studies/?theme=open-data"),
        ("Without “Theme: Open data” 1", "/case-studies/?status=completed"),
    ]


def test_an_empty_result_lifts_the_alternatives_of_a_facet_together(client: Client) -> None:
    """Without one of them, even less would be found."""
    make_case("a", themes=["open-data"], start_year=2015, end_year=2016, status="completed")

    found = page(client, "?status=ongoing&status=discontinued&theme=open-data&active_from=2014&active_to=2015")

    assert ways_out(found) == [
        (
            "Without “Status: Discontinued or Ongoing” 1",
            "/case-studies/?theme=open-data&active_from=2014&active_to=2015",
        ),
    ]


def test_an_empty_result_says_what_there_is_without_the_words_or_the_years(client: Client) -> None:
    make_case("harbour", start_year=2015, end_year=2016, status="completed")

    words = page(client, "?q=quay&active_to=2020&ordering=-title")
    years = page(client, "?q=harbour&active_from=2019")
    span = page(client, "?status=completed&active_from=2017&active_to=2018")

    assert ways_out(words) == [("Without “Words: quay” 1", "/case-studies/?active_to=2020&ordering=-title")]
    assert ways_out(years) == [("Without “Active from 2019” 1", "/case-studies/?q=harbour")]
    assert ways_out(span) == [("Without “Active from 2017 to 2018” 1", "/case-studies/?status=completed")]


def test_an_empty_result_that_no_single_filter_explains_says_what_each_gives_alone(client: Client) -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["open-data"])
    make_case("c", themes=["civic-reporting"], status="completed", level="national")

    found = page(client, "?theme=open-data&status=completed&level=local&ordering=-title")

    assert ways_out(found) == [
        ("Only “Theme: Open data” 2", "/case-studies/?theme=open-data&ordering=-title"),
        ("Only “Status: Completed” 1", "/case-studies/?status=completed&ordering=-title"),
    ]


def test_it_says_what_it_searched_for_instead(client: Client) -> None:
    make_case("a", title="Fellowship")
    make_case("b", title="Harbour")

    found = page(client, "?q=fellwship")
    exact = page(client, "?q=fellowship")

    assert titles(found) == ["Fellowship"]
    assert found.one(class_="searched").text == (
        "Nothing was found for “fellwship”. Searched for “fellowship” instead."
    )
    assert links(found, class_="searched") == [("fellowship", "/case-studies/?q=fellowship")]
    assert found.one("input", id="listing-q")["value"] == "fellwship"
    assert exact.all(class_="searched") == []


def test_it_says_which_words_it_left_out(client: Client) -> None:
    make_case("a", title="Fellowship")

    one, two = page(client, "?q=fellowship+zzyzxqv"), page(client, "?q=fellowship+zzyzxqv+qqkjjw")

    assert titles(one) == titles(two) == ["Fellowship"]
    assert one.one(class_="searched").text == (
        "Nothing was found for “fellowship zzyzxqv”. “zzyzxqv” occurs nowhere and was left out."
    )
    assert two.one(class_="searched").text == (
        "Nothing was found for “fellowship zzyzxqv qqkjjw”. “zzyzxqv” and “qqkjjw” occur nowhere and were left out."
    )


def test_it_says_that_not_all_words_had_to_be_there(client: Client) -> None:
    make_case("a", title="Fellowship in the harbour")
    make_case("b", title="Lantern")

    found = page(client, "?q=fellowship+harbour+lantern")

    assert titles(found) == ["Fellowship in the harbour"]
    assert found.one(class_="searched").text == (
        "Nothing was found for “fellowship harbour lantern”. Looked for what has at least two of the words."
    )
