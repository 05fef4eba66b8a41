"""What a case study projects: its row, and the rows that join it with everything that it names."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import QuerySet

from casestudies.documents.common import entries, ids_of, searchable, term_ids
from casestudies.models import (
    CaseStudy,
    CaseStudyCountry,
    CaseStudyModel,
    CaseStudyTerm,
    CaseStudyTool,
    Participation,
    Place,
    Relation,
    State,
    Status,
    Takeaway,
)
from casestudies.models.case_study import NO_END_YET
from civicport.documents.kinds import Document, Kind
from civicport.markdown import plain
from civicport.models import Record
from civicport.text import fold, sort_key
from civicport.wording import country_name

# Where in a document the values of each vocabulary stand.
VOCABULARY_OF = {
    "themes": "themes",
    "policy_areas": "policy_areas",
    "motivations": "motivations",
    "initiators": "initiator_types",
    "funding": "funding_types",
    "participants": "participant_groups",
}
TAKEAWAYS = {
    "challenges": Takeaway.Kind.CHALLENGE,
    "lessons": Takeaway.Kind.LESSON,
    "recommendations": Takeaway.Kind.RECOMMENDATION,
}
_COLUMNS = (
    "slug", "title", "summary", "sort_key", "state", "form", "status", "level", "start_year", "end_year", "known_from",
    "known_until", "changed", "search_text",
)  # fmt: skip


class CaseStudyProjection(Kind):
    """The projection of case studies, apart from how their documents are checked."""

    def published_ids(self) -> QuerySet:
        return CaseStudy.objects.published().values("pk")

    def is_public(self, document: Document) -> bool:
        return document.get("state", State.PUBLISHED) == State.PUBLISHED

    def public_documents(self, documents: Sequence[Document]) -> Sequence[Document]:
        """Without relations to case studies that the public may not see; one query."""
        slugs = {entry["case_study"] for document in documents for entry in document.get("related", [])}
        public = set(CaseStudy.objects.published().filter(slug__in=slugs).values_list("slug", flat=True))
        return [_related_only_to(public, document) for document in documents]

    def project_rows(self, records: Sequence[Record]) -> None:
        CaseStudy.objects.bulk_create(
            (_row(record, self.serializer.prose) for record in records),
            update_conflicts=True,
            unique_fields=["record"],
            update_fields=_COLUMNS,
        )

    def project_relations(self, records: Sequence[Record]) -> None:
        ids = [record.pk for record in records]
        for join in (CaseStudyModel, CaseStudyTerm, CaseStudyCountry, Place, CaseStudyTool, Participation, Relation):
            join._default_manager.filter(case_study__in=ids).delete()
        Takeaway.objects.filter(case_study__in=ids).delete()
        _join_records(records)
        _join_terms(records)
        CaseStudyCountry.objects.bulk_create(
            CaseStudyCountry(case_study_id=record.pk, position=position, country=code)
            for record, position, code in entries(records, "countries")
        )
        Place.objects.bulk_create(
            Place(case_study_id=record.pk, position=position, **entry)
            for record, position, entry in entries(records, "places")
        )
        Takeaway.objects.bulk_create(
            Takeaway(
                case_study_id=record.pk,
                position=position,
                kind=kind,
                search_text=fold(f"{entry.get('title', '')} {plain(entry['text'])}"),
                **entry,
            )
            for name, kind in TAKEAWAYS.items()
            for record, position, entry in entries(records, name)
        )


def _related_only_to(public: Collection[str], document: Document) -> Document:
    related = document.get("related", [])
    kept = [entry for entry in related if entry["case_study"] in public]
    if len(kept) == len(related):
        return document
    without = {name: value for name, value in document.items() if name != "related"}
    return {**without, "related": kept} if kept else without


def _row(record: Record, prose: Collection[str]) -> CaseStudy:
    document = record.document
    start, end = document.get("start_year"), document.get("end_year")
    open_end = NO_END_YET if document.get("status") == Status.ONGOING else None
    return CaseStudy(
        record=record,
        slug=record.slug,
        title=document["title"],
        summary=document["summary"],
        sort_key=sort_key(document["title"]),
        state=document.get("state", State.PUBLISHED),
        form=document.get("form", ""),
        status=document.get("status", ""),
        level=document.get("level", ""),
        start_year=start,
        end_year=end,
        known_from=start or end,
        known_until=end or open_end or start,
        changed=record.changed,
        search_text=searchable(document, prose, *map(country_name, document.get("countries", []))),
    )


def _join_records(records: Sequence[Record]) -> None:
    links: list[tuple[str, str, Any]] = [
        ("models", "collaboration_models", CaseStudyModel),
        ("tools", "tools", CaseStudyTool),
    ]
    for name, kind, join in links:
        found = entries(records, name)
        ids = ids_of(kind, (slug for _, _, slug in found))
        column = "collaboration_model_id" if join is CaseStudyModel else "tool_id"
        join.objects.bulk_create(
            join(case_study_id=record.pk, position=position, **{column: ids[slug]}) for record, position, slug in found
        )
    parts = entries(records, "organisations")
    ids = ids_of("organisations", (entry["organisation"] for _, _, entry in parts))
    Participation.objects.bulk_create(
        Participation(
            case_study_id=record.pk,
            position=position,
            organisation_id=ids[entry["organisation"]],
            role=entry.get("role", ""),
        )
        for record, position, entry in parts
    )
    related = entries(records, "related")
    ids = ids_of("case_studies", (entry["case_study"] for _, _, entry in related))
    Relation.objects.bulk_create(
        Relation(case_study_id=record.pk, position=position, to_id=ids[entry["case_study"]], relation=entry["relation"])
        for record, position, entry in related
    )


def _join_terms(records: Sequence[Record]) -> None:
    found = [
        (record, position, vocabulary, slug)
        for name, vocabulary in VOCABULARY_OF.items()
        for record, position, slug in entries(records, name)
    ]
    ids = term_ids((vocabulary, slug) for _, _, vocabulary, slug in found)
    CaseStudyTerm.objects.bulk_create(
        CaseStudyTerm(case_study_id=record.pk, position=position, term_id=ids[vocabulary, slug])
        for record, position, vocabulary, slug in found
    )
