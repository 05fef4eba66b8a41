"""The one door: documents are checked, and stored with their projection, revision and version in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone
from rest_framework import serializers

from civicport.documents import kinds
from civicport.documents.completeness import assess
from civicport.documents.known import Known
from civicport.documents.problems import NOWHERE, Origin, Path, Problem, Refused
from civicport.documents.serializers import flatten
from civicport.documents.takeaways import assign_keys
from civicport.models import Catalogue, FormerSlug, Record, Revision, Source
from civicport.text import forbidden_character, tidy

CHUNK = 500
Outcome = Literal["created", "changed", "unchanged"]


@dataclass(frozen=True)
class Submission:
    """A document on its way in, and where it came from."""

    kind: str
    document: Any
    origin: Origin = NOWHERE

    def problem(self, message: str, path: Path = ()) -> Problem:
        return Problem(message, path, self.origin.file, self.origin.line(path) if self.origin.lines else None)


@dataclass
class Accepted:
    """What became of a submission."""

    record: Record
    outcome: Outcome
    public: bool = True


@dataclass
class _Checked:
    submission: Submission
    document: dict[str, Any]
    record: Record | None = None
    consequence: bool = False
    """Whether it comes along because another record was renamed."""
    taken: list[FormerSlug] = field(default_factory=list)


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
        checked = _check_all(submissions, based_on, progress)
        results = _write(catalogue, checked, by, reason)
        if dry_run:
            transaction.set_rollback(True)
    return results


def check(submission: Submission, known: Known) -> dict[str, Any]:
    """The canonical document. Raises `Refused`."""
    serializer = kinds.get(submission.kind).serializer(context={"known": known})
    try:
        return serializer.run_validation(submission.document)
    except serializers.ValidationError as error:
        raise Refused([submission.problem(text, path) for path, text in flatten(error.detail)]) from None


def _check_all(
    submissions: Sequence[Submission], based_on: int | None, progress: Callable[[int], object]
) -> list[_Checked]:
    known = Known((submission.kind, submission.document) for submission in submissions)
    checked: list[_Checked] = []
    problems: list[Problem] = []
    for submission in submissions:
        try:
            checked.append(_Checked(submission, check(submission, known)))
        except Refused as refused:
            problems += refused.problems
        progress(1)
    _find_records(checked)
    problems += _clashes(checked, based_on)
    if not problems:
        consequences, broken = _consequences(checked, known)
        checked += consequences
        problems += broken
    if problems:
        raise Refused(problems)
    for item in checked:
        kind = kinds.get(item.submission.kind)
        _keep_former_slugs(item)
        if kind.keyed and (item.record is None or item.record.document != item.document):
            item.document = assign_keys(item.document, kind.keyed, _earlier(item.record))
    return checked


def _keep_former_slugs(item: _Checked) -> None:
    """An address that a record had leads to it for ever, whether or not its next document still says so."""
    if item.record is None:
        return
    slug, former = item.document["slug"], item.document.get("former_slugs", [])
    kept = [old for old in item.record.document.get("former_slugs", []) if old not in (slug, *former)]
    if kept:
        item.document["former_slugs"] = [*former, *kept]
        order = list(kinds.get(item.submission.kind).serializer().fields)
        item.document = {name: item.document[name] for name in order if name in item.document}


def _earlier(record: Record | None) -> Iterable[dict[str, Any]]:
    """The documents that a record has had, the newest first."""
    if record is None:
        return []
    return record.revisions.order_by("-number").values_list("document", flat=True)


def _chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def _find_records(checked: list[_Checked]) -> None:
    """Ties each document to the record that has its slug or, failing that, one of its former slugs."""
    wanted: dict[str, list[str]] = {}
    for item in checked:
        slugs = [item.document["slug"], *item.document.get("former_slugs", [])]
        wanted.setdefault(item.submission.kind, []).extend(slugs)
    records: dict[tuple[str, str], Record] = {}
    former: dict[tuple[str, str], FormerSlug] = {}
    for kind, slugs in wanted.items():
        for chunk in _chunks(slugs):
            records.update({(kind, found.slug): found for found in Record.objects.filter(kind=kind, slug__in=chunk)})
            taken = FormerSlug.objects.filter(kind=kind, slug__in=chunk).select_related("record")
            former.update({(kind, found.slug): found for found in taken})
    for item in checked:
        kind, document = item.submission.kind, item.document
        slugs = [document["slug"], *document.get("former_slugs", [])]
        item.record = next((records[kind, slug] for slug in slugs if (kind, slug) in records), None)
        item.taken = [former[kind, slug] for slug in slugs if (kind, slug) in former]


def _clashes(checked: list[_Checked], based_on: int | None) -> list[Problem]:
    """Slugs that two records claim, and an edit that was overtaken by another."""
    problems: list[Problem] = []
    claims: dict[tuple[str, str], _Checked] = {}
    stored: dict[int, _Checked] = {}
    for item in checked:
        submission, document = item.submission, item.document
        slugs: list[tuple[Path, str]] = [(("slug",), document["slug"])]
        slugs += [(("former_slugs", index), slug) for index, slug in enumerate(document.get("former_slugs", []))]
        for path, slug in slugs:
            other = claims.setdefault((submission.kind, slug), item)
            if other is not item:
                where = f" in {other.submission.origin.file}" if other.submission.origin.file else ""
                problems.append(
                    submission.problem(
                        f"“{slug}” is claimed by the record “{other.document['slug']}”{where} too.", path
                    )
                )
        if item.record and stored.setdefault(item.record.pk, item) is not item:
            problems.append(
                submission.problem(
                    f"“{item.record.slug}” would become two records; keep it under one slug.", ("slug",)
                )
            )
        problems += _claims_of_others(item, slugs)
        if based_on == 0 and item.record:
            taken = (
                f"“{item.record.slug}” is taken by another {kinds.get(submission.kind).label}; choose another slug."
            )
            problems.append(submission.problem(taken, ("slug",)))
        elif based_on is not None and (item.record.revision if item.record else 0) != based_on:
            now = f"revision {item.record.revision}" if item.record else "not in the catalogue"
            problems.append(
                Problem(
                    f"Somebody else has changed this record: it is {now} now, and you edited revision {based_on}. "
                    "Compare with the newest and bring your change again."
                )
            )
    return problems


def _claims_of_others(item: _Checked, slugs: list[tuple[Path, str]]) -> Iterable[Problem]:
    for former in item.taken:
        if item.record is None or former.record_id != item.record.pk:
            path = next(path for path, slug in slugs if slug == former.slug)
            yield item.submission.problem(
                f"“{former.slug}” is a former slug of “{former.record.slug}” and leads there for ever; "
                "choose another.",
                path,
            )
    for path, slug in slugs[1:] if item.record else []:
        other = Record.objects.filter(kind=item.submission.kind, slug=slug).exclude(pk=item.record.pk).exists()  # type: ignore[union-attr]
        if other:
            yield item.submission.problem(f"“{slug}” is the slug of another record.", path)


def _consequences(checked: list[_Checked], known: Known) -> tuple[list[_Checked], list[Problem]]:
    """What a renamed record or a withdrawn term does to the documents that refer to it.

    References to a renamed record are written anew; a term that is still in use keeps its vocabulary from changing.
    Rare, and costs a look at every document.
    """
    if not any(_renames(item) or _withdraws_terms(item) for item in checked):
        return [], []
    consequences: list[_Checked] = []
    problems: list[Problem] = []
    coming = [item.record.pk for item in checked if item.record]
    for record in Record.objects.exclude(pk__in=coming).iterator(chunk_size=CHUNK):
        submission = Submission(record.kind, record.document, Origin(str(record)))
        try:
            document = check(submission, known)
        except Refused as refused:
            problems += refused.problems
            continue
        if document != record.document:
            consequences.append(_Checked(submission, document, record, consequence=True))
    return consequences, problems


def _renames(item: _Checked) -> bool:
    return item.record is not None and item.record.slug != item.document["slug"]


def _withdraws_terms(item: _Checked) -> bool:
    if item.submission.kind != "vocabularies" or item.record is None:
        return False
    now = {value["slug"] for value in item.document["values"]}
    return any(value["slug"] not in now for value in item.record.document["values"])


def _write(catalogue: Catalogue, checked: list[_Checked], by: str, reason: str) -> list[Accepted]:
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
        reasons[id(record)] = "It refers to a record that was renamed." if item.consequence else reason
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
    return results


def project(records: Sequence[Record]) -> None:
    """Writes the projection of these records anew: first every row, then what joins them."""
    of_kind = {kind: [record for record in records if record.kind == kind.name] for kind in kinds.all_kinds()}
    for kind, some in of_kind.items():
        for chunk in _chunks(some):
            kind.project_rows(chunk)
    for chunk in _chunks(records):
        _project_shared(chunk)
    # In reverse, so that a vocabulary lets go of a term after the last record that used it.
    for kind, some in reversed(of_kind.items()):
        for chunk in _chunks(some):
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
