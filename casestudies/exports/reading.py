"""A selection as exports and feeds read it: strictly, whole, in its order, in slices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from casestudies.api.filtering import strict
from casestudies.finding.filters import IndexedFilterSet
from casestudies.finding.finding import Finding
from casestudies.finding.pills import narrowings
from casestudies.finding.selection import Selection
from casestudies.models import CaseStudy
from civicport.api.records import refuse_unknown
from civicport.citations import Citations, CitedSource
from civicport.documents import kinds
from civicport.documents.exporting import in_order
from civicport.models import Catalogue, Revision
from civicport.text import legible, slugify
from collaboration_models.models import CollaborationModel

SLICE = 500
NAME_AT_MOST = 60


@dataclass(frozen=True)
class Selected:
    """What a request asks for: a valid selection of a list."""

    request: HttpRequest
    filterset: IndexedFilterSet
    selection: Selection
    path: str
    """Where the list is."""

    @property
    def address(self) -> str:
        """The selection as a page."""
        return self.path + self.selection.query_string()

    @cached_property
    def found(self) -> Finding:
        return self.filterset.find(self.selection)

    @cached_property
    def catalogue(self) -> Catalogue:
        """The catalogue's version, no newer than what is exported."""
        return Catalogue.as_noticed()

    @property
    def as_of(self) -> datetime.datetime:
        """When something public last changed, and with it what may be exported."""
        return self.catalogue.changed

    def slices(self) -> Iterator[list[Any]]:
        """All rows in their order, a slice at a time."""
        for start in range(0, len(self.found), SLICE):
            yield self.found[start : start + SLICE]

    def slugs(self) -> Iterator[str]:
        """The slugs of the case studies of a selection of case studies, in no order."""
        for start in range(0, len(self.found), SLICE):
            ids = [pk for pk, _key in self.found.keys(start, min(start + SLICE, len(self.found)))]
            yield from CaseStudy.objects.published().filter(pk__in=ids).values_list("slug", flat=True)

    def words(self) -> list[str]:
        """What narrows, in words: "Collaboration model: Hackathons". Nothing in them is illegible."""
        return [legible(narrowing.label) for narrowing in narrowings(self.selection, self.found.facets())]

    def file_name(self, what: str, ending: str) -> str:
        """What is inside, in ASCII and of bounded length: "civicport-case-studies-hackathons-2026-11-22.csv"."""
        values = [value for name, value in self.selection.parameters() if name != "ordering"]
        day = timezone.localtime(self.as_of).date().isoformat()
        parts = ["civicport", what, slugify(" ".join(values), NAME_AT_MOST), day]
        return f"{'-'.join(filter(None, parts))}.{ending}"


def read_strictly(
    request: HttpRequest,
    filterset_class: type[IndexedFilterSet],
    rows: QuerySet,
    path: str,
    *,
    ordering: str = "",
    also: frozenset[str] = frozenset(),
) -> Selected:
    """The selection of a query string in which nothing is unknown or wrong. Raises `BadParameters`, which names it.

    With `ordering` the order is that one, whatever the query string says. `also` are parameters of another purpose.
    """
    asked = Request(request)
    refuse_unknown(asked, filterset_class.parameters() | also)
    filterset: Any = strict(filterset_class, asked, rows)
    selection = replace(filterset.selection, ordering=ordering) if ordering else filterset.selection
    return Selected(request, filterset, selection, path)


@dataclass(frozen=True)
class Told:
    """A case study as it goes out: its row, and its document as the public may see it, in its canonical order."""

    case: CaseStudy
    document: dict[str, Any]
    first_slug: str
    """Under which it was first public, which no renaming changes."""
    published: datetime.datetime
    """When it was first public."""

    @property
    def title(self) -> str:
        return self.case.title

    @property
    def summary(self) -> str:
        return self.case.summary

    @property
    def models(self) -> Sequence[CollaborationModel]:
        return self.case.model_list

    @property
    def sources(self) -> Sequence[CitedSource]:
        return Citations(self.document["sources"]).sources()

    @property
    def revision(self) -> int:
        return int(self.case.record.revision)

    @property
    def changed(self) -> datetime.datetime:
        changed: datetime.datetime = self.case.record.changed
        return changed


def tell(cases: Sequence[CaseStudy]) -> list[Told]:
    """Case studies that were read with their records, in the same order, for a fixed number of queries."""
    documents = kinds.get("case_studies").public_documents([case.document for case in cases])
    public = Revision.objects.filter(record__in=[case.pk for case in cases], public=True)
    # The earliest comes last and stays.
    first = {
        pk: (slug, at) for pk, slug, at in public.order_by("-number").values_list("record_id", "document__slug", "at")
    }
    return [
        Told(case, in_order("case_studies", document), *first[case.pk])
        for case, document in zip(cases, documents, strict=True)
    ]


def tell_all(selected: Selected) -> Iterator[list[Told]]:
    """The case studies of a selection, a slice at a time."""
    for cases in selected.slices():
        yield tell(cases)
