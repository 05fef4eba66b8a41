"""The list of organisations, and an organisation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from casestudies.finding.filters import OrganisationFilterSet
from casestudies.models import CaseStudy, Organisation, Tool
from casestudies.views.case_study_page import correction_address, filtered, website_item
from casestudies.views.listing import ListOf, listing_context, make_listing
from casestudies.views.structured_data import organisation_data
from civicport.addresses import absolute, elsewhere
from civicport.citations import Citations, CitedSource
from civicport.models import Term
from civicport.panels import Fact, FactItem, Meta, structured, way
from civicport.wording import country_name, grouped


@dataclass(frozen=True)
class CasesInRole:
    """The case studies in which an organisation had a role."""

    role: str
    cases: Sequence[CaseStudy]


@dataclass(frozen=True)
class RecordPage:
    """What the pages of an organisation and of a tool have in common."""

    title: str
    summary: str
    also_known_as: Sequence[str]
    facts: Sequence[Fact]
    sources: Sequence[CitedSource]
    revision: int
    changed: Any
    api_url: str
    correct_url: str


@dataclass(frozen=True)
class OrganisationPage(RecordPage):
    """All that an organisation's page shows."""

    organisation: Organisation
    participations: Sequence[CasesInRole]
    tools: Sequence[Tool]


def counted(count: int) -> str:
    """A number of organisations in words."""
    return ngettext("%(count)s organisation", "%(count)s organisations", count) % {"count": grouped(count)}


ORGANISATIONS = ListOf(
    "organisation",
    OrganisationFilterSet,
    lambda: Organisation.objects.published().for_cards(),
    counted,
    gettext_lazy("Organisations"),
    gettext_lazy("Who took part in collaborations between civic tech and government, and in what role."),
)


def organisation_list(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, ORGANISATIONS)
    return render(request, "casestudies/organisation_list.html", listing_context(request, listing, ORGANISATIONS))


def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    found = Organisation.objects.published().for_detail().filter(slug=slug).first()
    if found is None:
        return elsewhere(request, "organisations", slug, "organisation")
    document = found.document
    page = OrganisationPage(
        organisation=found,
        title=found.name,
        summary=found.summary,
        also_known_as=document.get("also_known_as", []),
        facts=_facts(found, document),
        participations=_participations(found),
        tools=list(Tool.objects.published().filter(maintainer_links__organisation=found).for_cards()),
        sources=Citations(document.get("sources", [])).sources(),
        revision=found.record.revision,
        changed=found.record.changed,
        api_url=reverse("organisation-api-detail", args=[found.slug]),
        correct_url=correction_address(found.name),
    )
    steps = way(request, (_("Organisations"), reverse("organisation-list")), (found.name, ""))
    context = {
        "page": page,
        "meta": Meta(
            title=found.name,
            description=found.summary,
            canonical=absolute(request, found.get_absolute_url()),
            json_ld=structured(organisation_data(request, found, document), steps["structured"]),
        ),
        **steps,
    }
    return render(request, "casestudies/organisation.html", context)


def _facts(found: Organisation, document: dict[str, Any]) -> list[Fact]:
    facts = [
        Fact(_("Kind"), [FactItem(found.kind_name)] if found.kind else []),
        Fact(_("Countries"), [FactItem(country_name(code)) for code in found.country_codes]),
        Fact(
            _("Case studies"),
            [FactItem(_("See them in the list"), filtered("organisation", found.slug))]
            if found.case_study_count
            else [],
        ),
    ]
    if "website" in document:
        facts.append(Fact(_("Website"), [website_item(document["website"])]))
    return facts


def _participations(found: Organisation) -> list[CasesInRole]:
    """The public cases of an organisation under each of its roles, the roles in the vocabulary's order."""
    cases = {
        case.pk: case for case in CaseStudy.objects.published().for_cards().filter(participations__organisation=found)
    }
    by_role: dict[str, list[CaseStudy]] = {}
    links = found.participations.filter(case_study__in=cases).order_by("case_study__sort_key", "case_study__slug", "pk")
    for link in links:
        by_role.setdefault(link.role, []).append(cases[link.case_study_id])
    names = Term.objects.names("organisation_roles")
    order = [*names, ""]
    return [
        CasesInRole(names.get(role, _("Role not known")), by_role[role])
        for role in sorted(by_role, key=lambda role: order.index(role) if role in order else len(order))
    ]
