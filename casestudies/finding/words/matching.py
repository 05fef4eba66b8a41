"""What is asked for, as tantivy asks it: which rows say it, and how well they say it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as field_of
from heapq import nlargest
from itertools import pairwise
from math import log

import tantivy
from tantivy import Occur

from casestudies.finding.words import analysis
from casestudies.finding.words.query import Alternatives, Clause, Query

ID, ANY, WORD, TERM, FROM, UNTIL = "id", "any", "word", "term", "known_from", "known_until"
"""The fields beside those of the texts: every stem of a row and every word, each once; what it is filtered by."""

_SIDE_BY_SIDE = 1.0
"""How much more than a word two words weigh that stand side by side, as they were typed."""
_HALF = 0.6
"""What a word weighs that half a word may mean, against one that was typed whole."""
_MOST_MEANT = 6
"""For how many of the words that it begins half a word is weighed; the others are found all the same."""
_SHORTEST_PART = 3
"""Letters of the parts into which a word is taken apart: website is web site, but nothing is a part b."""
_OTHER_FIELDS = 0.5
"""What a word weighs in the other fields where it stands, against the one where it weighs most."""
_MOST_COUNTS = 10_000
"""Of how many words it is kept in how many rows they stand."""


def field(name: str) -> str:
    """The field that holds the stems of a text."""
    return f"text_{name}"


@dataclass(frozen=True)
class Matching:
    """Questions to one state of the index. The weights are those of its text fields, the heaviest first."""

    schema: tantivy.Schema
    weights: Mapping[str, float]
    searcher: tantivy.Searcher
    _counts: dict[tuple[str, str], int] = field_of(default_factory=dict, repr=False, compare=False)

    def saying(self, query: Query) -> tantivy.Query:
        """Rows that say what is asked for."""
        parts = [self.saying_one_of(alternatives) for alternatives in query.required]
        if query.at_least:
            parts = [tantivy.Query.boolean_query([(Occur.Should, part) for part in parts], query.at_least)]
        asked = [(Occur.Must, part) for part in parts or [tantivy.Query.all_query()]]
        asked += [(Occur.MustNot, _any_of(self._saying(clause))) for clause in query.excluded]
        return tantivy.Query.boolean_query(asked)

    def not_saying(self, query: Query) -> tantivy.Query:
        """All other rows."""
        return tantivy.Query.boolean_query(
            [(Occur.Must, tantivy.Query.all_query()), (Occur.MustNot, self.saying(query))]
        )

    def saying_one_of(self, alternatives: Alternatives) -> tantivy.Query:
        """Rows that say at least one of these."""
        return _any_of([part for clause in alternatives for part in self._saying(clause)])

    def within(
        self, groups: Sequence[Collection[str]], years: tuple[int | None, int | None]
    ) -> Iterator[tantivy.Query]:
        """Rows that have a term of each group, and those that are known to have run in the years."""
        for terms in groups:
            yield tantivy.Query.term_set_query(self.schema, TERM, list(terms))
        first, last = years
        if first is not None:
            yield tantivy.Query.range_query(self.schema, UNTIL, tantivy.FieldType.Integer, lower_bound=first)
        if last is not None:
            yield tantivy.Query.range_query(self.schema, FROM, tantivy.FieldType.Integer, upper_bound=last)

    def praising(self, query: Query) -> Iterator[tantivy.Query]:
        """What makes rows better answers than others: the more of it, the better."""
        for clause in query.clauses:
            yield tantivy.Query.disjunction_max_query(list(self._praising(clause)), _OTHER_FIELDS)
        stems = [analysis.stem(word) for word in query.spoken]
        pairs = dict.fromkeys(pairwise(stems), _SIDE_BY_SIDE)
        if half := next((clause for clause in query.clauses if clause.half and len(stems) > 1), None):
            pairs |= {(stems[-2], meant): _SIDE_BY_SIDE * _HALF for meant in self._meant(half, 3)}
        for name in list(self.weights)[:2]:
            yield from (self._weighed(name, pair, share) for pair, share in pairs.items())

    def _saying(self, clause: Clause) -> list[tantivy.Query]:
        stems = clause.stems
        found = [self._term(stem) for stem in clause.other_stems if self.frequency(stem)]
        if len(stems) == 1:
            found.append(self._term(stems[0]))
            found += [part for apart in self._apart(clause) for part in self._side_by_side(apart)]
        else:
            found += self._side_by_side(stems)
        for half in clause.beginnings:
            found.append(tantivy.Query.regex_query(self.schema, WORD, f"{half}.*"))
        return found

    def _praising(self, clause: Clause) -> Iterator[tantivy.Query]:
        for stems in dict.fromkeys([clause.stems, *((stem,) for stem in clause.other_stems)]):
            if all(map(self.frequency, stems)):
                yield from (self._weighed(name, stems) for name in self.weights)
        meant = self._meant(clause, _MOST_MEANT)
        usual = self._rarity(max(map(self.frequency, meant), default=0))
        for stem in meant:
            # Half a word is as frequent as all that it may mean: to begin a rare word, too, does not make it rare.
            share = _HALF * usual / self._rarity(self.frequency(stem))
            yield from (self._weighed(name, (stem,), share) for name in self.weights)

    def _meant(self, clause: Clause, most: int) -> list[str]:
        """The stems of the most frequent words that half a word begins."""
        words = [word for half in clause.beginnings for word in self.searcher.terms_with_prefix(WORD, half)]
        frequent = nlargest(most, words, key=lambda word: word[1])
        return list(dict.fromkeys(analysis.stem(word) for word, _count in frequent))

    def _weighed(self, name: str, stems: Sequence[str], share: float = 1.0) -> tantivy.Query:
        """Words in a field, side by side. How rare they are is a matter of all fields: what is rare in titles only may
        be what everybody writes about."""
        rarity = sum(map(self._rarity, map(self.frequency, stems)))
        rarity /= sum(self._rarity(self.searcher.doc_freq(name, stem)) for stem in stems)
        if len(stems) == 1:
            found = tantivy.Query.term_query(self.schema, name, stems[0])
        else:
            found = tantivy.Query.phrase_query(self.schema, name, list(stems))
        return tantivy.Query.boost_query(found, self.weights[name] * share * rarity)

    def _rarity(self, rows: int) -> float:
        """The inverse document frequency of BM25, as tantivy has it."""
        return log(1 + (max(self.searcher.num_docs - rows, 0) + 0.5) / (rows + 0.5))

    def finds(self, query: tantivy.Query) -> bool:
        """Whether any row answers it."""
        return bool(self.searcher.search(query, limit=1, count=False).hits)

    def frequency(self, stem: str) -> int:
        """In how many rows a stem stands."""
        return self.count(ANY, stem)

    def count(self, name: str, term: str) -> int:
        """In how many rows a term stands in a field.

        Counted, since the index's own figure knows rows that were taken out until it tidies up: two processes would
        find differently.
        """
        if (name, term) not in self._counts:
            if len(self._counts) >= _MOST_COUNTS:
                self._counts.clear()
            asked = tantivy.Query.term_query(self.schema, name, term, index_option="basic")
            self._counts[name, term] = self.searcher.search(asked, limit=1, count=True).count  # type: ignore[attr-defined]
        return self._counts[name, term]

    def _term(self, stem: str) -> tantivy.Query:
        return tantivy.Query.term_query(self.schema, ANY, stem, index_option="basic")

    def _side_by_side(self, stems: Sequence[str]) -> list[tantivy.Query]:
        return [tantivy.Query.phrase_query(self.schema, name, list(stems)) for name in self.weights]

    def _apart(self, clause: Clause) -> Iterator[tuple[str, str]]:
        """The pairs of words that, written together, are this one, each more frequent than it is."""
        word = clause.words[0]
        usual = self.frequency(clause.stems[0])
        for place in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            parts = analysis.stem(word[:place]), analysis.stem(word[place:])
            if all(self.frequency(part) > usual for part in parts):
                yield parts


def _any_of(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    return tantivy.Query.boolean_query([(Occur.Should, query) for query in queries])
