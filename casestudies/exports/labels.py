"""What the values of documents are called."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from casestudies.exports.columns import Document, Value, values_of
from casestudies.models import CaseStudy, Organisation, Tool
from civicport.documents import fields
from civicport.models import Term
from civicport.wording import country_name, language_name
from collaboration_models.models import CollaborationModel

# The vocabularies whose values a document's choices are.
_CHOICES = {
    "form": "forms",
    "status": "statuses",
    "level": "levels",
    "role": "organisation_roles",
    "relation": "relations",
}


class Labels:
    """What values are called, for slugs and codes; the names of records are read a slice at a time."""

    def __init__(self) -> None:
        self.terms = {(term.vocabulary, term.slug): term.name for term in Term.objects.all()}
        self.records: dict[tuple[str, str], str] = {}

    def read(self, documents: Sequence[Document]) -> None:
        """Reads the names of all records that these public documents name: four queries."""
        wanted: dict[str, set[str]] = {}
        for document in documents:
            for value in values_of("case_studies", document):
                if isinstance(value.of, fields.RecordOf):
                    wanted.setdefault(value.of.kind, set()).add(str(value.value))
        names: dict[str, Any] = {
            "collaboration_models": CollaborationModel.objects.published().values_list("slug", "name"),
            "organisations": Organisation.objects.published().values_list("slug", "name"),
            "tools": Tool.objects.published().values_list("slug", "name"),
            "case_studies": CaseStudy.objects.published().values_list("slug", "title"),
        }
        self.records = {
            (kind, slug): name
            for kind, slugs in wanted.items()
            for slug, name in names[kind].filter(slug__in=slugs).order_by()
        }

    def of(self, value: Value) -> str:
        """The name of a value that is a slug or a code; empty for what speaks for itself."""
        given, last = str(value.value), value.field.rsplit(".", 1)[-1]
        match value.of:
            case fields.RecordOf():
                return self.records.get((value.of.kind, given), "")
            case fields.TermOf():
                return next((name for known in value.of.vocabularies if (name := self.terms.get((known, given)))), "")
            case fields.Country():
                return country_name(given)
            case fields.OneOf() if last in _CHOICES:
                return self.terms.get((_CHOICES[last], given), "")
            case fields.OneOf() if last == "language":
                return language_name(given)
        return ""
