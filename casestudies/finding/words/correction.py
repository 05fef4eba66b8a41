"""What somebody meant who asks for words that occur nowhere, or for more than any row says."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA, Indel

from casestudies.finding.words import analysis
from casestudies.finding.words.matching import WORD, Matching
from casestudies.finding.words.query import Alternatives, Query


class Correction:
    """Corrects by the words of one state of the index."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    def of(self, query: Query) -> Query | None:
        """What to search for instead of a query that finds nothing; None if that finds nothing either."""
        query = self._without_unknown(self._spelt(query))
        asked = len(query.required)
        for enough in range(asked, asked // 2, -1):
            found = replace(query, at_least=enough if enough < asked else 0)
            if self._matching.finds(self._matching.saying(found)):
                return found
        return None

    def _spelt(self, query: Query) -> Query:
        """With the nearest word that occurs in place of each that does not."""
        corrected: dict[str, str] = {}
        for alternatives in query.required:
            if not self._occurs(alternatives):
                for word in (word for clause in alternatives for word in clause.words):
                    if not self._matching.frequency(analysis.stem(word)) and (near := self._nearest(word)):
                        corrected[word] = near
        return replace(
            query,
            required=tuple(
                tuple(clause.with_words(corrected) for clause in alternatives) for alternatives in query.required
            ),
            spoken=tuple(corrected.get(word, word) for word in query.spoken),
            corrected=tuple(corrected.items()),
        )

    def _without_unknown(self, query: Query) -> Query:
        """Without what occurs nowhere."""
        unknown = [alternatives for alternatives in query.required if not self._occurs(alternatives)]
        return replace(
            query,
            required=tuple(alternatives for alternatives in query.required if alternatives not in unknown),
            left_out=tuple(str(clause) for alternatives in unknown for clause in alternatives),
        )

    def _occurs(self, alternatives: Alternatives) -> bool:
        return self._matching.finds(self._matching.saying_one_of(alternatives))

    def _nearest(self, word: str) -> str:
        """The word that is the fewest slips away, then that lacks or doubles letters rather than has wrong ones, then
        the most frequent; empty if none is near."""
        found = process.extract(word, self._words, scorer=OSA.distance, score_cutoff=_most_slips(word), limit=None)
        ranked = (
            (slips, Indel.distance(word, near), -rows, near)
            for near, slips, _place in found
            if (rows := self._matching.count(WORD, near))
        )
        return min(ranked, default=(0, 0, 0, ""))[-1]

    @cached_property
    def _words(self) -> list[str]:
        """Every word that occurs; words of rows that were taken out may be among them."""
        return [word for word, _count in self._matching.searcher.terms_with_prefix(WORD, "")]


def _most_slips(word: str) -> int:
    """How many slips of the finger a word may have. Of few letters, anything is one slip away from anything."""
    return 0 if len(word) < 4 else 1 if len(word) < 6 else 2 if len(word) < 12 else 3
