"""The whole catalogue as a Frictionless Data Package: tables as CSV, what their columns hold, and how they join."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.exports.archives import zipped
from casestudies.exports.columns import Column, Document, entry_of
from casestudies.exports.labels import Labels
from casestudies.exports.reading import SLICE, Selected
from casestudies.exports.spreadsheets import csv_lines, read_back
from casestudies.exports.tables import Table, case_records, entries, key, lists_of_parts, values, wide
from casestudies.models import Organisation, Tool
from civicport.addresses import absolute
from civicport.context import the_site
from civicport.documents import kinds
from civicport.documents.exporting import in_order, parts_of
from civicport.documents.fields import RecordOf
from civicport.models import Term
from civicport.panels import CONTENT_LICENCE
from collaboration_models.models import CollaborationModel

Reference = tuple[str, str]
"""A column, and the table whose slugs it holds."""

_TABLES = {
    "case_studies": "case-studies",
    "organisations": "organisations",
    "tools": "tools",
    "collaboration_models": "collaboration-models",
}


class Resource:
    """A table of the package: the content of its file, and what is said of it once that has been written."""

    def __init__(self, table: Table, primary: Sequence[str], references: Sequence[Reference] = ()) -> None:
        self.table, self.primary, self.references = table, primary, references
        self.digest = hashlib.sha256()
        self.size = 0

    def content(self, records: Iterable[Document]) -> Iterator[bytes]:
        """The file of these records, in parts."""
        yield self.head()
        for record in records:
            yield self.rows(record)

    def head(self) -> bytes:
        return self._counted([self.table.header])

    def rows(self, record: Document) -> bytes:
        """The rows that a record gives this table."""
        return self._counted(self.table.cells(record))

    def _counted(self, rows: Iterable[Sequence[Any]]) -> bytes:
        data = "".join(csv_lines(rows)).encode()
        self.digest.update(data)
        self.size += len(data)
        return data

    @property
    def path(self) -> str:
        return f"data/{self.table.name}.csv"

    def described(self) -> dict[str, Any]:
        """The resource in the words of the standard."""
        keys = [
            {"fields": [column], "reference": {"resource": table, "fields": ["slug"]}}
            for column, table in self.references
        ]
        return {
            "profile": "tabular-data-resource",
            "name": self.table.name,
            "title": self.table.title,
            "path": self.path,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": self.size,
            "hash": f"sha256:{self.digest.hexdigest()}",
            "schema": {
                "fields": [_field(column) for column in self.table.columns],
                "missingValues": [""],
                "primaryKey": list(self.primary),
                **({"foreignKeys": keys} if keys else {}),
            },
        }


def _field(column: Column) -> dict[str, str]:
    field = {"name": column.name, "type": column.type, "description": column.help}
    return {name: value for name, value in field.items() if value}


def data_package(everything: Selected) -> Iterator[bytes]:
    """The package as a zip; `everything` are all case studies."""
    return zipped(_files(everything), everything.as_of)


def _files(everything: Selected) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every table, and at last what is said of them."""
    labels = Labels()
    cases, *parts = _of_cases(labels)
    others = list(_of_other_records(everything.request))
    with ExitStack() as stack:
        # The case studies are read once: their table is sent, and those of their parts wait for it in files.
        waiting = [stack.enter_context(TemporaryFile()) for _part in parts]
        yield cases.path, cases.content(_kept(parts, waiting, case_records(everything, labels)))
        for part, file in zip(parts, waiting, strict=True):
            yield part.path, read_back(file)
    for resource, records in others:
        yield resource.path, resource.content(records)
    resources = [cases, *parts, *(resource for resource, _records in others)]
    package = json.dumps(_package(everything, resources), ensure_ascii=False, indent=2)
    yield "datapackage.json", [package.encode()]


