"""What case studies are asked, and what their documents answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from casestudies.addresses import case_studies_with
from casestudies.comparing.comparison import (
    Answers,
    Entry,
    Question,
    Shape,
    prose,
    takeaways,
    websites,
)
from casestudies.models import CaseStudy
from civicport.documents import kinds
from civicport.models import Term
from civicport.wording import country_name, money

QUESTIONS = (
    Question("summary", _("What it was")),
    Question("years", _("When")),
    Question("models", _("Collaboration model"), ordered=True),
    Question("form", _("Form")),
    Question("level", _("Level")),
    Question("countries", _("Countries")),
    Question("initiators", _("Started by")),
    Question("funding", _("Paid by")),
    Question("themes", _("Themes")),
    Question("policy_areas", _("Policy areas")),
    Question("motivations", _("Why together")),
    Question("participants", _("Who takes part")),
    Question("organisations", _("Organisations")),
    Question("tools", _("Tools")),
    Question("website", _("Website")),
    Question("repository", _("Source code")),
    Question("aim", _("What is the aim?"), Shape.PROSE, 1),
    Question("initiator_note", _("Who started it?"), Shape.PROSE, 2),
    Question("funding_note", _("Who paid?"), Shape.PROSE, 3),
    Question("costs", _("What it cost"), Shape.FIGURES, 3),
    Question("collaboration", _("How did they work together?"), Shape.PROSE, 4),
    Question("milestones", _("How it went"), Shape.LINES, 4),
    Question("outcomes", _("What came of it, in figures"), Shape.FIGURES, 4),
    Question("ending_note", _("How it ended"), Shape.PROSE, 4),
    Question("challenges", _("Challenges"), Shape.TAKEAWAYS, 5, _("What went wrong, what did they learn?")),
    Question("lessons", _("Lessons learnt"), Shape.TAKEAWAYS, 5),
    Question("recommendations", _("What should others do?"), Shape.TAKEAWAYS, 6),
)

_TERMS = {
    "initiators": ("initiator_types", "initiator"),
    "funding": ("funding_types", "funding"),
    "themes": ("themes", "theme"),
    "policy_areas": ("policy_areas", "policy_area"),
    "motivations": ("motivations", "motivation"),
    "participants": ("participant_groups", "participant"),
}
"""By the name of the question: the vocabulary of its values, and the facet by which they are found."""


def published() -> QuerySet[CaseStudy]:
    """All that is compared, in a fixed number of queries for any number of case studies."""
    return CaseStudy.objects.published().for_api().with_document()


def answers(cases: Sequence[CaseStudy]) -> list[Answers]:
    """What each of these answers, in their order; two queries."""
    documents = kinds.get("case_studies").public_documents([case.document for case in cases])
    vocabularies = ("forms", "levels", "organisation_roles")
    names = {
        (term.vocabulary, term.slug): term.name for term in Term.objects.filter(vocabulary__in=vocabularies).order_by()
    }
    return [_answers(case, document, names) for case, document in zip(cases, documents, strict=True)]


def _answers(case: CaseStudy, document: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> Answers:
    def choice(name: str, vocabulary: str) -> list[Entry]:
        value = getattr(case, name)
        named = names.get((vocabulary, value), value)
        return [Entry(named, value, path=case_studies_with(name, value))] if value else []

    told: dict[str, Iterable[Entry]] = {
        "summary": [Entry(case.summary)],
        "years": [Entry(case.years_in_words)] if case.status or case.start_year or case.end_year else [],
        "models": [Entry(model.name, model.slug, path=model.get_absolute_url()) for model in case.model_list],
        "form": choice("form", "forms"),
        "level": choice("level", "levels"),
        "countries": [
            Entry(country_name(code), code, path=case_studies_with("country", code)) for code in case.country_codes
        ],
        "organisations": [
            Entry(
                link.organisation.name,
                link.organisation.slug,
                note=names.get(("organisation_roles", link.role), link.role).lower(),
                path=link.organisation.get_absolute_url(),
            )
            for link in case.participations.all()
        ],
        "tools": [
            Entry(link.tool.name, link.tool.slug, path=link.tool.get_absolute_url()) for link in case.tool_links.all()
        ],
        "costs": [_figure(entry, money(entry["amount"], entry["currency"])) for entry in document.get("costs", [])],
        "milestones": [
            Entry(entry["text"], markdown=True, title=str(entry["year"]))
            for entry in sorted(document.get("milestones", []), key=lambda entry: int(entry["year"]))
        ],
        "outcomes": [_figure(entry, entry["value"]) for entry in document.get("outcomes", [])],
    }
    told |= {
        name: [Entry(term.name, term.slug, path=case_studies_with(facet, term.slug)) for term in case.term_list(kind)]
        for name, (kind, facet) in _TERMS.items()
    }
    told |= websites(document, "website", "repository")
    told |= prose(document, "aim", "initiator_note", "funding_note", "collaboration", "ending_note")
    told |= takeaways(document, case.get_absolute_url(), "challenges", "lessons", "recommendations")
    return {name: tuple(entries) for name, entries in told.items()}


def _figure(entry: Mapping[str, Any], text: str) -> Entry:
    return Entry(text, title=entry["label"], note=str(entry.get("year", "")), source=entry["source"])
