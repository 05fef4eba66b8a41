"""The tables that records make: one row a record, one row a value, one row an entry of a list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casestudies.exports.columns import (
    Column,
    Document,
    Scalar,
    columns_of,
    described,
    entry_of,
    joined,
    type_of,
    values_of,
)
from casestudies.exports.labels import Labels
from casestudies.exports.reading import Selected, tell, tell_all
from casestudies.finding.registry import CASE_STUDY_FACETS
from casestudies.models import Takeaway
from civicport import markdown
from civicport.addresses import absolute
from civicport.documents.exporting import parts_of
from civicport.documents.serializers import Parts


@dataclass(frozen=True)
class Table:
    """A table: what it is called, its columns, and the rows that one record gives it, none or many."""

    name: str
    title: str
    columns: list[Column]
    rows: Callable[[Document], Iterable[Document]]

    @property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    def cells(self, record: Document) -> Iterator[list[Scalar]]:
        """The rows of one record, as the cells of the columns."""
        for row in self.rows(record):
            yield [column.read(row) for column in self.columns]


def key(name: str, type: str = "string", help: str = "") -> Column:
    """A column that holds what stands under its name."""
    return Column(name, type, help, lambda row: row.get(name))


def own_columns() -> list[Column]:
    """What the row of a record has beside its document."""
    return [
        key("url", "string", _("The address of its page.")),
        key("revision", "integer", _("The number of its revision.")),
        key("changed", "datetime", _("When that revision came.")),
    ]


def wide(kind: str, title: str) -> Table:
    """One row a record."""
    name = kind.replace("_", "-")
    return Table(name, title, [*columns_of(kind), *own_columns()], lambda record: [record])


def values(labels: Labels) -> Table:
    """One row a value of a case study; what is not known has none."""

    def rows(record: Document) -> Iterator[Document]:
        for value in values_of("case_studies", record):
            yield {"slug": record["slug"], "label": labels.of(value) or None, **value._asdict()}

    columns = [
        key("slug", "string", _("The case study.")),
        key("field", "string", _("Where in the document the value stands.")),
        key("position", "integer", _("Its place in a list, or that of the entry it belongs to, counted from 1.")),
        key("value", "string", _("The value, whole.")),
        key("label", "string", _("What it is called, if it is a slug or a code.")),
    ]
    return Table("values", _("Values"), columns, rows)


def entries(name: str, title: str) -> Table:
    """One row an entry of a list of the case study's document, such as `sources`."""
    part = entry_of(parts_of("case_studies").fields[name])

    def rows(record: Document) -> Iterator[Document]:
        for position, entry in enumerate(record.get(name, []), 1):
            yield {"slug": record["slug"], "position": position, **entry}

    columns = [
        key("slug", "string", _("The case study.")),
        key("position", "integer", _("The place in the list, counted from 1.")),
        *(key(inner, type_of(field), described(field)) for inner, field in part.fields.items()),
    ]
    return Table(name, title, columns, rows)


def lists_of_parts() -> list[str]:
    """The lists of a case study's document whose entries have parts of their own."""
    return [name for name, field in parts_of("case_studies").fields.items() if isinstance(field, Parts)]


def case_records(selected: Selected, labels: Labels | None = None) -> Iterator[Document]:
    """The case studies of a selection in its order: the public documents, with what `own_columns` adds."""
    for told in tell_all(selected):
        if labels is not None:
            labels.read([item.document for item in told])
        for item in told:
            yield {
                **item.document,
                "url": absolute(selected.request, item.case.get_absolute_url()),
                "revision": item.revision,
                "changed": item.changed,
            }


# --- Lessons ---------------------------------------------------------------------------------------------------------


def lesson_facets() -> list[str]:
    """The fields of a case study that its lessons are found by."""
    return [facet.field for facet in CASE_STUDY_FACETS]


def lesson_records(selected: Selected) -> Iterator[Document]:
    """Challenges, lessons and recommendations in their order, each with the facets of its case and its sources.

    What is not known is None.
    """
    for takeaways in selected.slices():
        cases = {takeaway.case_study.pk: takeaway.case_study for takeaway in takeaways}
        told = {item.case.pk: item.document for item in tell(list(cases.values()))}
        for takeaway in takeaways:
            yield _lesson(selected, takeaway, told[takeaway.case_study.pk])


def _lesson(selected: Selected, takeaway: Takeaway, document: Document) -> Document:
    cited = set(markdown.cited(takeaway.text))
    return {
        "slug": f"{takeaway.case_study.slug}/{takeaway.key}",
        "url": absolute(selected.request, takeaway.get_absolute_url()),
        "kind": takeaway.kind,
        "title": takeaway.title or None,
        "text": takeaway.text,
        "case_study": takeaway.case_study.slug,
        "case_study_title": takeaway.case_study.title,
        **{name: document.get(name) for name in lesson_facets()},
        "sources": [source for source in document["sources"] if source["key"] in cited],
    }


def lessons() -> Table:
    """One row a challenge, lesson or recommendation."""
    facets = [column for column in columns_of("case_studies") if column.name in lesson_facets()]
    columns = [
        key("slug", "string", _("Its case study and its key, with a slash between them.")),
        key("url", "string", _("Its permanent address.")),
        key("kind", "string", _("challenge, lesson or recommendation.")),
        key("title"),
        key("text", "string", _("Markdown; [^key] cites a source.")),
        key("case_study", "string", _("The slug of its case study.")),
        key("case_study_title"),
        *facets,
        Column("sources", "string", _("The sources that it cites."), lambda row: joined(_in_words(row["sources"]))),
    ]
    return Table("lessons", _("Lessons"), columns, lambda record: [record])


def _in_words(sources: list[dict[str, Any]]) -> list[str]:
    names = ("title", "publisher", "year", "url")
    return [", ".join(str(source[name]) for name in names if name in source) for source in sources]
