"""The API's documentation as a page, made of the same description that /api/v1/schema/ gives to programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator

from civicport.addresses import absolute
from civicport.panels import Meta, way

Schema = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """A parameter or a key of an answer: its name, what it takes, and what it means."""

    name: str
    type: str
    text: str
    required: bool = False


@dataclass(frozen=True)
class Operation:
    """One address of the API: what it is asked with, and what a result of it holds."""

    id: str
    path: str
    text: str
    parameters: Sequence[Row]
    answer: Sequence[Row]


@dataclass(frozen=True)
class Group:
    """The addresses of one kind of record."""

    name: str
    operations: Sequence[Operation]


def documentation(request: HttpRequest) -> HttpResponse:
    context = {
        "groups": groups(),
        "meta": Meta(
            title=_("API documentation"),
            description=_("Every address of the API with its parameters and answers."),
            canonical=absolute(request, reverse("docs")),
        ),
        **way(request, (_("API"), reverse("api")), (_("Documentation"), "")),
    }
    return render(request, "civicport/api_documentation.html", context)


@cache
def groups() -> list[Group]:
    """Every operation, by the kind of record; the description does not change while a process lives."""
    schema = SchemaGenerator().get_schema(request=None, public=True)
    found: dict[str, list[Operation]] = {}
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            name = operation["tags"][0]
            found.setdefault(name, []).append(_operation(schema, path, operation))
    return [Group(name.replace("-", " ").capitalize(), operations) for name, operations in found.items()]


def _operation(schema: Schema, path: str, operation: Schema) -> Operation:
    answer = operation["responses"]["200"]["content"]["application/json"]["schema"]
    return Operation(
        id=operation["operationId"].replace("_", "-"),
        path=path,
        text=operation.get("description", ""),
        parameters=[
            Row(item["name"], _type(schema, item["schema"]), item.get("description", ""), item.get("required", False))
            for item in operation.get("parameters", [])
        ],
        answer=list(_keys(schema, _result(schema, answer))),
    )


def _resolved(schema: Schema, part: Schema) -> Schema:
    """What a reference stands for; a wrapper around a single reference is passed through."""
    if len(part.get("allOf", [])) == 1:
        part = part["allOf"][0]
    if "$ref" in part:
        return schema["components"]["schemas"][part["$ref"].rsplit("/", 1)[1]]
    return part


def _result(schema: Schema, answer: Schema) -> Schema:
    """A single result: of a list, one of its entries."""
    answer = _resolved(schema, answer)
    results = answer.get("properties", {}).get("results")
    return _resolved(schema, results["items"]) if results else answer


def _keys(schema: Schema, part: Schema) -> Iterator[Row]:
    required = part.get("required", [])
    for name, value in part.get("properties", {}).items():
        text = value.get("description") or _resolved(schema, value).get("description", "")
        yield Row(name, _type(schema, value), text, name in required)


def _type(schema: Schema, part: Schema) -> str:
    """What a value is, in a few words."""
    part = _resolved(schema, part)
    if "enum" in part:
        return ", ".join(str(value) for value in part["enum"] if value is not None)
    kinds = part.get("type", "object")
    words = [_one_type(schema, part, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)]
    return " or ".join(words)


def _one_type(schema: Schema, part: Schema, kind: str) -> str:
    if kind == "array":
        return _("list of %(what)s") % {"what": _type(schema, part.get("items", {}))}
    if kind == "integer" and "minimum" in part and "maximum" in part:
        return _("whole number from %(least)s to %(most)s") % {"least": part["minimum"], "most": part["maximum"]}
    names = {
        "string": {"uri": _("address"), "date-time": _("date and time"), "date": _("day")},
        "integer": {},
    }
    plain = {"string": _("text"), "integer": _("whole number"), "number": _("number"), "boolean": _("true or false"),
             "null": "null", "object": _("object")}  # fmt: skip
    return names.get(kind, {}).get(part.get("format", ""), plain.get(kind, kind))
