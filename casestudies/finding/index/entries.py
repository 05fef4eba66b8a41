"""What a list holds for the index: an entry for each row, made from the documents of public case studies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Prefetch, QuerySet

from casestudies.finding.registry import CASE_STUDY_FACETS, TAKEAWAY_KIND, Facet
from casestudies.finding.words.texts import (
    CASE_STUDY_WEIGHTS,
    TAKEAWAY_WEIGHTS,
    Names,
    case_study_texts,
    takeaway_texts,
)
from casestudies.models import CaseStudy, Takeaway
from civicport.documents.vocabularies import NOT_KNOWN

Key = tuple[int, str]
"""What tells a row from all others, whatever its primary key: its record, and its key in it (empty: the record)."""

NUMBER_OF_NONE = float("inf")


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list."""

    key: Key
    values: Mapping[str, tuple[str, ...]]
    """The values of every facet; what is not known is `not-known`."""
    years: tuple[int | None, int | None]
    """From when until when it is known to have run."""
    name: tuple[Any, ...]
    """By what rows are ordered that are alike in all else; no two entries have the same."""
    numbers: Mapping[str, float]
    """By what else they are ordered."""
    texts: Mapping[str, str]
    """The words by which it is found, by field."""
    places: tuple[str, ...] = (NOT_KNOWN,)
    """Where it took place, each place once, as `columns.PlaceColumn` reads it; `not-known` where none has coordinates.
    """


@dataclass(frozen=True)
class Ordering:
    """By which number a list is ordered, or by name alone; what has no number comes last."""

    number: str = ""
    descending: bool = False


class Source(ABC):
    """A list: what stands in it, and how it is ordered. Its rows hang on the records of case studies."""

    name: ClassVar[str]
    facets: ClassVar[tuple[Facet, ...]]
    orderings: ClassVar[Mapping[str, Ordering]]
    """By name; the first one is the usual one."""
    weights: ClassVar[Mapping[str, float]]

    def entries(self, names: Names, cases: Iterable[int] | None = None) -> Iterator[Entry]:
        """The entries of all public case studies, or of those among these records."""
        found = self.read(CaseStudy.objects.published().select_related("record").defer("search_text"))
        if cases is not None:
            found = found.filter(pk__in=cases)
        for case in found.order_by("pk").iterator(chunk_size=500):
            yield from self.entries_of(case, names)

    def read(self, cases: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
        """With what the entries need beside the document."""
        return cases

    @abstractmethod
    def rows_of(self, rows: QuerySet[Any], keys: Sequence[Key]) -> list[Any]:
        """Those of these rows that have the keys, in the order of the keys."""

    @abstractmethod
    def entries_of(self, case: CaseStudy, names: Names) -> Iterator[Entry]:
        """The entries of one case study."""


class CaseStudies(Source):
    """The list of case studies."""

    name = "case studies"
    facets = CASE_STUDY_FACETS
    weights = CASE_STUDY_WEIGHTS
    orderings: ClassVar = {
        "title": Ordering(),
        "-title": Ordering(descending=True),
        "-start_year": Ordering("start_year", descending=True),
        "start_year": Ordering("start_year"),
        "-changed": Ordering("changed", descending=True),
        "changed": Ordering("changed"),
    }

    def rows_of(self, rows: QuerySet[Any], keys: Sequence[Key]) -> list[Any]:
        found = {row.pk: row for row in rows.filter(pk__in=[record for record, _ in keys])}
        return [found[record] for record, _ in keys if record in found]

    def entries_of(self, case: CaseStudy, names: Names) -> Iterator[Entry]:
        start = NUMBER_OF_NONE if case.start_year is None else case.start_year
        yield Entry(
            key=(case.pk, ""),
            values=facet_values(case.document, CASE_STUDY_FACETS),
            years=(case.known_from, case.known_until),
            name=(case.sort_key, case.slug),
            numbers={"start_year": start, "changed": case.changed.timestamp()},
            texts=case_study_texts(case.document, names),
            places=places_of(case.document),
        )


class Takeaways(Source):
    """The list of challenges, lessons and recommendations, each with the facets of its case study."""

    name = "takeaways"
    facets = (TAKEAWAY_KIND, *CASE_STUDY_FACETS)
    weights = TAKEAWAY_WEIGHTS
    orderings: ClassVar = {"case_study": Ordering(), "-changed": Ordering("changed", descending=True)}

    def read(self, cases: QuerySet[CaseStudy]) -> QuerySet[CaseStudy]:
        return cases.prefetch_related(Prefetch("takeaways", Takeaway.objects.in_reading_order()))

    def rows_of(self, rows: QuerySet[Any], keys: Sequence[Key]) -> list[Any]:
        asked = rows.filter(case_study__in={record for record, _ in keys}, key__in={own for _, own in keys})
        found = {(row.case_study_id, row.key): row for row in asked}
        return [found[key] for key in keys if key in found]

    def entries_of(self, case: CaseStudy, names: Names) -> Iterator[Entry]:
        values = facet_values(case.document, CASE_STUDY_FACETS)
        for takeaway in case.takeaways.all():
            yield Entry(
                key=(case.pk, takeaway.key),
                values={TAKEAWAY_KIND.name: (takeaway.kind,), **values},
                years=(case.known_from, case.known_until),
                name=(case.sort_key, case.slug, takeaway.kind, takeaway.position),
                numbers={"changed": case.changed.timestamp()},
                texts=takeaway_texts({"title": takeaway.title, "text": takeaway.text}, case.document, names),
            )


def facet_values(document: Mapping[str, Any], facets: Iterable[Facet]) -> dict[str, tuple[str, ...]]:
    """The values of each facet in the document of a case study, each once; what is not known is `not-known`."""
    found = {}
    for facet in facets:
        given = document.get(facet.field) or ()
        several = [given] if isinstance(given, str) else given
        slugs = [value["organisation"] if isinstance(value, dict) else value for value in several]
        found[facet.name] = tuple(dict.fromkeys(slugs)) or (NOT_KNOWN,)
    return found


def places_of(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The places in the document of a case study that have coordinates, each once; `not-known` if none has."""
    places = (place for place in document.get("places", ()) if "latitude" in place)
    found = (f"{float(place['latitude'])},{float(place['longitude'])}" for place in places)
    return tuple(dict.fromkeys(found)) or (NOT_KNOWN,)
