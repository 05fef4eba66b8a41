"""A case study as its page shows it: the answers first, then the six questions, the facts, and the sources."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from casestudies.addresses import case_studies_with
from casestudies.finding.descent import Tie
from casestudies.models import CaseStudy, Participation, Relation
from casestudies.rules import DIRECTED
from casestudies.views.descent import RELATIONS, Change, Names, ShownLineage, changes, choice_names, shown_lineage
from casestudies.views.in_short import Answer, in_short
from civicport.citations import Citations, CitedSource
from civicport.documents import kinds
from civicport.models import Term
from civicport.panels import Fact, FactItem, ShownTakeaway
from civicport.wording import address_in_words, country_name, grouped, money
from collaboration_models.models import CollaborationModel


@dataclass(frozen=True)
class Figure:
    """A figure that a source gives."""

    label: str
    value: str
    year: int | str
    citation: SafeString


@dataclass(frozen=True)
class Milestone:
    """A step on the way."""

    year: int
    html: SafeString


@dataclass(frozen=True)
class Related:
    """Another case study, and what it is to this one."""

    label: str
    case: CaseStudy
    tie: Tie


@dataclass(frozen=True)
class Relative:
    """A case study that this one came of, or that came of it, and what changed on the way."""

    label: str
    case: CaseStudy
    changes: Sequence[Change]
    same: str


@dataclass(frozen=True)
class CaseLineage:
    """What a case study came of and what came of it, drawn and in words."""

    drawing: ShownLineage
    relatives: Sequence[Relative]
    note: str
    """What is shown of them, if not all."""
    url: str
    """The whole lineage."""


@dataclass(frozen=True)
class CaseStudyPage:
    """All that a case study's page shows. Absent answers are empty: not known."""

    case: CaseStudy
    title: str
    summary: str
    models: Sequence[CollaborationModel]
    in_short: Sequence[Answer]
    facts: Sequence[Fact]
    aim: SafeString
    initiator_note: SafeString
    funding_note: SafeString
    costs: Sequence[Figure]
    collaboration: SafeString
    milestones: Sequence[Milestone]
    outcomes: Sequence[Figure]
    ending_note: SafeString
    challenges: Sequence[ShownTakeaway]
    lessons: Sequence[ShownTakeaway]
    recommendations: Sequence[ShownTakeaway]
    sources: Sequence[CitedSource]
    lineage: CaseLineage | None
    related: Sequence[Related]
    """What is related to it in another way."""
    revision: int
    published: datetime.datetime
    changed: datetime.datetime
    reviewed: datetime.date | None
    api_url: str
    correct_url: str


def make_page(case: CaseStudy) -> CaseStudyPage:
    """The page of a case study that was read with `for_detail`."""
    document = kinds.get("case_studies").public_document(case.document)
    participations = list(case.participations.select_related("organisation").order_by("position"))
    citations = Citations(document["sources"])
    parts = _Parts(case, document, citations)
    choices = choice_names("forms", "levels", "organisation_roles")
    related = _related(case)
    return CaseStudyPage(
        case=case,
        title=case.title,
        summary=case.summary,
        models=case.model_list,
        in_short=in_short(case, document, participations),
        facts=_facts(case, document, participations, choices),
        # In the order of the page, since this is where the citations get their numbers.
        aim=parts.prose("aim"),
        initiator_note=parts.prose("initiator_note"),
        funding_note=parts.prose("funding_note"),
        costs=parts.costs(),
        collaboration=parts.prose("collaboration"),
        milestones=parts.milestones(),
        outcomes=parts.outcomes(),
        ending_note=parts.prose("ending_note"),
        challenges=parts.takeaways("challenges", "challenge"),
        lessons=parts.takeaways("lessons", "lesson"),
        recommendations=parts.takeaways("recommendations", "recommendation"),
        sources=citations.sources(),
        lineage=_lineage(case, related, choices),
        related=[one for one in related if one.tie.relation not in DIRECTED],
        revision=case.record.revision,
        published=case.record.revisions.filter(public=True).earliest("number").at,
        changed=case.record.changed,
        reviewed=datetime.date.fromisoformat(document["reviewed"]) if "reviewed" in document else None,
        api_url=reverse("case-study-api-detail", args=[case.slug]),
        correct_url=correction_address(case.title),
    )


def correction_address(title: str) -> str:
    """Where a reader sends a correction: a mail that names the record; empty if the operator gives no address."""
    if not settings.CONTACT_EMAIL:
        return ""
    subject = _("Correction: %(title)s") % {"title": title}
    return f"mailto:{settings.CONTACT_EMAIL}?subject={quote(subject)}"


class _Parts:
    """The parts of a document, rendered with one set of citations."""

    def __init__(self, case: CaseStudy, document: dict[str, Any], citations: Citations) -> None:
        self.case, self.document, self.citations = case, document, citations

    def prose(self, name: str) -> SafeString:
        return self.citations.render(self.document.get(name, ""))

    def outcomes(self) -> list[Figure]:
        return [
            Figure(entry["label"], entry["value"], entry.get("year", ""), self.citations.mark(entry["source"]))
            for entry in self.document.get("outcomes", [])
        ]

    def costs(self) -> list[Figure]:
        return [
            Figure(
                entry["label"],
                money(entry["amount"], entry["currency"]),
                entry.get("year", ""),
                self.citations.mark(entry["source"]),
            )
            for entry in self.document.get("costs", [])
        ]

    def milestones(self) -> list[Milestone]:
        entries = sorted(self.document.get("milestones", []), key=lambda entry: entry["year"])
        return [Milestone(entry["year"], self.citations.render(entry["text"], inline=True)) for entry in entries]

    def takeaways(self, name: str, kind: str) -> list[ShownTakeaway]:
        return [
            ShownTakeaway(
                key=entry["key"],
                title=entry.get("title", ""),
                html=self.citations.render(entry["text"]),
                permalink=reverse("takeaway", args=[self.case.slug, entry["key"]]),
                kind=kind,
            )
            for entry in self.document.get(name, [])
        ]


