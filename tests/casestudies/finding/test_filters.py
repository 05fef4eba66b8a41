"""The filters, singly, in pairs, and with nonsense."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict

from casestudies.finding.filters import (
    CaseStudyFilterSet,
    ListFilterSet,
    OrganisationFilterSet,
    TakeawayFilterSet,
    ToolFilterSet,
)
from casestudies.models import CaseStudy, Organisation, Takeaway, Tool
from tests.factories import make_case, make_organisation, make_tool, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def found(query: str, kind: type[ListFilterSet] = CaseStudyFilterSet) -> list[str]:
    """The slugs of the public rows that a query string finds, in its order; it must be a good one."""
    querysets = {
        CaseStudyFilterSet: CaseStudy.objects.published(),
        OrganisationFilterSet: Organisation.objects.published().for_cards(),
        ToolFilterSet: Tool.objects.published().for_cards(),
        TakeawayFilterSet: Takeaway.objects.published(),
    }
    filterset = kind(QueryDict(query), querysets[kind])
    assert filterset.problems() == []
    name = "key" if kind is TakeawayFilterSet else "slug"
    return [getattr(row, name) for row in filterset.found]


# What each facet of case studies is told by: its value, and the part of a document that has it.
ONE_VALUE: dict[str, tuple[str, dict[str, Any]]] = {
    "model": ("hackathons", {"models": ["labs", "hackathons"]}),
    "theme": ("open-data", {"themes": ["open-data"]}),
    "initiator": ("civil-society", {"initiators": ["civil-society"]}),
    "funding": ("foundation-grant", {"funding": ["foundation-grant"]}),
    "status": ("ongoing", {"status": "ongoing"}),
    "form": ("direct", {"form": "direct"}),
    "level": ("local", {"level": "local"}),
    "country": ("PL", {"countries": ["DE", "PL"]}),
    "participant": ("citizens", {"participants": ["citizens"]}),
    "motivation": ("impact", {"motivations": ["impact"]}),
    "policy_area": ("digital-democracy", {"policy_areas": ["digital-democracy"]}),
    "organisation": ("city", {"organisations": [{"organisation": "city"}]}),
    "tool": ("app", {"tools": ["app"]}),
}


@pytest.mark.parametrize("facet", [facet.name for facet in CaseStudyFilterSet.facets])
def test_it_finds_by_a_value_of_a_facet_and_leaves_out_those_without(facet: str) -> None:
    value, part = ONE_VALUE[facet]
    make_organisation("city")
    make_tool("app")
    make_case("with", **part)
    make_case("without")

    assert found(f"{facet}={value}") == ["with"]


@pytest.mark.parametrize("facet", [facet.name for facet in CaseStudyFilterSet.facets if facet.name != "model"])
def test_it_finds_those_of_which_a_facet_is_not_known(facet: str) -> None:
    value, part = ONE_VALUE[facet]
    make_organisation("city")
    make_tool("app")
    make_case("with", **part)
    make_case("without")

    assert found(f"{facet}=not-known") == ["without"]
    assert found(f"{facet}=not-known&{facet}={value}") == ["with", "without"]


def test_every_case_has_a_model() -> None:
    make_case()

    assert found("model=not-known") == []


def test_values_of_one_facet_are_alternatives_and_no_row_comes_twice() -> None:
    make_case("both", themes=["open-data", "participatory-budgeting"])
    make_case("one", themes=["open-data"])
    make_case("other", themes=["citizen-participation"])

    assert found("theme=open-data&theme=participatory-budgeting") == ["both", "one"]


def test_between_facets_all_must_hold() -> None:
    make_case("both", themes=["open-data"], status="ongoing")
    make_case("one", themes=["open-data"], status="completed")
    make_case("other", status="ongoing")

    assert found("theme=open-data&status=ongoing") == ["both"]
    assert found("theme=open-data&status=ongoing&status=completed") == ["both", "one"]
    assert found("theme=not-known&status=ongoing") == ["other"]


def test_a_vocabulary_does_not_answer_for_another() -> None:
    make_case("started", initiators=["academia"])
    make_case("took-part", participants=["academia"])

    assert found("initiator=academia") == found("participant=not-known") == ["started"]
    assert found("participant=academia") == found("initiator=not-known") == ["took-part"]


YEARS: dict[str, dict[str, Any]] = {
    "closed": {"status": "completed", "start_year": 2010, "end_year": 2014},
    "running": {"status": "ongoing", "start_year": 2012},
    "end-not-known": {"status": "completed", "start_year": 2011},
    "start-not-known": {"status": "completed", "end_year": 2013},
    "running-start-not-known": {"status": "ongoing"},
    "nothing-known": {},
}


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("active_from=2014", ["closed", "running", "running-start-not-known"]),
        ("active_from=2015", ["running", "running-start-not-known"]),
        ("active_from=2100", ["running", "running-start-not-known"]),
        ("active_to=2010", ["closed"]),
        ("active_to=2009", []),
        ("active_to=2011", ["closed", "end-not-known"]),
        ("active_from=2011&active_to=2011", ["closed", "end-not-known"]),
        ("active_from=2013&active_to=2013", ["closed", "running", "start-not-known"]),
        ("active_from=1800&active_to=2100", ["closed", "end-not-known", "running", "start-not-known"]),
    ],
)
def test_it_finds_what_is_known_to_have_run_in_the_years(query: str, slugs: list[str]) -> None:
    for slug, years in YEARS.items():
        make_case(slug, **years)

    assert found(query) == slugs


@pytest.mark.parametrize(
    ("ordering", "slugs"),
    [
        ("title", ["a", "b", "c", "d"]),
        ("", ["a", "b", "c", "d"]),
        ("-title", ["d", "c", "b", "a"]),
        ("-start_year", ["c", "b", "d", "a"]),
        ("start_year", ["b", "d", "c", "a"]),
        ("changed", ["d", "c", "b", "a"]),
        ("-changed", ["a", "b", "c", "d"]),
    ],
)
def test_it_orders_with_ties_by_title_and_unknown_years_last(ordering: str, slugs: list[str]) -> None:
    make_case("d", title="Beta", start_year=2001)
    make_case("c", title="beta", start_year=2020)
    make_case("b", title="Beta", start_year=2001)
    make_case("a", title="Ähnlich")

    assert found(f"ordering={ordering}") == slugs


@pytest.mark.parametrize(
    ("q", "slugs"),
    [
        ("Łódź", ["polish"]),
        ("lodz", ["polish"]),
        ("LODZ budzet", ["polish"]),
        ("Київ", ["ukrainian"]),
        ("київ", ["ukrainian"]),
        ("naïve", ["polish"]),
        ("budzet київ", []),
        ("100%", ["percent"]),
        ("snake_case", ["percent"]),
        ("back\\slash", ["percent"]),
        ("'; DROP TABLE casestudies_casestudy; --", []),
        ("   ", ["ukrainian", "polish", "percent"]),
        ("lodz\tLODZ\nłódź", ["polish"]),
    ],
)
def test_every_word_must_occur_whatever_its_accents_and_case(q: str, slugs: list[str]) -> None:
    query = QueryDict(mutable=True)
    query["q"] = q
    make_case("percent", summary="It reached 100% of them by snake_case and back\\slash.")
    make_case("polish", title="Łódź", summary="Naïve: Budżet obywatelski.")
    make_case("ukrainian", title="Київ")

    assert found(query.urlencode()) == slugs


def test_a_word_may_stand_in_any_part_or_in_the_name_of_an_organisation_or_a_tool() -> None:
    make_organisation("epanstwo", name="ePaństwo Foundation", summary="Unmentioned")
    make_tool("alaveteli", name="Alaveteli")
    make_case("by-name", organisations=[{"organisation": "epanstwo"}], tools=["alaveteli"])
    make_case("by-lesson", lessons=[{"text": "Patience pays.[^report]"}], countries=["PL"])
    make_case("by-source", sources=[source(title="The Gazette")])

    assert found("q=epanstwo") == found("q=alaveteli") == found("q=foundation+alaveteli+wanted") == ["by-name"]
    assert found("q=patience") == found("q=poland") == ["by-lesson"]
    assert found("q=gazette") == ["by-source"]
    assert found("q=unmentioned") == []


def test_words_and_facets_hold_together() -> None:
    make_case("both", title="Air", status="ongoing")
    make_case("word", title="Air too")
    make_case("facet", status="ongoing")

    assert found("q=air&status=ongoing") == ["both"]


def test_organisations_are_found_by_kind_country_and_words() -> None:
    make_organisation("a", kind="media", countries=["PL"], also_known_as=["EPF"])
    make_organisation("b", countries=["PL", "DE"])
    make_organisation("c")
    make_organisation("unnamed", kind="media")
    make_case(organisations=[{"organisation": slug} for slug in "abc"])
    make_case("second", organisations=[{"organisation": "c"}])

    assert found("kind=media", OrganisationFilterSet) == ["a"]
    assert found("kind=not-known", OrganisationFilterSet) == ["b", "c"]
    assert found("country=DE&country=not-known", OrganisationFilterSet) == ["b", "c"]
    assert found("country=PL&kind=not-known", OrganisationFilterSet) == ["b"]
    assert found("q=epf", OrganisationFilterSet) == ["a"]
    assert found("ordering=-case_studies", OrganisationFilterSet) == ["c", "a", "b"]
    assert found("ordering=-name", OrganisationFilterSet) == ["c", "b", "a"]


def test_tools_are_found_by_theme_licence_and_words() -> None:
    make_tool("a", licence="AGPL-3.0-or-later", themes=["open-data"])
    make_tool("b", summary="It counts votes.")
    make_tool("unnamed", licence="MIT")
    make_case(tools=["a", "b"])

    assert found("licence=AGPL-3.0-or-later", ToolFilterSet) == ["a"]
    assert found("licence=not-known&theme=not-known", ToolFilterSet) == ["b"]
    assert found("theme=open-data&theme=not-known", ToolFilterSet) == ["a", "b"]
    assert found("q=votes", ToolFilterSet) == ["b"]


def test_takeaways_are_found_by_kind_by_their_own_words_and_by_the_facets_of_their_case() -> None:
    make_case(
        "first",
        status="ongoing",
        start_year=2015,
        challenges=[{"text": "No money.", "key": "money"}],
        lessons=[{"text": "Ask early.", "key": "early"}],
    )
    make_case("second", title="Money", recommendations=[{"text": "Ask twice.", "key": "twice"}])

    assert found("", TakeawayFilterSet) == ["money", "early", "twice"]
    assert found("kind=lesson&kind=recommendation", TakeawayFilterSet) == ["early", "twice"]
    assert found("q=money", TakeawayFilterSet) == ["money", "twice"]  # The second stands in a case of that name.
    assert found("status=ongoing&q=ask", TakeawayFilterSet) == ["early"]
    assert found("status=not-known", TakeawayFilterSet) == ["twice"]
    assert found("active_from=2016", TakeawayFilterSet) == ["money", "early"]
    assert found("kind=not-known", TakeawayFilterSet) == []
