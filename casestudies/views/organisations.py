"""The list of organisations, and an organisation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Window
from django.db.models.functions import RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.addresses import case_studies_with
from casestudies.finding import joining
from casestudies.finding.filters import OrganisationFilterSet
from casestudies.finding.index import CASE_STUDIES
from casestudies.finding.index.state import State
from casestudies.finding.joining import Partner, PossiblePartner
from casestudies.models import CaseStudy, Organisation, Tool
from casestudies.views import counted
from casestudies.views.case_study_page import correction_address, website_item
from casestudies.views.listing import Link, ListOf, listing_context, make_listing
from casestudies.views.network import case_links
from casestudies.views.structured_data import organisation_data
from civicport.addresses import absolute, elsewhere
from civicport.citations import Citations, CitedSource
from civicport.models import Term
from civicport.panels import Fact, FactItem, Meta, structured, way
from civicport.wording import country_in_sentence, country_name, grouped, in_words

MOST_CASES = 20
"""How many case studies are shown under each role."""
MOST_PARTNERS = 12
MOST_SHARED = 3
"""How many of the case studies that two organisations share are named."""
MOST_REASONS = 3


@dataclass(frozen=True)
class CasesInRole:
    """The case studies in which an organisation had a role, or the first of them."""

    role: str
    cases: Sequence[CaseStudy]
    note: str
    """What of them is shown; empty if it is all."""


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
class ShownPartner:
    """Another organisation, and why it stands there: what both share, or could."""

    name: str
    url: str
    told: str
    cases: Sequence[Link] = ()
    more: str = ""
    """How many shared case studies are not named, in words; empty for none."""


@dataclass(frozen=True)
class ShownPartners:
    """The partners of an organisation, and those that might be; each with a sentence on what is shown."""

    partners: Sequence[ShownPartner]
    note: str
    possible: Sequence[ShownPartner]
    possible_note: str
    network_url: str


@dataclass(frozen=True)
class OrganisationPage(RecordPage):
    """All that an organisation's page shows."""

    organisation: Organisation
    participations: Sequence[CasesInRole]
    cases_url: str
    """All of them in the list."""
    tools: Sequence[Tool]
    around: ShownPartners


ORGANISATIONS = ListOf(
    "organisation",
    OrganisationFilterSet,
    lambda: Organisation.objects.published().for_cards(),
    counted.organisations,
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
    state, fresh = CASE_STUDIES.current()
    request.behind = not fresh  # type: ignore[attr-defined]  # for ConditionalMiddleware
    document = found.document
    page = OrganisationPage(
        organisation=found,
        title=found.name,
        summary=found.summary,
        also_known_as=document.get("also_known_as", []),
        facts=_facts(found, document),
        participations=_participations(found),
        cases_url=case_studies_with("organisation", found.slug),
        tools=list(Tool.objects.published().filter(maintainer_links__organisation=found).for_cards()),
        around=_around(found.slug, state),
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
            [FactItem(_("See them in the list"), case_studies_with("organisation", found.slug))]
            if found.case_study_count
            else [],
        ),
    ]
    if "website" in document:
        facts.append(Fact(_("Website"), [website_item(document["website"])]))
    return facts


def _participations(found: Organisation) -> list[CasesInRole]:
    """The first public cases of an organisation under each of its roles, the roles in the vocabulary's order."""
    links = found.participations.filter(case_study__in=CaseStudy.objects.published().order_by().values("pk"))
    by_title = ("case_study__sort_key", "case_study__slug", "pk")
    placed = links.order_by().annotate(
        place=Window(RowNumber(), partition_by="role", order_by=by_title),
        count=Window(Count("pk"), partition_by="role"),
    )
    rows = list(placed.filter(place__lte=MOST_CASES).order_by("place").values_list("role", "case_study", "count"))
    cases = CaseStudy.objects.published().for_cards().in_bulk({case for _role, case, _count in rows})
    by_role: dict[str, list[CaseStudy]] = {}
    for role, case, _count in rows:
        if case in cases:
            by_role.setdefault(role, []).append(cases[case])
    counts = {role: count for role, _case, count in rows}
    names = Term.objects.names("organisation_roles")
    order = [*names, ""]
    return [
        CasesInRole(
            names.get(role, _("Role not known")),
            by_role[role],
            _shown(len(by_role[role]), counts[role], counted.case_studies, _("the first by title")),
        )
        for role in sorted(by_role, key=lambda role: order.index(role) if role in order else len(order))
    ]


def _around(slug: str, state: State) -> ShownPartners:
    """Who works with an organisation, and who might. One query, for the titles of case studies."""
    partners, count = joining.partners(state, slug, most=MOST_PARTNERS, cases=MOST_SHARED)
    possible, possible_count = joining.possible_partners(state, slug, most=MOST_PARTNERS)
    titles = case_links(record for partner in partners for record in partner.cases)
    return ShownPartners(
        partners=[_partner(partner, titles) for partner in partners],
        note=_shown(len(partners), count, counted.organisations, _("those that share most case studies with it")),
        possible=[
            ShownPartner(one.label, reverse("organisation", args=[one.value]), _in_common(one)) for one in possible
        ],
        possible_note=_shown(
            len(possible), possible_count, counted.organisations, _("those with most themes and countries in common")
        ),
        network_url=case_studies_with("organisation", slug, "network"),
    )


def _shown(shown: int, count: int, in_words: Callable[[int], str], rule: str) -> str:
    """That what is shown is a part, and by which rule; empty if it is all."""
    if shown == count:
        return ""
    return _("%(shown)s of %(all)s: %(rule)s.") % {"shown": grouped(shown), "all": in_words(count), "rule": rule}


def _partner(partner: Partner, titles: Mapping[int, Link]) -> ShownPartner:
    cases = [titles[record] for record in partner.cases if record in titles]
    more = partner.count - len(partner.cases)
    return ShownPartner(
        name=partner.label,
        url=reverse("organisation", args=[partner.value]),
        told=counted.case_studies(partner.count),
        cases=cases,
        more=_("and %(count)s more") % {"count": grouped(more)} if more else "",
    )


def _in_common(possible: PossiblePartner) -> str:
    """ "Open data in Poland; Election monitoring in Poland and Romania": the first themes, and how many more."""
    reasons = [
        _("%(theme)s in %(countries)s")
        % {"theme": theme, "countries": in_words(_few([country_in_sentence(code) for code, _name in countries]))}
        for (_slug, theme), countries in possible.in_common
    ]
    return "; ".join(_few(reasons))


def _few(texts: Sequence[str]) -> list[str]:
    """The first of them, and how many more there are."""
    if len(texts) <= MOST_REASONS + 1:
        return list(texts)
    return [*texts[:MOST_REASONS], _("%(count)s more") % {"count": grouped(len(texts) - MOST_REASONS)}]
