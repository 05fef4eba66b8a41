"""What the projections of the three kinds share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.db.models import Q

from civicport.documents.serializers import texts
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.markdown import plain
from civicport.models import Record, Term
from civicport.text import fold

# Words that stand, or will stand, where a slug could: views of a selection, and addresses beside the list.
RESERVED = frozenset(
    {
        NOT_KNOWN, "brief", "compare", "embed", "export", "facets", "feed", "guide", "lineage", "map", "matrix",
        "network", "new", "schema", "search", "suggest", "timeline",
    }
)  # fmt: skip


def ids_of(kind: str, slugs: Iterable[str]) -> dict[str, int]:
    """Primary keys of the records of a kind, by slug. The documents were checked: every slug is there."""
    return dict(Record.objects.filter(kind=kind, slug__in=set(slugs)).values_list("slug", "pk"))


def term_ids(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Primary keys of terms, by vocabulary and slug."""
    by_vocabulary: dict[str, set[str]] = {}
    for vocabulary, slug in wanted:
        by_vocabulary.setdefault(vocabulary, set()).add(slug)
    asked = Q(pk__in=[])
    for vocabulary, slugs in by_vocabulary.items():
        asked |= Q(vocabulary=vocabulary, slug__in=slugs)
    return {(term.vocabulary, term.slug): term.pk for term in Term.objects.filter(asked)}


def entries(records: Sequence[Record], key: str) -> list[tuple[Record, int, Any]]:
    """Each entry of one list of each record, with its place."""
    return [
        (record, position, entry) for record in records for position, entry in enumerate(record.document.get(key, []))
    ]


def searchable(document: dict[str, Any], prose: Collection[str], *extra: str) -> str:
    """Every word of a document, folded, as the first form of the search reads it. `prose` are the keys of its Markdown.

    Without its relations: they may name a record that the public must not find, nor find this one by.
    """
    told = {name: value for name, value in document.items() if name != "related"}
    found = []
    for path, text in texts(told):
        key = next(part for part in reversed(path) if isinstance(part, str))
        found.append(plain(text) if key in prose else text)
    found += [f"{source['title']} {source.get('publisher', '')}" for source in document.get("sources", [])]
    return fold(" ".join([*found, *extra]))
