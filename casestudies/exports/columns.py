"""What a document has, read off its serializer: as the columns of a table, and as single values.

Nothing here lists the fields of a kind, so that a new one is exported without anybody thinking of it.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from civicport.documents import fields
from civicport.documents.exporting import parts_of
from civicport.documents.serializers import Part, Parts

Scalar = str | int | float | bool | datetime.datetime | None
Document = dict[str, Any]
BETWEEN = " | "
"""What stands between the values of a list in one cell."""

# Of a list of parts a table of one row a record has what names the entries; of all others it has how many there are.
_NAMED_BY = {"places": "name", "organisations": "organisation", "related": "case_study"}


# Whatever is exported is published, and documents leave that out.
_ALWAYS_ABSENT = "state"


class Column(NamedTuple):
    """A column: its name, its type in the words of a Table Schema, what it holds, and how it is read."""

    name: str
    type: str
    help: str
    read: Callable[[Document], Scalar]


def columns_of(kind: str) -> list[Column]:
    """The columns of a table with one row for each record of a kind, in the order of its documents.

    No cell holds a part of a list: it has all values, or their number.
    """
    named = parts_of(kind).fields.items()
    return [column for name, field in named if name != _ALWAYS_ABSENT for column in _columns((name,), field)]


def _columns(path: tuple[str, ...], field: Any) -> Iterator[Column]:
    name = "_".join(path)
    if isinstance(field, Parts):
        if path[-1] in _NAMED_BY:
            key, entry = _NAMED_BY[path[-1]], entry_of(field)
            yield Column(name, "string", _listed(entry.fields[key]), lambda document: _names(document, path, key))
        else:
            text = _("How many there are.")
            yield Column(f"{name}_count", "integer", text, lambda document: len(_at(document, path) or []) or None)
    elif isinstance(field, Part):
        for inner, part in field.fields.items():
            yield from _columns((*path, inner), part)
    elif isinstance(field, fields.Many):
        yield Column(name, "string", _listed(field.child), lambda document: joined(_at(document, path)))
    else:
        yield Column(name, type_of(field), described(field), lambda document: _at(document, path))


def entry_of(field: Any) -> Any:
    """The part that the entries of a list of parts are."""
    return field.child


def _at(document: Document, path: Sequence[str]) -> Any:
    value: Any = document
    for name in path:
        value = value.get(name) if value is not None else None
    return value


def _names(document: Document, path: Sequence[str], key: str) -> str | None:
    entries = _at(document, path)
    return joined(list(dict.fromkeys(entry[key] for entry in entries))) if entries else None


def joined(values: Sequence[Any] | None) -> str | None:
    """All values in one cell; None for none."""
    return BETWEEN.join(map(str, values)) if values else None


def type_of(field: Any) -> str:
    """The type of a field in the words of a Table Schema."""
    schema: dict[str, Any] = field.schema() if hasattr(field, "schema") else {}
    return "date" if schema.get("format") == "date" else str(schema.get("type", "string"))


def described(field: Any) -> str:
    """What a field holds, in a few words; empty where its name says all."""
    match field:
        case fields.RecordOf():
            return _("The slug of a record of %(kind)s.") % {"kind": field.kind}
        case fields.TermOf():
            return _("A value of the vocabulary %(name)s.") % {"name": _(" or ").join(field.vocabularies)}
        case fields.Country():
            return _("An ISO 3166-1 alpha-2 code.")
        case fields.Prose():
            return _("Markdown; [^key] cites a source.")
    return ""


def _listed(field: Any) -> str:
    return f"{described(field)} {_('Several stand in one cell with | between them.')}".strip()


class Value(NamedTuple):
    """A single value of a document: the field, its place in the field's list counted from 1, and who knows its name."""

    field: str
    position: int
    value: Scalar
    of: Any


def values_of(kind: str, document: Document) -> Iterator[Value]:
    """Every single value of a document, in its order: `sources.title` at 2 is the title of the second source."""
    return _values(parts_of(kind), document, "", 1)


def _values(part: Any, document: Document, prefix: str, position: int) -> Iterator[Value]:
    for key, field in part.fields.items():
        if key not in document:
            continue
        name, value = prefix + key, document[key]
        if isinstance(field, Parts):
            for place, entry in enumerate(value, 1):
                yield from _values(field.child, entry, f"{name}.", place)
        elif isinstance(field, Part):
            yield from _values(field, value, f"{name}.", position)
        elif isinstance(field, fields.Many):
            for place, item in enumerate(value, 1):
                yield Value(name, place, item, field.child)
        else:
            yield Value(name, position, value, field)
