"""Names by the beginnings of their words."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from casestudies.finding.words import prefixes
from casestudies.finding.words.prefixes import Entry, Shelf, words_of


def shelf(*names: Sequence[str]) -> Shelf:
    return Shelf.of({key: Entry(key, tuple(map(words_of, found))) for key, found in enumerate(names)})


def found(shelf: Shelf, query: str, most: int = 10, *, forgiving: bool = False) -> list[tuple[int, int]]:
    """How well each entry fits, and its key."""
    hits = shelf.find(words_of(query).split(), most, forgiving=forgiving)
    return [(hit.tier, hit.entry.key) for hit in hits]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Łódź: the City’s budget", "lodz the citys budget"),
        ("luftdaten.info", "luftdaten info"),
        ("Côte d'Ivoire", "cote d ivoire"),
        ("«2030»", "2030"),
        ("…", ""),
    ],
)
def test_it_takes_words_apart(text: str, words: str) -> None:
    assert words_of(text) == words


def test_it_wants_every_word_to_begin_a_word_of_the_name_or_of_an_alias() -> None:
    names = shelf(["Open data in Łódź", "ODL"], ["Open city"], ["Reopened data"])

    assert found(names, "lod open") == [(3, 0)]
    assert found(names, "odl lodz") == [(2, 0)]
    assert found(names, "o c") == [(3, 1)]
    assert found(names, "data") == [(2, 2), (2, 0)]
    assert found(names, "pen") == []
    assert found(names, "open data city") == []


def test_it_orders_by_how_well_a_name_fits_and_then_by_length_and_name() -> None:
    names = shelf(
        ["Friends of the lab"], ["A labyrinth"], ["Labs of the town"], ["Lab"], ["Works", "Lab works"],
        ["Labs of a town"], ["Labs of b town"],
    )  # fmt: skip

    assert found(names, "lab") == [(0, 3), (0, 5), (0, 6), (0, 2), (1, 4), (2, 0), (3, 1)]
    assert found(names, "lab", 3) == [(0, 3), (0, 5), (0, 6)]


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("hackaton", [0]),  # a letter lacks
        ("hackkathon", [0]),  # one too many
        ("hakcathon", [0]),  # two changed places
        ("hackarhon", [0]),  # another one
        ("hacat", [0]),  # and in half a word
        ("budgte hackathon", [0]),
        ("hacatn", []),  # two slips
        ("ackathon", []),  # the first letter
        ("hqk", []),  # too short to tell
        ("hackathon parks", []),
    ],
)
def test_it_forgives_one_slip_in_a_word_of_four_letters(typed: str, keys: list[int]) -> None:
    names = shelf(["A hackathon on the budget"], ["Parks"])

    assert found(names, typed) == []
    assert [key for _tier, key in found(names, typed, forgiving=True)] == keys


def test_it_forgives_nothing_that_begins_a_word() -> None:
    names = shelf(["Data"], ["Date"])

    assert found(names, "date", forgiving=True) == [(0, 1)]


def test_it_takes_changes_and_leaves_the_one_before_as_it_was() -> None:
    before = shelf(["Open data"], ["Open city"], ["Open town"])

    after = before.with_changes({0, 1, 3}, {1: Entry(1, ("closed city",)), 3: Entry(3, ("open",))})

    assert [key for _tier, key in found(after, "open")] == [3, 2]
    assert found(after, "city") == [(2, 1)]
    assert [key for _tier, key in found(before, "open")] == [1, 0, 2]


def test_it_finds_nothing_on_an_empty_shelf() -> None:
    assert found(shelf(), "open") == found(shelf(), "open", forgiving=True) == []


@pytest.mark.parametrize("most_changed", [3, 1_000])
def test_a_shelf_that_took_changes_finds_what_a_new_one_does(
    monkeypatch: pytest.MonkeyPatch, most_changed: int
) -> None:
    monkeypatch.setattr(prefixes, "_MOST_CHANGED", most_changed)
    seed = 20_260_101
    chance = random.Random(seed)  # noqa: S311  (no secret)
    print(f"seed {seed}")

    def entry(key: int) -> Entry:
        names = (" ".join(chance.choices(["open", "opal", "data", "date", "city"], k=3)) for _ in range(2))
        return Entry(key, tuple(names))

    entries = {key: entry(key) for key in range(40)}
    changed = Shelf.of(entries)
    for _ in range(30):
        keys = {chance.randrange(60) for _ in range(2)}
        fresh = {key: entry(key) for key in keys if chance.random() < 0.6}
        entries = {key: found for key, found in entries.items() if key not in keys} | fresh
        changed = changed.with_changes(keys, fresh)
        for query, forgiving in (("op", False), ("data", False), ("city open", False), ("dtae", True)):
            expected = found(Shelf.of(entries), query, forgiving=forgiving)
            assert found(changed, query, forgiving=forgiving) == expected
