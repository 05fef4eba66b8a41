"""Records beside each other: one row a question, one cell a record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.utils.functional import Promise

from civicport.markdown import cited, plain
from civicport.wording import address_in_words


class Shape(StrEnum):
    """What the entries of a row are."""

    VALUES = "values"
    """Facts: terms, names, years. The only rows in which records can agree."""
    PROSE = "prose"
    """One text in Markdown."""
    LINES = "lines"
    """Short texts in Markdown, each of which may have a title."""
    TAKEAWAYS = "takeaways"
    """Challenges, lessons or recommendations, in Markdown."""
    FIGURES = "figures"
    """A title and a value that a source gives."""


class Agreement(StrEnum):
    """How the cells of a row stand to each other."""

    DIFFERS = "differs"
    SAME = "same"
    NOT_KNOWN = "not-known"
    """No record answers."""


@dataclass(frozen=True)
class Question:
    """What every record is asked."""

    name: str
    """Where the answer stands in the document."""
    label: str | Promise
    shape: Shape = Shape.VALUES
    number: int = 0
    """Which of the six questions it belongs to; 0 for facts."""
    heading: str | Promise = ""
    """The words of that question, where it is asked in several parts and this is the first."""
    ordered: bool = False
    """Whether the first value is the main one."""


@dataclass(frozen=True)
class Entry:
    """One thing that a record answers; what is absent is empty."""

    text: str
    value: str = ""
    """The slug or code that stands for it."""
    title: str = ""
    note: str = ""
    path: str = ""
    """Where it leads: a path of this site, or an address elsewhere."""
    source: str = ""
    """The key of the source that gives it; a text in Markdown cites its own."""
    markdown: bool = False
    """Whether the text is Markdown; else it is plain."""

    @property
    def identity(self) -> tuple[str, str]:
        """By what two records say the same: what leads to different places is not the same."""
        return self.value or self.path or self.text, self.note

    @property
    def sources(self) -> list[str]:
        """The keys of the record's sources that it rests on, each once."""
        return list(dict.fromkeys(cited(self.text))) if self.markdown else [self.source] if self.source else []

    def in_words(self) -> str:
        """All that it says as plain text."""
        text = plain(self.text) if self.markdown else self.text
        told = f"{self.title}: {text}" if self.title else text
        return f"{told} ({self.note})" if self.note else told


Cell = Sequence[Entry]
"""What one record answers; empty: not known."""
Answers = Mapping[str, Cell]
"""What one record answers, by the name of the question; absent: not known."""


@dataclass(frozen=True)
class Row:
    """A question, and what each record answers."""

    question: Question
    cells: Sequence[Cell]

    @cached_property
    def agreement(self) -> Agreement:
        if not any(self.cells):
            return Agreement.NOT_KNOWN
        if self.question.shape != Shape.VALUES:
            return Agreement.DIFFERS
        order = list if self.question.ordered else sorted
        first, *others = (order(entry.identity for entry in cell) for cell in self.cells)
        return Agreement.SAME if all(other == first for other in others) else Agreement.DIFFERS

    @cached_property
    def shared(self) -> frozenset[tuple[str, str]]:
        """The identities of the values that all records have."""
        if self.question.shape != Shape.VALUES:
            return frozenset()
        return frozenset.intersection(*(frozenset(entry.identity for entry in cell) for cell in self.cells))


def make_rows(questions: Iterable[Question], answers: Sequence[Answers]) -> list[Row]:
    """One row a question, in the order of the questions; the cells in that of the records."""
    return [Row(question, [record.get(question.name, ()) for record in answers]) for question in questions]


def with_agreement(rows: Iterable[Row], agreement: Agreement) -> list[Row]:
    """The rows in which the records agree in this way."""
    return [row for row in rows if row.agreement == agreement]


# --- What documents answer -------------------------------------------------------------------------------------------


def prose(document: Mapping[str, Any], *names: str) -> dict[str, list[Entry]]:
    """The texts of a document under these names."""
    return {name: [Entry(document[name], markdown=True)] for name in names if name in document}


def takeaways(document: Mapping[str, Any], page: str, *names: str) -> dict[str, list[Entry]]:
    """The challenges, lessons or recommendations of a document; each leads to its place on the record's page."""
    return {
        name: [
            Entry(
                entry["text"],
                markdown=True,
                value=entry["key"],
                title=entry.get("title", ""),
                path=f"{page}#{entry['key']}",
            )
            for entry in document.get(name, [])
        ]
        for name in names
    }


def websites(document: Mapping[str, Any], *names: str) -> dict[str, list[Entry]]:
    """The addresses of a document under these names."""
    return {
        name: [Entry(address_in_words(address), value=address, path=address)]
        for name in names
        if (address := document.get(name))
    }
