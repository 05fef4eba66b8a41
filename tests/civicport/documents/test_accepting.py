from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import CaseStudy, Relation
from civicport.documents.accepting import accept, accept_all
from civicport.documents.checking import Submission
from civicport.documents.problems import Origin, Refused
from civicport.models import Catalogue, FormerSlug, Record, Revision, Source, Term
from tests.factories import (
    BY,
    REASON,
    accepted,
    case_document,
    make_case,
    make_model,
    make_organisation,
    make_tool,
    model_document,
    organisation_document,
    source,
    tool_document,
    vocabularies,
)

pytestmark = pytest.mark.django_db


def messages(kind: str, document: Any, **options: Any) -> list[str]:
    """Everything for which this document is refused."""
    with pytest.raises(Refused) as refused:
        accepted(kind, document, **options)
    return [str(problem) for problem in refused.value.problems]


def revisions(slug: str) -> list[tuple[int, str, str]]:
    found = Revision.objects.filter(record__slug=slug).order_by("number")
    return [(revision.number, revision.by, revision.reason) for revision in found]


def test_it_stores_document_projection_revision_and_version_together() -> None:
    make_model("labs")
    before = Catalogue.current().version

    result = accept("case_studies", case_document("case"), "  Alice   B ", " Because. ")

    record = Record.objects.get(kind="case_studies", slug="case")
    revision = record.revisions.get()
    catalogue = Catalogue.current()
    assert (result.outcome, result.public, result.record) == ("created", True, record)
    assert record.document == case_document("case")
    assert (record.revision, record.version, record.changed) == (1, before + 1, catalogue.changed)
    assert (revision.number, revision.by, revision.reason) == (1, "Alice B", "Because.")
    assert (revision.document, revision.version, revision.public) == (record.document, before + 1, True)
    assert CaseStudy.objects.get().title == "Case"
    assert list(Source.objects.values_list("record", "key", "title")) == [(record.pk, "report", "A report")]
    assert catalogue.version == before + 1


def test_an_unchanged_document_makes_no_revision_and_no_version() -> None:
    make_case("case", lessons=[{"text": "Listen.[^report]"}])
    before = Catalogue.current()

    result = accepted("case_studies", case_document("case", lessons=[{"text": " Listen.[^report]\r\n"}]))

    assert result.outcome == "unchanged"
    assert revisions("case") == [(1, BY, REASON)]
    assert (Catalogue.current().version, Catalogue.current().changed) == (before.version, before.changed)


def test_the_version_counts_every_change_by_one() -> None:
    make_model("labs")
    before = Catalogue.current().version

    for title in ("One", "Two", "Two", "Three"):
        accepted("case_studies", case_document("case", title=title))

    assert Catalogue.current().version == before + 3
    assert list(Revision.objects.filter(record__slug="case").order_by("number").values_list("number", "version")) == [
        (1, before + 1),
        (2, before + 2),
        (3, before + 3),
    ]


