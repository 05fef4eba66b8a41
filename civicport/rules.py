"""Rules across records: each is a small predicate over the whole catalogue that names what breaks it.

An app registers its own when it is ready; `manage.py check_catalogue` runs them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from civicport.documents import kinds
from civicport.documents.checking import Submission, check
from civicport.documents.known import Known
from civicport.documents.problems import Refused
from civicport.models import Record
from civicport.text import fold

Rule = Callable[[], Iterator["Breach"]]


@dataclass(frozen=True)
class Breach:
    """A rule that a record breaks, in a sentence for whoever mends it."""

    record: str
    message: str

    def __str__(self) -> str:
        return f"{self.record}: {self.message}"


_rules: list[Rule] = []


def rule(function: Rule) -> Rule:
    """Makes a rule known."""
    if function not in _rules:
        _rules.append(function)
    return function


def breaches() -> Iterator[Breach]:
    """Everything that breaks a rule, rule by rule."""
    for one in _rules:
        yield from one()


@rule
def names_are_claimed_once() -> Iterator[Breach]:
    """No two records of a kind go by the same name: a reader who types it must find one."""
    for kind in kinds.all_kinds():
        claims: dict[str, str] = {}
        for record in Record.objects.of_kind(kind.name).iterator():
            document = record.document
            own = document.get("name") or document.get("title") or ""
            for name in dict.fromkeys(fold(item) for item in [own, *document.get("also_known_as", [])] if item):
                other = claims.setdefault(name, record.slug)
                if other != record.slug:
                    yield Breach(str(record), f"the name “{name}” is claimed by “{other}” too.")


@rule
def documents_are_still_valid() -> Iterator[Breach]:
    """Every stored document would be accepted today: rules may have become stricter since it came."""
    known = Known()
    for record in Record.objects.order_by("kind", "slug").iterator():
        try:
            document = check(Submission(record.kind, record.document), known)
        except Refused as refused:
            for problem in refused.problems:
                yield Breach(str(record), str(problem))
        else:
            if document != record.document:
                yield Breach(str(record), "is not in canonical form; accept it once more.")
