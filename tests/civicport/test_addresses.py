"""Absolute addresses, and where an address leads whose record is no longer there."""

from __future__ import annotations

import pytest
from django.http import Http404
from django.test import RequestFactory
from pytest_django import Settings

from civicport.addresses import absolute, elsewhere, present_slug, was_public
from tests.factories import accepted, case_document, make_case, make_model, make_organisation

pytestmark = pytest.mark.django_db


def test_an_address_stands_under_the_requests_host_unless_the_catalogue_has_a_name(settings: Settings) -> None:
    request = RequestFactory().get("/")

    assert absolute(request, "/tools/") == "http://testserver/tools/"

    settings.SITE_URL = "https://catalogue.example.org/"

    assert absolute(request, "/tools/") == "https://catalogue.example.org/tools/"


def test_a_former_slug_leads_to_the_present_one_of_a_public_record_of_its_kind() -> None:
    make_case("now", former_slugs=["old"])
    make_case("draft", former_slugs=["old-draft"], state="draft")

    slugs = [present_slug("case_studies", slug) for slug in ("old", "now", "old-draft", "never")]

    assert slugs == ["now", "", "", ""]
    assert present_slug("tools", "old") == ""


def test_what_was_public_and_is_no_longer_says_so_of_the_names_that_were_public() -> None:
    make_case("case", former_slugs=["old"])
    accepted("case_studies", case_document("later", former_slugs=["case", "old", "other"], state="draft"))

    assert [was_public("case_studies", slug) for slug in ("case", "old", "later", "other", "never")] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_what_is_public_or_never_was_is_not_gone() -> None:
    make_case("case")
    make_case("draft", state="draft")
    make_model("labs-too")

    assert not was_public("case_studies", "case")
    assert not was_public("case_studies", "draft")
    assert not was_public("collaboration_models", "labs-too")


def test_an_organisation_does_not_tell_whether_anybody_ever_named_it() -> None:
    make_organisation("city")
    make_case(organisations=[{"organisation": "city"}])
    accepted("case_studies", case_document(organisations=[{"organisation": "city"}], state="withdrawn"))

    assert not was_public("organisations", "city")


def test_elsewhere_keeps_the_query_string_when_it_redirects() -> None:
    make_case("now", former_slugs=["old"])
    request = RequestFactory().get("/case-studies/old/?a=1&b=%C5%81")

    response = elsewhere(request, "case_studies", "old", "case-study")

    assert (response.status_code, response["Location"]) == (301, "/case-studies/now/?a=1&b=%C5%81")


def test_elsewhere_is_nowhere_for_what_never_was() -> None:
    request = RequestFactory().get("/case-studies/never/")

    with pytest.raises(Http404):
        elsewhere(request, "case_studies", "never", "case-study")
