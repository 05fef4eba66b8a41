"""The one analyser: what a text says, a query asks and a snippet marks is cut into words and compared in this way.

A token is a run of letters and digits; hyphens, full stops and apostrophes inside it belong to it. It is read as its
pieces (open-source and FixMyStreet have two and three) and as one word written together (opensource, fixmystreet), so
that each way of typing it finds it. A piece is folded; its stem is what is compared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

import Stemmer

from casestudies.finding.words.spelling import normal
from civicport.text import fold

_TOKEN = re.compile(r"[\w\u0300-\u036f]++(?:[-.'’‐‑][\w\u0300-\u036f]++)*+")
_ASCII_TOKEN = re.compile(r"[A-Za-z0-9_]++(?:[-.'][A-Za-z0-9_]++)*+")
"""The same for most texts, and faster."""
_PARTS = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_LONGEST = 100
"""Letters of a word that count; longer ones are no words."""
_MOST_READINGS, _MOST_INDEXED = 20_000, 200_000
"""Of how many tokens it is kept how they are read, and what the index has of them, which is less."""
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

Value = TypeVar("Value")

_stemmer = Stemmer.Stemmer("english", 0)
_stemming = Lock()


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a token: where it stands in the token, folded, and its stem."""

    start: int
    end: int
    word: str
    stem: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a token is read."""

    pieces: tuple[Piece, ...]
    others: tuple[str, ...]
    """The single words that it may also be written as, folded."""
    stems: frozenset[str]
    """Every stem by which it is found."""
    words: frozenset[str]
    """Every word that half a word may begin, as written and in the normal spelling."""


class _Kept(dict[str, Value]):
    """What is made of tokens, each worked out once, and again when there were too many."""

    def __init__(self, most: int, make: Callable[[str], Value]) -> None:
        self._most = most
        self._make = make

    def __missing__(self, token: str) -> Value:
        if len(self) >= self._most:
            self.clear()
        self[token] = made = self._make(token)
        return made


def tokens(text: str) -> list[str]:
    """The tokens of a text, in order."""
    found: list[str] = (_ASCII_TOKEN if text.isascii() else _TOKEN).findall(text)
    return found


def read(token: str) -> Reading:
    """How a token is read; one of nothing but signs has no pieces."""
    return _readings[token]


def stems_in_order(found: Iterable[str]) -> str:
    """The stems of tokens with spaces between, as they follow upon each other."""
    return " ".join(map(_in_order.__getitem__, found))


def other_stems(found: Set[str]) -> str:
    """The stems of what tokens that were put in order before may also be written as, with spaces between."""
    return " ".join(_otherwise[token] for token in found & _otherwise.keys())


def all_stems(found: Iterable[str]) -> str:
    """Every stem by which tokens are found, with spaces between; some stand there repeatedly."""
    return " ".join(map(_stems.__getitem__, found))


def all_words(found: Iterable[str]) -> str:
    """Every word that half a word may begin, with spaces between; some stand there repeatedly."""
    return " ".join(map(_words.__getitem__, found))


def stem(word: str) -> str:
    """What a folded word is compared by."""
    with _stemming:
        found: str = _stemmer.stemWord(normal(word))
    return found


def _read(token: str) -> Reading:
    pieces = tuple(_pieces(token))
    words = [piece.word for piece in pieces]
    others = []
    if len(words) > 1:
        others.append("".join(words)[:_LONGEST])
    if (spelt_out := token.lower().translate(_UMLAUTS)) != token.lower():
        others.append(_folded(spelt_out))
    return Reading(
        pieces=pieces,
        others=tuple(others),
        stems=frozenset([*(piece.stem for piece in pieces), *map(stem, others)]),
        words=frozenset([*words, *map(normal, words), *others]),
    )


def _pieces(token: str) -> Iterator[Piece]:
    parts = [part for match in _PARTS.finditer(token) for part in _humps(token, *match.span())]
    if len(parts) > 1 and token[parts[-1][0] - 1] in "'’" and token[slice(*parts[-1])] in "sS":
        parts.pop()
    for start, end in parts:
        if word := _folded(token[start:end]):
            yield Piece(start, end, word, stem(word))


def _humps(token: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Where the parts of a word stand that has capitals inside, as ePaństwo; of any other, the word itself."""
    for place in range(start + 1, end):
        if token[place].isupper() and token[place - 1].islower():
            yield start, place
            start = place
    yield start, end


def _folded(part: str) -> str:
    return "".join(re.findall("[a-z0-9]+", fold(part)))[:_LONGEST]


_readings = _Kept(_MOST_READINGS, _read)
_stems = _Kept(_MOST_INDEXED, lambda token: " ".join(_read(token).stems))
_words = _Kept(_MOST_INDEXED, lambda token: " ".join(_read(token).words))


_otherwise: dict[str, str] = {}
"""Of the few tokens of the catalogue that may be written otherwise, the stems of what they may be."""


def _index(token: str) -> str:
    if len(_stems) >= _MOST_INDEXED:
        _stems.clear()
        _words.clear()
    reading = _read(token)
    _stems[token], _words[token] = " ".join(reading.stems), " ".join(reading.words)
    if reading.others:
        _otherwise[token] = " ".join(map(stem, reading.others))
    return " ".join(piece.stem for piece in reading.pieces)


_in_order = _Kept(_MOST_INDEXED, _index)
