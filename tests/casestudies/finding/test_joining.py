"""Organisations joined by what they share, as simple counting has it."""

from __future__ import annotations

import secrets
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from django.http import QueryDict

from casestudies.finding import joining
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.index import CASE_STUDIES
from casestudies.finding.joining import Member, Network, PossiblePartner
from casestudies.models import CaseStudy
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from tests.factories import accepted, case_document, make_case, make_model, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

ALL = {"members": 100, "joints": 1000, "cases": 100, "alone": 100}


def network(query: str = "", **most: int) -> Network:
    found: Any = CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published()).found
    result: Network = found.network(**{**ALL, **most})
    return result


def together(*slugs: str) -> list[dict[str, str]]:
    return [{"organisation": slug} for slug in slugs]


def organisations(*slugs: str) -> None:
    for slug in slugs:
        make_organisation(slug, name=slug.upper())


def slugs(records: tuple[int, ...]) -> list[str]:
    names = dict(CaseStudy.objects.values_list("pk", "slug"))
    return [names[record] for record in records]


def joints(found: Network) -> list[tuple[str, str, int, list[str]]]:
    values = [member.value for member in found.members]
    return [(values[joint.first], values[joint.second], joint.count, slugs(joint.cases)) for joint in found.joints]


def test_who_shares_most_comes_first_and_who_shares_nothing_stands_apart() -> None:
    organisations("a", "b", "c", "d")
    make_case("one", organisations=[{"organisation": "a", "role": "host"}, *together("a", "b", "c")])
    make_case("two", organisations=together("b", "a"))
    make_case("three", organisations=together("b"))
    make_case("four", organisations=together("d"))
    make_case("nobody")
    make_case("draft", organisations=together("a", "d"), state="draft")

    found = network()

    assert found.members == [Member("a", "A", 2, 2), Member("b", "B", 3, 2), Member("c", "C", 1, 1)]
    assert joints(found) == [("a", "b", 2, ["one", "two"]), ("a", "c", 1, ["one"]), ("b", "c", 1, ["one"])]
    assert found.alone == [Member("d", "D", 1, 0)]
    assert (found.joined_count, found.joint_count, found.alone_count) == (3, 3, 1)


def test_it_ends_where_there_is_no_room_and_says_how_much_there_is() -> None:
    organisations("a", "b", "c", "d", "e", "f")
    make_case("one", organisations=together("a", "b", "c"))
    make_case("two", organisations=together("a", "b"))
    make_case("three", organisations=together("a", "b"))
    make_case("four", organisations=together("d", "e"))
    make_case("five", organisations=together("f"))

    found = network(members=3, joints=2, cases=2, alone=0)

    # C shares one case, as D and E do, but with busier partners.
    assert [member.value for member in found.members] == ["a", "b", "c"]
    assert joints(found) == [("a", "b", 3, ["one", "three"]), ("a", "c", 1, ["one"])]
    assert (found.joined_count, found.joint_count, found.alone, found.alone_count) == (5, 3, [], 1)


def test_nothing_joins_nothing() -> None:
    make_case()

    assert network() == Network([], [], [], 0, 0, 0)
    assert network("q=nowhere") == Network([], [], [], 0, 0, 0)


def test_it_is_what_simple_counting_gives_also_after_changes() -> None:
    seed = secrets.randbelow(10**9)
    print(f"seed {seed}")
    draw = np.random.default_rng(seed)
    names = [f"org-{number}" for number in range(12)]
    make_model()
    accept_all([Submission("organisations", {"slug": name, "name": name}) for name in names], "Alice", "A test")
    takes: dict[str, list[str]] = {}
    for _step in range(3):
        changed = {
            f"case-{draw.integers(30)}": draw.choice(names, draw.integers(6), replace=False).tolist() for _ in range(20)
        }
        takes |= changed
        documents = [
            case_document(slug, **({"organisations": together(*parts)} if parts else {}))
            for slug, parts in changed.items()
        ]
        accept_all([Submission("case_studies", document) for document in documents], "Alice", "A test")
        found = network()

        truth: dict[tuple[str, str], set[str]] = {}
        for slug, parts in takes.items():
            for pair in combinations(sorted(parts), 2):
                truth.setdefault(pair, set()).add(slug)
        told = {tuple(sorted((one, other))): (count, set(cases)) for one, other, count, cases in joints(found)}
        assert told == {pair: (len(cases), cases) for pair, cases in truth.items()}
        shared = {name: sum(name in parts and len(parts) > 1 for parts in takes.values()) for name in names}
        assert {member.value: member.shared for member in found.members} == {n: s for n, s in shared.items() if s}
        took_part = {name for parts in takes.values() for name in parts}
        assert {member.value for member in found.alone} == {name for name in took_part if not shared[name]}
        for name in names:
            partners, count = joining.partners(CASE_STUDIES.current()[0], name, most=100, cases=100)
            mine = {(set(pair) - {name}).pop(): (len(cases), cases) for pair, cases in truth.items() if name in pair}
            assert {one.value: (one.count, set(slugs(one.cases))) for one in partners} == mine
            assert count == len(mine)