def _term_items(terms: Iterable[Term], facet: str) -> list[FactItem]:
    return [FactItem(term.name, case_studies_with(facet, term.slug)) for term in terms]


def website_item(address: str) -> FactItem:
    """A link to an address elsewhere."""
    return FactItem(address_in_words(address), address)


def _facts(case: CaseStudy, document: dict[str, Any], parts: Sequence[Participation], choices: Names) -> list[Fact]:
    def choice(facet: str, vocabulary: str, value: str) -> list[FactItem]:
        return [FactItem(choices.get((vocabulary, value), value), case_studies_with(facet, value))] if value else []

    facts = [
        Fact(_("When"), [FactItem(case.years_in_words)]),
        Fact(
            _("Collaboration model"),
            [FactItem(model.name, model.get_absolute_url(), flag=model.slug) for model in case.model_list],
        ),
        Fact(_("Form"), choice("form", "forms", case.form)),
        Fact(_("Level"), choice("level", "levels", case.level)),
        Fact(
            _("Countries"),
            [FactItem(country_name(code), case_studies_with("country", code)) for code in case.country_codes],
        ),
        Fact(_("Started by"), _term_items(case.term_list("initiator_types"), "initiator")),
        Fact(_("Paid by"), _term_items(case.term_list("funding_types"), "funding")),
        Fact(
            _("Costs"),
            [
                FactItem(
                    money(entry["amount"], entry["currency"]),
                    note=f"{entry['label']}, {entry['year']}" if "year" in entry else entry["label"],
                )
                for entry in document.get("costs", [])
            ],
        ),
        Fact(_("Themes"), _term_items(case.term_list("themes"), "theme")),
        Fact(_("Policy areas"), _term_items(case.term_list("policy_areas"), "policy_area")),
        Fact(_("Why together"), _term_items(case.term_list("motivations"), "motivation")),
        Fact(_("Who takes part"), _term_items(case.term_list("participant_groups"), "participant")),
        Fact(
            _("Organisations"),
            [
                FactItem(
                    link.organisation.name,
                    link.organisation.get_absolute_url(),
                    choices.get(("organisation_roles", link.role), link.role).lower(),
                )
                for link in parts
            ],
        ),
        Fact(
            _("Tools"),
            [
                FactItem(link.tool.name, link.tool.get_absolute_url())
                for link in case.tool_links.select_related("tool").order_by("position")
            ],
        ),
    ]
    for name, label in (("website", _("Website")), ("repository", _("Source code"))):
        if name in document:
            facts.append(Fact(label, [website_item(document[name])]))
    return facts


MOST_RELATIVES = 12
"""How many case studies that it came of, or that came of it, a page shows."""


def _related(case: CaseStudy) -> list[Related]:
    """The related cases that are public, in both directions: each once, by what says most about it."""
    out, back = list(case.relations.order_by("position")), list(Relation.objects.filter(to=case).order_by("pk"))
    ids = {relation.to_id for relation in out} | {relation.case_study_id for relation in back}
    public = {other.pk: other for other in CaseStudy.objects.published().for_cards().filter(pk__in=ids)}
    found = [(relation, 0, public[relation.to_id]) for relation in out if relation.to_id in public]
    earlier = [(relation, 1, public[relation.case_study_id]) for relation in back if relation.case_study_id in public]
    found += sorted(earlier, key=lambda item: item[2].sort_key)
    rank = list(RELATIONS)
    found.sort(key=lambda item: (rank.index(item[0].relation), item[1]))
    seen: set[int] = set()
    related = []
    for relation, end, other in found:
        if other.pk not in seen:
            seen.add(other.pk)
            tie = Tie(relation.case_study_id, relation.to_id, relation.relation)
            related.append(Related(str(RELATIONS[relation.relation][end]), other, tie))
    return related


def _lineage(case: CaseStudy, related: Sequence[Related], names: Names) -> CaseLineage | None:
    """What it came of and what came of it, without what these came of in turn; None if nothing is known of either."""
    relatives = [one for one in related if one.tie.relation in DIRECTED]
    if not relatives:
        return None
    shown = relatives[:MOST_RELATIVES]
    drawing = shown_lineage([case, *(one.case for one in shown)], [one.tie for one in shown], names, here=case.pk)
    told = []
    for one in shown:
        ends = (case, one.case) if one.tie.later == one.case.pk else (one.case, case)
        changed, same = changes(*ends, names)
        told.append(Relative(one.label, one.case, changed, same))
    note = _("%(shown)s of %(all)s, by kind and title.") % {"shown": len(shown), "all": grouped(len(relatives))}
    return CaseLineage(
        drawing=drawing,
        relatives=told,
        note=note if len(relatives) > len(shown) else "",
        url=f"{reverse('case-study-lineage')}?of={case.slug}",
    )
