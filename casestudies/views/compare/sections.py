"""A comparison as its page shows it: what differs first, then the questions, then what all have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from casestudies.comparing.comparison import Agreement, Entry, Row, Shape, with_agreement
from casestudies.comparing.picking import CASES, Comparable
from civicport.markdown import render

KINDS = {
    "challenges": "challenge",
    "watch_out": "challenge",
    "lessons": "lesson",
    "recommendations": "recommendation",
}
"""What the takeaways of a row are, by its name."""


@dataclass(frozen=True)
class ShownEntry:
    """One thing that a record answers."""

    text: str | SafeString
    title: str
    note: str
    url: str
    flag: str
    shared: bool
    """Whether all records have it."""
    citation: str | SafeString


@dataclass(frozen=True)
class ShownCell:
    """What one record answers; no entries: not known."""

    title: str
    """The record's, for narrow windows, where the cells stand below each other."""
    entries: Sequence[ShownEntry]


@dataclass(frozen=True)
class ShownRow:
    """A question. Where all answer the same, it has one cell for all."""

    name: str
    label: str
    heading: str
    number: int
    shape: str
    kind: str
    cells: Sequence[ShownCell]


@dataclass(frozen=True)
class Section:
    """Rows under a heading."""

    name: str
    title: str
    rows: Sequence[ShownRow]
    together: bool = False
    """Whether its rows have one cell for all records."""


@dataclass(frozen=True)
class ListedSource:
    """A source as its column numbers it."""

    id: str
    number: int
    source: Mapping[str, Any]


@dataclass
class SourcesOf:
    """The sources of one record, numbered in the order in which its column cites them."""

    record: Any
    sources: Mapping[str, Mapping[str, Any]]
    cited: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        return str(self.record)

    def mark(self, key: str) -> SafeString:
        """The mark for a source: a small number that links to it. A key without a source gives nothing."""
        if key not in self.sources:
            return SafeString("")
        if key not in self.cited:
            self.cited.append(key)
        number = self.cited.index(key) + 1
        label = _("Source %(number)s of %(title)s") % {"number": number, "title": self.title}
        return format_html(
            '<sup class="cite"><a href="#{}" role="doc-noteref" aria-label="{}">{}</a></sup>',
            self._id(key),
            label,
            number,
        )

    @property
    def listed(self) -> list[ListedSource]:
        """The sources by their numbers; those that are not cited follow."""
        keys = [*self.cited, *(key for key in self.sources if key not in self.cited)]
        return [ListedSource(self._id(key), number, self.sources[key]) for number, key in enumerate(keys, 1)]

    def _id(self, key: str) -> str:
        return f"{self.record.slug}_source_{key}"


@dataclass(frozen=True)
class ShownComparison:
    """The whole table, and what it has no row for."""

    sections: Sequence[Section]
    sources: Sequence[SourcesOf]
    not_known: Sequence[str]
    """The labels of what no record answers."""


def show(of: Comparable, records: Sequence[Any]) -> ShownComparison:
    """These records beside each other."""
    rows = of.rows(records)
    sources = [
        SourcesOf(record, {source["key"]: source for source in record.document.get("sources", [])})
        for record in records
    ]
    facts = [row for row in rows if row.question.shape == Shape.VALUES]
    told = [row for row in rows if row.question.shape != Shape.VALUES]
    # In the order of the page, since this is where the sources get their numbers.
    sections = [
        Section("differs", _("What differs"), _shown(with_agreement(facts, Agreement.DIFFERS), sources)),
        Section(
            "told",
            _("The six questions") if of == CASES else _("In detail"),
            _shown(with_agreement(told, Agreement.DIFFERS), sources),
        ),
        Section("same", _("The same in all"), _shown(with_agreement(facts, Agreement.SAME), sources[:1]), True),
    ]
    return ShownComparison(
        sections=[section for section in sections if section.rows],
        sources=sources if any(one.sources for one in sources) else [],
        not_known=[str(row.question.label) for row in with_agreement(rows, Agreement.NOT_KNOWN)],
    )


def _shown(rows: Iterable[Row], sources: Sequence[SourcesOf]) -> list[ShownRow]:
    """Rows with the cells of these records."""
    return [
        ShownRow(
            name=row.question.name,
            label=str(row.question.label),
            heading=str(row.question.heading),
            number=row.question.number,
            shape=row.question.shape,
            kind=KINDS.get(row.question.name, ""),
            cells=[
                ShownCell(one.title, [_entry(entry, row, one) for entry in cell])
                for one, cell in zip(sources, row.cells, strict=False)
            ],
        )
        for row in rows
    ]


def _entry(entry: Entry, row: Row, sources: SourcesOf) -> ShownEntry:
    question = row.question
    differs = row.agreement == Agreement.DIFFERS
    return ShownEntry(
        text=_text(entry, question.shape, sources),
        title=entry.title,
        note=entry.note,
        url=entry.path,
        flag=entry.value if question.name == "models" else "",
        shared=differs and entry.identity in row.shared,
        citation=sources.mark(entry.source) if entry.source else "",
    )


def _text(entry: Entry, shape: Shape, sources: SourcesOf) -> str | SafeString:
    match shape:
        case Shape.PROSE | Shape.TAKEAWAYS:
            return render(entry.text, sources.mark)
        case Shape.LINES:
            return render(entry.text, sources.mark, inline=True)
    return entry.text
