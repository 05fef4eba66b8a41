"""The index follows the catalogue: nothing is lost, nothing is invented, and nobody waits for much."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from pytest_django import DjangoAssertNumQueries

from casestudies.finding.filters import CaseStudyFilterSet, TakeawayFilterSet
from casestudies.finding.index import CASE_STUDIES, Index, index
from casestudies.finding.index.entries import CaseStudies
from casestudies.finding.index.state import State
from casestudies.finding.version import Version
from casestudies.models import CaseStudy, Takeaway
from tests.factories import accepted, case_document, make_case, make_model, make_organisation, organisation_document

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def found(query: str = "") -> list[str]:
    """The slugs of what a query string finds, in its order."""
    filterset = CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published())
    assert filterset.problems() == []
    return [case.slug for case in filterset.found]


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How often a list was built from nothing."""
    times: list[int] = []
    honest = Index._built

    def counted(self: Index, *arguments: Any) -> Any:
        times.append(1)
        return honest(self, *arguments)

    monkeypatch.setattr(Index, "_built", counted)
    return times


def test_a_writer_sees_each_write_at_once_and_nothing_is_built_anew(built: list[int]) -> None:
    make_case("a", title="Alpha")
    assert found() == ["a"]
    make_case("b", title="Beta", start_year=2010)
    assert found() == ["a", "b"]
    make_case("b", title="Aardvark", start_year=2010)
    assert found() == ["b", "a"]
    make_case("a", title="Alpha", state="withdrawn")
    assert found() == ["b"]
    make_case("a", title="Alpha", start_year=2012, countries=["PL"])
    assert found("ordering=-start_year") == ["a", "b"]
    assert found("country=PL") == ["a"]
    assert len(built) == 1


def test_what_was_undone_is_forgotten() -> None:
    make_case("a")
    with transaction.atomic():
        make_case("b")
        assert found() == ["a", "b"]
        transaction.set_rollback(True)
    assert found() == ["a"]
    make_case("c")
    assert found() == ["a", "c"]


def test_a_catalogue_that_was_set_up_anew_is_indexed_anew_though_its_version_is_higher() -> None:
    with transaction.atomic():
        make_case("a")
        assert found() == ["a"]
        transaction.set_rollback(True)
    for slug in ("b", "c", "d"):
        make_case(slug)
    assert found() == ["b", "c", "d"]


def test_two_processes_agree() -> None:
    other = Index(CaseStudies())
    make_case("a", themes=["open-data"])
    other.current()
    make_case("b", themes=["open-data"])
    make_case("a", themes=["civic-reporting"])
    state, fresh = other.current()
    assert fresh
    assert [state.keys[slot] for slot in state.rows([state.columns["theme"].having(["open-data"])]).slots] == [
        (CaseStudy.objects.get(slug="b").pk, "")
    ]


def test_a_case_is_found_by_the_present_names_of_what_it_names() -> None:
    make_organisation("city", name="Gdynia")
    make_case("a", organisations=[{"organisation": "city"}])
    make_case("b")
    assert found("q=gdynia") == ["a"]
    accepted("organisations", organisation_document("city", name="Sopot", also_known_as=["Zoppot"]))
    assert found("q=gdynia") == []
    assert found("q=zoppot") == ["a"]
    facet = CaseStudyFilterSet(QueryDict(""), CaseStudy.objects.published()).facet_values()[-2]
    assert [(value.label, value.count) for value in facet.values] == [("Sopot", 1), ("Not known", 1)]


def test_a_name_is_a_text_though_it_looks_like_a_number() -> None:
    make_organisation("goals", name="2030", also_known_as=["true"])
    make_case("a", organisations=[{"organisation": "goals"}])
    assert found("q=2030") == ["a"]
    assert found("q=true") == ["a"]
    facet = CaseStudyFilterSet(QueryDict(""), CaseStudy.objects.published()).facet_values()[-2]
    assert [value.label for value in facet.values] == ["2030"]


def test_a_model_that_is_renamed_changes_its_label() -> None:
    make_case("a")
    found()
    make_model("labs", name="Laboratories")
    facet = CaseStudyFilterSet(QueryDict(""), CaseStudy.objects.published()).facet_values()[0]
    assert [value.label for value in facet.values] == ["Laboratories"]


def test_one_who_reads_does_not_wait_for_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_AT_ONCE", 2)
    started: list[Any] = []
    monkeypatch.setattr(Thread, "start", lambda thread: started.append(thread))
    make_case("a")
    assert found() == ["a"]
    for slug in "bcd":
        make_case(slug)
    filterset = CaseStudyFilterSet(QueryDict(""), CaseStudy.objects.published())
    assert [case.slug for case in filterset.found] == ["a"]
    assert not filterset.fresh
    monkeypatch.setattr(connection, "close", lambda: None)
    started[0].run()
    assert found() == ["a", "b", "c", "d"]
    assert CASE_STUDIES.current()[1]


