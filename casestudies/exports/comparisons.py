"""Records side by side as a table: one row a question, one column a record."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.request import Request

from casestudies.api.compare import address, read_strictly
from casestudies.comparing.comparison import Row
from casestudies.comparing.picking import Picked, query_of
from casestudies.exports.columns import Column, Document, joined
from casestudies.exports.formats import CSV, XLSX
from casestudies.exports.reading import NAME_AT_MOST
from casestudies.exports.spreadsheets import csv_file
from casestudies.exports.tables import Table, key
from casestudies.exports.views import for_machines, streamed
from casestudies.exports.xlsx import workbook
from civicport.addresses import absolute
from civicport.documents.exporting import in_order
from civicport.models import Catalogue
from civicport.text import slugify


@dataclass(frozen=True)
class Compared:
    """What a request compares; a `Chosen`."""

    request: HttpRequest
    picked: Picked

    @property
    def address(self) -> str:
        """The comparison as a page."""
        return reverse("compare") + query_of(self.picked.of, self.picked.slugs)

    @property
    def found(self) -> Sequence[object]:
        return self.picked.records

    @cached_property
    def as_of(self) -> datetime.datetime:
        """When something public last changed."""
        return Catalogue.as_noticed().changed

    @cached_property
    def rows(self) -> list[Row]:
        return self.picked.of.rows(self.picked.records)

    def words(self) -> list[str]:
        """What is compared."""
        return [str(record) for record in self.picked.records]

    def file_name(self, ending: str) -> str:
        """What is inside, in ASCII and of bounded length: "civicport-comparison-a-b-2026-11-22.csv"."""
        day = timezone.localtime(self.as_of).date().isoformat()
        return f"civicport-comparison-{slugify(' '.join(self.picked.slugs), NAME_AT_MOST)}-{day}.{ending}"


@for_machines
def export_comparison(request: HttpRequest, name: str) -> HttpResponseBase:
    """Two to five records side by side, as CSV or XLSX."""
    if name not in _WRITERS:
        raise Http404(f"There is no format “{name}”.")
    media_type, write = _WRITERS[name]
    compared = Compared(request, read_strictly(Request(request)))
    return streamed(request, write(compared), media_type, compared.file_name(name))


def _csv(compared: Compared) -> Iterator[bytes]:
    return csv_file(_side_by_side(compared), [{}])


def _xlsx(compared: Compared) -> Iterator[bytes]:
    tables = [_side_by_side(compared), _entries(compared), _sources(compared)]
    return workbook(compared, tables, lambda: [{}])


_WRITERS: dict[str, tuple[str, Callable[[Compared], Iterator[bytes]]]] = {"csv": (CSV, _csv), "xlsx": (XLSX, _xlsx)}
"""By the name in addresses, which is the file's ending too."""


def _side_by_side(compared: Compared) -> Table:
    """One row a question. The names of the columns that are no slugs have a low line, which no slug has."""
    slugs = compared.picked.slugs

    def rows(_record: Document) -> Iterable[Document]:
        records = compared.picked.records
        yield _told("title", _("Title"), zip(slugs, map(str, records), strict=True))
        addresses = [absolute(compared.request, record.get_absolute_url()) for record in records]
        yield _told("url", _("Address"), zip(slugs, addresses, strict=True))
        for row in compared.rows:
            words = (joined([entry.in_words() for entry in cell]) for cell in row.cells)
            told = _told(row.question.name, str(row.question.label), zip(slugs, words, strict=True))
            yield {**told, "row_agreement": row.agreement.value}

    columns = [key("row_name"), key("row_label"), key("row_agreement"), *(key(slug) for slug in slugs)]
    return Table("comparison", _("Side by side"), columns, rows)


def _told(name: str, label: str, cells: Iterable[tuple[str, str | None]]) -> Document:
    return {"row_name": name, "row_label": label, **dict(cells)}


def _entries(compared: Compared) -> Table:
    """One row an entry of a cell, whole: every fact, text, figure and takeaway of each record."""

    def rows(_record: Document) -> Iterable[Document]:
        for row in compared.rows:
            for slug, cell in zip(compared.picked.slugs, row.cells, strict=True):
                for position, entry in enumerate(cell, 1):
                    yield {
                        "slug": slug,
                        "field": row.question.name,
                        "label": str(row.question.label),
                        "position": position,
                        "value": entry.value or None,
                        "title": entry.title or None,
                        "text": entry.text,
                        "note": entry.note or None,
                        "url": address(compared.request, entry.path) or None,
                        "sources": joined(entry.sources),
                    }

    names = ("slug", "field", "label", "position", "value", "title", "text", "note", "url", "sources")
    # The name tells the workbook to go on in further rows where a text is too long for one cell.
    return Table("values", _("Values"), [key(name) for name in names], rows)


def _sources(compared: Compared) -> Table:
    """One row a source of a record."""

    def rows(_record: Document) -> Iterable[Document]:
        for record in compared.picked.records:
            document = in_order(compared.picked.of.kind, record.document)
            for position, source in enumerate(document.get("sources", []), 1):
                yield {"slug": record.slug, "position": position, **source}

    names = ("key", "title", "publisher", "url", "year", "language", "archive_url", "accessed")
    columns: list[Column] = [key("slug"), key("position"), *(key(name) for name in names)]
    return Table("sources", _("Sources"), columns, rows)
