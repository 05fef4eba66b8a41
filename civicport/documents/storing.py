"""Stores what was checked: documents, revisions and projections, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from django.db import connection
from django.utils import timezone

from civicport.documents import kinds
from civicport.documents.completeness import assess
from civicport.models import Catalogue, FormerSlug, Record, Revision, Source

if TYPE_CHECKING:
    from civicport.documents.checking import Checked

CHUNK = 500
MANY = 50
"""How many records make a load after which the database should look at its tables anew."""
Outcome = Literal["created", "changed", "unchanged"]


@dataclass
class Accepted:
    """What became of a submission."""

    record: Record
    outcome: Outcome
    public: bool = True


def chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    """The items in portions that a query can name one by one."""
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def store(catalogue: Catalogue, checked: list[Checked], by: str, reason: str) -> list[Accepted]:
    """Writes what differs from what is stored, and says of each document what became of it. `catalogue` is locked."""
    now = timezone.now()
    results: list[Accepted] = []
    created: list[Record] = []
    changed: list[Record] = []
    reasons: dict[int, str] = {}
    for item in checked:
        kind = kinds.get(item.submission.kind)
        record, document = item.record, item.document
        if record is not None and record.document == document:
            results.append(Accepted(record, "unchanged", kind.is_public(document)))
            continue
        if record is None:
            record = Record(kind=kind.name, created=now)
            created.append(record)
        else:
            record.revision += 1
            changed.append(record)
        catalogue.version += 1
        record.slug, record.document = document["slug"], document
        record.version, record.changed = catalogue.version, now
        record.advice, record.completeness = assess(kind, document)
        results.append(Accepted(record, "changed" if item.record else "created", kind.is_public(document)))
        reasons[id(record)] = "It follows another record that changed." if item.consequence else reason
    if not created and not changed:
        return results
    Record.objects.bulk_create(created, batch_size=CHUNK)
    columns = ["slug", "document", "version", "changed", "revision", "advice", "completeness"]
    Record.objects.bulk_update(changed, columns, batch_size=CHUNK)
    written = [result.record for result in results if result.outcome != "unchanged"]
    Revision.objects.bulk_create(
        (
            Revision(
                record=record,
                number=record.revision,
                document=record.document,
                by=by,
                reason=reasons[id(record)],
                at=now,
                version=record.version,
                public=kinds.get(record.kind).is_public(record.document),
            )
            for record in written
        ),
        batch_size=CHUNK,
    )
    project(written)
    catalogue.changed = now
    catalogue.save(update_fields=["version", "changed"])
    if len(written) >= MANY and connection.vendor == "postgresql":
        # PostgreSQL plans by statistics that it gathers a minute later; until then it would take tables for empty, and
        # minutes for a query.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    return results


def project(records: Sequence[Record]) -> None:
    """Writes the projection of these records anew: first every row, then what joins them."""
    of_kind = {kind: [record for record in records if record.kind == kind.name] for kind in kinds.all_kinds()}
    for kind, some in of_kind.items():
        for chunk in chunks(some):
            kind.project_rows(chunk)
    for chunk in chunks(records):
        _project_shared(chunk)
    # In reverse, so that a vocabulary lets go of a term after the last record that used it.
    for kind, some in reversed(of_kind.items()):
        for chunk in chunks(some):
            kind.project_relations(chunk)


def _project_shared(records: Sequence[Record]) -> None:
    FormerSlug.objects.filter(record__in=records).delete()
    FormerSlug.objects.bulk_create(
        FormerSlug(record=record, kind=record.kind, slug=slug)
        for record in records
        for slug in record.document.get("former_slugs", [])
    )
    Source.objects.filter(record__in=records).delete()
    Source.objects.bulk_create(
        Source(
            record=record,
            position=position,
            **{name: entry[name] for name in ("key", "title", "publisher", "url", "year") if name in entry},
        )
        for record in records
        for position, entry in enumerate(record.document.get("sources", []))
    )
