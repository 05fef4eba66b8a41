"""The harness at 200 cases: what it measures is there and makes sense, and the report says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.http import QueryDict

from benchmarks import inside, million, rival
from benchmarks.load import load
from benchmarks.selections import PAGE, SELECTIONS, Asked, two_filters, unfiltered
from benchmarks.timing import in_rounds, timing
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.index import CASE_STUDIES, forget
from casestudies.models import CaseStudy
from civicport.models import Catalogue, Record, Revision
from tests.conftest import for_one_module

SIZE = 200


@pytest.fixture(scope="module")
def catalogue(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """A synthetic catalogue, loaded once for all tests of this module."""
    with for_one_module(django_db_blocker):
        load(SIZE)
        yield
    forget()


pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("catalogue")]


def test_the_load_stores_as_the_one_door_does() -> None:
    cases = Record.objects.of_kind("case_studies")

    assert CaseStudy.objects.published().count() == cases.count() == SIZE
    assert Revision.objects.count() == Record.objects.count() == Catalogue.current().version


def filterset(asked: Asked) -> CaseStudyFilterSet:
    """The selection as a page reads it, but for the page's number."""
    parameters = QueryDict(asked.query_for(SIZE), mutable=True)
    parameters.pop("page", None)
    return CaseStudyFilterSet(parameters, CaseStudy.objects.published())


def test_there_are_forty_selections_and_every_one_is_valid() -> None:
    assert len({asked.name for asked in SELECTIONS}) == len({asked.query for asked in SELECTIONS}) == 40
    assert [problem for asked in SELECTIONS for problem in filterset(asked).problems()] == []


def test_the_index_is_asked_what_the_query_string_says() -> None:
    asked = [inside.selection_of(asked.query_for(SIZE)) for asked in SELECTIONS]

    assert asked == [filterset(asked).selection for asked in SELECTIONS]


@pytest.mark.parametrize("series", [two_filters(), unfiltered()])
def test_a_series_never_repeats(series: list[str]) -> None:
    assert len(set(series)) == len(series) >= 50


def test_what_is_measured_inside_makes_sense(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CASE_STUDIES, "source", CASE_STUDIES.source)  # What it becomes is undone.
    everything = SELECTIONS[0]
    built = inside.built()
    state, fresh = CASE_STUDIES.current()

    found = inside.found(state, everything, SIZE)
    sql = inside.in_sql(everything, SIZE)
    weighed = inside.weighed()
    change = inside.with_a_change(inside.seen_here)

    assert fresh
    assert (found["found"], found["rows"], sql["found"]) == (SIZE, PAGE, SIZE)
    assert 0 < found["again"]["least_ms"] <= found["again"]["ms"] <= found["again"]["greatest_ms"]
    # About 1,200 words each.
    assert 1_000_000 < built["text_bytes"] < 3_000_000
    assert weighed["index_bytes"] > 100_000
    assert change.rounds == 7


def test_a_change_leaves_the_case_as_it_was() -> None:
    before = Record.objects.get(kind="case_studies", slug="case-1").document

    inside.with_a_change(lambda word: 0.0)

    assert Record.objects.get(kind="case_studies", slug="case-1").document == before


def test_short_cases_go_through_the_index_without_a_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        measured = million.measure(SIZE)

    assert [one["find"]["found"] for one in measured["selections"][:1]] == [SIZE]
    assert len(measured["selections"]) == 40


def test_datasettes_table_has_every_case_and_its_addresses_have_our_filters(tmp_path: Any) -> None:
    file = tmp_path / "cases.db"

    count = rival.make(
        file, ({"slug": f"case-{number}", "title": "T", "summary": "S", "themes": ["a", "b"]} for number in range(3))
    )

    assert count == 3
    assert rival.path(file, rival.two_filters("theme=a&funding=b")).startswith(
        "/cases/cases?themes__arraycontains=a&funding__arraycontains=b&_facet=form&"
    )


def test_a_timing_is_the_median_of_the_rounds_medians() -> None:
    found = timing([[1.0, 2.0, 30.0], [4.0, 5.0, 6.0], [3.0, 3.0, 3.0]])

    assert (found.seconds, found.least, found.greatest, found.rounds, found.each) == (3.0, 2.0, 5.0, 3, 3)
    assert in_rounds([1.0, 2.0, 3.0, 10.0], 2, float).seconds == 4.0
