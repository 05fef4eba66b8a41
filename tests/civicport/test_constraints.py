"""Every rule that the database keeps, and the sentence with which a person hears of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from casestudies.models import (
    CaseStudy,
    CaseStudyCountry,
    CaseStudyModel,
    CaseStudyTerm,
    CaseStudyTool,
    OrganisationCountry,
    Participation,
    Place,
    Relation,
    Takeaway,
    ToolMaintainer,
    ToolTheme,
)
from civicport.models import Catalogue, FormerSlug, Record, Revision, Source, Term
from tests.factories import accepted, make_case, make_organisation, make_tool, organisation_document

pytestmark = pytest.mark.django_db

RULES: dict[str, tuple[type[models.Model], dict[str, Any] | None, str]] = {
    # Name of the rule: whose it is, what to change in a row so that it breaks it (None: a second row like it; "=name":
    # the value of that column), and
    # what the rule says.
    "there_is_one_catalogue": (Catalogue, {"pk": 2}, "There is one catalogue."),
    "a_slug_names_one_record_of_its_kind": (Record, None, "Another record of this kind has this slug."),
    "completeness_is_a_percentage": (Record, {"completeness": 101}, "Completeness is a number from 0 to 100."),
    "revisions_of_a_record_are_numbered": (
        Revision, {"pk": None, "version": 10_000}, "This record has a revision with this number."),
    "a_former_slug_leads_to_one_record": (FormerSlug, None, "This former slug leads to another record."),
    "a_source_key_is_unique_in_its_record": (Source, None, "This record has a source with this key."),
    "a_term_is_unique_in_its_vocabulary": (Term, None, "This vocabulary has this value."),
    "a_case_study_is_published_draft_or_withdrawn": (
        CaseStudy, {"state": "hidden"}, "A case study is published, a draft, or withdrawn."),
    "the_form_is_direct_or_indirect": (CaseStudy, {"form": "x"}, "The form is direct or indirect."),
    "the_status_is_ongoing_completed_or_discontinued": (
        CaseStudy, {"status": "x"}, "The status is ongoing, completed or discontinued."),
    "the_level_is_local_to_transnational": (
        CaseStudy, {"level": "x"}, "The level is local, regional, national or transnational."),
    "a_case_study_ends_after_it_started": (
        CaseStudy, {"start_year": 2018, "end_year": 2017}, "It cannot end before it started."),
    "what_is_ongoing_has_no_end": (
        CaseStudy, {"status": "ongoing", "end_year": 2018}, "What is ongoing has no end year."),
    "the_years_of_a_case_study_are_years": (
        CaseStudy, {"start_year": 1799}, "A year is a number from 1800 to 2100."),
    "a_case_study_names_a_model_once": (CaseStudyModel, None, "A case study names a collaboration model once."),
    "a_case_study_bears_a_term_once": (CaseStudyTerm, None, "A case study bears a term once."),
    "a_case_study_names_a_country_once": (CaseStudyCountry, None, "A case study names a country once."),
    "a_place_has_good_coordinates_or_none": (
        Place, {"latitude": 91}, "A place has a latitude from -90 to 90 and a longitude from -180 to 180."),
    "a_case_study_names_a_tool_once": (CaseStudyTool, None, "A case study names a tool once."),
    "an_organisation_has_a_role_once": (Participation, None, "An organisation has a role in a case study once."),
    "two_case_studies_are_related_once": (Relation, None, "Two case studies are related once."),
    "a_case_study_is_not_related_to_itself": (
        Relation, {"to_id": "=case_study_id"}, "A case study is not related to itself."),
    "an_organisation_names_a_country_once": (OrganisationCountry, None, "An organisation names a country once."),
    "a_tool_names_a_theme_once": (ToolTheme, None, "A tool names a theme once."),
    "a_tool_names_a_maintainer_once": (ToolMaintainer, None, "A tool names a maintainer once."),
    "a_key_names_one_takeaway_of_its_case_study": (
        Takeaway, None, "This case study has a takeaway with this key."),
    "a_takeaway_is_a_challenge_lesson_or_recommendation": (
        Takeaway, {"kind": "x"}, "A takeaway is a challenge, a lesson or a recommendation."),
}  # fmt: skip


@pytest.fixture
def catalogue() -> None:
    """One row of everything."""
    make_organisation("city", countries=["PL"])
    accepted("organisations", organisation_document("town", former_slugs=["city"], countries=["PL"]))
    make_tool("app", themes=["citizen-participation"], maintainers=["town"])
    make_case("other")
    make_case(
        "case",
        countries=["PL"],
        places=[{"name": "A", "latitude": 1, "longitude": 2}],
        themes=["citizen-participation"],
        lessons=[{"text": "Ask."}],
        tools=["app"],
        organisations=[{"organisation": "town"}],
        related=[{"case_study": "other", "relation": "see-also"}],
    )


def broken(model: type[models.Model], change: dict[str, Any] | None) -> models.Model:
    """A row that breaks the rule."""
    row = model._default_manager.order_by("pk").last()
    assert row is not None
    for name, value in ({"pk": None} if change is None else change).items():
        column = str(value).removeprefix("=")
        setattr(row, name, value if column == str(value) else row.__dict__[column])
    row._state.adding = change is None or "pk" in change
    return row


def constraints() -> dict[str, Callable[..., None]]:
    return {
        constraint.name: constraint.validate
        for model in apps.get_models()
        if model.__module__.startswith(("civicport.", "casestudies.", "collaboration_models."))
        for constraint in model._meta.constraints
    }


def test_every_rule_is_tested() -> None:
    assert set(constraints()) == set(RULES)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", sorted(RULES))
def test_the_database_keeps_the_rule(name: str) -> None:
    model, change, _ = RULES[name]
    row = broken(model, change)

    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=row._state.adding)


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", sorted(RULES))
def test_the_rule_is_said_in_a_sentence(name: str) -> None:
    model, change, message = RULES[name]
    row = broken(model, change)

    with pytest.raises(ValidationError) as refused:
        constraints()[name](model, row)

    assert refused.value.messages == [message]
