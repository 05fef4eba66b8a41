"""The kinds of records, and what each must know to be accepted and projected."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from civicport.documents.problems import Advice
    from civicport.documents.serializers import DocumentSerializer
    from civicport.models import Record

Document = dict[str, Any]


class Kind:
    """One kind of record. Subclasses say how its documents are checked and what they project."""

    name: str
    """How it is called in files, addresses of the API and `Record.kind`: a plural in snake case."""
    label: str
    """What a reader calls one of them."""
    serializer: type[DocumentSerializer]
    model: type[Model]
    """What its documents project into: a model whose primary key is the record."""
    asks_for: tuple[str, ...] = ()
    """What this catalogue asks of its own records, beyond what it requires."""
    keyed: tuple[str, ...] = ()
    """The lists whose entries get a key of their own, assigned once."""

    def published_ids(self) -> QuerySet:
        """Primary keys of the records of this kind that the public may see."""
        raise NotImplementedError

    def is_public(self, document: Document) -> bool:
        """Whether the document itself says that it may be seen."""
        return True

    def advise(self, document: Document) -> list[Advice]:
        """What would make the document better, beyond what is asked for and missing."""
        return []

    def public_document(self, document: Document) -> Document:
        """The document as the public may see it: without references to what it may not see."""
        return self.public_documents([document])[0]

    def public_documents(self, documents: Sequence[Document]) -> Sequence[Document]:
        """Each document as the public may see it, in a fixed number of queries however many they are."""
        return documents

    def project_rows(self, records: Sequence[Record]) -> None:
        """Writes the row of each record, before any row refers to another."""
        raise NotImplementedError

    def project_relations(self, records: Sequence[Record]) -> None:
        """Writes what hangs on the rows and joins them. By now every row exists."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Makes a kind known. Called once for each, when its app is ready."""
    _kinds[kind.name] = kind


def get(name: str) -> Kind:
    """The kind of this name; KeyError if there is none."""
    return _kinds[name]


def all_kinds() -> list[Kind]:
    """Every kind, in the order in which they are projected: what others refer to comes first."""
    return list(_kinds.values())


def names() -> list[str]:
    return list(_kinds)
