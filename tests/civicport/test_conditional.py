"""Unchanged pages are not sent again."""

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.utils import timezone

from civicport import conditional, models
from civicport.conditional import Pages, make
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


def test_an_anonymous_reader_may_be_shown_a_version_of_a_second_ago(client, monkeypatch):
    """What another process changes costs no reader a query; what this one changes shows at once."""
    now = [100.0]
    monkeypatch.setattr(models, "monotonic", lambda: now[0])
    monkeypatch.setattr(models, "TRUSTED_FOR", 1.0)
    make_case()
    first = client.get("/case-studies/case/")["ETag"]

    def status():
        return client.get("/case-studies/case/", headers={"if-none-match": first}).status_code

    Catalogue.objects.update(changed=timezone.now())  # As if by another process.
    now[0] += 0.9
    assert status() == 304
    now[0] += 0.2
    assert status() == 200
    first = client.get("/case-studies/case/")["ETag"]
    make_case("other")
    assert status() == 200


@pytest.fixture
def kept(monkeypatch):
    """Room for pages."""
    monkeypatch.setattr(conditional, "MOST_KEPT", 1_000_000)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("address", ADDRESSES)
def test_what_one_reader_was_given_the_next_one_is_given_without_making_it_again(
    client, address, django_assert_num_queries
):
    make_case()
    first = client.get(address)

    # The catalogue's version.
    with django_assert_num_queries(1):
        again = client.get(address)

    assert (again.status_code, again.content, again.headers) == (200, first.content, first.headers)


@pytest.mark.usefixtures("kept")
def test_what_changed_is_made_anew(client):
    make_case("case", title="Before")
    client.get("/case-studies/case/")
    make_case("case", title="After")

    assert b"After" in client.get("/case-studies/case/").content
    assert client.head("/case-studies/case/").content == b""
    assert client.get("/api/v1/case-studies/case/")["Content-Type"] == "application/json"


@pytest.mark.usefixtures("kept")
def test_nobody_who_is_signed_in_is_given_what_others_see(client):
    make_case()
    client.get("/case-studies/case/")
    client.force_login(User.objects.create_superuser("ada"))
    make = client.get("/case-studies/case/")

    assert "ETag" not in make.headers


def test_pages_are_kept_as_long_as_there_is_room(monkeypatch):
    monkeypatch.setattr(conditional, "MOST_KEPT", 10)
    pages = Pages()
    pages.keep("a", HttpResponse(b"12345"))
    pages.keep("b", HttpResponse(b"12345"))
    assert pages.get("a") is not None
    pages.keep("c", HttpResponse(b"12345"))

    assert [name for name in "abc" if pages.get(name)] == ["a", "c"]
