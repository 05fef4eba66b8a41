"""Organisations joined by the case studies that they share, and those that might be: counted in memory.

Two organisations share a case study if both took part in it, in whatever role. What is not known joins nobody. Cases
are given by their records, ordered by title. Among equals, the order is that of names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from casestudies.finding.index.columns import ClosedColumn, Numbers, OpenColumn, Rows
from casestudies.finding.index.entries import Ordering
from casestudies.finding.index.state import State
from civicport.documents.vocabularies import NOT_KNOWN

Order = NDArray[np.intp]


@dataclass(frozen=True)
class Member:
    """An organisation among some case studies: in how many it took part, and how many of these it shares."""

    value: str
    label: str
    cases: int
    shared: int


@dataclass(frozen=True)
class Joint:
    """Two members, by their places among all, with the number of cases that they share and the first of these."""

    first: int
    second: int
    count: int
    cases: tuple[int, ...]


@dataclass(frozen=True)
class Network:
    """The members that share most, and their strongest joints; of those that share nothing, the busiest."""

    members: Sequence[Member]
    joints: Sequence[Joint]
    alone: Sequence[Member]
    joined_count: int
    """How many share a case at all,"""
    joint_count: int
    """how many joints there are between the members,"""
    alone_count: int
    """and how many share nothing."""


@dataclass(frozen=True)
class Partner:
    """An organisation that shares case studies with another: how many, and the first of them."""

    value: str
    label: str
    count: int
    cases: tuple[int, ...]


@dataclass(frozen=True)
class PossiblePartner:
    """An organisation without a case study together with another, and what both work on where: themes with their
    countries. Each theme and country is a value and its label."""

    value: str
    label: str
    in_common: tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...]], ...]


def network(state: State, rows: Rows, *, members: int, joints: int, cases: int, alone: int) -> Network:
    """The organisations of these entries, at the most so many of each.

    First come those with most shared cases; among equals those whose busiest partner shares most, so that who is
    drawn has somebody to be joined to.
    """
    column, names = _organisations(state), state.labels["organisation"]
    numbers, owners = _known(column, rows)
    taken = np.bincount(numbers, minlength=len(column.values))
    together = np.bincount(owners, minlength=len(state.keys))[owners] > 1
    shared = np.bincount(numbers[together], minlength=len(column.values))
    busiest = _busiest(numbers[together], owners[together], shared, state)
    strength = shared * (busiest.max(initial=0) + 1) + busiest
    chosen = _first(np.flatnonzero(shared), strength, names.ranks, members)
    single = np.flatnonzero((taken > 0) & (shared == 0))

    def made(places: Order) -> list[Member]:
        return [Member(names.values[at], names.labels[at], int(taken[at]), int(shared[at])) for at in places.tolist()]

    found, count = _joints(state, numbers, owners, chosen, joints, cases)
    first_alone = _first(single, taken, names.ranks, alone)
    return Network(made(chosen), found, made(first_alone), int(np.count_nonzero(shared)), count, len(single))


def partners(state: State, organisation: str, *, most: int, cases: int) -> tuple[list[Partner], int]:
    """Who shares case studies with an organisation, most first, and how many they all are."""
    column, names = _organisations(state), state.labels["organisation"]
    numbers, owners, counts = _around(state, organisation)
    order = np.flatnonzero(counts)
    found = []
    for at in _first(order, counts, names.ranks, most).tolist():
        first = nsmallest(cases, owners[numbers == at].tolist(), key=state.sorting.__getitem__)
        shared = tuple(state.keys[slot][0] for slot in first)
        found.append(Partner(column.values[at], names.labels[at], int(counts[at]), shared))
    return found, len(order)


def possible_partners(state: State, organisation: str, *, most: int) -> tuple[list[PossiblePartner], int]:
    """Who works on the same themes in the same countries as an organisation but shares no case study with it, and how
    many they all are.

    An organisation works on a theme in a country if a case study in which it took part names both. Those come first
    that have most pairs of theme and country in common with it.
    """
    column, names = _organisations(state), state.labels["organisation"]
    _numbers, _owners, counts = _around(state, organisation)
    common = _in_common(state, organisation)
    size = len(state.columns["country"].values)
    score = np.zeros(len(column.values), np.int64)
    for _theme, pairs in common:
        score += np.bincount(pairs // size, minlength=len(score))
    score[counts > 0] = 0
    score[[column.places[value] for value in (organisation, NOT_KNOWN) if value in column.places]] = 0
    order = np.flatnonzero(score)
    found = [
        PossiblePartner(column.values[at], names.labels[at], _told(state, common, at))
        for at in _first(order, score, names.ranks, most).tolist()
    ]
    return found, len(order)


def _first(places: Order, numbers: NDArray[np.int64], ranks: NDArray[np.int64], most: int) -> Order:
    """Those of these places that have the greatest numbers, at the most so many; among equals in the order of ranks.
    There may be tens of thousands, of which the others are never put in order."""
    keys = ranks[places] - numbers[places] * len(ranks)
    if most < len(places):
        foremost = np.argpartition(keys, most)[:most]
        places, keys = places[foremost], keys[foremost]
    return places[np.argsort(keys)]


def _organisations(state: State) -> OpenColumn:
    return cast("OpenColumn", state.columns["organisation"])


def _known(column: OpenColumn, rows: Rows) -> tuple[Numbers, Numbers]:
    """The known values of these entries: the numbers of the values, and the slot to which each belongs."""
    kept = rows.flags[column.owners] & (column.numbers >= 0)
    if NOT_KNOWN in column.places:
        kept &= column.numbers != column.places[NOT_KNOWN]
    return column.numbers[kept], column.owners[kept]


def _busiest(numbers: Numbers, owners: Numbers, shared: NDArray[Any], state: State) -> NDArray[np.int64]:
    """For each organisation, the most shared cases that anybody has in a case of its own."""
    of_slot = np.zeros(len(state.keys), np.int64)
    np.maximum.at(of_slot, owners, shared[numbers])
    found = np.zeros(len(shared), np.int64)
    np.maximum.at(found, numbers, of_slot[owners])
    return found


def _joints(
    state: State, numbers: Numbers, owners: Numbers, chosen: Order, most: int, cases: int
) -> tuple[list[Joint], int]:
    """The strongest joints between the chosen organisations, and how many there are."""
    places = np.full(len(_organisations(state).values), -1)
    places[chosen] = np.arange(len(chosen))
    kept = places[numbers] >= 0
    members, owners = places[numbers[kept]], owners[kept]
    by_title = state.orders[Ordering()].slots
    ranks = np.zeros(len(state.keys), np.int64)
    ranks[by_title] = np.arange(len(by_title))
    first, second, slots = _paired((members, owners), (members, owners), len(state.keys))
    once = first < second
    pairs = (first * len(chosen) + second)[once]
    counts = np.bincount(pairs)
    joined = np.flatnonzero(counts)
    strongest = joined[np.argsort(-counts[joined], kind="stable")[:most]]
    # The cases of each pair side by side, by title.
    titles = np.sort(pairs * len(ranks) + ranks[slots[once]])
    found = []
    for pair, start in zip(strongest.tolist(), np.searchsorted(titles, strongest * len(ranks)).tolist(), strict=True):
        (one, other), count = divmod(pair, len(chosen)), int(counts[pair])
        named = by_title[titles[start : start + min(cases, count)] - pair * len(ranks)]
        found.append(Joint(one, other, count, tuple(state.keys[slot][0] for slot in named.tolist())))
    return found, len(joined)


def _around(state: State, organisation: str) -> tuple[Numbers, Numbers, NDArray[np.int64]]:
    """The organisations in the case studies of one: the values, their slots, and how many cases each shares with it."""
    column = _organisations(state)
    numbers, owners = _known(column, state.rows([column.having([organisation])]))
    if organisation in column.places:
        others = numbers != column.places[organisation]
        numbers, owners = numbers[others], owners[others]
    return numbers, owners, np.bincount(numbers, minlength=len(column.values))


InCommon = tuple[int, NDArray[np.int64]]
"""A theme, and who works on it in which country: each a number, the organisation's place times the number of countries
plus the country's; ascending."""


