"""What an index keeps of its entries, as columns of numbers. Every column is immutable: a change makes another one.

An entry has a slot, a number from 0. A set of entries is a set of bits, one a slot, in words of 64 (`Bits`, little
endian, so that slot 0 is the lowest bit of the first word).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
Numbers = NDArray[np.int32]
Values = tuple[str, ...]


def words_for(size: int) -> int:
    """How many words of 64 bits hold this many slots."""
    return (size + 63) // 64


def bits_of(slots: Any, size: int) -> Bits:
    """The set of these slots."""
    flags = np.zeros(words_for(size) * 64, bool)
    flags[slots] = True
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
        return cls(tuple(places), np.array(numbers, np.int32), owners, _starts(lengths), lengths)

    def having(self, chosen: Iterable[str]) -> Bits:
        places = [self.places[value] for value in chosen if value in self.places]
        wanted = self.numbers == places[0] if len(places) == 1 else np.isin(self.numbers, places)
        return bits_of(self.owners[wanted], len(self.starts))

    def counts(self, rows: Rows) -> NDArray[np.int64]:
        slots = rows.slots
        lengths = self.lengths[slots]
        if len(slots) == np.count_nonzero(self.lengths):
            return self.totals
        # Where the numbers of all these slots stand, one slot after the other.
        shifts = self.starts[slots] - _starts(lengths)
        found = np.arange(lengths.sum(), dtype=np.int32) + np.repeat(shifts, lengths)
        return np.bincount(self.numbers[found], minlength=len(self.values))

    @cached_property
    def totals(self) -> NDArray[np.int64]:
        return np.bincount(self.numbers[self.numbers >= 0], minlength=len(self.values))

    def changed(self, changes: Mapping[int, Values], size: int) -> OpenColumn:
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
        column = OpenColumn(values, numbers, owners, starts, lengths)
        return column._packed() if len(numbers) > 2 * lengths.sum() + 1000 else column

    def _packed(self) -> OpenColumn:
        """Without the numbers that no entry has any more."""
        kept = self.numbers >= 0
        numbers, owners = self.numbers[kept], self.owners[kept]
        order = np.argsort(owners, kind="stable")
        return OpenColumn(self.values, numbers[order], owners[order], _starts(self.lengths), self.lengths)


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

    def page(self, rows: Rows, start: int, stop: int) -> list[int]:
        """The slots of these entries from place `start` to `stop`."""
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
