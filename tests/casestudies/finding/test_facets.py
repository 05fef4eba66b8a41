"""Facets as values: counted under all the other facets, the chosen ones visible at 0."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.finding.facets import FacetValue, FacetValues
from casestudies.finding.filters import (
    CaseStudyFilterSet,
    ListFilterSet,
    OrganisationFilterSet,
    ToolFilterSet,
)
from casestudies.models import CaseStudy, Organisation, Tool
from tests.factories import make_case, make_organisation, make_tool

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def facets(query: str = "", kind: type[ListFilterSet] = CaseStudyFilterSet) -> dict[str, FacetValues]:
    """The facets of a list under a query string, by name; the rows are read as the pages and the API read them."""
    querysets = {
        CaseStudyFilterSet: CaseStudy.objects.published().for_cards(),
        OrganisationFilterSet: Organisation.objects.published().for_cards(),
        ToolFilterSet: Tool.objects.published().for_cards(),
    }
    filterset = kind(QueryDict(query), querysets[kind])
    return {facet.name: facet for facet in filterset.facet_values()}


def counts(facet: FacetValues) -> dict[str, int]:
    return {value.value: value.count for value in facet.values}


def test_it_has_every_facet_of_the_registry_in_its_order() -> None:
    assert [(name, facet.label) for name, facet in facets().items()] == [
        ("model", "Collaboration model"),
        ("theme", "Theme"),
        ("initiator", "Who started it"),
        ("funding", "Who paid"),
        ("status", "Status"),
        ("form", "Form"),
        ("level", "Level"),
        ("country", "Country"),
        ("participant", "Who takes part"),
        ("motivation", "Why together"),
        ("policy_area", "Policy area"),
        ("organisation", "Organisation"),
        ("tool", "Tool"),
    ]


def test_it_puts_the_most_frequent_first_then_by_folded_label_and_what_is_not_known_last() -> None:
    make_organisation("zebra", name="Zebra")
    make_organisation("eta", name="Éta")
    make_organisation("beta", name="beta")
    make_case("a", organisations=[{"organisation": "zebra"}, {"organisation": "beta"}, {"organisation": "eta"}])
    make_case("b", organisations=[{"organisation": "zebra"}])
    for slug in ("c", "d", "e"):
        make_case(slug)

    assert facets("organisation=beta")["organisation"].values == (
        FacetValue("zebra", "Zebra", 2, False),
        FacetValue("beta", "beta", 1, True),
        FacetValue("eta", "Éta", 1, False),
        FacetValue("not-known", "Not known", 3, False),
    )


def test_it_counts_under_the_other_facets_but_not_its_own() -> None:
    make_case("a", themes=["open-data"], status="ongoing")
    make_case("b", themes=["open-data", "civic-reporting"], status="completed")
    make_case("c", themes=["civic-reporting"], status="completed")

    found = facets("theme=open-data&status=completed")

    assert counts(found["theme"]) == {"civic-reporting": 2, "open-data": 1}
    assert counts(found["status"]) == {"completed": 1, "ongoing": 1}
    assert counts(found["level"]) == {"not-known": 1}


def test_it_counts_under_the_words_and_the_years() -> None:
    make_case("air", themes=["open-data"], start_year=2015)
    make_case("air-too", themes=["open-data"], start_year=2010)
    make_case("water", themes=["civic-reporting"], start_year=2015)

    assert counts(facets("q=air&active_from=2015")["theme"]) == {"open-data": 1}


def test_a_chosen_value_stays_visible_at_0() -> None:
    make_case("a", themes=["open-data"], status="ongoing")

    found = facets("theme=civic-reporting&theme=not-known&status=ongoing")

    assert found["theme"].values == (
        FacetValue("open-data", "Open data", 1, False),
        FacetValue("civic-reporting", "Reporting local problems", 0, True),
        FacetValue("not-known", "Not known", 0, True),
    )
    assert found["status"].values == (FacetValue("ongoing", "Ongoing", 0, True),)


def test_it_counts_a_case_once_however_often_it_names_a_value() -> None:
    make_organisation("city")
    roles = [{"organisation": "city", "role": "initiator"}, {"organisation": "city", "role": "funder"}]
    make_case("a", organisations=roles, themes=["open-data", "civic-reporting"])

    assert counts(facets("theme=open-data&theme=civic-reporting")["organisation"]) == {"city": 1}


def test_it_counts_no_draft() -> None:
    make_case("public", themes=["open-data"])
    make_case("draft", state="draft", themes=["open-data", "civic-reporting"])
    make_case("withdrawn", state="withdrawn", status="ongoing")

    found = facets()

    assert counts(found["theme"]) == {"open-data": 1}
    assert counts(found["status"]) == {"not-known": 1}


def test_it_names_countries() -> None:
    make_case(countries=["PL", "NL"])

    assert facets()["country"].values == (
        FacetValue("NL", "Netherlands", 1, False),
        FacetValue("PL", "Poland", 1, False),
    )


def test_an_empty_catalogue_has_facets_without_values() -> None:
    assert {facet.values for facet in facets().values()} == {()}


def test_organisations_count_each_of_them_once() -> None:
    make_organisation("a", kind="media", countries=["PL"])
    make_organisation("b", kind="media", countries=["PL", "DE"])
    make_organisation("c")
    make_organisation("unnamed", kind="donor")
    for slug in ("first", "second"):
        make_case(slug, organisations=[{"organisation": organisation} for organisation in "abc"])

    found = facets("country=PL", OrganisationFilterSet)

    assert counts(found["kind"]) == {"media": 2}
    assert counts(found["country"]) == {"PL": 2, "DE": 1, "not-known": 1}
    assert counts(facets("", OrganisationFilterSet)["kind"]) == {"media": 2, "not-known": 1}


def test_tools_count_each_of_them_once() -> None:
    make_tool("a", licence="MIT", themes=["open-data"])
    make_tool("b", licence="MIT")
    make_tool("c")
    make_tool("unnamed", licence="BSD-3-Clause")
    for slug in ("first", "second"):
        make_case(slug, tools=["a", "b", "c"])

    found = facets("theme=not-known", ToolFilterSet)

    assert counts(found["licence"]) == {"MIT": 1, "not-known": 1}
    assert counts(found["theme"]) == {"open-data": 1, "not-known": 2}
