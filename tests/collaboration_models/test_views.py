"""The models of collaboration, and one of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import accepted, make_case, make_model, model_document, source
from tests.html import Element, parse

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return parse(response)


def test_the_list_has_them_in_their_own_order(client: Client) -> None:
    make_model("labs", name="Labs", order=2)
    make_model("hackathons", name="Hackathons", order=1)
    make_model("unplaced", name="Unplaced")
    make_case(models=["labs"])
    make_case("draft", state="draft", models=["hackathons"])

    found = client.get("/collaboration-models/")

    assert [(model.slug, model.case_study_count) for model in found.context["models"]] == [
        ("hackathons", 0),
        ("labs", 1),
        ("unplaced", 0),
    ]
    assert parse(found).one("title").text == "Collaboration models – CivicPort"
    assert parse(found).one("link", rel="canonical")["href"] == "http://testserver/collaboration-models/"


def test_it_tells_when_it_fits_and_what_to_watch_out_for(client: Client) -> None:
    make_case()
    accepted(
        "collaboration_models",
        model_document(
            "labs",
            description="A room.[^report]",
            fits_when=["There is time.[^report]"],
            watch_out=[{"title": "Money", "text": "It runs out.", "key": "money"}],
            recommendations=[{"text": "Start small.", "key": "small"}],
            typical={"duration": "weeks", "led_by": ["civil-society"], "needs_government_partner": True},
            sources=[source()],
        ),
    )

    found = page(client, "/collaboration-models/labs/")

    assert found.one("h1").text == "Labs"
    assert found.one(id="money").one(class_="text").text == "It runs out."
    assert found.one(id="small").one(class_="text").text == "Start small."
    assert [mark.one("a")["href"] for mark in found.all("sup")] == ["#source_report", "#source_report"]
    assert [link["href"] for link in found.one(class_="backlinks").all("a")] == ["#cite_report_1", "#cite_report_2"]


def test_it_shows_its_public_cases_the_ones_it_is_the_main_model_of_first(client: Client) -> None:
    make_case("a", models=["hackathons", "labs"])
    make_case("b", models=["labs"])
    make_case("draft", models=["labs"], state="draft")
    make_case("other", models=["hackathons"])

    told = client.get("/collaboration-models/labs/").context["page"]

    assert [case.slug for case in told.case_studies] == ["b", "a"]
    assert (told.case_study_count, told.case_studies_url) == (2, "/case-studies/?model=labs")


def test_it_shows_the_lessons_of_its_cases_with_their_place(client: Client) -> None:
    lessons = [{"text": "Ask early.[^report]", "key": "early"}, {"text": "Ask twice.", "key": "twice"}]
    make_case("a", lessons=lessons, challenges=[{"text": "No time.", "key": "time"}])
    make_case("b")
    make_case("draft", lessons=lessons, state="draft")

    told = client.get("/collaboration-models/labs/").context["page"]

    assert [(part.case.slug, [item.url for item in part.takeaways]) for part in told.lessons] == [
        ("a", ["/case-studies/a/#early", "/case-studies/a/#twice"])
    ]


def test_former_slugs_lead_to_the_present_one(client: Client) -> None:
    make_model("labs", former_slugs=["workshops"])

    response = client.get("/collaboration-models/workshops/")

    assert (response.status_code, response["Location"]) == (301, "/collaboration-models/labs/")


def test_there_is_none_that_never_was(client: Client) -> None:
    assert client.get("/collaboration-models/nonsense/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_model(f"model-{number}")
        make_case(f"case-{number}", models=[f"model-{number}"])

    # The catalogue's version; the models with how many cases each has.
    with django_assert_num_queries(2):
        page(client, "/collaboration-models/")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_case(f"case-{number}", lessons=[{"text": "Ask early."}], themes=["open-data"], countries=["PL"])

    # The catalogue's version; the model with its document; names of who may lead it; how many cases; the first of them
    # with models, countries and terms; those with lessons, and their takeaways.
    with django_assert_num_queries(10):
        page(client, "/collaboration-models/labs/")
