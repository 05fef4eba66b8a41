"""The places that the index holds are those of the documents, whatever was changed in between."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.http import QueryDict

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.finding import Finding
from casestudies.finding.index import CASE_STUDIES, forget
from casestudies.models import CaseStudy
from casestudies.models.joins import Place
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from tests.factories import case_document, make_case, make_model

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

SEED = 20_261_122
WARSAW: dict[str, Any] = {"name": "Warsaw", "country": "PL", "latitude": 52.23, "longitude": 21.01}
KYIV: dict[str, Any] = {"name": "Kyiv", "country": "UA", "latitude": 50.45, "longitude": 30.52}
QUITO: dict[str, Any] = {"name": "Quito", "country": "EC", "latitude": -0.18, "longitude": -78.47}
SOMEWHERE: dict[str, Any] = {"name": "Somewhere"}


def finding(query: str = "") -> Finding:
    filterset = CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published())
    assert filterset.problems() == []
    return filterset.found


def where(query: str = "") -> tuple[list[tuple[str, float, float]], int]:
    """Case study, latitude and longitude of every place, sorted, and how many case studies have none."""
    found = finding(query).whereabouts()
    slugs = dict(CaseStudy.objects.values_list("pk", "slug"))
    places = [
        (slugs[record], *found.coordinates[spot].tolist())
        for spot, record in zip(found.spots.tolist(), found.records.tolist(), strict=True)
    ]
    return sorted(places), found.nowhere


def test_every_place_of_every_case_study_that_is_found() -> None:
    make_case("a", places=[WARSAW, KYIV], themes=["open-data"])
    make_case("b", places=[WARSAW, SOMEWHERE])
    make_case("c", places=[SOMEWHERE])
    make_case("d", themes=["open-data"])
    make_case("draft", places=[QUITO], state="draft")

    assert where() == ([("a", 50.45, 30.52), ("a", 52.23, 21.01), ("b", 52.23, 21.01)], 2)
    assert where("theme=open-data") == ([("a", 50.45, 30.52), ("a", 52.23, 21.01)], 1)
    assert where("theme=civic-reporting") == ([], 0)


def test_a_place_that_a_case_study_names_twice_counts_once() -> None:
    make_case("a", places=[WARSAW, {**WARSAW, "name": "Warszawa"}])

    assert where() == ([("a", 52.23, 21.01)], 0)


def test_nothing_is_nowhere() -> None:
    assert where() == ([], 0)


def test_what_is_changed_is_changed_and_what_is_withdrawn_is_gone() -> None:
    make_case("a", places=[WARSAW])
    make_case("b", places=[KYIV])
    assert where() == ([("a", 52.23, 21.01), ("b", 50.45, 30.52)], 0)
    make_case("a", places=[QUITO, WARSAW])
    assert where() == ([("a", -0.18, -78.47), ("a", 52.23, 21.01), ("b", 50.45, 30.52)], 0)
    make_case("a")
    make_case("b", state="withdrawn")
    assert where() == ([], 1)
    make_case("c", places=[KYIV])
    assert where() == ([("c", 50.45, 30.52)], 1)


def test_what_was_withdrawn_shows_no_more_while_much_is_being_indexed() -> None:
    make_case("a", places=[WARSAW])
    make_case("b", places=[WARSAW])
    state, _fresh = CASE_STUDIES.current()
    gone = CaseStudy.objects.get(slug="a").pk

    spots, slots = state.places.pairs(state.without([gone]).rows(()))

    assert [state.keys[slot][0] for slot in slots] == [CaseStudy.objects.get(slug="b").pk]
    assert state.places.coordinates[spots].tolist() == [[52.23, 21.01]]


def test_after_many_changes_it_holds_what_the_database_holds_and_what_a_new_index_would() -> None:
    print(f"seed {SEED}")
    random = np.random.default_rng(SEED)
    make_model("labs")
    for _step in range(12):
        documents = []
        for slug in sorted(set(random.choice(list("abcdefghijkl"), 5).tolist())):
            towns = random.integers(0, 8, random.integers(0, 4))
            places = [
                {"name": f"Town {town}", "latitude": float(town) - 4, "longitude": float(town) / 4} for town in towns
            ]
            state = random.choice(["published", "published", "withdrawn"])
            more = {"places": places} if places else {}
            documents.append(Submission("case_studies", case_document(slug, state=str(state), **more)))
        accept_all(documents, "Alice", "A test")
        public = CaseStudy.objects.published()
        rows = Place.objects.filter(case_study__in=public)
        truth = sorted(set(rows.values_list("case_study__slug", "latitude", "longitude")))
        nowhere = public.exclude(pk__in=rows.values("case_study")).count()

        assert where() == (truth, nowhere)

    applied = where()
    forget()
    assert where() == applied


def test_a_column_is_packed_and_stays_a_column_of_places() -> None:
    make_case("a", places=[WARSAW])
    state, _fresh = CASE_STUDIES.current()
    column = state.places
    for _time in range(1100):
        column = column.changed({0: ("52.23,21.01", "50.45,30.52")}, 1)

    assert len(column.numbers) < 1100
    assert column.coordinates.tolist() == [[52.23, 21.01], [50.45, 30.52]]
    assert [part.tolist() for part in column.pairs(state.rows(()))] == [[0, 1], [0, 0]]


def test_the_first_of_some_records_come_in_the_order_of_the_list() -> None:
    pks = {slug: make_case(slug, title=slug, start_year=2010 + len(slug)).pk for slug in ("a", "bb", "ccc", "dddd")}
    make_case("draft", state="draft")
    some = np.array([pks["dddd"], pks["bb"], pks["ccc"], 10**9])

    assert finding().first(some, 2) == ([pks["bb"], pks["ccc"]], 3)
    assert finding("ordering=-start_year").first(some, 9) == ([pks["dddd"], pks["ccc"], pks["bb"]], 3)
    assert finding("q=ccc").first(some, 9) == ([pks["ccc"]], 1)
    assert finding().first(np.array([], np.int64), 9) == ([], 0)
