"""Which case study came of which."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from casestudies.finding import descent
from casestudies.finding.descent import Descent, Found, Tie
from casestudies.finding.version import Version
from casestudies.models import CaseStudy
from tests.factories import accepted, case_document, make_case


def graph(*ties: tuple[int, int]) -> Descent:
    rows = [(later, place, earlier, "replicates") for place, (later, earlier) in enumerate(ties)]
    return Descent.of(Version(1, None), rows)


def find(of: Descent, *records: int, most: int = 100, foremost: int = 0) -> Found:
    return of.find(np.array(records, np.int64), most=most, foremost=foremost)


def members(found: Found) -> list[list[int]]:
    return [sorted(lineage.cases) for lineage in found.lineages]


def test_a_lineage_is_all_that_hangs_together_whatever_is_selected() -> None:
    of = graph((2, 1), (3, 2), (5, 4), (6, 4), (9, 8))

    assert members(find(of, 3, 7)) == [[1, 2, 3]]
    assert members(find(of, 1, 2, 6)) == [[1, 2, 3], [4, 5, 6]]
    assert [(tie.later, tie.earlier) for tie in find(of, 3).lineages[0].ties] == [(2, 1), (3, 2)]
    assert (find(of, 1, 2, 6, 7).count, find(of, 1, 2, 6, 7).selected) == (2, 3)
    assert find(of, 7) == Found([], 0, 0)
    assert find(graph(), 1) == Found([], 0, 0)


def test_the_largest_come_first_as_many_as_there_is_room_for() -> None:
    of = graph((2, 1), (5, 4), (6, 4), (9, 8))

    assert members(find(of, 1, 4, 8)) == [[4, 5, 6], [1, 2], [8, 9]]
    found = find(of, 1, 4, 8, most=6)
    assert (members(found), found.count, found.selected) == ([[4, 5, 6], [1, 2]], 3, 3)


def test_the_one_that_is_asked_for_comes_first_even_if_it_is_not_selected() -> None:
    of = graph((2, 1), (5, 4), (6, 4), (9, 8))

    found = find(of, 1, 4, foremost=9)

    assert (members(found), found.count, found.selected) == ([[8, 9], [4, 5, 6], [1, 2]], 3, 2)
    assert members(find(of, 1, foremost=77)) == [[1, 2]]


def test_one_that_is_too_large_is_cut_around_what_has_most_ties_or_is_asked_for() -> None:
    of = graph(*((number + 1, number) for number in range(1, 1000)), (2000, 500), (2001, 500))

    found = find(of, *range(1, 1001), most=6)
    assert (members(found), found.lineages[0].size) == ([[498, 499, 500, 501, 2000, 2001]], 1002)
    assert members(find(of, 10, 11, most=3)) == [[9, 10, 11]]
    cut = find(of, 1, most=4, foremost=1000).lineages[0]
    assert sorted(cut.cases) == [997, 998, 999, 1000]
    assert sorted((tie.later, tie.earlier) for tie in cut.ties) == [(998, 997), (999, 998), (1000, 999)]


def test_circles_hang_together_like_all_else() -> None:
    found = find(graph((1, 2), (2, 3), (3, 1)), 2)

    assert members(found) == [[1, 2, 3]]
    assert sorted((tie.later, tie.earlier) for tie in found.lineages[0].ties) == [(1, 2), (2, 3), (3, 1)]


def test_the_ties_of_one_stand_in_the_order_of_its_document() -> None:
    rows = [(3, 1, 1, "part-of"), (2, 0, 1, "inspired-by"), (3, 0, 2, "replicates")]

    (lineage,) = Descent.of(Version(1, None), rows).find(np.array([1]), most=9).lineages

    assert lineage.ties == (Tie(2, 1, "inspired-by"), Tie(3, 2, "replicates"), Tie(3, 1, "part-of"))


@pytest.mark.parametrize("seed", range(20))
def test_it_finds_what_hangs_together_however_it_is_numbered(seed: int) -> None:
    random = np.random.default_rng(seed)
    ends = [random.choice(np.arange(1, 60), 2, replace=False).tolist() for _tie in range(random.integers(1, 60))]
    of = graph(*((later, earlier) for later, earlier in ends))

    groups: list[set[int]] = []
    for pair in ends:
        touching = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in touching] + [set(pair).union(*touching)]

    found = find(of, *range(1, 60), most=1000)
    assert sorted(members(found)) == sorted(map(sorted, groups)), seed
    assert sum(len(lineage.ties) for lineage in found.lineages) == len(ends)


@pytest.mark.django_db
def test_it_reads_the_directed_relations_of_what_is_public_and_follows_the_catalogue() -> None:
    make_case("origin")
    make_case("undercover", state="draft", related=[{"case_study": "origin", "relation": "replicates"}])
    make_case("reader", related=[{"case_study": "origin", "relation": "see-also"}])
    make_case("copy", related=[{"case_study": "origin", "relation": "replicates"}])
    make_case("part", related=[{"case_study": "undercover", "relation": "part-of"}])
    ids = dict(CaseStudy.objects.values_list("slug", "pk"))

    assert descent.current().cases.tolist() == sorted([ids["origin"], ids["copy"]])
    (lineage,) = descent.current().find(np.array([ids["origin"]]), most=9).lineages
    assert lineage.ties == (Tie(ids["copy"], ids["origin"], "replicates"),)

    accepted("case_studies", case_document("undercover", related=[{"case_study": "origin", "relation": "inspired-by"}]))
    assert descent.current().cases.tolist() == sorted(ids[slug] for slug in ("origin", "undercover", "copy", "part"))

    accepted("case_studies", case_document("origin", state="withdrawn"))
    assert descent.current().cases.tolist() == sorted(ids[slug] for slug in ("undercover", "part"))


@pytest.mark.django_db
def test_after_a_change_it_reads_only_what_changed(django_assert_num_queries: Any) -> None:
    for slug in "abc":
        make_case(slug)
    for slug in "def":
        make_case(slug, related=[{"case_study": "a", "relation": "replicates"}])
    ids = dict(CaseStudy.objects.values_list("slug", "pk"))
    before = descent.current()
    accepted("case_studies", case_document("e", related=[{"case_study": "b", "relation": "part-of"}]))

    # The version, without the lock and with it, and whether it came of the one that is held; the case studies that
    # changed; their relations.
    with django_assert_num_queries(5) as asked:
        after = descent.current()

    assert f"({ids['e']})" in asked.captured_queries[-1]["sql"].replace("'", "")
    assert before.cases.tolist() == [ids[slug] for slug in "adef"]
    assert after.cases.tolist() == [ids[slug] for slug in "abdef"]
    assert members(find(after, ids["e"])) == [[ids["b"], ids["e"]]]
    with django_assert_num_queries(1):
        assert descent.current() is after


@pytest.mark.django_db
def test_after_many_changes_it_reads_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(descent, "MOST_AT_ONCE", 1)
    make_case("a")
    assert descent.current().cases.tolist() == []
    make_case("b", related=[{"case_study": "a", "relation": "replicates"}])
    make_case("c", related=[{"case_study": "a", "relation": "replicates"}])

    assert descent.current().cases.tolist() == list(CaseStudy.objects.order_by("pk").values_list("pk", flat=True))
