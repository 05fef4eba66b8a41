"""What is wrong with the documents that came, each by itself, together, and against what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from rest_framework import serializers

from civicport.documents import kinds
from civicport.documents.known import Known
from civicport.documents.problems import NOWHERE, Origin, Path, Problem, Refused
from civicport.documents.serializers import flatten
from civicport.documents.storing import CHUNK, chunks
from civicport.documents.takeaways import assign_keys
from civicport.models import FormerSlug, Record


@dataclass(frozen=True)
class Submission:
    """A document on its way in, and where it came from."""

    kind: str
    document: Any
    origin: Origin = NOWHERE

    def problem(self, message: str, path: Path = ()) -> Problem:
        return Problem(message, path, self.origin.file, self.origin.line(path) if self.origin.lines else None)


@dataclass
class Checked:
    """A document in canonical form, and the record that it is to become or to change."""

    submission: Submission
    document: dict[str, Any]
    record: Record | None = None
    consequence: bool = False
    """Whether it comes along because another record was renamed."""
    taken: list[FormerSlug] = field(default_factory=list)


def check(submission: Submission, known: Known) -> dict[str, Any]:
    """The canonical document. Raises `Refused`."""
    serializer = kinds.get(submission.kind).serializer(context={"known": known})
    try:
        return serializer.run_validation(submission.document)
    except serializers.ValidationError as error:
        raise Refused([submission.problem(text, path) for path, text in flatten(error.detail)]) from None


def check_all(
    submissions: Sequence[Submission], based_on: int | None, progress: Callable[[int], object]
) -> list[Checked]:
    """The canonical documents in their order, then those that must follow a renamed record. Raises `Refused` with all
    that is wrong.
    """
    known = Known((submission.kind, submission.document) for submission in submissions)
    checked: list[Checked] = []
    problems: list[Problem] = []
    for submission in submissions:
        try:
            checked.append(Checked(submission, check(submission, known)))
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


def _keep_former_slugs(item: Checked) -> None:
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


def _find_records(checked: list[Checked]) -> None:
    """Ties each document to the record that has its slug or, failing that, one of its former slugs."""
    wanted: dict[str, list[str]] = {}
    for item in checked:
        slugs = [item.document["slug"], *item.document.get("former_slugs", [])]
        wanted.setdefault(item.submission.kind, []).extend(slugs)
    records: dict[tuple[str, str], Record] = {}
    former: dict[tuple[str, str], FormerSlug] = {}
    for kind, slugs in wanted.items():
        for chunk in chunks(slugs):
            records.update({(kind, found.slug): found for found in Record.objects.filter(kind=kind, slug__in=chunk)})
            taken = FormerSlug.objects.filter(kind=kind, slug__in=chunk).select_related("record")
            former.update({(kind, found.slug): found for found in taken})
    for item in checked:
        kind, document = item.submission.kind, item.document
        slugs = [document["slug"], *document.get("former_slugs", [])]
        item.record = next((records[kind, slug] for slug in slugs if (kind, slug) in records), None)
        item.taken = [former[kind, slug] for slug in slugs if (kind, slug) in former]


def _clashes(checked: list[Checked], based_on: int | None) -> list[Problem]:
    """Slugs that two records claim, and an edit that was overtaken by another."""
    problems: list[Problem] = []
    claims: dict[tuple[str, str], Checked] = {}
    stored: dict[int, Checked] = {}
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
                submission.problem(f"“{item.record.slug}” would become two records; keep it under one slug.", ("slug",))
            )
        problems += _claims_of_others(item, slugs)
        if based_on == 0 and item.record:
            taken = f"“{item.record.slug}” is taken by another {kinds.get(submission.kind).label}; choose another slug."
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


def _claims_of_others(item: Checked, slugs: list[tuple[Path, str]]) -> Iterable[Problem]:
    for former in item.taken:
        if item.record is None or former.record_id != item.record.pk:
            path = next(path for path, slug in slugs if slug == former.slug)
            yield item.submission.problem(
                f"“{former.slug}” is a former slug of “{former.record.slug}” and leads there for ever; choose another.",
                path,
            )
    for path, slug in slugs[1:] if item.record else []:
        other = Record.objects.filter(kind=item.submission.kind, slug=slug).exclude(pk=item.record.pk).exists()  # type: ignore[union-attr]
        if other:
            yield item.submission.problem(f"“{slug}” is the slug of another record.", path)


def _consequences(checked: list[Checked], known: Known) -> tuple[list[Checked], list[Problem]]:
    """What a renamed record or a withdrawn term does to the documents that refer to it.

    References to a renamed record are written anew; a term that is still in use keeps its vocabulary from changing.
    Rare, and costs a look at every document.
    """
    if not any(_renames(item) or _withdraws_terms(item) for item in checked):
        return [], []
    consequences: list[Checked] = []
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
            consequences.append(Checked(submission, document, record, consequence=True))
    return consequences, problems


def _renames(item: Checked) -> bool:
    return item.record is not None and item.record.slug != item.document["slug"]


def _withdraws_terms(item: Checked) -> bool:
    if item.submission.kind != "vocabularies" or item.record is None:
        return False
    now = {value["slug"] for value in item.document["values"]}
    return any(value["slug"] not in now for value in item.record.document["values"])