def test_partners_stand_with_most_shared_cases_first_then_by_name() -> None:
    organisations("a", "b", "c", "d")
    make_case("z", title="Alpha", organisations=together("a", "b"))
    make_case("y", title="Beta", organisations=together("a", "c", "d"))
    make_case("x", title="Gamma", organisations=together("a", "d"))

    partners, count = joining.partners(CASE_STUDIES.current()[0], "a", most=2, cases=1)

    assert [(one.value, one.count, slugs(one.cases)) for one in partners] == [("d", 2, ["y"]), ("b", 1, ["z"])]
    assert count == 3
    assert joining.partners(CASE_STUDIES.current()[0], "nobody", most=2, cases=1) == ([], 0)


def test_possible_partners_work_on_the_same_themes_in_the_same_countries_but_not_together() -> None:
    organisations("a", "b", "c", "d", "e", "f", "g")
    make_case("own", organisations=together("a"), themes=["open-data"], countries=["PL", "DE"])
    make_case("own-too", organisations=together("a"), themes=["civic-reporting"], countries=["PL"])
    make_case("best", organisations=together("b", "g"), themes=["open-data"], countries=["PL", "DE"])
    make_case("second", organisations=together("b", "c"), themes=["civic-reporting", "open-data"], countries=["PL"])
    # The theme elsewhere, and another theme in the country: nobody has both in one place.
    make_case("elsewhere", organisations=together("d"), themes=["open-data"], countries=["FR"])
    make_case("otherwise", organisations=together("d"), themes=["election-monitoring"], countries=["PL"])
    make_case("unknown", organisations=together("e"), countries=["PL"])
    make_case("partner", organisations=together("a", "f"), themes=["open-data"], countries=["PL"])
    make_case("draft", organisations=together("d"), themes=["open-data"], countries=["PL"], state="draft")
    state = CASE_STUDIES.current()[0]

    germany, poland = ("DE", "Germany"), ("PL", "Poland")
    open_data, reporting = ("open-data", "Open data"), ("civic-reporting", "Reporting local problems")
    assert joining.possible_partners(state, "a", most=9) == (
        [
            PossiblePartner("b", "B", ((open_data, (germany, poland)), (reporting, (poland,)))),
            PossiblePartner("c", "C", ((open_data, (poland,)), (reporting, (poland,)))),
            PossiblePartner("g", "G", ((open_data, (germany, poland)),)),
        ],
        3,
    )
    found, count = joining.possible_partners(state, "a", most=1)
    assert ([one.value for one in found], count) == (["b"], 3)
    assert joining.possible_partners(state, "e", most=9) == ([], 0)
    assert joining.possible_partners(state, "nobody", most=9) == ([], 0)


def test_who_works_together_at_last_is_no_longer_possible() -> None:
    organisations("a", "b")
    make_case("own", organisations=together("a"), themes=["open-data"], countries=["PL"])
    make_case("other", organisations=together("b"), themes=["open-data"], countries=["PL"])
    before = joining.possible_partners(CASE_STUDIES.current()[0], "a", most=9)[1]

    accepted("case_studies", case_document("own", organisations=together("a", "b"), themes=["open-data"]))

    assert (before, joining.possible_partners(CASE_STUDIES.current()[0], "a", most=9)[1]) == (1, 0)