def _in_common(state: State, organisation: str) -> list[InCommon]:
    """Who works on the themes of an organisation in the countries where it does so itself."""
    column, themes = _organisations(state), cast("ClosedColumn", state.columns["theme"])
    countries = cast("OpenColumn", state.columns["country"])
    own_countries, own_slots = _known(countries, state.rows([column.having([organisation])]))
    everywhere = state.rows(())
    near = np.zeros(len(countries.values), bool)
    near[own_countries] = True
    where, slots = _known(countries, everywhere)
    near_by = where[near[where]], slots[near[where]]
    parts, where, slots = _paired(_known(column, everywhere), near_by, len(state.keys))
    found: list[InCommon] = []
    for theme, value in enumerate(themes.values):
        flags = Rows(themes.bits[theme]).flags
        here = np.zeros(len(countries.values), bool)
        here[own_countries[flags[own_slots]]] = True
        if value == NOT_KNOWN or not here.any():
            continue
        kept = flags[slots] & here[where]
        pairs = np.sort(parts[kept] * np.int64(len(here)) + where[kept])
        found.append((theme, pairs[np.diff(pairs, prepend=-1) > 0]))
    return found


def _paired(
    left: tuple[NDArray[Any], NDArray[Any]], right: tuple[NDArray[Any], NDArray[Any]], size: int
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    """Every number on the left with every one on the right that belongs to the same slot, and that slot."""
    (ones, slots), (others, owners) = left, right
    others = others[np.argsort(owners, kind="stable")]
    counts = np.bincount(owners, minlength=size)
    lengths = counts[slots]
    shifts = (np.cumsum(counts) - counts)[slots] - (np.cumsum(lengths) - lengths)
    at = np.arange(lengths.sum()) + np.repeat(shifts, lengths)
    return np.repeat(ones, lengths), others[at], np.repeat(slots, lengths)


def _told(
    state: State, common: Sequence[InCommon], place: int
) -> tuple[tuple[tuple[str, str], tuple[tuple[str, str], ...]], ...]:
    """What an organisation has in common, the themes and the countries by their labels."""
    themes, countries = state.labels["theme"], state.labels["country"]
    told = []
    size = len(countries.values)
    for theme, pairs in common:
        start, stop = np.searchsorted(pairs, (place * size, (place + 1) * size))
        shared = pairs[start:stop] - place * size
        shared = shared[np.argsort(countries.ranks[shared])]
        if len(shared):
            told.append((theme, tuple((countries.values[at], countries.labels[at]) for at in shared.tolist())))
    told.sort(key=lambda item: themes.ranks[item[0]])
    return tuple(((themes.values[theme], themes.labels[theme]), shared) for theme, shared in told)
