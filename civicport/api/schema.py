"""How documents are described in OpenAPI: each field of a document says what it takes."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension
from drf_spectacular.openapi import AutoSchema

from civicport.api.problems import MEDIA_TYPE


class DocumentFieldExtension(OpenApiSerializerFieldExtension):
    """The fields of documents describe themselves."""

    target_class = "civicport.documents.fields.DocumentField"
    match_subclasses = True

    def map_serializer_field(self, auto_schema: AutoSchema, direction: str) -> dict[str, Any]:
        return self.target.schema()


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """Says of every operation that its errors are problem details."""
    result["components"]["schemas"] |= _problem_schemas()
    answer = {
        "description": "Problem details (RFC 9457).",
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for path, operations in result["paths"].items():
        for operation in operations.values():
            codes = ["400", "406"]
            if "{" in path:
                codes += ["404", "410"]
                operation["responses"]["301"] = {"description": "The record has another slug now; see Location."}
            operation["responses"] |= dict.fromkeys(codes, answer)
    return result


def _problem_schemas() -> dict[str, Any]:
    error = {
        "type": "object",
        "description": "One parameter that is wrong.",
        "required": ["parameter", "value", "detail"],
        "properties": {
            "parameter": {"type": "string", "description": "The parameter's name."},
            "value": {"type": "string", "description": "The value as it was given."},
            "detail": {"type": "string", "description": "What is wrong with it, and what would be right."},
        },
    }
    problem = {
        "type": "object",
        "description": "Problem details (RFC 9457).",
        "required": ["type", "title", "status", "detail"],
        "properties": {
            "type": {"type": "string", "description": "Always about:blank: the title says what the status means."},
            "title": {"type": "string", "description": "What the status means."},
            "status": {"type": "integer", "description": "The status of the answer."},
            "detail": {"type": "string", "description": "What happened, in a sentence."},
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
        },
    }
    return {"Problem": problem, "ProblemError": error}
