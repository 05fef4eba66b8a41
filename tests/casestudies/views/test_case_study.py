"""A case study's page: the answers first, then the six questions, the facts, and the sources."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from civicport.documents.serializers import RESERVED_KEYS
from tests.factories import accepted, case_document, make_case, make_organisation, make_tool, source
from tests.html import Element, parse

pytestmark = pytest.mark.django_db


def page(client: Client, slug: str = "case") -> Element:
    response = client.get(f"/case-studies/{slug}/")
    assert response.status_code == 200
    return parse(response)


def in_short(found: Element) -> list[tuple[str, str, str]]:
    """Label, answer and address of each of the six answers."""
    answers = found.one("ol", class_="short").all("a")
    return [
        (
            answer.one(class_="short-label").text.strip("123456:"),
            answer.one(class_="short-text").text,
            answer["href"],
        )
        for answer in answers
    ]


def facts(found: Element) -> dict[str, str]:
    """The panel of facts; several values of one fact with a slash between them."""
    told: dict[str, str] = {}
    for element in found.one(class_="facts").within():
        if element.tag == "dt":
            label = element.text
        elif element.tag == "dd":
            told[label] = f"{told[label]} / {element.text}" if label in told else element.text
    return told


def test_what_is_not_known_is_said(client: Client) -> None:
    make_case()

    found = page(client)

    assert in_short(found) == [
        ("Aim", "It wanted something.", "#aim"),
        ("Started by", "not known", "#initiator"),
        ("Paid by", "not known", "#funding"),
        ("Model", "Labs", "#model"),
        ("What went wrong", "not known", "#lessons-learnt"),
        ("What to do", "not known", "#recommendations"),
    ]
    assert set(facts(found)) == {
        "When", "Collaboration model", "Form", "Level", "Countries", "Started by", "Paid by", "Costs", "Themes",
        "Policy areas", "Why together", "Who takes part", "Organisations", "Tools",
    }  # fmt: skip
    assert facts(found)["When"] == "Years not known"
    assert facts(found)["Countries"].lower() == "not known"


def test_it_answers_in_the_records_own_words(client: Client) -> None:
    make_organisation("city", name="City of Harbour")
    make_organisation("club", name="Code Club")
    make_tool("app", name="The App")
    make_case(
        status="completed",
        start_year=2015,
        end_year=2018,
        countries=["NL"],
        initiators=["local-government", "civic-tech-community"],
        funding=["foundation-grant", "eu-programme"],
        organisations=[
            {"organisation": "city", "role": "initiator"},
            {"organisation": "city", "role": "funder"},
            {"organisation": "club"},
        ],
        tools=["app"],
        costs=[{"label": "Grant", "amount": 20000, "currency": "EUR", "year": 2016, "source": "report"}],
        challenges=[{"text": "Nobody had the time that it took to see it through.[^report] Then it rained."}],
        recommendations=[{"title": "Start small", "text": "Small is quick."}],
        website="https://www.example.org/app/",
    )

    found = page(client)

    assert in_short(found)[1:] == [
        ("Started by", "Local government and civic tech community, among them City of Harbour", "#initiator"),
        ("Paid by", "Foundation grant and EU programme", "#funding"),
        ("Model", "Labs", "#model"),
        ("What went wrong", "Nobody had the time that it took to see it through.", "#lessons-learnt"),
        ("What to do", "Start small", "#recommendations"),
    ]
    told = facts(found)
    assert told["When"] == "Completed, 2015 to 2018"
    assert told["Countries"] == "Netherlands"
    assert told["Tools"] == "The App"
    assert told["Website"] == "example.org/app"
    assert [link["href"] for link in found.one(class_="facts").all("a") if "city" in link["href"]] == [
        "/organisations/city/",
        "/organisations/city/",
    ]


def test_every_mark_leads_to_its_source_and_back_in_the_order_of_the_page(client: Client) -> None:
    make_case(
        aim="First.[^b] Second.[^a]",
        funding_note="Third.[^b]",
        outcomes=[{"label": "Visits", "value": "around 250", "source": "c"}],
        lessons=[{"text": "Fourth.[^a]"}],
        sources=[source("a", title="A"), source("b", title="B"), source("c", title="C")],
    )

    found = page(client)

    marks = [(mark.one("a").text, mark.one("a")["href"], mark.one("a")["id"]) for mark in found.all("sup")]
    assert marks == [
        ("1", "#source_b", "cite_b_1"),
        ("2", "#source_a", "cite_a_1"),
        ("1", "#source_b", "cite_b_2"),
        ("3", "#source_c", "cite_c_1"),
        ("2", "#source_a", "cite_a_2"),
    ]
    sources = found.one("ol", class_="sources").all("li")
    assert [item["id"] for item in sources] == ["source_b", "source_a", "source_c"]
    assert [[link["href"] for link in item.one(class_="backlinks").all("a")] for item in sources] == [
        ["#cite_b_1", "#cite_b_2"],
        ["#cite_a_1", "#cite_a_2"],
        ["#cite_c_1"],
    ]


def related(found: Element) -> list[str]:
    return [
        item.text for part in found.all("ul", class_="case-links") for item in part.parts if isinstance(item, Element)
    ]


def test_related_cases_are_told_from_both_ends(client: Client) -> None:
    make_case("b", title="Origin")
    make_case("a", title="Copy", related=[{"case_study": "b", "relation": "replicates"}])

    assert [text.startswith("Replicates") and "Origin" in text for text in related(page(client, "a"))] == [True]
    assert [text.startswith("Replicated by") and "Copy" in text for text in related(page(client, "b"))] == [True]


def test_a_relation_that_both_tell_stands_once(client: Client) -> None:
    make_case("b")
    make_case("a", related=[{"case_study": "b", "relation": "see-also"}])
    accepted("case_studies", case_document("b", related=[{"case_study": "a", "relation": "see-also"}]))

    assert (len(related(page(client, "a"))), len(related(page(client, "b")))) == (1, 1)


def test_a_relation_to_a_draft_is_left_out_on_both_sides(client: Client) -> None:
    make_case("draft", title="Undercover", state="draft")
    make_case("a", related=[{"case_study": "draft", "relation": "replicates"}])
    accepted(
        "case_studies",
        case_document("draft", state="draft", related=[{"case_study": "a", "relation": "inspired-by"}]),
    )

    assert related(page(client, "a")) == []


def test_it_says_what_it_is_to_machines(client: Client) -> None:
    make_case(title="Clean <air> & water", summary="In “two” sentences.")

    found = page(client)

    assert found.one("title").text == "Clean <air> & water – CivicPort"
    assert found.one("h1").text == "Clean <air> & water"
    assert found.one("meta", name="description")["content"] == "In “two” sentences."
    assert found.one("meta", property="og:title")["content"] == "Clean <air> & water"
    assert found.one("meta", property="og:type")["content"] == "article"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/case-studies/case/"
    assert [(link.text, link["href"]) for link in found.one(class_="crumbs").all("a")] == [
        ("Home", "/"),
        ("Case studies", "/case-studies/"),
    ]


def test_its_canonical_address_stands_under_the_catalogues_own_name(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://catalogue.example.org"
    make_case()

    assert page(client).one("link", rel="canonical")["href"] == "https://catalogue.example.org/case-studies/case/"


def test_a_former_slug_leads_to_the_present_one_for_ever(client: Client) -> None:
    make_case("now", former_slugs=["old"])

    response = client.get("/case-studies/old/?from=letter")

    assert (response.status_code, response["Location"]) == (301, "/case-studies/now/?from=letter")


def test_a_draft_is_not_there(client: Client) -> None:
    make_case("draft", state="draft", former_slugs=["older-draft"])

    assert [client.get(f"/case-studies/{slug}/").status_code for slug in ("draft", "older-draft", "never")] == [404] * 3


@pytest.mark.parametrize("state", ["withdrawn", "draft"])
def test_what_was_published_and_is_no_longer_is_gone(client: Client, state: str) -> None:
    make_case("case", former_slugs=["old"])
    accepted("case_studies", case_document("case", former_slugs=["old"], state=state))

    responses = [client.get(f"/case-studies/{slug}/") for slug in ("case", "old")]

    assert [response.status_code for response in responses] == [410, 410]
    assert [parse(response).one("h1").text for response in responses] == ["This case study has been withdrawn."] * 2


def test_a_name_that_a_withdrawn_case_got_later_was_never_there(client: Client) -> None:
    make_case("case")
    accepted("case_studies", case_document("undercover", former_slugs=["case"], state="withdrawn"))

    assert [client.get(f"/case-studies/{slug}/").status_code for slug in ("case", "undercover")] == [410, 404]


def test_no_key_of_a_takeaway_can_be_an_id_of_the_page_itself(client: Client) -> None:
    make_case("other")
    make_case(
        status="ongoing",
        milestones=[{"year": 2015, "text": "It began."}],
        related=[{"case_study": "other", "relation": "see-also"}],
    )

    ids = {element["id"] for element in page(client).within() if "id" in element.attributes}

    assert sorted(id for id in ids - RESERVED_KEYS if "_" not in id) == []


@pytest.mark.parametrize("others", [1, 3])
def test_it_costs_the_same_however_much_it_tells(client: Client, others: int, django_assert_num_queries: Any) -> None:
    for number in range(others):
        make_organisation(f"city-{number}")
        make_tool(f"app-{number}")
        make_case(f"other-{number}", countries=["PL"])
    make_case("back", related=[{"case_study": "other-0", "relation": "replicates"}])
    accepted(
        "case_studies",
        case_document(
            "other-0",
            organisations=[{"organisation": f"city-{number}", "role": "funder"} for number in range(others)],
            tools=[f"app-{number}" for number in range(others)],
            themes=["open-data", "civic-reporting"][:others],
            countries=["PL", "DE"][:others],
            related=[{"case_study": "back", "relation": "see-also"}]
            + [{"case_study": f"other-{number}", "relation": "see-also"} for number in range(1, others)],
        ),
    )

    with django_assert_num_queries(QUERIES):
        page(client, "other-0")


# The catalogue's version; the case with its document, models, countries, terms of its card, links to all terms and
# terms; its first public revision; which related cases are public; participations; names of choices; tools; the
# relations to others and from others, each with their cases, and those with models, countries and terms.
QUERIES = 18
