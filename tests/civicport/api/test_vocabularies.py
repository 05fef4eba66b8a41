"""The vocabularies on the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from civicport.documents.vocabularies import NAMES
from civicport.models import Record

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

LIST = "/api/v1/vocabularies/"
API = "http://testserver/api/v1"


def test_the_list_has_each_with_the_slugs_of_its_values(client: Client) -> None:
    answer = client.get(LIST).json()

    assert [result["slug"] for result in answer["results"]] == sorted(NAMES)
    assert next(result for result in answer["results"] if result["slug"] == "forms") == {
        "slug": "forms",
        "url": f"{API}/vocabularies/forms/",
        "html_url": None,
        "values": ["direct", "indirect"],
    }


def test_fields_narrow_each_result(client: Client) -> None:
    assert client.get(LIST + "?fields=slug&page_size=1").json()["results"] == [{"slug": sorted(NAMES)[0]}]


def test_one_has_the_names_and_explanations_of_its_values(client: Client) -> None:
    record = Record.objects.get(kind="vocabularies", slug="statuses")

    assert client.get(LIST + "statuses/").json() == {
        "slug": "statuses",
        "url": f"{API}/vocabularies/statuses/",
        "html_url": None,
        "revision": 1,
        "changed": record.changed.isoformat().replace("+00:00", "Z"),
        "document": {
            "slug": "statuses",
            "values": [
                {"slug": "ongoing", "name": "Ongoing"},
                {"slug": "completed", "name": "Completed"},
                {"slug": "discontinued", "name": "Discontinued", "help": "Ended before it was meant to"},
            ],
        },
        "links": {},
    }


def test_there_is_none_that_never_was(client: Client) -> None:
    assert client.get(LIST + "nonsense/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    Record.objects.exclude(slug__in=NAMES[:count]).delete()

    # The catalogue's version; how many, and rows.
    with django_assert_num_queries(3):
        client.get(LIST)
