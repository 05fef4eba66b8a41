"""The querysets in the domain's words."""

from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import CaseStudy, Organisation, Takeaway, Tool
from collaboration_models.models import CollaborationModel
from tests.factories import make_case, make_organisation, make_tool

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def slugs(queryset: Any) -> list[str]:
    return [row.slug for row in queryset]


def test_published_is_only_what_says_so() -> None:
    make_case("public")
    make_case("draft", state="draft")
    make_case("withdrawn", state="withdrawn")

    assert slugs(CaseStudy.objects.published()) == ["public"]


def test_organisations_and_tools_are_public_while_a_public_record_names_them() -> None:
    for slug in ("took-part", "maintains", "hidden", "hidden-maintainer", "unnamed"):
        make_organisation(slug)
    make_tool("used", maintainers=["maintains"])
    make_tool("hidden", maintainers=["hidden-maintainer"])
    make_case("public", organisations=[{"organisation": "took-part"}], tools=["used"])
    make_case("draft", organisations=[{"organisation": "hidden"}], tools=["hidden", "used"], state="draft")

    assert slugs(Organisation.objects.published()) == ["maintains", "took-part"]
    assert slugs(Tool.objects.published()) == ["used"]
    assert [tool.case_study_count for tool in Tool.objects.published().for_cards()] == [1]


def test_a_case_ran_in_the_years_that_are_known() -> None:
    make_case("closed", status="completed", start_year=2010, end_year=2012)
    make_case("running", status="ongoing", start_year=2011)
    make_case("end-not-known", status="discontinued", start_year=2011)

    ran = {year: slugs(CaseStudy.objects.active_between(year, year)) for year in (2009, 2010, 2011, 2012, 2013)}

    assert ran == {
        2009: [],
        2010: ["closed"],
        2011: ["closed", "end-not-known", "running"],
        2012: ["closed", "running"],
        2013: ["running"],
    }


def test_between_nothing_and_nothing_is_everything() -> None:
    make_case("a", start_year=2010)
    make_case("b")

    assert slugs(CaseStudy.objects.active_between()) == ["a", "b"]


def test_the_cases_of_a_model_have_those_first_of_which_it_is_the_main_one() -> None:
    make_case("a", models=["hackathons", "labs"])
    make_case("c", models=["labs"])
    make_case("b", models=["labs", "hackathons"])
    make_case("other", models=["hackathons"])

    found = CaseStudy.objects.told_as(CollaborationModel.objects.get(slug="labs"))

    assert slugs(found) == ["b", "c", "a"]


def test_the_cases_of_a_model_can_be_read_ahead() -> None:
    make_case("a", models=["labs"])
    make_case("draft", models=["labs"], state="draft")

    (model,) = CollaborationModel.objects.prefetch_related("case_studies")

    assert slugs(model.case_studies.all()) == ["a", "draft"]


def test_takeaways_are_read_by_case_kind_and_place() -> None:
    make_case("b", lessons=[{"text": "One.", "key": "one"}])
    make_case(
        "a",
        recommendations=[{"text": "Four.", "key": "four"}],
        lessons=[{"text": "Three.", "key": "three"}, {"text": "Two.", "key": "two"}],
        challenges=[{"text": "Five.", "key": "five"}],
    )
    make_case("draft", lessons=[{"text": "Six.", "key": "six"}], state="draft")

    found = Takeaway.objects.published().in_reading_order()

    assert [takeaway.key for takeaway in found] == ["five", "three", "two", "four", "one"]
