from __future__ import annotations

import pytest

from civicport.models import Catalogue, FormerSlug, Record, Revision, Source, Term
from tests.factories import accepted, case_document, make_case, make_organisation, organisation_document, source

pytestmark = pytest.mark.django_db


def test_a_new_catalogue_has_version_0() -> None:
    assert Catalogue.current().version == 0
    assert str(Catalogue.locked()) == "version 0"


def test_only_what_the_public_may_see_is_published() -> None:
    make_organisation("seen")
    make_organisation("unseen")
    make_case("case", organisations=[{"organisation": "seen"}])
    make_case("draft", state="draft", organisations=[{"organisation": "unseen"}])
    make_case("withdrawn", state="withdrawn")

    found = Record.objects.published().exclude(kind="vocabularies").order_by("kind", "slug")

    assert [str(record) for record in found] == [
        "case_studies/case",
        "collaboration_models/labs",
        "organisations/seen",
    ]


def test_a_revision_is_public_if_it_was_and_its_record_is() -> None:
    make_case("case", state="draft")
    accepted("case_studies", case_document("case", title="Public"))
    make_case("gone")
    accepted("case_studies", case_document("gone", state="withdrawn"))

    found = Revision.objects.published().filter(record__kind="case_studies")

    assert [str(revision) for revision in found] == ["case_studies/case, revision 2"]


def test_former_slugs_and_sources_go_with_their_records() -> None:
    for slug, named in (("seen", True), ("unseen", False)):
        make_organisation(slug)
        document = organisation_document(f"{slug}-now", former_slugs=[slug], sources=[source()])
        accepted("organisations", document)
        if named:
            make_case("case", organisations=[{"organisation": slug}])
    make_case("draft", state="draft", sources=[source("secret")], aim="A.[^secret]")

    assert [str(former) for former in FormerSlug.objects.published()] == ["organisations/seen"]
    assert sorted((str(found.record), str(found)) for found in Source.objects.published()) == [
        ("case_studies/case", "A report [report]"),
        ("organisations/seen-now", "A report [report]"),
    ]


def test_records_of_a_kind_come_by_slug() -> None:
    for slug in ("b", "a"):
        make_organisation(slug)

    assert [record.slug for record in Record.objects.of_kind("organisations")] == ["a", "b"]
    assert str(Term.objects.get(vocabulary="forms", slug="direct")) == "Direct"