def _kept(parts: Sequence[Resource], files: Sequence[IO[bytes]], records: Iterable[Document]) -> Iterator[Document]:
    """The same records; by the time that one is given, the rows of its parts are in their files."""
    for part, file in zip(parts, files, strict=True):
        file.write(part.head())
    for record in records:
        for part, file in zip(parts, files, strict=True):
            file.write(part.rows(record))
        yield record


def _of_cases(labels: Labels) -> list[Resource]:
    """Case studies, their values, and the lists that they have."""
    case = ("slug", "case-studies")
    resources = [
        Resource(wide("case_studies", _("Case studies")), ["slug"]),
        Resource(_named("values", values(labels)), ["slug", "field", "position"], [case]),
    ]
    for name in lists_of_parts():
        part = entry_of(parts_of("case_studies").fields[name])
        references = [
            (inner, _TABLES[field.kind]) for inner, field in part.fields.items() if isinstance(field, RecordOf)
        ]
        table = _named(name, entries(name, name.capitalize()))
        resources.append(Resource(table, ["slug", "position"], [case, *references]))
    return resources


def _named(name: str, table: Table) -> Table:
    return Table(f"case-study-{name.replace('_', '-')}", table.title, table.columns, table.rows)


def _of_other_records(request: HttpRequest) -> Iterator[tuple[Resource, Iterable[Document]]]:
    """Organisations, tools, collaboration models and vocabularies, each with its records."""
    kinds_of_rows: list[tuple[str, str, Any]] = [
        ("organisations", _("Organisations"), Organisation.objects.published()),
        ("tools", _("Tools"), Tool.objects.published()),
        ("collaboration_models", _("Collaboration models"), CollaborationModel.objects.published()),
    ]
    for kind, title, published in kinds_of_rows:
        yield Resource(wide(kind, title), ["slug"]), _records(request, kind, published)
    terms = Term.objects.order_by("vocabulary", "position", "pk")
    told = ({**term, "help": term["help"] or None} for term in terms.values())
    yield Resource(_terms(), ["vocabulary", "slug"]), told


def _records(request: HttpRequest, kind: str, published: Any) -> Iterator[Document]:
    slugs = list(published.order_by("slug").values_list("slug", flat=True))
    for start in range(0, len(slugs), SLICE):
        rows = published.filter(slug__in=slugs[start : start + SLICE]).select_related("record").order_by("slug")
        documents = kinds.get(kind).public_documents([row.document for row in rows])
        for row, document in zip(rows, documents, strict=True):
            yield {
                **in_order(kind, document),
                "url": absolute(request, row.get_absolute_url()),
                "revision": row.record.revision,
                "changed": row.record.changed,
            }


def _terms() -> Table:
    columns = [
        key("vocabulary"),
        key("position", "integer", _("The place in the vocabulary, counted from 0.")),
        key("slug", "string", _("How documents name it.")),
        key("name", "string", _("What it is called.")),
        key("help", "string", _("What it means.")),
    ]
    return Table("vocabularies", _("Vocabularies"), columns, lambda record: [record])


def _package(everything: Selected, resources: Sequence[Resource]) -> dict[str, Any]:
    site, catalogue = the_site(), everything.catalogue
    package = {
        "profile": "tabular-data-package",
        "name": site.name.lower(),
        "title": site.name,
        "description": _(
            "Case studies of collaborations between civic tech and government, with the models, organisations and tools"
            " that they name. An empty cell means not known, which is not the same as none. Several values in one cell"
            " have | between them. A text that a spreadsheet would take for a formula has an apostrophe before it."
        ),
        "homepage": absolute(everything.request, reverse("home")),
        "version": str(catalogue.version),
        "created": catalogue.changed.isoformat(),
        "licenses": [
            {"name": "CC-BY-4.0", "path": CONTENT_LICENCE, "title": "Creative Commons Attribution 4.0 International"}
        ],
        "contributors": [{"title": settings.OPERATOR, "role": "publisher"}] if settings.OPERATOR else None,
        "resources": [resource.described() for resource in resources],
    }
    return {name: value for name, value in package.items() if value}
