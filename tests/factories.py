"""The smallest valid documents, and records made of them through the one door. What matters, a test says itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from casestudies.models import CaseStudy, Organisation, Tool
from civicport.documents.accepting import accept, accept_all
from civicport.documents.files import gather
from civicport.documents.importing import import_paths
from civicport.documents.storing import Accepted
from civicport.documents.vocabularies import NAMES
from civicport.models import Record
from collaboration_models.models import CollaborationModel

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
BY, REASON = "Alice", "A test"


def accepted(kind: str, document: dict[str, Any], **options: Any) -> Accepted:
    """The document, accepted."""
    return accept(kind, document, BY, REASON, **options)


def vocabularies() -> None:
    """The catalogue's own vocabularies, once."""
    if Record.objects.filter(kind="vocabularies").count() < len(NAMES):
        accept_all(gather([FIXTURES / "vocabularies.yaml"]).submissions, BY, REASON)


def source(key: str = "report", **more: Any) -> dict[str, Any]:
    return {"key": key, "title": "A report", **more}


def model_document(slug: str = "labs", **more: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.capitalize(), "summary": "A way of working together.", **more}


def organisation_document(slug: str = "city", **more: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.capitalize(), **more}


def tool_document(slug: str = "app", **more: Any) -> dict[str, Any]:
    return {"slug": slug, "name": slug.capitalize(), **more}


def case_document(slug: str = "case", **more: Any) -> dict[str, Any]:
    """A case study with all that is required and nothing else."""
    return {
        "slug": slug,
        "title": slug.capitalize(),
        "summary": "What it was about.",
        "models": ["labs"],
        "aim": "It wanted something.[^report]",
        "sources": [source()],
        **more,
    }


def make_model(slug: str = "labs", **more: Any) -> CollaborationModel:
    accepted("collaboration_models", model_document(slug, **more))
    return CollaborationModel.objects.get(slug=slug)


def make_organisation(slug: str = "city", **more: Any) -> Organisation:
    vocabularies()
    accepted("organisations", organisation_document(slug, **more))
    return Organisation.objects.get(slug=slug)


def make_tool(slug: str = "app", **more: Any) -> Tool:
    vocabularies()
    accepted("tools", tool_document(slug, **more))
    return Tool.objects.get(slug=slug)


def make_case(slug: str = "case", **more: Any) -> CaseStudy:
    """A case study, with its model and the vocabularies if they are not there yet."""
    vocabularies()
    document = case_document(slug, **more)
    for model in document["models"]:
        if not Record.objects.filter(kind="collaboration_models", slug=model).exists():
            make_model(model)
    accepted("case_studies", document)
    return CaseStudy.objects.get(slug=slug)


def publish_everything() -> None:
    """The real catalogue."""
    report = import_paths([FIXTURES], BY, REASON)
    assert report.problems == []
