"""What is asked for: a small language that everybody knows, in which nothing that can be typed is wrong.

Every word is required, in any order and inflection; the last one may be half typed. "A phrase" stands together,
-without and -"a phrase" shut out, this OR that are alternatives. Words such as "how", "the" and "of" count only where
nothing else is asked for. Nothing but exclusions asks for everything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from casestudies.finding.words import analysis
from casestudies.finding.words.spelling import halves

SHORTEST_HALF = 3
"""Letters from which on the last word also finds the words that it begins."""
_LONGEST_JOINED = 30
_ITEM = re.compile(r'-?"[^"]*"?|\S+')
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″", '"') | {"−": "-"})
_SMALL_WORDS = frozenset(re.findall("[a-z]+", """
    a about after all also an and any are as at be been before being but by can could did do does doing for from get
    had has have how i if in into is it its may me might more most much must my of on or our out shall should so
    some than that the their them then there these they this those to too under up us was we were what when where
    which while who whom whose why will with would you your
"""))  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One word, or several that stand side by side in this order."""

    typed: str
    """As it was typed, without quotation marks."""
    words: tuple[str, ...]
    """Folded."""
    others: tuple[str, ...] = ()
    """Single words that are as good, folded: it, or it and its neighbours, written together."""
    half: bool = False
    """Whether it is one word that may be only the beginning of what is meant."""

    @property
    def together(self) -> str:
        """What is typed as one word, written together."""
        return "".join(self.words)

    @property
    def beginnings(self) -> tuple[str, ...]:
        """How the words begin that are meant, if it may be half a word."""
        return tuple(halves(self.together)) if self.half else ()

    @property
    def stems(self) -> tuple[str, ...]:
        return tuple(map(analysis.stem, self.words))

    @property
    def other_stems(self) -> tuple[str, ...]:
        return tuple(map(analysis.stem, self.others))

    def with_words(self, others: Mapping[str, str]) -> Clause:
        """With other words in place of some, whole."""
        if not others.keys() & set(self.words):
            return self
        words = tuple(others.get(word, word) for word in self.words)
        return Clause(" ".join(words), words)

    def __str__(self) -> str:
        return f'"{self.typed}"' if " " in self.typed or self.typed in ("OR", "AND") else self.typed


Alternatives = tuple[Clause, ...]


@dataclass(frozen=True)
class Query:
    """What is asked for, as a value. Empty, it asks for everything."""

    required: tuple[Alternatives, ...] = ()
    excluded: tuple[Clause, ...] = ()
    spoken: tuple[str, ...] = ()
    """The words that are required, in the order in which they were typed, folded; the small ones too."""
    at_least: int = 0
    """How many of what is required must hold; 0 means all."""
    corrected: tuple[tuple[str, str], ...] = ()
    """What was typed, and the word that is searched for instead."""
    left_out: tuple[str, ...] = ()
    """What was typed and is not searched for, since it occurs nowhere."""

    def __str__(self) -> str:
        """A query that asks for this, but for `at_least`: to say what is searched for, and to link to it."""
        asked = [" OR ".join(map(str, alternatives)) for alternatives in self.required]
        return " ".join([*asked, *(f"-{clause}" for clause in self.excluded)])

    @property
    def clauses(self) -> Iterator[Clause]:
        """Everything of which a hit may have something."""
        return (clause for alternatives in self.required for clause in alternatives)


@dataclass(frozen=True)
class _Asked:
    """What is required in one place of what was typed: alternatives, or one clause."""

    clauses: Alternatives
    plain: bool = False
    """Whether it is a word like any other: neither in quotation marks nor an alternative."""

    @property
    def words(self) -> tuple[str, ...]:
        return self.clauses[0].words


def parse(typed: str) -> Query:
    """What is asked for by what somebody typed."""
    asked: list[_Asked] = []
    excluded: list[Clause] = []
    either = False
    items = _ITEM.findall(typed.translate(_QUOTES))
    for place, item in enumerate(items, start=1):
        if item in ("OR", "AND"):
            either = item == "OR" and bool(asked)
        elif item.startswith("-"):
            excluded += _phrase(item)
        else:
            come = [_Asked((clause,)) for clause in _phrase(item)] if item.startswith('"') else _plain(item)
            if place == len(items):
                come = _half(come)
            if either and come:
                asked[-1] = _Asked((*asked[-1].clauses, *come.pop(0).clauses))
                either = False
            asked += come
    return Query(
        required=_once(_without_small_words(_joined(asked))),
        excluded=tuple(dict.fromkeys(excluded)),
        spoken=tuple(word for part in asked for word in part.words),
    )


def _phrase(item: str) -> list[Clause]:
    """The words of a text side by side, if it has any."""
    tokens = analysis.tokens(item)
    words = tuple(piece.word for token in tokens for piece in analysis.read(token).pieces)
    others = analysis.read(tokens[0]).others if len(tokens) == 1 else ()
    return [Clause(" ".join(tokens), words, others)] if words else []


def _plain(item: str) -> list[_Asked]:
    return [_Asked((clause,), plain=True) for token in analysis.tokens(item) for clause in _phrase(token)]


def _half(asked: list[_Asked]) -> list[_Asked]:
    """With the last word half typed; in quotation marks it is whole."""
    if not asked or not asked[-1].plain or len(asked[-1].clauses[0].together) < SHORTEST_HALF:
        return asked
    return [*asked[:-1], replace(asked[-1], clauses=(replace(asked[-1].clauses[0], half=True),))]


def _joined(asked: Sequence[_Asked]) -> list[_Asked]:
    """With what each plain word and its neighbours are when written together: open source is opensource, too."""
    found: list[list[str]] = [[] for _part in asked]
    for size in (2, 3):
        for start in range(len(asked) - size + 1):
            run = asked[start : start + size]
            joined = "".join(part.words[0] for part in run)
            if len(joined) <= _LONGEST_JOINED and all(part.plain and len(part.words) == 1 for part in run):
                for place in range(start, start + size):
                    found[place].append(joined)
    return [
        replace(part, clauses=(replace(part.clauses[0], others=(*part.clauses[0].others, *more)),)) if more else part
        for part, more in zip(asked, found, strict=True)
    ]


def _without_small_words(asked: list[_Asked]) -> list[_Asked]:
    large = [part for part in asked if not part.plain or part.words[0] not in _SMALL_WORDS or len(part.words) > 1]
    return large or asked


def _once(asked: Iterable[_Asked]) -> tuple[Alternatives, ...]:
    """What is required, each thing once, though it was typed twice."""
    found: dict[tuple[tuple[str, ...], ...], Alternatives] = {}
    for part in asked:
        found.setdefault(tuple(clause.stems for clause in part.clauses), part.clauses)
    return tuple(found.values())
