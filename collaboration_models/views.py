"""The models of collaboration, and one of them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from civicport.addresses import absolute, elsewhere
from civicport.citations import Citations, CitedSource
from civicport.markdown import render as render_markdown
from civicport.models import Term
from civicport.panels import Fact, FactItem, Meta, ShownTakeaway, structured, way
from collaboration_models.models import CollaborationModel

CASES_SHOWN = 12
LESSONS_SHOWN = 12
"""How many case studies with lessons a model's page shows; the list has the rest."""


@dataclass(frozen=True)
class LessonsOfCase:
    """The lessons of one case study that is told as an instance of the model."""

    case: Any
    takeaways: Sequence[ShownTakeaway]


@dataclass(frozen=True)
class CollaborationModelPage:
    """All that a model's page shows."""

    model: CollaborationModel
    title: str
    summary: str
    also_known_as: Sequence[str]
    description: SafeString
    fits_when: Sequence[SafeString]
    watch_out: Sequence[ShownTakeaway]
    recommendations: Sequence[ShownTakeaway]
    examples: Sequence[dict[str, str]]
    typical: Sequence[Fact]
    sources: Sequence[CitedSource]
    case_studies: Sequence[Any]
    case_study_count: int
    case_studies_url: str
    lessons: Sequence[LessonsOfCase]
    revision: int
    changed: datetime.datetime
    api_url: str


def model_list(request: HttpRequest) -> HttpResponse:
    steps = way(request, (_("Collaboration models"), ""))
    context = {
        "models": CollaborationModel.objects.published().with_case_study_count(),
        "meta": Meta(
            title=_("Collaboration models"),
            description=_("Ways in which civic tech and government work together, and what makes each succeed."),
            canonical=absolute(request, reverse("collaboration-model-list")),
            json_ld=structured(steps["structured"]),
        ),
        **steps,
    }
    return render(request, "collaboration_models/model_list.html", context)


def model(request: HttpRequest, slug: str) -> HttpResponse:
    found = CollaborationModel.objects.published().for_detail().filter(slug=slug).first()
    if found is None:
        return elsewhere(request, "collaboration_models", slug, "collaboration-model")
    page = _make_page(found)
    steps = way(request, (_("Collaboration models"), reverse("collaboration-model-list")), (found.name, ""))
    context = {
        "page": page,
        "meta": Meta(
            title=found.name,
            description=found.summary,
            canonical=absolute(request, found.get_absolute_url()),
            json_ld=structured(_term_data(request, page), steps["structured"]),
            type="article",
        ),
        **steps,
    }
    return render(request, "collaboration_models/model.html", context)


def _make_page(found: CollaborationModel) -> CollaborationModelPage:
    document = found.document
    citations = Citations(document.get("sources", []))
    cases = found.case_studies.published().told_as(found)
    count = cases.count()
    return CollaborationModelPage(
        model=found,
        title=found.name,
        summary=found.summary,
        also_known_as=document.get("also_known_as", []),
        description=citations.render(document.get("description", "")),
        fits_when=[citations.render(line, inline=True) for line in document.get("fits_when", [])],
        watch_out=_takeaways(document, "watch_out", "challenge", citations),
        recommendations=_takeaways(document, "recommendations", "recommendation", citations),
        examples=document.get("examples", []),
        typical=_typical(document.get("typical", {})),
        sources=citations.sources(),
        case_studies=list(cases.for_cards()[:CASES_SHOWN]),
        case_study_count=count,
        case_studies_url=f"{reverse('case-study-list')}?model={found.slug}",
        lessons=_lessons(cases),
        revision=found.record.revision,
        changed=found.record.changed,
        api_url=reverse("collaboration-model-api-detail", args=[found.slug]),
    )


def _takeaways(document: dict[str, Any], name: str, kind: str, citations: Citations) -> list[ShownTakeaway]:
    return [
        ShownTakeaway(
            key=entry["key"],
            title=entry.get("title", ""),
            html=citations.render(entry["text"]),
            permalink=f"#{entry['key']}",
            kind=kind,
        )
        for entry in document.get(name, [])
    ]


def _lessons(cases: Any) -> list[LessonsOfCase]:
    """The lessons of the first cases of a model; their sources stand at their place in the case."""
    told = []
    for case in cases.filter(takeaways__kind="lesson").distinct().prefetch_related("takeaways")[:LESSONS_SHOWN]:
        lessons = [item for item in case.takeaways.all() if item.kind == "lesson"]
        shown = [
            ShownTakeaway(
                item.key, item.title, render_markdown(item.text), "", "lesson", f"{case.get_absolute_url()}#{item.key}"
            )
            for item in lessons
        ]
        told.append(LessonsOfCase(case, shown))
    return told


def _typical(typical: dict[str, Any]) -> list[Fact]:
    durations = {
        "days": _("Days"),
        "weeks": _("Weeks"),
        "months": _("Months"),
        "years": _("Years"),
        "open-ended": _("Open-ended"),
    }
    names = dict(
        Term.objects.filter(vocabulary__in=("participant_groups", "initiator_types")).values_list("slug", "name")
    )
    partner = typical.get("needs_government_partner")
    return [
        Fact(_("How long"), [FactItem(durations[typical["duration"]])] if "duration" in typical else []),
        Fact(_("Led by"), [FactItem(names.get(slug, slug)) for slug in typical.get("led_by", [])]),
        Fact(
            _("A partner in government"),
            [] if partner is None else [FactItem(_("Needed from the start") if partner else _("Not needed to start"))],
        ),
    ]


def _term_data(request: HttpRequest, page: CollaborationModelPage) -> dict[str, Any]:
    """A model in the words of schema.org: a defined term of the catalogue's set of models."""
    return {
        "@type": "DefinedTerm",
        "@id": absolute(request, page.model.get_absolute_url()),
        "name": page.title,
        "alternateName": list(page.also_known_as),
        "description": page.summary,
        "inDefinedTermSet": absolute(request, reverse("collaboration-model-list")),
    }
