"""A list at one version of the catalogue: everything that is needed to answer a selection, immutable and in memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from casestudies.finding.facets import FacetValues, Labels
from casestudies.finding.index.columns import (
    Bits,
    ClosedColumn,
    Column,
    OpenColumn,
    Order,
    PlaceColumn,
    Rows,
    bits_of,
    grown,
)
from casestudies.finding.index.entries import Entry, Key, Ordering, Source
from casestudies.finding.index.names import labels_of
from casestudies.finding.registry import Facet
from casestudies.finding.selection import Selection
from casestudies.finding.words import text_index
from casestudies.finding.words.query import Query, parse
from casestudies.finding.words.text_index import TextIndex, TextSnapshot
from casestudies.finding.words.texts import Names

NEVER = 32_000
"""A year that no span reaches."""
MANY = 50
"""How many changes are put in their place one by one; beyond that, ordering everything anew is quicker."""
LONGEST_PAGE = 100
KEPT = 64
"""For how many questions in words the entries that answer them are kept."""


@dataclass(frozen=True)
class Searched:
    """Words, as they were searched for, and the entries that answer them.

    The query says what it has corrected or left out, since nothing answers what was typed.
    """

    query: Query
    hits: Bits
    pages: dict[Any, list[Key]] = field(default_factory=dict, compare=False, repr=False)
    """The best of them within filters, by filters and places, as far as somebody has asked."""


@dataclass(frozen=True)
class State:
    """A list at one version. The slots of entries that are gone stay empty until the list is built anew."""

    source: Source
    names: Names
    keys: Sequence[Key]
    owners: NDArray[np.int64]
    """The record of each slot; 0 where it is empty."""
    live: Bits
    sorting: Sequence[tuple[Any, ...]]
    """The name of each slot, by which it is ordered."""
    numbers: Mapping[str, NDArray[np.float64]]
    first: NDArray[np.int16]
    last: NDArray[np.int16]
    columns: Mapping[str, Column]
    places: PlaceColumn
    labels: Mapping[str, Labels]
    orders: Mapping[Ordering, Order]
    texts: TextSnapshot
    _searched: OrderedDict[str, Searched] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def of(cls, source: Source, entries: Iterable[Entry], names: Names, texts: TextIndex) -> State:
        """The list of these entries, whose words go into an empty text index."""
        kept: list[Entry] = []
        snapshot = texts.change((), _texts(entries, kept))
        size = len(kept)
        columns = {
            facet.name: (OpenColumn if facet.open else ClosedColumn).of([entry.values[facet.name] for entry in kept])
            for facet in source.facets
        }
        state = cls(
            source=source,
            names=names,
            keys=[entry.key for entry in kept],
            owners=np.fromiter((entry.key[0] for entry in kept), np.int64, size),
            live=bits_of(slice(size), size),
            sorting=[entry.name for entry in kept],
            numbers={
                name: np.fromiter((entry.numbers[name] for entry in kept), np.float64, size)
                for name in {ordering.number for ordering in source.orderings.values()} - {""}
            },
            first=np.fromiter((_first(entry) for entry in kept), np.int16, size),
            last=np.fromiter((_last(entry) for entry in kept), np.int16, size),
            columns=columns,
            places=PlaceColumn.of([entry.places for entry in kept]),
            labels={facet.name: _labels(facet, columns[facet.name], names) for facet in source.facets},
            orders={},
            texts=snapshot,
        )
        return replace(state, orders=state._ordered())

    def changed(self, gone: Iterable[int], entries: Sequence[Entry], names: Names, texts: TextIndex) -> State:
        """Without the entries of these records, with others, and with what everything is called now."""
        left = np.flatnonzero(np.isin(self.owners, list(gone))).tolist()
        # An entry takes the slot of one that is gone, and only what is more than before makes the list longer.
        free = [*left, *np.flatnonzero(self.owners == 0).tolist()]
        slots = [*free, *range(len(self.keys), len(self.keys) + max(len(entries) - len(free), 0))][: len(entries)]
        come = dict(zip(slots, entries, strict=True))
        size = max(len(self.keys), max(slots, default=-1) + 1)
        empty = sorted(set(left) - set(come))
        keys, sorting = [*self.keys], [*self.sorting]
        keys += [(0, "")] * (size - len(keys))
        sorting += [()] * (size - len(sorting))
        owners, first, last = grown(self.owners, size), grown(self.first, size), grown(self.last, size)
        numbers = {name: grown(column, size) for name, column in self.numbers.items()}
        for slot, entry in come.items():
            keys[slot], sorting[slot], owners[slot] = entry.key, entry.name, entry.key[0]
            first[slot], last[slot] = _first(entry), _last(entry)
            for name, column in numbers.items():
                column[slot] = entry.numbers[name]
        owners[empty] = 0
        columns = {
            name: column.changed(
                {slot: come[slot].values[name] if slot in come else () for slot in (*come, *empty)}, size
            )
            for name, column in self.columns.items()
        }
        places = self.places.changed(
            {slot: come[slot].places if slot in come else () for slot in (*come, *empty)}, size
        )
        labels = {
            facet.name: self.labels[facet.name]
            if names is self.names and len(columns[facet.name].values) == len(self.columns[facet.name].values)
            else _labels(facet, columns[facet.name], names)
            for facet in self.source.facets
        }
        state = replace(
            self,
            names=names, keys=keys, owners=owners, live=bits_of(np.flatnonzero(owners), size), sorting=sorting,
            numbers=numbers, first=first, last=last, columns=columns, labels=labels,
            places=places,
            texts=texts.change(left, (_text(slot, entry) for slot, entry in come.items())),
            _searched=OrderedDict(), _lock=Lock(),
        )  # fmt: skip
        if len(left) + len(come) > MANY:
            return replace(state, orders=state._ordered())
        orders = {how: order.changed(left, come, state._key(how)) for how, order in self.orders.items()}
        return replace(state, orders=orders)

    def without(self, gone: Iterable[int]) -> State:
        """Without the entries of these records, for those who read while much else is being indexed."""
        slots = np.isin(self.owners, list(gone))
        if not slots.any():
            return self
        owners = np.where(slots, 0, self.owners)
        live = bits_of(np.flatnonzero(owners), len(self.keys))
        return replace(self, owners=owners, live=live, _searched=OrderedDict(), _lock=Lock())

    def _ordered(self) -> dict[Ordering, Order]:
        """Every order of the list, but for that by name backwards."""
        live = np.flatnonzero(self.owners).tolist()
        by_name = np.array(sorted(live, key=self.sorting.__getitem__), np.int32)
        orders = {Ordering(): Order(by_name)}
        for ordering in self.source.orderings.values():
            if ordering.number:
                found = self._by(ordering)[by_name]
                orders[ordering] = Order(by_name[np.argsort(found, kind="stable")])
        return orders

    def _by(self, ordering: Ordering) -> NDArray[np.float64]:
        """The numbers by which the slots are ordered; what has none comes last either way."""
        column = self.numbers[ordering.number]
        return np.where(np.isinf(column), column, -column) if ordering.descending else column

    def _key(self, ordering: Ordering) -> Callable[[int], Any]:
        """By what a slot finds its place in an order."""
        if not ordering.number:
            return self.sorting.__getitem__
        column, sign = self.numbers[ordering.number], -1 if ordering.descending else 1
        return lambda slot: (column[slot] if np.isinf(column[slot]) else sign * column[slot], self.sorting[slot])

    def search(self, words: str) -> Searched:
        """What answers the words. Kept, since a reader who has searched goes on to narrow and to page."""
        with self._lock:
            if words in self._searched:
                self._searched.move_to_end(words)
                return self._searched[words]
        query = parse(words)
        hits = self._saying(query)
        if not hits.any() and (better := self.texts.corrected(query)) is not None:
            query, hits = better, self._saying(better)
        found = Searched(query, hits)
        with self._lock:
            self._searched[words] = found
            while len(self._searched) > KEPT:
                self._searched.popitem(last=False)
        return found

    def _saying(self, query: Query) -> Bits:
        """The entries that say what is asked for."""
        ids, said = self.texts.fewer_ids(query)
        bits = bits_of(ids, len(self.keys))
        return bits if said else self.live & ~bits

    def conditions(self, selection: Selection, searched: Searched | None) -> dict[str, Bits]:
        """What narrows the list, by its name: facets, "q" and "years"; for each, the entries for which it holds."""
        found = {name: self.columns[name].having(values) for name, values in selection.facets}
        if searched is not None:
            found["q"] = searched.hits
        active = np.ones(len(self.keys), np.bool_)
        if selection.active_from is not None:
            active &= self.last >= selection.active_from
        if selection.active_to is not None:
            active &= self.first <= selection.active_to
        if selection.active_from is not None or selection.active_to is not None:
            found["years"] = bits_of(active, len(self.keys))
        return found

    def rows(self, conditions: Iterable[Bits]) -> Rows:
        """The entries for which all of these hold."""
        bits = self.live
        for condition in conditions:
            bits = bits & condition
        return Rows(bits)

    def in_order(self, rows: Rows, ordering: str, start: int, stop: int) -> list[Key]:
        """The keys of these entries from place `start` to `stop`, in one of the list's orders."""
        asked = self.source.orderings[ordering]
        by_name_backwards = asked.descending and not asked.number
        order = self.orders[Ordering()].backwards if by_name_backwards else self.orders[asked]
        return [self.keys[slot] for slot in order.page(rows, start, stop)]

    def by_relevance(self, selection: Selection, searched: Searched, start: int, stop: int) -> list[Key]:
        """The keys of the entries that answer a selection with words, those that answer best first."""
        years = (selection.active_from, selection.active_to)
        asked = (selection.facets, years, start, stop)
        if (page := searched.pages.get(asked)) is not None:
            return page
        groups = [[f"{name}:{value}" for value in values] for name, values in selection.facets]
        found = self.texts.best(searched.query, groups, years, start, stop)
        page = [self.keys[slot] for slot in found if self.owners[slot]]
        # Pages are asked for again; the whole order, which an export walks through, would only fill the memory.
        if stop - start <= LONGEST_PAGE:
            if len(searched.pages) >= KEPT:
                searched.pages.clear()
            searched.pages[asked] = page
        return page

    def used(self, facet: str, values: Collection[str]) -> set[str]:
        """Those of these values that some entry has."""
        if not values:
            return set()
        places, counts = self.labels[facet].places, self.columns[facet].counts(self.rows(()))
        return {value for value in values if value in places and counts[places[value]]}

    def facet(self, name: str, rows: Rows, chosen: Collection[str]) -> FacetValues:
        """A facet as these entries have it. Chosen values that no entry has stand there with 0."""
        facet = next(facet for facet in self.source.facets if facet.name == name)
        names, counts = self.labels[name], self.columns[name].counts(rows)
        lacking = [value for value in chosen if value not in names.places]
        if lacking:
            labels = labels_of(facet, lacking, self.names)
            names = Labels([*names.values, *lacking], [*names.labels, *labels])
            counts = np.concatenate([counts, np.zeros(len(lacking), np.int64)])
        return FacetValues(facet, names, counts, chosen)


def _labels(facet: Facet, column: Column, names: Names) -> Labels:
    return Labels(column.values, labels_of(facet, column.values, names))


def _texts(entries: Iterable[Entry], kept: list[Entry]) -> Iterator[text_index.Entry]:
    """The words of entries, which are read once; the entries without their words go into `kept`."""
    for slot, entry in enumerate(entries):
        yield _text(slot, entry)
        kept.append(replace(entry, texts={}))


def _text(slot: int, entry: Entry) -> text_index.Entry:
    terms = [f"{name}:{value}" for name, values in entry.values.items() for value in values]
    return text_index.Entry(slot, entry.texts, terms, entry.years)


def _first(entry: Entry) -> int:
    """A year from which on it ran; one that never comes where that is not known."""
    return NEVER if entry.years[0] is None else entry.years[0]


def _last(entry: Entry) -> int:
    """A year until which it ran; one that has never been where that is not known."""
    return -NEVER if entry.years[1] is None else entry.years[1]
