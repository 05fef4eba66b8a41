"""A cell of a matrix counts what the list narrowed to its two values has: by the index, and by the database."""

from __future__ import annotations

import random
from itertools import combinations, permutations
from typing import Any

import pytest
from django.http import QueryDict

from casestudies.finding.crossing import MOST, cross, make_side, read_sides
from casestudies.finding.facets import FacetValues
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.finding import Finding
from casestudies.finding.registry import CASE_STUDY_FACETS
from casestudies.finding.selection import Selection, canonical
from casestudies.models import CaseStudy
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from civicport.documents.vocabularies import NOT_KNOWN
from tests.factories import BY, REASON, case_document, make_case, model_document, organisation_document, tool_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

CASES = 40
SLUGS = {
    "collaboration_models": ["labs", "meetups", "trainings", "networks"],
    "organisations": ["city", "guild", "league", "union"],
    "tools": ["app", "bot", "sensor"],
}
DOCUMENTS = {
    "collaboration_models": model_document,
    "organisations": organisation_document,
    "tools": tool_document,
}
VALUES = {
    "models": SLUGS["collaboration_models"],
    "themes": ["open-data", "civic-reporting", "deliberation"],
    "initiators": ["civil-society", "local-government"],
    "funding": ["local-budget", "paid-services", "eu-programme"],
    "participants": ["citizens", "experts"],
    "motivations": ["quality", "impact"],
    "policy_areas": ["digital-democracy", "cities-and-urban-development"],
    "countries": ["DE", "PL", "UA", "NL"],
    "tools": SLUGS["tools"],
}
CHOICES = {
    "status": ["ongoing", "completed", "discontinued"],
    "form": ["direct", "indirect"],
    "level": ["local", "national"],
}
STATES = ["published"] * 8 + ["draft", "withdrawn"]


@pytest.fixture
def seed() -> int:
    """Another each time; a failing test shows it."""
    number = random.randrange(10**6)  # noqa: S311
    print(f"seed {number}")
    return number


def publish_some(chance: random.Random) -> None:
    """A catalogue of case studies with any of the values of all facets, and one that is public for certain."""
    named = [Submission(kind, DOCUMENTS[kind](slug)) for kind, slugs in SLUGS.items() for slug in slugs]
    cases = [Submission("case_studies", _some_case(chance, number)) for number in range(CASES)]
    accept_all([*named, *cases, Submission("case_studies", case_document("certain"))], BY, REASON)


def _some_case(chance: random.Random, number: int) -> dict[str, Any]:
    document: dict[str, Any] = {name: some(chance, values) for name, values in VALUES.items()}
    document |= {name: chance.choice(["", *values]) for name, values in CHOICES.items()}
    document["models"] = document["models"] or ["labs"]
    document["organisations"] = [{"organisation": slug} for slug in some(chance, SLUGS["organisations"])]
    document["state"], document["start_year"] = chance.choice(STATES), chance.choice([0, *range(2008, 2016)])
    given = {name: value for name, value in document.items() if value}
    return case_document(f"case-{number}", **given)


def some(chance: random.Random, values: list[str]) -> list[str]:
    return chance.sample(values, chance.randint(0, len(values)))


def found(query: str = "") -> CaseStudyFilterSet:
    filterset = CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published())
    assert filterset.problems() == []
    return filterset


def facet(finding: Finding, name: str) -> FacetValues:
    return next(facet for facet in finding.facets() if facet.name == name)


def cells(finding: Finding, rows: str, columns: str) -> dict[tuple[str, str], int]:
    """The matrix of two facets, by the values of its cells."""
    upright, across = make_side(facet(finding, rows)), make_side(facet(finding, columns))
    return {
        (row.value, column.value): count
        for row, counts in zip(upright.values, cross(finding, upright, across), strict=True)
        for column, count in zip(across.values, counts.tolist(), strict=True)
    }


def narrowed(selection: Selection, **values: str) -> Selection:
    """The selection with just one value of each of these facets."""
    facets = {**dict(selection.facets), **{name: (value,) for name, value in values.items()}}
    return Selection(canonical(facets), selection.q, selection.active_from, selection.active_to)