@pytest.mark.parametrize(("by", "reason"), [("", "Why"), ("Alice", ""), (" \t", "Why"), ("Alice", "\r\n ")])
def test_it_asks_who_and_why(by: str, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        accept("collaboration_models", model_document(), by, reason)

    assert str(refused.value) == "Say who brings a change (`by`) and why (`reason`)."
    assert not Record.objects.exists()


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\u202e"])
def test_a_name_or_a_reason_has_no_forbidden_character(character: str) -> None:
    code = f"U+{ord(character):04X}"
    for by, reason in ((f"Ali{character}ce", "Why"), ("Alice", f"W{character}hy")):
        with pytest.raises(Refused) as refused:
            accept("collaboration_models", model_document(), by, reason)

        assert str(refused.value) == f"The name or the reason contains the character {code}; take it out."


def test_what_is_refused_changes_nothing() -> None:
    make_case("case")
    before = (Catalogue.current().version, Record.objects.count(), Revision.objects.count(), CaseStudy.objects.get())

    found = messages("case_studies", case_document("case", title="", levle="local"))

    after = (Catalogue.current().version, Record.objects.count(), Revision.objects.count(), CaseStudy.objects.get())
    assert found == [
        "levle: “levle” is no key of this part. Did you mean “level”?",
        "title: is empty; leave the key out if it is not known.",
    ]
    assert after == before


def test_an_edit_that_was_overtaken_is_refused() -> None:
    make_case("case")
    accepted("case_studies", case_document("case", title="Another's"))

    found = messages("case_studies", case_document("case", title="Mine"), based_on=1)

    assert found == [
        "Somebody else has changed this record: it is revision 2 now, and you edited revision 1. "
        "Compare with the newest and bring your change again."
    ]
    assert accepted("case_studies", case_document("case", title="Mine"), based_on=2).record.revision == 3


def test_a_new_record_takes_no_other_records_place() -> None:
    make_case("case")

    assert messages("case_studies", case_document("case", title="New"), based_on=0) == [
        "slug: “case” is taken by another case study; choose another slug."
    ]
    assert messages("case_studies", case_document("fresh"), based_on=4) == [
        "Somebody else has changed this record: it is not in the catalogue now, and you edited revision 4. "
        "Compare with the newest and bring your change again."
    ]


def test_documents_may_refer_to_each_other_in_any_order() -> None:
    vocabularies()
    related = [("a", "b", "replicates"), ("b", "a", "see-also")]
    cases = [
        case_document(slug, related=[{"case_study": other, "relation": relation}]) for slug, other, relation in related
    ]
    cases[0] |= {"tools": ["app"], "organisations": [{"organisation": "city"}]}
    submissions = [
        *(Submission("case_studies", case) for case in cases),
        Submission("tools", tool_document("app", maintainers=["city"])),
        Submission("organisations", organisation_document("city")),
        Submission("collaboration_models", model_document("labs")),
    ]

    results = accept_all(submissions, BY, REASON)

    assert [(result.record.slug, result.outcome) for result in results] == [
        (slug, "created") for slug in ("a", "b", "app", "city", "labs")
    ]
    found = Relation.objects.order_by("case_study__slug").values_list("case_study__slug", "to__slug", "relation")
    assert list(found) == related


def test_if_one_document_is_refused_none_is_accepted() -> None:
    submissions = [
        Submission("collaboration_models", model_document("labs"), Origin("a.yaml", {(): 1})),
        Submission("collaboration_models", {"slug": "x y"}, Origin("b.yaml", {(): 1, ("slug",): 2})),
        Submission("case_studies", case_document(models=["lab"]), Origin("c.yaml", {(): 1, ("models",): 7})),
    ]

    with pytest.raises(Refused) as refused:
        accept_all(submissions, BY, REASON)

    assert str(refused.value).splitlines() == [
        "b.yaml, line 2, slug: “x y” is no slug: lower-case letters a to z, digits and single hyphens between them, "
        "100 characters at most.",
        "b.yaml, line 1, name: is missing; it is required.",
        "b.yaml, line 1, summary: is missing; it is required.",
        "c.yaml, line 7, models[1]: there is no collaboration model “lab”. Did you mean “labs”?",
    ]
    assert not Record.objects.exists()


def test_a_dry_run_says_what_would_happen_and_undoes_it() -> None:
    make_case("case")
    before = Catalogue.current().version
    submissions = [
        Submission("case_studies", case_document("case", title="New")),
        Submission("collaboration_models", model_document("labs")),
        Submission("collaboration_models", model_document("more")),
    ]

    results = accept_all(submissions, BY, REASON, dry_run=True)

    assert [result.outcome for result in results] == ["changed", "unchanged", "created"]
    assert Catalogue.current().version == before
    assert CaseStudy.objects.get().title == "Case"
    assert not Record.objects.filter(slug="more").exists()


def test_progress_hears_of_each_document() -> None:
    heard: list[int] = []

    accept_all(
        [Submission("collaboration_models", model_document(slug)) for slug in "abc"], BY, REASON, progress=heard.append
    )

    assert heard == [1, 1, 1]


def test_the_same_slug_twice_in_a_batch_is_refused() -> None:
    submissions = [
        Submission("collaboration_models", model_document("labs"), Origin("a.yaml")),
        Submission("collaboration_models", model_document("labs"), Origin("b.yaml")),
    ]

    with pytest.raises(Refused) as refused:
        accept_all(submissions, BY, REASON)

    assert str(refused.value) == "b.yaml, slug: “labs” is claimed by the record “labs” in a.yaml too."


def test_a_slug_names_one_record_of_each_kind() -> None:
    make_tool("city")
    make_organisation("city")

    found = Record.objects.filter(slug="city").order_by("kind").values_list("kind", flat=True)

    assert list(found) == ["organisations", "tools"]


def test_a_draft_says_that_it_is_not_public() -> None:
    make_model("labs")

    result = accepted("case_studies", case_document("case", state="draft"))

    assert result.public is False
    assert Revision.objects.get(record__slug="case").public is False


def test_a_record_that_goes_out_of_use_leaves_no_projection_behind() -> None:
    make_tool("app", themes=["citizen-participation"])
    make_case("case", tools=["app"], countries=["PL"], lessons=[{"text": "Listen."}], sources=[source(), source("b")],
              aim="Why.[^report][^b]")  # fmt: skip

    accepted("case_studies", case_document("case"))

    case = CaseStudy.objects.get()
    assert not case.tool_links.exists()
    assert not case.country_links.exists()
    assert not case.takeaways.exists()
    assert list(case.record.sources.values_list("key", flat=True)) == ["report"]
    assert not FormerSlug.objects.exists()
    assert Term.objects.filter(vocabulary="themes", slug="citizen-participation").exists()
