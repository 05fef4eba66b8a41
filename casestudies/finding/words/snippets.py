"""Where a text says what was asked for: a few words of it, with the hits marked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from casestudies.finding.words import analysis
from casestudies.finding.words.query import Clause, Query

ELLIPSIS = "…"
_TAG = re.compile(r"(<[^>]*>)")


@dataclass(frozen=True, slots=True)
class Hit:
    """A word that was asked for: where it stands, and what it answers to."""

    start: int
    end: int
    stem: str


class _Marker(dict[str, tuple[Hit, ...]]):
    """The hits in tokens, by token, each worked out once."""

    def __init__(self, query: Query) -> None:
        self.phrases = [clause.stems for clause in query.clauses if len(clause.words) > 1]
        self.single = {clause.stems[0] for clause in query.clauses if len(clause.words) == 1}
        self.single.update(stem for clause in query.clauses for stem in clause.other_stems)
        self.beginnings = tuple(half for clause in query.clauses for half in clause.beginnings)
        self.stems = self.single.union(*self.phrases)
        self.most = len(query.required)

    def __missing__(self, token: str) -> tuple[Hit, ...]:
        reading = analysis.read(token)
        whole = [Hit(0, len(token), analysis.stem(other)) for other in reading.others if self._wants(other)]
        parts = [Hit(piece.start, piece.end, piece.stem) for piece in reading.pieces if self._wants(piece.word)]
        self[token] = hits = tuple(whole[:1] or parts)
        return hits

    def _wants(self, word: str) -> bool:
        return analysis.stem(word) in self.stems or (bool(self.beginnings) and word.startswith(self.beginnings))

    def hits(self, line: str) -> list[Hit]:
        """The hits in a line, in order."""
        found: list[Hit] = []
        tokens = analysis.tokens(line)
        if not any(map(self.__getitem__, tokens)):
            return found
        place = 0
        for token in tokens:
            place = line.index(token, place)
            found += [Hit(place + hit.start, place + hit.end, hit.stem) for hit in self[token]]
            place += len(token)
        return self._whole(found, line) if self.phrases else found

    def _whole(self, hits: list[Hit], line: str) -> list[Hit]:
        """Without words of a phrase that stand alone."""
        kept = {hit for hit in hits if hit.stem in self.single or hit.stem not in self.stems}
        for phrase in self.phrases:
            for start in range(len(hits) - len(phrase) + 1):
                run = hits[start : start + len(phrase)]
                between = "".join(line[one.end : other.start] for one, other in pairwise(run))
                if tuple(hit.stem for hit in run) == phrase and not any(map(str.isalnum, between)):
                    kept.update(run)
        return [hit for hit in hits if hit in kept]


_marker = lru_cache(maxsize=64)(_Marker)


def snippet(texts: Iterable[str], query: Query, at_most: int = 240) -> SafeString:
    """At most so many characters of the paragraph that says most of what is asked for, as HTML with `<mark>`.

    The texts are plain, each line a paragraph, the ones that matter most first. Give those that are not shown anyway:
    where the words stand in the title or the summary alone, there is nothing to add, and the snippet is empty.
    """
    marker = _marker(query)
    best: tuple[int, str, list[Hit]] = (0, "", [])
    for line in (line for text in texts for line in text.split("\n")):
        together = _together(marker.hits(line), at_most)
        said = len({hit.stem for hit in together})
        if said > best[0]:
            best = said, line, together
        if best[0] >= marker.most > 0:
            break
    _said, line, together = best
    return _marked(line, together, at_most) if together else SafeString()


def says(text: str, query: Query) -> bool:
    """Whether a plain text, each line a paragraph, says what is asked for."""

    def said(clause: Clause) -> bool:
        marker = _marker(Query(required=((clause,),)))
        return any(marker.hits(line) for line in text.split("\n"))

    held = sum(any(map(said, alternatives)) for alternatives in query.required)
    return held >= (query.at_least or len(query.required)) and not any(map(said, query.excluded))


def marked(html: SafeString, query: Query) -> SafeString:
    """HTML of ours with the words marked in it that were asked for; a phrase, where no element stands inside it."""
    if not query.required:
        return html
    marker, parts = _marker(query), _TAG.split(html)
    # Every second part is a tag.
    for place, part in enumerate(parts[::2]):
        line = unescape(part)
        if hits := marker.hits(line):
            parts[2 * place] = _marked(line, hits, len(line))
    return mark_safe("".join(parts))  # noqa: S308  (tags as they were, and text that was escaped again)


def _together(hits: list[Hit], at_most: int) -> list[Hit]:
    """Those hits within so many characters that say the most different things, then the most."""
    best: list[Hit] = []
    first = 0
    for last, hit in enumerate(hits, start=1):
        while first < last - 1 and hit.end - hits[first].start > at_most:
            first += 1
        best = max(best, hits[first:last], key=lambda some: (len({hit.stem for hit in some}), len(some)))
    return best


def _marked(line: str, hits: list[Hit], at_most: int) -> SafeString:
    start, end = _around(line, hits, at_most)
    html, place = ELLIPSIS if start else "", start
    for hit in hits:
        html += f"{escape(line[place : hit.start])}<mark>{escape(line[hit.start : min(hit.end, end)])}</mark>"
        place = hit.end
    html += escape(line[place:end]) + (f" {ELLIPSIS}" if end < len(line) else "")
    return mark_safe(html)  # noqa: S308  (everything that is not ours is escaped above)


def _around(line: str, hits: list[Hit], at_most: int) -> tuple[int, int]:
    """Where to cut: between words, with the hits in the middle of what fits."""
    first, last = hits[0].start, hits[-1].end
    spare = max(at_most - (last - first), 0)
    start = max(min(first - spare // 2, len(line) - at_most), 0)
    end = min(start + at_most, len(line))
    if start:
        start = next((place + 1 for place in range(start - 1, first) if line[place].isspace()), first)
    if end < len(line):
        end = next((place for place in range(end, last, -1) if line[place].isspace()), max(min(last, end), 0))
    return start, end
