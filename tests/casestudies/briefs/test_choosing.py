"""The rule by which statements are chosen."""

from __future__ import annotations

import random

from casestudies.briefs.choosing import MOST_OF_A_KIND, Candidate, Cited, choose, numbered

REPORT, PAPER = Cited("Report", "A publisher, 2019"), Cited("Paper", "not on the web")


def said(owner: int, text: str, *cites: Cited) -> Candidate:
    return Candidate(owner, text, "", f"/{owner}/", cites=cites)


def texts(chosen: list[list[Candidate]]) -> list[list[str]]:
    return [[one.text for one in part] for part in chosen]


def test_those_who_were_quoted_least_speak_next_and_of_equals_the_first() -> None:
    first = [said(0, "a"), said(1, "b"), said(2, "c")]
    second = [said(0, "d"), said(1, "e"), said(2, "f")]
    third = [said(0, "g"), said(1, "h")]

    # "a", "e", then "g" or "h": both were quoted once, so the first of them.
    assert texts(choose([first, second, third], room=3)) == [["a"], ["e"], ["g"]]
    # The third was not quoted yet, so that it speaks next; then the second.
    assert texts(choose([first, second, third], room=5)) == [["a", "c"], ["e", "f"], ["g"]]


def test_a_statement_with_a_source_comes_before_one_without() -> None:
    part = [said(0, "a"), said(0, "b", REPORT), said(0, "c")]

    assert texts(choose([part], room=2)) == [["b"]]
    assert texts(choose([part], room=4)) == [["b", "a", "c"]]


def test_a_part_stands_in_the_order_of_the_records() -> None:
    part = [said(0, "a"), said(0, "b"), said(1, "c"), said(1, "d")]

    assert texts(choose([part], room=3)) == [["a", "b", "c"]]


def test_a_source_takes_room_once() -> None:
    part = [said(0, "a", REPORT), said(1, "b", REPORT), said(2, "c", PAPER)]

    # Each statement takes a line, each source half a line.
    assert texts(choose([part], room=2.5)) == [["a", "b"]]
    assert texts(choose([part], room=3.9)) == [["a", "b"]]
    assert texts(choose([part], room=4)) == [["a", "b", "c"]]


def test_nothing_is_cut_short_and_nothing_smaller_slips_in() -> None:
    part = [said(0, "a"), said(1, "b" * 250), said(2, "c")]

    assert texts(choose([part], room=3)) == [["a"]]
    assert texts(choose([part], room=5)) == [["a", "b" * 250, "c"]]


def test_no_part_has_more_than_a_reader_takes_in() -> None:
    part = [said(place, str(place)) for place in range(MOST_OF_A_KIND + 3)]

    assert texts(choose([part, part[-1:]], room=100)) == [
        [str(place) for place in range(MOST_OF_A_KIND)],
        [str(MOST_OF_A_KIND + 2)],
    ]


def test_there_may_be_nothing_to_choose() -> None:
    assert choose([[], [said(0, "a")]], room=0) == [[], []]
    assert choose([[], []], room=10) == [[], []]


def test_more_room_only_adds() -> None:
    seed = 45
    print(f"seed {seed}")
    dice = random.Random(seed)  # noqa: S311
    parts = [
        [
            said(dice.randrange(6), f"{place}.{number} " + "x" * dice.randrange(300), *dice.sample((REPORT, PAPER), 1))
            for number in range(12)
        ]
        for place in range(5)
    ]

    fewer: set[str] = set()
    for room in range(0, 200, 5):
        more = {one.text for part in choose(parts, room) for one in part}
        assert fewer <= more
        fewer = more
    assert len(fewer) == 5 * MOST_OF_A_KIND


def test_sources_are_numbered_as_they_are_first_cited() -> None:
    assert numbered([[said(0, "a", PAPER)], [], [said(1, "b", REPORT, PAPER)]]) == {PAPER: 1, REPORT: 2}
