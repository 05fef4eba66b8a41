"""Which case studies of a selection replicate another, were inspired by it, or are part of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.finding import descent
from casestudies.finding.descent import Found, Lineage
from casestudies.models import CaseStudy
from casestudies.views import counted
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.descent import ShownLineage, ShownTool, choice_names, shown_lineage, shown_tool
from casestudies.views.listing import Listing, listing_context, make_listing, take_own
from civicport.documents.problems import shorten
from civicport.wording import grouped

LINEAGE = CASE_STUDIES.seen_as("lineage")
MOST_CASES = 40
MOST_TOOLS, MOST_USES = 4, 6


@dataclass(frozen=True)
class ShownLineages:
    """The lineages of a selection, and sentences on what is shown of them."""

    note: Sequence[str]
    lineages: Sequence[ShownLineage]
    tools: Sequence[ShownTool]
    tools_note: str


def lineage(request: HttpRequest) -> HttpResponse:
    asked = take_own(request.GET.copy(), LINEAGE).get("of", "")
    foremost = _foremost(asked)
    kept = {"of": asked} if foremost else {}
    listing = make_listing(request, LINEAGE, own=kept, page_size=0)
    if asked and not foremost:
        listing.problems.append(_("There is no case study “%(slug)s”.") % {"slug": shorten(asked)})
    shown = make_lineages(listing, foremost) if listing.count else None
    context = listing_context(request, listing, LINEAGE)
    # With another lineage first, the page says again what it says without.
    context["meta"] = replace(context["meta"], noindex=listing.noindex or bool(kept))
    return render(request, "casestudies/lineage.html", {**context, "lineages": shown})


def _foremost(slug: str) -> int:
    """The record of this case study; 0 if the public finds none."""
    if not slug or "\0" in slug:
        return 0
    return CaseStudy.objects.published().filter(slug=slug).order_by().values_list("pk", flat=True).first() or 0


def make_lineages(listing: Listing, foremost: int = 0) -> ShownLineages:
    """The lineages of a selection; that of the case study `foremost` stands first."""
    records = listing.found.records()
    found = descent.current().find(records, most=MOST_CASES, foremost=foremost)
    tools = listing.found.in_common("tool", values=MOST_TOOLS, rows=MOST_USES)
    ids = [case for lineage in found.lineages for case in lineage.cases]
    ids += [case for _tool, users in tools for case in users]
    cases = {case.pk: case for case in CaseStudy.objects.published().for_cards().filter(pk__in=ids)}
    names = choice_names("forms", "levels")
    selected = set(np.array(ids)[np.isin(ids, records)].tolist())
    shown = [
        shown_lineage(
            [cases[pk] for pk in lineage.cases if pk in cases],
            lineage.ties,
            names,
            selected=selected,
            here=foremost,
            note=_part(lineage),
        )
        for lineage in found.lineages
    ]
    return ShownLineages(
        note=list(_note(found, listing.count)),
        lineages=[one for one in shown if one.boxes],
        tools=[
            shown_tool(
                tool.value, tool.label, [cases[pk] for pk in users if pk in cases], _uses(len(users), tool.count)
            )
            for tool, users in tools
        ],
        tools_note=_(
            "The tools that most of these case studies name, %(tools)s at the most. That two use the same tool does "
            "not say that one came of the other."
        )
        % {"tools": MOST_TOOLS},
    )


def _note(found: Found, count: int) -> Iterable[str]:
    """How much of the selection stands in a lineage, and which lineages are shown."""
    yield ngettext(
        "%(selected)s of %(all)s came of another, or others came of it.",
        "%(selected)s of %(all)s came of others, or others came of them.",
        found.selected,
    ) % {"selected": grouped(found.selected), "all": counted.case_studies(count)}
    if found.count > len(found.lineages):
        yield _(
            "%(shown)s of %(all)s lineages: the largest, with up to %(most)s case studies together. Filters bring out "
            "others."
        ) % {"shown": grouped(len(found.lineages)), "all": grouped(found.count), "most": MOST_CASES}


def _part(lineage: Lineage) -> str:
    shown = len(lineage.cases)
    if shown == lineage.size:
        return ""
    return _("%(shown)s of %(all)s: those that are nearest to the one with most ties, or to the one asked for.") % {
        "shown": grouped(shown),
        "all": counted.case_studies(lineage.size),
    }


def _uses(shown: int, count: int) -> str:
    """In how many case studies a tool is used, and which of them are shown."""
    if shown == count:
        return counted.case_studies(count)
    return _("%(shown)s of %(all)s: those that started first.") % {"shown": shown, "all": counted.case_studies(count)}
