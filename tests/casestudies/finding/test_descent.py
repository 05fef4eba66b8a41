"""Which case study came of which."""

from __future__ import annotations

import numpy as np
import pytest

from casestudies.finding import descent
from casestudies.finding.descent import Descent, Found, Tie
from casestudies.finding.version import Version
from casestudies.models import CaseStudy
from tests.factories import accepted, case_document, make_case


def graph(*ties: tuple[int, int]) -> Descent:
    return Descent.of(Version(1, None), [Tie(later, earlier, "replicates") for later, earlier in ties])


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


@pytest.mark.django_db
def test_it_reads_the_directed_relations_of_what_is_public_and_follows_the_catalogue() -> None:
    make_case("origin")
    make_case("undercover", state="draft", related=[{"case_study": "origin", "relation": "replicates"}])
    make_case("reader", related=[{"case_study": "origin", "relation": "see-also"}])
    make_case("copy", related=[{"case_study": "origin", "relation": "replicates"}])
    make_case("part", related=[{"case_study": "undercover", "relation": "part-of"}])
    ids = dict(CaseStudy.objects.values_list("slug", "pk"))

    assert descent.current().cases.tolist() == sorted([ids["origin"], ids["copy"]])
    assert descent.current().around[ids["origin"]] == [Tie(ids["copy"], ids["origin"], "replicates")]

    accepted("case_studies", case_document("undercover", related=[{"case_study": "origin", "relation": "inspired-by"}]))
    assert descent.current().cases.tolist() == sorted(ids[slug] for slug in ("origin", "undercover", "copy", "part"))

    accepted("case_studies", case_document("origin", state="withdrawn"))
    assert descent.current().cases.tolist() == sorted(ids[slug] for slug in ("undercover", "part"))