def test_every_cell_of_every_pair_of_facets_counts_what_the_list_has(seed: int) -> None:
    publish_some(random.Random(seed))  # noqa: S311
    filterset = found()
    compared = 0

    for rows, columns in combinations([facet.name for facet in CASE_STUDY_FACETS], 2):
        for (row, column), count in cells(filterset.found, rows, columns).items():
            selection = narrowed(filterset.selection, **{rows: row, columns: column})
            in_sql = filterset.narrowed(CaseStudy.objects.published(), selection).count()
            assert (count, count) == (filterset.count(selection), in_sql), (rows, row, columns, column)
            compared += 1

    assert compared > 1500


@pytest.mark.parametrize("query", [
    "theme=open-data&theme=not-known", "status=ongoing&model=labs&model=networks&country=PL", "tool=not-known",
    "organisation=guild&funding=paid-services&funding=not-known", "active_from=2012", "q=case+OR+certain&level=local",
])  # fmt: skip
def test_every_cell_counts_what_the_list_has_in_a_selection(seed: int, query: str) -> None:
    publish_some(random.Random(seed))  # noqa: S311
    filterset = found(query)

    for rows, columns in permutations(["model", "theme", "status", "country", "organisation", "tool", "funding"], 2):
        matrix = cells(filterset.found, rows, columns)
        assert matrix
        for (row, column), count in matrix.items():
            selection = narrowed(filterset.selection, **{rows: row, columns: column})
            assert count == filterset.count(selection), (rows, row, columns, column)


def test_turning_a_matrix_turns_its_counts(seed: int) -> None:
    publish_some(random.Random(seed))  # noqa: S311
    finding = found().found

    for rows, columns in combinations([facet.name for facet in CASE_STUDY_FACETS], 2):
        turned = cells(finding, columns, rows)
        assert cells(finding, rows, columns) == {(row, column): n for (column, row), n in turned.items()}


def test_it_follows_what_changes() -> None:
    case = case_document("a", themes=["open-data"], countries=["PL"])
    make_case("a", themes=["open-data"], countries=["PL"])
    make_case("b", themes=["open-data"], countries=["DE"])

    before = cells(found().found, "country", "theme")
    accept_all(
        [Submission("case_studies", {**case, "countries": ["DE", "UA"], "themes": ["deliberation"]})], BY, REASON
    )
    after = cells(found().found, "country", "theme")

    assert {pair: n for pair, n in before.items() if n} == {("PL", "open-data"): 1, ("DE", "open-data"): 1}
    assert {pair: n for pair, n in after.items() if n} == {
        ("DE", "open-data"): 1,
        ("DE", "deliberation"): 1,
        ("UA", "deliberation"): 1,
    }


def values(finding: Finding, name: str, **more: Any) -> list[tuple[str, int]]:
    return [(value.value, value.count) for value in make_side(facet(finding, name), **more).values]


def test_a_side_has_every_value_of_a_vocabulary_and_what_occurs_of_others() -> None:
    make_case("a", status="ongoing", countries=["PL"])
    make_case("b", countries=["PL", "DE"])
    make_case("c", state="draft", countries=["UA"], status="completed")

    finding = found().found

    assert values(finding, "status") == [("ongoing", 1), ("completed", 0), ("discontinued", 0), (NOT_KNOWN, 1)]
    assert values(finding, "model") == [("labs", 2)]
    assert values(finding, "country") == [("PL", 2), ("DE", 1)]
    assert values(finding, "tool") == [(NOT_KNOWN, 2)]


def test_a_side_that_narrows_has_its_chosen_values_only() -> None:
    make_case("a", status="ongoing", countries=["PL"])
    make_case("b", countries=["DE"])

    finding = found("status=not-known&status=completed&country=DE").found

    assert values(finding, "status") == [("completed", 0), (NOT_KNOWN, 1)]
    assert values(finding, "country") == [("DE", 1)]
    assert cells(finding, "status", "country") == {("completed", "DE"): 0, (NOT_KNOWN, "DE"): 1}


