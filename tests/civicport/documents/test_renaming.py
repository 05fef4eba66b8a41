from __future__ import annotations

import pytest

from casestudies.models import CaseStudy, Organisation
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from civicport.documents.problems import Origin, Refused
from civicport.models import Catalogue, FormerSlug, Record, Revision
from tests.factories import (
    BY,
    REASON,
    accepted,
    case_document,
    make_case,
    make_organisation,
    make_tool,
    organisation_document,
    vocabularies,
)

pytestmark = pytest.mark.django_db


def rename(old: str, new: str, **more: object) -> None:
    accepted("organisations", organisation_document(new, former_slugs=[old], **more))


def former() -> list[tuple[str, str]]:
    return list(FormerSlug.objects.order_by("slug").values_list("slug", "record__slug"))


def refusal(*documents: dict[str, object]) -> list[str]:
    submissions = [
        Submission("organisations", document, Origin(f"{document['slug']}.yaml", {(): 1})) for document in documents
    ]
    with pytest.raises(Refused) as refused:
        accept_all(submissions, BY, REASON)
    return str(refused.value).splitlines()


def test_a_renamed_record_stays_the_same_record() -> None:
    organisation = make_organisation("city")

    rename("city", "town")

    assert Organisation.objects.get().slug == "town"
    assert Organisation.objects.get().pk == organisation.pk
    assert Record.objects.get(kind="organisations").revision == 2
    assert former() == [("city", "town")]


def test_references_are_written_anew_with_a_revision_that_says_why() -> None:
    make_organisation("city")
    make_tool("app", maintainers=["city"])
    make_case("case", organisations=[{"organisation": "city", "role": "host"}])
    make_case("other")
    before = Catalogue.current().version

    submissions = [Submission("organisations", organisation_document("town", former_slugs=["city"]))]
    results = accept_all(submissions, BY, REASON)

    assert (results[0].record.slug, results[0].outcome) == ("town", "changed")
    assert sorted(result.record.slug for result in results) == ["app", "case", "town"]
    assert Record.objects.get(slug="case").document["organisations"] == [{"organisation": "town", "role": "host"}]
    assert Record.objects.get(slug="app").document["maintainers"] == ["town"]
    revision = Revision.objects.get(record__slug="case", number=2)
    assert (revision.by, revision.reason) == (BY, "It follows another record that changed.")
    assert Record.objects.get(slug="other").revision == 1
    assert Catalogue.current().version == before + 3


def test_a_reference_to_a_former_slug_becomes_one_to_the_present() -> None:
    make_organisation("city")
    rename("city", "town")

    make_case("case", organisations=[{"organisation": "city"}])

    assert Record.objects.get(slug="case").document["organisations"] == [{"organisation": "town"}]


def test_a_record_can_have_its_old_name_back() -> None:
    make_case("case", organisations=[{"organisation": make_organisation("city").slug}])
    rename("city", "town")

    rename("town", "city")

    assert former() == [("town", "city")]
    assert Record.objects.get(slug="case").document["organisations"] == [{"organisation": "city"}]
    assert Organisation.objects.get().slug == "city"


def test_former_slugs_are_never_lost() -> None:
    make_organisation("city")
    rename("city", "town")

    rename("town", "village")
    result = accepted("organisations", organisation_document("village", name="Village!"))

    assert result.record.document == {"slug": "village", "former_slugs": ["town", "city"], "name": "Village!"}
    assert list(result.record.document) == ["slug", "former_slugs", "name"]
    assert former() == [("city", "village"), ("town", "village")]


def test_a_document_under_a_slug_of_long_ago_needs_the_present_one() -> None:
    make_organisation("city")
    rename("city", "town")

    found = refusal(organisation_document("village", former_slugs=["city"]))

    assert found == [
        "village.yaml, line 1, former_slugs[1]: “city” is a former slug of “town” and leads there for ever; "
        "choose another."
    ]


def test_several_records_are_renamed_at_once() -> None:
    for slug in ("a", "b", "c"):
        make_organisation(slug)
    make_case("case", organisations=[{"organisation": "a"}, {"organisation": "c"}])

    accept_all(
        [
            Submission("organisations", organisation_document(new, former_slugs=[old]))
            for old, new in (("a", "x"), ("b", "y"), ("c", "z"))
        ],
        BY,
        REASON,
    )

    assert former() == [("a", "x"), ("b", "y"), ("c", "z")]
    assert Record.objects.get(slug="case").document["organisations"] == [{"organisation": "x"}, {"organisation": "z"}]


def test_a_name_that_was_given_up_is_not_passed_on() -> None:
    make_organisation("a")
    make_organisation("b")

    found = refusal(
        organisation_document("b", former_slugs=["a"]),
        organisation_document("c", former_slugs=["b"]),
    )

    assert "c.yaml, line 1, former_slugs[1]: “b” is claimed by the record “b” in b.yaml too." in found
    assert sorted(Organisation.objects.values_list("slug", flat=True)) == ["a", "b"]


def test_a_slug_of_another_record_is_no_former_slug() -> None:
    make_organisation("a")
    make_organisation("b")

    assert refusal(organisation_document("b", former_slugs=["a"])) == [
        "b.yaml, line 1, former_slugs[1]: “a” is the slug of another record."
    ]


def test_a_former_slug_of_another_record_is_taken() -> None:
    make_organisation("city")
    rename("city", "town")

    assert refusal(organisation_document("city")) == [
        "city.yaml, line 1, slug: “city” is a former slug of “town” and leads there for ever; choose another."
    ]


def test_one_record_does_not_become_two() -> None:
    make_organisation("city")

    assert refusal(organisation_document("x", former_slugs=["city"]), organisation_document("city")) == [
        "city.yaml, line 1, slug: “city” is claimed by the record “x” in x.yaml too.",
        "city.yaml, line 1, slug: “city” would become two records; keep it under one slug.",
    ]


def test_the_present_slug_is_no_former_one() -> None:
    vocabularies()

    assert refusal(organisation_document("city", former_slugs=["city"])) == [
        "city.yaml, line 1, former_slugs[1]: “city” is the present slug; it cannot be a former one too."
    ]


def test_a_batch_may_refer_by_the_old_name_and_by_the_new() -> None:
    make_case("old")
    related = [{"case_study": "old", "relation": "see-also"}]
    by_new = [{"case_study": "fresh", "relation": "see-also"}]

    accept_all(
        [
            Submission("case_studies", case_document("a", related=related)),
            Submission("case_studies", case_document("b", related=by_new)),
            Submission("case_studies", case_document("fresh", former_slugs=["old"])),
        ],
        BY,
        REASON,
    )

    assert Record.objects.get(slug="a").document["related"] == by_new
    assert Record.objects.get(slug="b").document["related"] == by_new
    assert sorted(CaseStudy.objects.values_list("slug", flat=True)) == ["a", "b", "fresh"]


def test_references_follow_when_only_the_newest_of_several_names_is_brought() -> None:
    make_organisation("city")
    rename("city", "town")

    accept_all(
        [
            Submission("organisations", organisation_document("village", former_slugs=["town"])),
            Submission("tools", {"slug": "app", "name": "App", "maintainers": ["city"]}),
        ],
        BY,
        REASON,
    )

    assert Record.objects.get(slug="app").document["maintainers"] == ["village"]
    assert former() == [("city", "village"), ("town", "village")]
