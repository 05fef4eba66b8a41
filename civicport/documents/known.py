"""What references may name: the records of the catalogue together with those that are on their way in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from civicport.models import FormerSlug, Record, Term


def _slug(value: Any) -> str:
    """A slug as its field will read it; empty for what is none."""
    return value.strip() if isinstance(value, str) else ""


class Known:
    """Looks up slugs and terms among stored records and incoming documents, and remembers what it found.

    `incoming` are pairs of kind and document, not yet checked. A few of them are looked up one by one; for many, all
    slugs are read first.
    """

    MANY = 100

    def __init__(self, incoming: Iterable[tuple[str, Any]] = ()) -> None:
        self._present: dict[str, dict[str, str | None]] = {}
        self._complete: set[str] = set()
        self._terms: dict[str, list[str]] = {}
        pairs = [(kind, document) for kind, document in incoming if isinstance(document, dict)]
        self._bulk = len(pairs) > self.MANY
        for kind, document in pairs:
            slug = _slug(document.get("slug"))
            if not slug:
                continue
            present = self._of(kind)
            former = document.get("former_slugs")
            for old in former if isinstance(former, list) else []:
                if _slug(old):
                    present[_slug(old)] = slug
            present[slug] = slug
            if kind == "vocabularies":
                values = document.get("values")
                self._terms[slug] = [
                    _slug(value.get("slug"))
                    for value in (values if isinstance(values, list) else [])
                    if isinstance(value, dict)
                ]

    def _of(self, kind: str) -> dict[str, str | None]:
        return self._present.setdefault(kind, {})

    def _read_all(self, kind: str) -> dict[str, str | None]:
        present = self._of(kind)
        if kind not in self._complete:
            for slug in Record.objects.filter(kind=kind).values_list("slug", flat=True):
                present.setdefault(slug, slug)
            former = FormerSlug.objects.filter(kind=kind).values_list("slug", "record__slug")
            for slug, now in former:
                present.setdefault(slug, present.get(now, now))
            self._complete.add(kind)
        return present

    def resolve(self, kind: str, slug: str) -> str | None:
        """The present slug of the record that has or had this slug; None if there is no such record."""
        present = self._read_all(kind) if self._bulk else self._of(kind)
        if slug not in present and kind not in self._complete:
            found = Record.objects.filter(kind=kind, slug=slug).values_list("slug", flat=True).first()
            if found is None:
                former = FormerSlug.objects.filter(kind=kind, slug=slug).values_list("record__slug", flat=True).first()
                # The record that had the slug may be on its way in under yet another name.
                found = self.resolve(kind, former) if former and former != slug else former
            present[slug] = found
        return present.get(slug)

    def slugs(self, kind: str) -> list[str]:
        """Every present slug of a kind, for suggestions."""
        return sorted({now for now in self._read_all(kind).values() if now})

    def terms(self, vocabulary: str) -> list[str]:
        """The slugs of a vocabulary's values, in its order; empty if there is no such vocabulary."""
        if vocabulary not in self._terms:
            self._terms[vocabulary] = list(Term.objects.in_vocabulary(vocabulary).values_list("slug", flat=True))
        return self._terms[vocabulary]