def test_a_long_side_has_its_most_frequent_values_and_what_is_not_known() -> None:
    make_case("a", countries=["PL", "DE", "UA"])
    make_case("b", countries=["UA"])
    make_case("c")

    finding = found().found
    side = make_side(facet(finding, "country"), most=2)

    assert [(value.value, value.count) for value in side.values] == [("UA", 2), ("DE", 1), (NOT_KNOWN, 1)]
    assert (side.shown, side.total) == (2, 3)
    assert values(finding, "country", most=None) == [("UA", 2), ("DE", 1), ("PL", 1), (NOT_KNOWN, 1)]
    assert MOST < 50


@pytest.mark.parametrize(("given", "sides"), [
    ({}, ("model", "theme")),
    ({"rows": "theme"}, ("theme", "model")),
    ({"rows": "status"}, ("status", "theme")),
    ({"columns": "model"}, ("theme", "model")),
    ({"columns": "status"}, ("model", "status")),
    ({"rows": "tool", "columns": "organisation"}, ("tool", "organisation")),
])  # fmt: skip
def test_who_names_one_side_gets_a_usual_one_for_the_other(given: dict[str, str], sides: tuple[str, str]) -> None:
    assert read_sides(given) == (sides, [])


@pytest.mark.parametrize(("given", "sides", "problems"), [
    ({"rows": "modle"}, ("model", "theme"),
     [("rows", "modle", "“modle” is no filter of this list. Did you mean “model”?")]),
    ({"rows": "tool", "columns": "kind"}, ("tool", "theme"),
     [("columns", "kind", "“kind” is no filter of this list.")]),
    ({"rows": "tool", "columns": "tool"}, ("tool", "theme"),
     [("columns", "tool", "Rows and columns cannot be the same filter.")]),
    ({"rows": "theme", "columns": "theme"}, ("theme", "model"),
     [("columns", "theme", "Rows and columns cannot be the same filter.")]),
])  # fmt: skip
def test_it_says_what_is_no_side(
    given: dict[str, str], sides: tuple[str, str], problems: list[tuple[str, str, str]]
) -> None:
    assert read_sides(given) == (sides, problems)


YEARS: list[tuple[str, dict[str, Any]]] = [
    ("ended", {"start_year": 2010, "end_year": 2012}),
    ("running", {"start_year": 2012, "status": "ongoing"}),
    ("open", {"start_year": 2011}),
    ("late", {"end_year": 2014}),
    ("nothing", {}),
    ("running-since-ever", {"status": "ongoing"}),
    ("draft", {"start_year": 2005, "end_year": 2020, "state": "draft"}),
]


def test_it_counts_what_is_known_to_have_run_in_each_year() -> None:
    for slug, more in YEARS:
        make_case(slug, **more)
    filterset = found()

    assert filterset.found.running(2016) == {2010: 1, 2011: 2, 2012: 2, 2013: 1, 2014: 2, 2015: 1, 2016: 1}
    assert filterset.found.running(2013) == {2010: 1, 2011: 2, 2012: 2, 2013: 1, 2014: 2}
    for year, count in filterset.found.running(2016).items():
        of_year = Selection(active_from=year, active_to=year)
        in_sql = filterset.narrowed(CaseStudy.objects.published(), of_year).count()
        assert (count, count) == (filterset.count(of_year), in_sql), year


def test_of_nothing_no_year_is_known() -> None:
    make_case("a")

    assert found().found.running(2016) == {}


def test_it_knows_when_anything_public_last_changed() -> None:
    make_case("a")
    last = make_case("b", form="direct")
    make_case("draft", state="draft")

    assert found("form=not-known").found.last_changed == last.changed.timestamp()


def test_it_counts_what_lacks_a_year() -> None:
    for slug, more in YEARS:
        make_case(slug, **more)

    assert found().found.lacking("start_year") == 3
    assert found("status=ongoing").found.lacking("start_year") == 1