def test_what_was_withdrawn_shows_no_more_though_much_is_being_indexed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(Thread, "start", lambda thread: None)
    monkeypatch.setattr(Thread, "is_alive", lambda thread: True)
    monkeypatch.setattr(CASE_STUDIES, "_behind", None)
    make_organisation("city")
    make_case("a", organisations=[{"organisation": "city"}])
    make_case("b")
    assert found() == ["a", "b"]
    for slug in "abc":
        make_case(slug, title=slug, state="withdrawn" if slug == "a" else "published")
    for _time in range(2):
        filterset = CaseStudyFilterSet(QueryDict("organisation=city"), CaseStudy.objects.published())
        assert [name for name, _value, _problem in filterset.problems()] == ["organisation"]
        assert found() == ["b"]
        assert found("q=a") == []


def test_a_reader_who_comes_late_does_not_have_the_list_built_anew(
    monkeypatch: pytest.MonkeyPatch, built: list[int]
) -> None:
    make_case("a")
    found()
    read_before = [Version.current()]
    make_case("b")
    found()
    now = Version.current
    monkeypatch.setattr(Version, "current", lambda: read_before.pop() if read_before else now())
    state, fresh = CASE_STUDIES.current()
    assert (fresh, len(state.keys), len(built)) == (True, 2, 1)


def test_slots_are_used_again() -> None:
    make_case("b")
    for _time in range(3):
        make_case("a", state="withdrawn")
        found()
        make_case("a")
        assert sorted(found()) == ["a", "b"]
    assert len(CASE_STUDIES.current()[0].keys) == 2


def test_many_changes_are_applied_in_portions(monkeypatch: pytest.MonkeyPatch, built: list[int]) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    for slug in "abcdefgh":
        make_case(slug, title=slug)
    assert found() == list("abcdefgh")
    monkeypatch.setattr(index, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(Thread, "start", lambda thread: thread.run())
    make_case("b", title="z")
    make_case("c", title="c", state="withdrawn")
    found()
    assert found() == [*"adefgh", "b"]
    assert len(built) == 1


def test_a_failure_while_catching_up_leaves_the_list_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_AT_ONCE", 0)
    monkeypatch.setattr(connection, "close", lambda: None)
    monkeypatch.setattr(Thread, "start", lambda thread: thread.run())
    make_case("a")
    assert found() == ["a"]
    with monkeypatch.context() as patch:
        patch.setattr(CaseStudies, "entries", lambda *arguments: 1 / 0)
        make_case("b")
        assert found() == ["a"]
    found()
    assert found() == ["a", "b"]


def test_what_failed_half_way_is_not_found_twice(monkeypatch: pytest.MonkeyPatch, built: list[int]) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    make_case("a", title="Gdynia")
    found()
    make_case("b", title="Gdynia again")
    with monkeypatch.context() as patch:
        # The words are in, and the list is not.
        patch.setattr(State, "_key", lambda *arguments: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            found()
    monkeypatch.setattr(Thread, "start", lambda thread: thread.run())
    assert found("q=gdynia") == ["a"]
    assert found("q=gdynia") == ["a", "b"]
    assert len(built) == 2


def test_a_finding_reads_only_the_rows_that_are_asked_for(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for slug in "abcdef":
        make_case(slug, title=slug, themes=["open-data"])
    filterset = CaseStudyFilterSet(QueryDict("theme=open-data&status=not-known"), CaseStudy.objects.published())
    assert filterset.problems() == []
    rows = filterset.found
    assert len(rows) == 6
    with django_assert_num_queries(0):
        assert len(rows) == 6
        assert {facet.name: facet.total for facet in filterset.facet_values()}["theme"] == 1
        assert rows[6:9] == []
    with django_assert_num_queries(1):
        assert [case.slug for case in rows[2:4]] == ["c", "d"]
    assert (rows[0].slug, rows[-1].slug) == ("a", "f")
    with pytest.raises(IndexError):
        rows[6]
    with pytest.raises(ValueError, match="in its own order"):
        rows[::2]


def test_a_row_that_is_no_longer_public_is_left_out() -> None:
    for slug in "abc":
        make_case(slug, title=slug)
    rows = CaseStudyFilterSet(QueryDict(""), CaseStudy.objects.published()).found
    assert len(rows) == 3
    accepted("case_studies", case_document("b", state="withdrawn"))
    assert [case.slug for case in rows[0:3]] == ["a", "c"]


def test_takeaways_are_told_apart_by_their_case_and_key() -> None:
    for slug in "ab":
        make_case(slug, title=slug, lessons=[{"text": f"{word}.", "key": word} for word in ("one", "two")])
    filterset = TakeawayFilterSet(QueryDict("q=two"), Takeaway.objects.published().select_related("case_study"))
    assert sorted((row.case_study.slug, row.key) for row in filterset.found) == [("a", "two"), ("b", "two")]
