"""What an index keeps of its entries, as columns of numbers. Every column is immutable: a change makes another one.

An entry has a slot, a number from 0. A set of entries is a set of bits, one a slot, in words of 64 (`Bits`, little
endian, so that slot 0 is the lowest bit of the first word).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Numbers = NDArray[np.int32]
Values = tuple[str, ...]

FEW = 7
"""A set of less than one entry in so many is counted entry by entry."""
RARE = 200
"""A set of less than one entry in so many is put in order by itself; for others the order of all entries is walked."""
MOVED = 1000
"""How many changed entries are counted apart before the order by value is made anew."""


def words_for(size: int) -> int:
    """How many words of 64 bits hold this many slots."""
    return (size + 63) // 64


def bits_of(slots: Any, size: int) -> Bits:
    """The set of these slots, or of those that are flagged."""
    flags = np.zeros(words_for(size) * 64, bool)
    flags[:size][slots] = True
    return np.packbits(flags, bitorder="little").view(np.uint64)


@dataclass(frozen=True)
class Rows:
    """A set of entries: counted by its bits, walked by its slots."""

    bits: Bits

    @cached_property
    def flags(self) -> NDArray[np.bool_]:
        """One a slot, and some more that are never set."""
        return np.unpackbits(self.bits.view(np.uint8), bitorder="little").view(np.bool_)

    @cached_property
    def slots(self) -> NDArray[np.intp]:
        """In ascending order."""
        return np.flatnonzero(self.flags)

    @cached_property
    def count(self) -> int:
        return int(np.bitwise_count(self.bits).sum(dtype=np.int64))


class Column:
    """The values of one facet. Every entry has at least one: what is not known is a value, too."""

    values: Values
    """In the order in which they were met; values that no entry has any more stay."""

    def having(self, chosen: Iterable[str]) -> Bits:
        """The entries that have at least one of these values."""
        raise NotImplementedError

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        """How many entries have each value, in the order of `values`."""
        raise NotImplementedError

    def counts(self, rows: Rows) -> NDArray[np.int64]:
        """How many of these entries have each value, in the order of `values`."""
        raise NotImplementedError

    def changed(self, changes: Mapping[int, Values], size: int) -> Column:
        """With other values in these slots (none: the entry is gone), and room for so many slots."""
        raise NotImplementedError


@dataclass(frozen=True)
class ClosedColumn(Column):
    """A facet with few values: for each, the set of entries that have it."""

    values: Values
    bits: Bits
    """A row of words for each value."""

    @cached_property
    def places(self) -> dict[str, int]:
        return {value: place for place, value in enumerate(self.values)}

    @classmethod
    def of(cls, entries: Sequence[Values]) -> Self:
        """The column of all entries, in the order of their slots."""
        slots: dict[str, list[int]] = {}
        for slot, values in enumerate(entries):
            for value in values:
                slots.setdefault(value, []).append(slot)
        rows = [bits_of(found, len(entries)) for found in slots.values()]
        empty = np.zeros((0, words_for(len(entries))), np.uint64)
        return cls(tuple(slots), np.stack(rows) if rows else empty)

    def having(self, chosen: Iterable[str]) -> Bits:
        places = [self.places[value] for value in chosen if value in self.places]
        return np.bitwise_or.reduce(self.bits[places], axis=0, dtype=np.uint64)

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        return np.bitwise_count(self.bits).sum(axis=1, dtype=np.int64)

    def counts(self, rows: Rows) -> NDArray[np.int64]:
        return np.bitwise_count(self.bits & rows.bits).sum(axis=1, dtype=np.int64)

    def changed(self, changes: Mapping[int, Values], size: int) -> ClosedColumn:
        known = self.places
        values = (*self.values, *dict.fromkeys(v for found in changes.values() for v in found if v not in known))
        bits = np.zeros((len(values), max(words_for(size), self.bits.shape[1])), np.uint64)
        bits[: self.bits.shape[0], : self.bits.shape[1]] = self.bits
        column = ClosedColumn(values, bits)
        octets = bits.view(np.uint8)
        for slot, found in changes.items():
            flag = 1 << (slot % 8)
            octets[:, slot // 8] &= 255 - flag
            octets[[column.places[value] for value in found], slot // 8] |= flag
        return column


@dataclass(frozen=True)
class ByValue:
    """The slots of a column, those of one value side by side: to count many entries, it is quicker to look at all of
    them in this order than at their own numbers."""

    slots: NDArray[np.intp]
    present: NDArray[np.intp]
    """The values that have any,"""
    starts: NDArray[np.intp]
    """and for each of them, where its slots begin."""

    @classmethod
    def of(cls, numbers: Numbers, owners: Numbers) -> Self:
        kept = numbers >= 0
        numbers, owners = numbers[kept], owners[kept]
        counts = np.bincount(numbers)
        present = np.flatnonzero(counts)
        slots = owners[np.argsort(numbers, kind="stable")].astype(np.intp)
        return cls(slots, present, (np.cumsum(counts) - counts)[present])

    def having(self, values: Iterable[int]) -> NDArray[np.intp]:
        """The slots that have any of these values, some of them several times."""
        bounds = np.append(self.starts, len(self.slots))
        places = np.flatnonzero(np.isin(self.present, [*values]))
        return np.concatenate([self.slots[:0], *(self.slots[bounds[at] : bounds[at + 1]] for at in places)])

    def counts(self, flags: NDArray[np.bool_], values: int) -> NDArray[np.int64]:
        """How many of the flagged slots have each of so many values."""
        found = np.zeros(values, np.int64)
        if len(self.slots):
            found[self.present] = np.add.reduceat(flags.view(np.uint8).take(self.slots), self.starts, dtype=np.int32)
        return found


@dataclass(frozen=True)
class OpenColumn(Column):
    """A facet whose values grow with the catalogue: for each entry, the numbers of its values."""

    values: Values
    numbers: Numbers
    """The numbers of values, those of one entry side by side; -1 where they were changed since."""
    owners: Numbers
    """The slot to which each of them belongs."""
    starts: Numbers
    """For each slot, where its numbers begin,"""
    lengths: Numbers
    """and how many there are."""
    by_value: ByValue
    """The same by value, but for the slots that were changed since,"""
    moved: NDArray[np.intp]
    """which are these."""

    @cached_property
    def places(self) -> dict[str, int]:
        return {value: place for place, value in enumerate(self.values)}

    @classmethod
    def of(cls, entries: Sequence[Values]) -> Self:
        """The column of all entries, in the order of their slots."""
        places: dict[str, int] = {}
        numbers = [places.setdefault(value, len(places)) for values in entries for value in values]
        lengths = np.fromiter(map(len, entries), np.int32, len(entries))
        owners = np.repeat(np.arange(len(entries), dtype=np.int32), lengths)
        held = np.array(numbers, np.int32)
        moved = np.zeros(0, np.intp)
        return cls(tuple(places), held, owners, _starts(lengths), lengths, ByValue.of(held, owners), moved)

    def having(self, chosen: Iterable[str]) -> Bits:
        places = [self.places[value] for value in chosen if value in self.places]
        found = bits_of(self.by_value.having(places), len(self.starts))
        if not len(self.moved):
            return found
        own = self._whereabouts(self.moved)
        come = self.owners[own[np.isin(self.numbers[own], places)]]
        return (found & ~bits_of(self.moved, len(self.starts))) | bits_of(come, len(self.starts))

    @cached_property
    def _entries(self) -> int:
        return int(np.count_nonzero(self.lengths))

    def counts(self, rows: Rows) -> NDArray[np.int64]:
        if rows.count == self._entries:
            return self.totals
        if rows.count * FEW < self._entries:
            return self._counts(rows.slots)
        flags = rows.flags
        if not len(self.moved):
            return self.by_value.counts(flags, len(self.values))
        stayed = flags.copy()
        stayed[self.moved] = False
        return self.by_value.counts(stayed, len(self.values)) + self._counts(self.moved[flags[self.moved]])

    def _counts(self, slots: NDArray[np.intp]) -> NDArray[np.int64]:
        """How many of these entries have each value, for a few entries."""
        return np.bincount(self.numbers[self._whereabouts(slots)], minlength=len(self.values))

    def _whereabouts(self, slots: NDArray[np.intp]) -> Numbers:
        """Where the numbers of all these slots stand, one slot after the other."""
        lengths = self.lengths[slots]
        shifts = self.starts[slots] - _starts(lengths)
        return np.arange(lengths.sum(), dtype=np.int32) + np.repeat(shifts, lengths)

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        return np.bincount(self.numbers[self.numbers >= 0], minlength=len(self.values))

    def pairs(self, rows: Rows) -> tuple[Numbers, Numbers]:
        """Every value of these entries, as its place in `values`, and beside it the slot of the entry that has it."""
        found = rows.flags[self.owners] & (self.numbers >= 0)
        return self.numbers[found], self.owners[found]

    def changed(self, changes: Mapping[int, Values], size: int) -> Self:
        known = self.places
        met = dict.fromkeys(v for found in changes.values() for v in found if v not in known)
        values = (*self.values, *met)
        places = {**known, **{value: len(known) + place for place, value in enumerate(met)}} if met else known
        numbers, owners = self.numbers.copy(), self.owners
        starts, lengths = grown(self.starts, size), grown(self.lengths, size)
        added: list[int] = []
        belong: list[int] = []
        for slot, found in changes.items():
            numbers[starts[slot] : starts[slot] + lengths[slot]] = -1
            starts[slot], lengths[slot] = len(numbers) + len(added), len(found)
            added += [places[value] for value in found]
            belong += [slot] * len(found)
        numbers = np.concatenate([numbers, np.array(added, np.int32)])
        owners = np.concatenate([owners, np.array(belong, np.int32)])
        by_value, moved = self.by_value, np.union1d(self.moved, [*changes]).astype(np.intp)
        if len(moved) > MOVED:
            by_value, moved = ByValue.of(numbers, owners), moved[:0]
        column = replace(
            self, values=values, numbers=numbers, owners=owners, starts=starts, lengths=lengths, by_value=by_value,
            moved=moved,
        )  # fmt: skip
        return column._packed() if len(numbers) > 2 * lengths.sum() + 1000 else column

    def _packed(self) -> Self:
        """Without the numbers that no entry has any more."""
        kept = self.numbers >= 0
        numbers, owners = self.numbers[kept], self.owners[kept]
        order = np.argsort(owners, kind="stable")
        return replace(self, numbers=numbers[order], owners=owners[order], starts=_starts(self.lengths))


@dataclass(frozen=True)
class PlaceColumn(OpenColumn):
    """The places of entries: each a text, its latitude and longitude in degrees with a comma between."""

    @cached_property
    def coordinates(self) -> NDArray[np.float64]:
        """A row of latitude and longitude for each value; of what is not known, two that are no numbers."""
        degrees = [value.split(",") if "," in value else ("nan", "nan") for value in self.values]
        return np.array(degrees, np.float64).reshape(-1, 2)


def _starts(lengths: Numbers) -> Numbers:
    """Where each of several lists begins that stand one after the other."""
    return np.cumsum(lengths, dtype=np.int32) - lengths


def grown(column: NDArray[Any], size: int) -> NDArray[Any]:
    """A copy of a column with room for so many slots; the new ones hold 0."""
    copy = np.zeros(max(size, len(column)), column.dtype)
    copy[: len(column)] = column
    return copy


@dataclass(frozen=True)
class Order:
    """The slots of all entries in one order."""

    slots: Numbers

    @cached_property
    def ranks(self) -> Numbers:
        """The place of each slot."""
        ranks = np.zeros(self.slots.max(initial=-1) + 1, np.int32)
        ranks[self.slots] = np.arange(len(self.slots), dtype=np.int32)
        return ranks

    def page(self, rows: Rows, start: int, stop: int) -> list[int]:
        """The slots of these entries from place `start` to `stop`."""
        if rows.count * RARE < len(self.slots):
            slots = rows.slots
            return slots[np.argsort(self.ranks[slots])][start:stop].tolist()
        # Most pages are near the beginning: so much of the order is walked as probably holds them, then all of it.
        likely = int(len(self.slots) * (stop / max(rows.count, 1)) * 1.2) + 256
        for part in (self.slots[:likely], self.slots):
            found = part[rows.flags[part]]
            if len(found) >= min(stop, rows.count):
                break
        return found[start:stop].tolist()

    def changed(self, gone: Iterable[int], come: Iterable[int], key: Callable[[int], Any]) -> Order:
        """Without these slots, and with others put where their keys belong."""
        gone = list(gone)
        slots = self.slots[~np.isin(self.slots, gone)] if gone else self.slots
        for slot in come:
            slots = np.insert(slots, bisect_left(slots, key(slot), key=key), slot)
        return Order(slots)

    @property
    def backwards(self) -> Order:
        return Order(self.slots[::-1])
