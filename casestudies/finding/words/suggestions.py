"""Suggestions while a reader types: case studies, collaboration models, organisations, tools and themes by their names.

Every process keeps the names in memory and follows the catalogue's version. They only propose: what is shown is read
from the database, through `published()`, when it is shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.fields.json import KeyTextTransform

from casestudies.finding.version import Version
from casestudies.finding.words.prefixes import Entry, Hit, Shelf, words_of
from casestudies.models import CaseStudy, Organisation, Tool
from civicport.models import Record, Term
from civicport.text import shortened
from civicport.wording import countries_in_words, years_in_words
from collaboration_models.models import CollaborationModel

MOST = 10
"""How many suggestions there are."""
_ROOM = 2
"""How many places every kind has; the others go to the best of whatever kind."""
_MOST_READ = 1_000
"""How many records may have changed before all names are read again."""
_LONGEST_DETAIL = 80

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Suggestion:
    """A record that a reader may mean."""

    kind: str
    """case_study, collaboration_model, organisation, tool or theme."""
    slug: str
    label: str
    detail: str
    """What tells it from others of its name; may be empty."""
    matched: str
    """The alias by which it was found; empty if its name was."""


@dataclass(frozen=True)
class Kind:
    """What can be suggested, where its names stand, and what tells it from others."""

    name: str
    records: str
    """The kind of the records that name it."""
    public: Callable[[], QuerySet]
    detail: Callable[[Row], str]
    columns: tuple[str, ...]
    """What the detail is made of."""
    lists: tuple[str, ...] = ("also_known_as",)
    """The lists of its document that are read."""
    title: str = "name"

    @property
    def stands_alone(self) -> bool:
        """Whether what is public of it changes with its own records only, and not with those that name it."""
        return self.records in ("case_studies", "collaboration_models")

    def rows(self, keys: Collection[int] | None = None) -> QuerySet[Any, dict[str, Any]]:
        """What the public may see of it: all, or what has one of these keys."""
        found = self.public().order_by()
        if keys is not None:
            found = found.filter(pk__in=keys)
        lists = {name: KeyTextTransform(name, "record__document") for name in self.lists}
        return found.values("pk", "slug", *self.columns, label=F(self.title), **lists)

    def entries(self, keys: Collection[int] | None = None) -> dict[int, Entry]:
        return {row["pk"]: _entry(row) for row in self.rows(keys).iterator(chunk_size=2_000)}

    def keys(self) -> set[int]:
        return set(self.public().order_by().values_list("pk", flat=True))


def _themes() -> QuerySet[Term]:
    """The themes that a public case study bears."""
    bearing = CaseStudy.objects.published().filter(term_links__term=OuterRef("pk"))
    return Term.objects.in_vocabulary("themes").filter(Exists(bearing))


def _of_case_study(row: Row) -> str:
    years = (row["status"], row["start_year"], row["end_year"])
    parts = (countries_in_words(_listed(row["countries"])), years_in_words(*years) if any(years) else "")
    return " · ".join(part for part in parts if part)


def _of_organisation(row: Row) -> str:
    parts = (row["kind__name"], countries_in_words(_listed(row["countries"])))
    return " · ".join(part for part in parts if part)


def _of_summary(row: Row) -> str:
    return shortened(row["summary"], _LONGEST_DETAIL)


def _of_help(row: Row) -> str:
    return shortened(row["help"], _LONGEST_DETAIL)


KINDS = (
    Kind("case_study", "case_studies", CaseStudy.objects.published, _of_case_study,
         ("status", "start_year", "end_year"), ("also_known_as", "countries"), title="title"),
    Kind("collaboration_model", "collaboration_models", CollaborationModel.objects.published, _of_summary,
         ("summary",)),
    Kind("organisation", "organisations", Organisation.objects.published, _of_organisation, ("kind__name",),
         ("also_known_as", "countries")),
    Kind("tool", "tools", Tool.objects.published, _of_summary, ("summary",)),
    Kind("theme", "vocabularies", _themes, _of_help, ("help",), ()),
)  # fmt: skip


def _listed(value: str | None) -> list[str]:
    return json.loads(value) if value else []


def _names(row: Row) -> list[str]:
    return [row["label"], *_listed(row.get("also_known_as"))]


def _entry(row: Row) -> Entry:
    return Entry(row["pk"], tuple(map(words_of, _names(row))))


@dataclass(frozen=True)
class _State:
    """The names as they were at a version of the catalogue."""

    version: Version
    shelves: Mapping[str, Shelf]


class Names:
    """The names of this process. Any thread may ask; one at a time brings them up to date."""

    def __init__(self) -> None:
        self._state: _State | None = None
        self._lock = Lock()

    def shelves(self) -> Mapping[str, Shelf]:
        """By kind, as the catalogue has them now."""
        state = self._state
        if state is not None and state.version == Version.current():
            return state.shelves
        with self._lock:
            # Read again: another thread may have been here since, with a newer one.
            version, state = Version.current(), self._state
            if state is None or state.version != version:
                followed = _followed(state, version) if state else None
                self._state = state = _State(version, followed or _read())
            return state.shelves


def _read() -> dict[str, Shelf]:
    return {kind.name: Shelf.of(kind.entries()) for kind in KINDS}


def _followed(state: _State, version: Version) -> dict[str, Shelf] | None:
    """The names with what has changed; None if all must be read: much has, or this catalogue has another history."""
    if not state.version.leads_to(version):
        return None
    changed: dict[str, set[int]] = {}
    records = Record.objects.filter(version__gt=state.version.number).order_by().values_list("kind", "pk")
    for kind, key in records[: _MOST_READ + 1]:
        changed.setdefault(kind, set()).add(key)
    if sum(map(len, changed.values())) > _MOST_READ:
        return None
    return {kind.name: _shelf_followed(kind, state.shelves[kind.name], changed) for kind in KINDS}


def _shelf_followed(kind: Kind, shelf: Shelf, changed: Mapping[str, set[int]]) -> Shelf:
    if kind.records == "vocabularies":
        return Shelf.of(kind.entries())
    touched = changed.get(kind.records, set())
    if not kind.stands_alone:
        touched = touched | (kind.keys() ^ shelf.entries.keys())
    return shelf.with_changes(touched, kind.entries(touched)) if touched else shelf


NAMES = Names()


def suggest(query: str) -> list[Suggestion]:
    """What a reader may mean who has typed this, the best first, at most `MOST`; empty if nothing begins so.

    If nothing does, words of four letters and more may have one slip. At most one query for each kind of record, and
    one for the catalogue's version.
    """
    words = words_of(query).split()
    if not words:
        return []
    shelves = NAMES.shelves()
    found = _find(shelves, words) or _find(shelves, words, forgiving=True)
    ranked: list[tuple[Any, Suggestion]] = []
    for place, (kind, hits) in enumerate(found):
        ranked += [((hit.tier, place, hit.rank), suggestion) for hit, suggestion in _shown(kind, hits, words)]
    return _chosen(ranked)


def _find(shelves: Mapping[str, Shelf], words: Sequence[str], **options: Any) -> list[tuple[Kind, list[Hit]]]:
    found = [(kind, shelves[kind.name].find(words, MOST, **options)) for kind in KINDS]
    return [(kind, hits) for kind, hits in found if hits]


def _shown(kind: Kind, hits: Sequence[Hit], words: Sequence[str]) -> list[tuple[Hit, Suggestion]]:
    """What is public of the hits, under the names by which they were found."""
    rows = {row["pk"]: row for row in kind.rows([hit.entry.key for hit in hits])}
    return [
        (hit, Suggestion(kind.name, row["slug"], row["label"], kind.detail(row), _matched(row, hit.entry, words)))
        for hit in hits
        if (row := rows.get(hit.entry.key)) and _entry(row) == hit.entry
    ]


def _matched(row: Row, entry: Entry, words: Sequence[str]) -> str:
    """The alias that has most of the words; empty if the name has as many."""
    fits = [sum(any(part.startswith(word) for part in name.split()) for word in words) for name in entry.names]
    best = fits.index(max(fits))
    return _names(row)[best] if best else ""


def _chosen(ranked: list[tuple[Any, Suggestion]]) -> list[Suggestion]:
    """The best, with room for every kind."""
    ranked.sort(key=lambda item: item[0])
    counts: Counter[str] = Counter()
    places = []
    for rank, suggestion in ranked:
        counts[suggestion.kind] += 1
        places.append((counts[suggestion.kind] > _ROOM, rank, suggestion))
    kept = sorted(places, key=lambda item: item[:2])[:MOST]
    return [suggestion for _beyond, _rank, suggestion in sorted(kept, key=lambda item: item[1])]
