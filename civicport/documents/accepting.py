"""The one door: documents are checked, and stored with their projection, revision and version in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction

from civicport.documents.checking import Submission, check_all
from civicport.documents.problems import Problem, Refused
from civicport.documents.storing import Accepted, store
from civicport.models import Catalogue
from civicport.text import forbidden_character, tidy


def accept(kind: str, document: Any, by: str, reason: str, *, based_on: int | None = None) -> Accepted:
    """Accepts one document. Raises `Refused` with everything that is wrong with it.

    `by` is the display name of who brings it, `reason` says why; both are public once the record is. `based_on` is the
    revision that was edited, 0 for a new record: if the record has moved on since, or is there already, the document
    is refused. An unchanged document makes no revision.
    """
    return accept_all([Submission(kind, document)], by, reason, based_on=based_on)[0]


def accept_all(
    submissions: Sequence[Submission],
    by: str,
    reason: str,
    *,
    based_on: int | None = None,
    dry_run: bool = False,
    progress: Callable[[int], object] = lambda done: None,
) -> list[Accepted]:
    """Accepts all of these documents or, if anything is wrong with any of them, none.

    They may refer to each other in any order. The result has their order; records that only changed because another
    one was renamed follow at the end. With `dry_run` all of it is done and then undone. `progress` hears of each
    document that has been checked.
    """
    by, reason = " ".join(tidy(by).split())[:150], tidy(reason)[:500]
    if not by or not reason:
        raise Refused([Problem("Say who brings a change (`by`) and why (`reason`).")])
    if found := forbidden_character(by + reason):
        raise Refused([Problem(f"The name or the reason contains the character {found}; take it out.")])
    with transaction.atomic():
        catalogue = Catalogue.locked()
        checked = check_all(submissions, based_on, progress)
        results = store(catalogue, checked, by, reason)
        if dry_run:
            transaction.set_rollback(True)
    return results
