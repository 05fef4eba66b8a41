"""The models of collaboration on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.models import Record
from tests.factories import make_case, make_model

pytestmark = pytest.mark.django_db

LIST = "/api/v1/collaboration-models/"
API = "http://testserver/api/v1"


def test_the_list_has_them_in_their_own_order_with_their_public_cases(client: Client) -> None:
    make_model("labs", order=2)
    make_model("hackathons", order=1)
    make_case(models=["labs"])
    make_case("draft", models=["labs", "hackathons"], state="draft")

    answer = client.get(LIST).json()

    assert [(result["slug"], result["case_study_count"]) for result in answer["results"]] == [
        ("hackathons", 0),
        ("labs", 1),
    ]
    assert answer["results"][0] == {
        "slug": "hackathons",
        "url": f"{API}/collaboration-models/hackathons/",
        "html_url": "http://testserver/collaboration-models/hackathons/",
        "name": "Hackathons",
        "summary": "A way of working together.",
        "case_study_count": 0,
    }


def test_one_is_its_document_and_leads_to_its_cases(client: Client) -> None:
    make_model("labs", order=2)
    record = Record.objects.get(kind="collaboration_models")

    assert client.get(LIST + "labs/").json() == {
        "slug": "labs",
        "url": f"{API}/collaboration-models/labs/",
        "html_url": "http://testserver/collaboration-models/labs/",
        "revision": 1,
        "changed": record.changed.isoformat().replace("+00:00", "Z"),
        "document": {"slug": "labs", "name": "Labs", "order": 2, "summary": "A way of working together."},
        "links": {"case_studies": [f"{API}/case-studies/?model=labs"]},
    }


def test_a_former_slug_leads_to_the_present_one(client: Client) -> None:
    make_model("labs", former_slugs=["workshops"])

    response = client.get(LIST + "workshops/")

    assert (response.status_code, response["Location"]) == (301, f"{API}/collaboration-models/labs/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_model(f"model-{number}")

    # The catalogue's version; how many, and rows with how many cases each has.
    with django_assert_num_queries(3):
        client.get(LIST)


@pytest.mark.parametrize("count", [1, 3])
def test_one_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_case(f"case-{number}")

    # The catalogue's version; the model with its document.
    with django_assert_num_queries(2):
        client.get(LIST + "labs/")
