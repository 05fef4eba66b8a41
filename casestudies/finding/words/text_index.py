"""Which rows say what is asked for, and which of them say it best: an index of words over tantivy.

tantivy sees words that the one analyser has made, and no text. Each field holds stems in their order, for ranking and
for phrases. Two more fields hold what stands anywhere in a row, each word once: stems, by which rows are found, and
whole words, for half a word and for what was misspelt.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np
import tantivy
from numpy.typing import NDArray
from tantivy import Occur

from casestudies.finding.words import analysis
from casestudies.finding.words.correction import Correction
from casestudies.finding.words.matching import ANY, FROM, ID, TERM, UNTIL, WORD, Matching, field
from casestudies.finding.words.query import Query

_LARGE_HEAP, _SMALL_HEAP = 256_000_000, 15_000_000
"""Bytes for the words of rows on their way in: while an empty index is filled, and afterwards."""


@dataclass(frozen=True)
class Entry:
    """A row: its texts by field, lines apart; the values by which it is filtered; from when until when it ran."""

    id: int
    texts: Mapping[str, str]
    terms: Sequence[str]
    years: tuple[int | None, int | None]


class TextIndex:
    """The words of many rows. It takes one change at a time, and gives a snapshot after each.

    `weights` says which fields there are, and how much a word in each counts. Without a folder it lives in memory.
    """

    def __init__(self, weights: Mapping[str, float], folder: Path | None = None) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_integer_field(ID, indexed=True, fast=True)
        for name in (FROM, UNTIL):
            builder.add_integer_field(name, fast=True)
        for name in weights:
            builder.add_text_field(field(name), tokenizer_name="whitespace", index_option="position")
        for name in (ANY, WORD):
            builder.add_text_field(name, tokenizer_name="whitespace", index_option="basic")
        builder.add_text_field(TERM, tokenizer_name="raw", index_option="basic")
        heaviest = sorted(weights, key=lambda name: -weights[name])
        self._weights = {field(name): weights[name] for name in heaviest}
        self._schema = builder.build()
        self._folder = folder
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None)
        self._index.config_reader(reload_policy="manual")
        self._writer: tantivy.IndexWriter | None = None
        self._lock = Lock()

    @property
    def size(self) -> int | None:
        """Its bytes on disk; None if it lives in memory."""
        return sum(file.stat().st_size for file in os.scandir(self._folder)) if self._folder else None

    def change(self, removed: Iterable[int], added: Iterable[Entry]) -> TextSnapshot:
        """Takes rows out, then puts rows in: all of it or nothing. An id that it has already must be removed."""
        with self._lock:
            filling = self._writer is None
            self._writer = writer = self._writer or self._index.writer(_LARGE_HEAP, 1)
            try:
                for row in removed:
                    writer.delete_documents_by_term(ID, row)
                for entry in added:
                    writer.add_document(self._document(entry))
                writer.commit()
            except BaseException:
                writer.rollback()
                raise
            if filling:
                writer.wait_merging_threads()
                self._writer = self._index.writer(_SMALL_HEAP, 1)
            self._index.reload()
            return TextSnapshot(Matching(self._schema, self._weights, self._index.searcher()))

    def _document(self, entry: Entry) -> tantivy.Document:
        document = tantivy.Document()
        document.add_integer(ID, entry.id)
        for name, year in zip((FROM, UNTIL), entry.years, strict=True):
            if year is not None:
                document.add_integer(name, year)
        for term in entry.terms:
            document.add_text(TERM, term)
        everything: set[str] = set()
        for name, text in entry.texts.items():
            # The words of a line follow upon each other; those of two lines do not, and no phrase spans them.
            lines = [tokens for line in text.split("\n") if (tokens := analysis.tokens(line))]
            for tokens in lines:
                document.add_text(field(name), analysis.stems_in_order(tokens))
            own = set().union(*lines)
            document.add_text(field(name), analysis.other_stems(own))
            everything |= own
        document.add_text(ANY, analysis.all_stems(everything))
        document.add_text(WORD, analysis.all_words(everything))
        return document


class TextSnapshot:
    """The words of all rows at one moment. It never changes, and any thread may ask it."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching
        self._correction = Correction(matching)

    def ids(self, query: Query) -> NDArray[np.int64]:
        """The ids of all rows that say what is asked for, ascending."""
        return _ids(self._search(self._matching.saying(query), max(self._matching.searcher.num_docs, 1)))

    def fewer_ids(self, query: Query) -> tuple[NDArray[np.int64], bool]:
        """The ids of all rows that say what is asked for, ascending, and True; or, if most rows say it, the ids of all
        others, and False: to hand ids over takes longer than to find them.
        """
        half = self._matching.searcher.num_docs // 2 + 1
        said = self._search(self._matching.saying(query), half)
        # Hits are handed over when they are asked for, the count is there already.
        if said.count <= half:
            return _ids(said), True
        return _ids(self._search(self._matching.not_saying(query), half)), False

    def _search(self, asked: tantivy.Query, most: int) -> Any:
        return self._matching.searcher.search(asked, limit=most, count=True, order_by_field=ID, order=tantivy.Order.Asc)

    def best(
        self,
        query: Query,
        groups: Sequence[Collection[str]],
        years: tuple[int | None, int | None],
        start: int,
        stop: int,
    ) -> list[int]:
        """The ids of rows that say what is asked for, best first, from place `start` to `stop`.

        Of each group of terms they have at least one, and they are known to have run in the years. Those that are
        equally good stand in the same order in every answer of this snapshot.
        """
        if stop <= start:
            return []
        asked = [self._matching.saying(query), *self._matching.within(groups, years)]
        parts = [(Occur.Must, tantivy.Query.const_score_query(part, 0.0)) for part in asked]
        parts += [(Occur.Should, part) for part in self._matching.praising(query)]
        searcher = self._matching.searcher
        hits = searcher.search(tantivy.Query.boolean_query(parts), limit=stop - start, offset=start, count=False).hits
        found: list[Any] = searcher.fast_field_values(ID, [address for _score, address in hits])
        return found

    def corrected(self, query: Query) -> Query | None:
        """What to search for instead when nothing says what is asked for; None if that finds nothing either.

        Words that occur nowhere give way to the nearest that do: the fewest slips away, then the most frequent. What
        has no such word is left out. If no row has all that remains of three things or more, most of them will do.
        """
        return self._correction.of(query)


def _ids(found: Any) -> NDArray[np.int64]:
    hits = found.hits
    return np.fromiter(map(itemgetter(0), hits), np.int64, len(hits))
