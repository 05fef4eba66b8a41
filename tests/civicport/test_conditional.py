"""Unchanged pages are not sent again."""

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from civicport.conditional import make
from civicport.models import Catalogue
from tests.factories import make_case

pytestmark = pytest.mark.django_db

ADDRESSES = [
    "/",
    "/case-studies/",
    "/case-studies/case/",
    "/about/",
    "/api/v1/case-studies/",
    "/api/v1/case-studies/case/",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_sends_nothing_to_who_has_this_version(client, address):
    make_case()
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    assert again["ETag"] == first["ETag"]
    assert first["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_sends_a_page_again_after_any_change(client, address):
    make_case()
    first = client.get(address)
    make_case("another")

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_it_sends_a_page_again_after_a_new_set_up(client, settings):
    first = client.get("/about/")
    settings.OPERATOR = "City of Harbour"
    make.cache_clear()

    again = client.get("/about/", headers={"if-none-match": first["ETag"]})

    make.cache_clear()
    assert again.status_code == 200


def test_it_marks_no_error(client):
    assert "ETag" not in client.get("/case-studies/nowhere/").headers


def test_it_never_answers_an_editor_from_memory(client):
    make_case()
    tag = client.get("/case-studies/")["ETag"]
    client.force_login(User.objects.create_user("alice"))

    again = client.get("/case-studies/", headers={"if-none-match": tag})

    assert again.status_code == 200
    assert "ETag" not in again.headers


def test_it_leaves_the_desk_alone(client):
    assert "ETag" not in client.get("/admin/login/").headers


def test_it_tells_a_catalogue_that_was_set_up_anew_from_the_one_before(client):
    make_case()
    first = client.get("/case-studies/case/")
    Catalogue.objects.update(changed=timezone.now())

    again = client.get("/case-studies/case/", headers={"if-none-match": first["ETag"]})

    assert again.status_code == 200


@pytest.mark.parametrize("tag", ["*", "of another address"])
def test_it_answers_no_error_from_memory(client, tag):
    make_case()
    sent = tag if tag == "*" else client.get("/case-studies/")["ETag"]

    statuses = [
        client.get(address, headers={"if-none-match": sent}).status_code
        for address in ("/case-studies/nowhere/", "/api/v1/nowhere/", "/api/v1/case-studies/?them=x")
    ]

    assert statuses == [404, 404, 400]
