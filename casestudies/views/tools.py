"""The list of tools, and a tool."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.addresses import case_studies_with
from casestudies.finding.filters import ToolFilterSet
from casestudies.models import CaseStudy, Organisation, Tool
from casestudies.views import counted
from casestudies.views.case_study_page import correction_address, website_item
from casestudies.views.listing import ListOf, listing_context, make_listing
from casestudies.views.organisations import RecordPage
from casestudies.views.structured_data import tool_data
from civicport.addresses import absolute, elsewhere
from civicport.citations import Citations
from civicport.panels import Fact, FactItem, Meta, structured, way


@dataclass(frozen=True)
class ToolPage(RecordPage):
    """All that a tool's page shows."""

    tool: Tool
    suits: Sequence[SafeString]
    needs: Sequence[SafeString]
    case_studies: Sequence[CaseStudy]


TOOLS = ListOf(
    "tool",
    ToolFilterSet,
    lambda: Tool.objects.published().for_cards(),
    counted.tools,
    gettext_lazy("Tools"),
    gettext_lazy("The software and methods that collaborations between civic tech and government used or made."),
)


def tool_list(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, TOOLS)
    return render(request, "casestudies/tool_list.html", listing_context(request, listing, TOOLS))


def tool(request: HttpRequest, slug: str) -> HttpResponse:
    found = Tool.objects.published().for_detail().filter(slug=slug).first()
    if found is None:
        return elsewhere(request, "tools", slug, "tool")
    document = found.document
    citations = Citations(document.get("sources", []))
    page = ToolPage(
        tool=found,
        title=found.name,
        summary=found.summary,
        also_known_as=document.get("also_known_as", []),
        facts=_facts(found, document),
        suits=[citations.render(line, inline=True) for line in document.get("suits", [])],
        needs=[citations.render(line, inline=True) for line in document.get("needs", [])],
        case_studies=list(CaseStudy.objects.published().for_cards().filter(tool_links__tool=found)),
        sources=citations.sources(),
        revision=found.record.revision,
        changed=found.record.changed,
        api_url=reverse("tool-api-detail", args=[found.slug]),
        correct_url=correction_address(found.name),
    )
    steps = way(request, (_("Tools"), reverse("tool-list")), (found.name, ""))
    context = {
        "page": page,
        "meta": Meta(
            title=found.name,
            description=found.summary,
            canonical=absolute(request, found.get_absolute_url()),
            json_ld=structured(tool_data(request, found, document), steps["structured"]),
        ),
        **steps,
    }
    return render(request, "casestudies/tool.html", context)


def _facts(found: Tool, document: dict[str, Any]) -> list[Fact]:
    maintainers = Organisation.objects.published().filter(tools_maintained__tool=found)
    facts = [
        Fact(_("Licence"), [FactItem(found.licence)] if found.licence else []),
        Fact(
            _("Themes"),
            [
                FactItem(link.term.name, case_studies_with("theme", link.term.slug))
                for link in found.theme_links.select_related("term").order_by("position")
            ],
        ),
        Fact(
            _("Maintained by"),
            [
                FactItem(organisation.name, organisation.get_absolute_url())
                for organisation in maintainers.order_by("tools_maintained__position", "slug")
            ],
        ),
    ]
    for name, label in (
        ("website", _("Website")),
        ("repository", _("Source code")),
        ("publiccode", _("publiccode.yml")),
    ):
        if name in document:
            facts.append(Fact(label, [website_item(document[name])]))
    return facts
