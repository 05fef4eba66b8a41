"""Names by the beginnings of their words: an index that never changes, and a shelf that takes changes.

An entry is found if each word of a query begins a word of its name or of an alias. First come names that begin with
the query, then aliases that do, then those that have its words whole, then the others; among equals the shortest.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from civicport.text import fold

Places = NDArray[np.intp]
Mask = NDArray[np.bool_]

_AFTER = "\x7f"
"""Sorts after every letter and digit."""
_SHORTEST_MISTAKE = 4
"""Of fewer letters, anything is one slip away from anything."""
_MOST_MEANT = 20
"""How many beginnings of words may stand for a misspelt one."""
_MOST_CHANGED = 2_000
"""How many entries may have changed before a shelf is sorted anew."""


def words_of(text: str) -> str:
    """The words of a text, folded, with single spaces: only letters from a to z, and digits."""
    return " ".join(re.findall(r"[a-z0-9]+", re.sub(r"'s\b", "s", fold(text))))


@dataclass(frozen=True, slots=True)
class Entry:
    """What can be found: its key, and its names as `words_of` gives them; what it is called stands first."""

    key: int
    names: tuple[str, ...]

    @property
    def order(self) -> tuple[int, str, int]:
        """By what entries are ordered that fit equally well."""
        return len(self.names[0]), self.names[0], self.key


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry that was found, and how well it fits: its name begins with the query (0), an alias does (1), it has the
    words whole (2), or they begin words of it (3)."""

    tier: int
    entry: Entry

    @property
    def rank(self) -> tuple[int, int, str, int]:
        return self.tier, *self.entry.order


class _Sorted:
    """Texts in their order, each with the places of the entries that have it."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        having: dict[str, list[int]] = {}
        for text, place in pairs:
            having.setdefault(text, []).append(place)
        self.texts = sorted(having)
        self._starts = [0, *accumulate(len(having[text]) for text in self.texts)]
        self._places: Places = np.fromiter(chain.from_iterable(having[text] for text in self.texts), np.intp)

    def beginning(self, start: str) -> Places:
        return self._between(bisect_left(self.texts, start), bisect_left(self.texts, start + _AFTER))

    def equal(self, text: str) -> Places:
        return self._between(bisect_left(self.texts, text), bisect_right(self.texts, text))

    def near(self, word: str) -> list[str]:
        """Beginnings of texts that one slip makes into this word; the first letter is taken to be right."""
        if len(word) < _SHORTEST_MISTAKE:
            return []
        around = self.texts[bisect_left(self.texts, word[0]) : bisect_left(self.texts, word[0] + _AFTER)]
        starts = {text[: len(word) + more] for text in around for more in (-1, 0, 1)}
        found = process.extract(word, sorted(starts), scorer=OSA.distance, score_cutoff=1, limit=_MOST_MEANT)
        return [start for start, _distance, _place in found]

    def _between(self, first: int, last: int) -> Places:
        return self._places[self._starts[first] : self._starts[last]]


class Index:
    """Entries in their order, so that the place of one is its rank among equals."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = sorted(entries, key=lambda entry: entry.order)
        self.keys = np.fromiter((entry.key for entry in self.entries), np.int64)
        self._names = _Sorted((entry.names[0], place) for place, entry in enumerate(self.entries))
        self._aliases = _Sorted((name, place) for place, entry in enumerate(self.entries) for name in entry.names[1:])
        self._words = _Sorted(
            (word, place) for place, entry in enumerate(self.entries) for name in entry.names for word in name.split()
        )

    def find(self, words: Sequence[str], most: int, among: Mask, *, forgiving: bool = False) -> list[Hit]:
        """At most so many of the entries at these places, the best first. Forgiving, a word that begins none may have
        one slip."""
        left = among.copy()
        for word in dict.fromkeys(words):
            left &= self._having(word, forgiving)
        if not left.any():
            return []
        query = " ".join(words)
        named, known_as = self._mask(self._names.beginning(query)), self._mask(self._aliases.beginning(query))
        whole = np.logical_and.reduce([self._mask(self._words.equal(word)) for word in words])
        hits: list[Hit] = []
        for tier, mask in enumerate((named, known_as, whole, left)):
            hits += [Hit(tier, self.entries[place]) for place in np.flatnonzero(left & mask)[: most - len(hits)]]
            left &= ~mask
        return hits

    def _having(self, word: str, forgiving: bool) -> Mask:
        places = self._words.beginning(word)
        if forgiving and not len(places):
            return self._mask(*map(self._words.beginning, self._words.near(word)))
        return self._mask(places)

    def _mask(self, *places: Places) -> Mask:
        mask = np.zeros(len(self.entries), np.bool_)
        for some in places:
            mask[some] = True
        return mask


@dataclass(frozen=True)
class Shelf:
    """Entries of one kind by their keys: a large index, and a small one of what has changed since it was made."""

    entries: Mapping[int, Entry]
    _base: Index
    _standing: Mask
    """Which entries of the large index still hold."""
    _fresh: Index
    _changed: frozenset[int]

    @classmethod
    def of(cls, entries: Mapping[int, Entry]) -> Shelf:
        base = Index(entries.values())
        return cls(entries, base, np.ones(len(base.entries), np.bool_), Index(()), frozenset())

    def with_changes(self, keys: Collection[int], entries: Mapping[int, Entry]) -> Shelf:
        """The shelf with these entries in place of all that had one of these keys."""
        kept = dict(self.entries)
        for key in keys:
            kept.pop(key, None)
        kept.update(entries)
        changed = self._changed.union(keys)
        if len(changed) > _MOST_CHANGED:
            return Shelf.of(kept)
        standing = ~np.isin(self._base.keys, list(changed))
        return Shelf(kept, self._base, standing, Index(kept[key] for key in changed if key in kept), changed)

    def find(self, words: Sequence[str], most: int, **options: Any) -> list[Hit]:
        """At most so many entries, the best first."""
        everything = np.ones(len(self._fresh.entries), np.bool_)
        hits = [
            *self._base.find(words, most, self._standing, **options),
            *self._fresh.find(words, most, everything, **options),
        ]
        return sorted(hits, key=lambda hit: hit.rank)[:most]
