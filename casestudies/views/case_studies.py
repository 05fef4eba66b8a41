"""The list of case studies, a case study, and the permanent addresses of its takeaways."""

from __future__ import annotations

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.exports.citations import citation
from casestudies.exports.links import citation_files
from casestudies.exports.schema_org import case_study_data
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.models import CaseStudy, Takeaway
from casestudies.sharing.oembed import oembed_address
from casestudies.sharing.pictures import picture_of_case
from casestudies.views import counted
from casestudies.views.case_study_page import make_page
from casestudies.views.listing import ListOf, View, listing_context, make_listing
from civicport.addresses import absolute, elsewhere, present_slug, was_public
from civicport.models import Record
from civicport.panels import Meta, structured, way

CASE_STUDIES = ListOf(
    "case-study",
    CaseStudyFilterSet,
    lambda: CaseStudy.objects.published().for_cards(),
    counted.case_studies,
    gettext_lazy("Case studies"),
    gettext_lazy("Collaborations between civic tech and government, each told through the same six questions."),
    views={
        "": View(gettext_lazy("List")),
        "matrix": View(gettext_lazy("Matrix"), ("rows", "columns", "sort")),
        "map": View(gettext_lazy("Map"), ("at", "zoom")),
        "timeline": View(gettext_lazy("Timeline")),
        "network": View(gettext_lazy("Network")),
        "lineage": View(gettext_lazy("Lineage"), ("of",)),
        "brief": View(gettext_lazy("Brief")),
    },
)


def case_study_list(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, CASE_STUDIES)
    cases = listing.page.object_list
    for case in cases:
        case.chosen_models, case.snippet = listing.selection.values("model"), ""
    if listing.q:
        documents = Record.objects.in_bulk([case.pk for case in cases])
        for case in cases:
            case.snippet = listing.found.snippet(documents[case.pk].document)
    context = listing_context(request, listing, CASE_STUDIES)
    address = absolute(request, CASE_STUDIES.list_path + listing.selection.query_string())
    context["meta"] = replace(context["meta"], oembed=oembed_address(request, address))
    return render(request, "casestudies/case_study_list.html", context)


def case_study(request: HttpRequest, slug: str) -> HttpResponse:
    case = CaseStudy.objects.published().for_detail().filter(slug=slug).first()
    if case is None:
        return elsewhere(request, "case_studies", slug, "case-study")
    page = make_page(case)
    steps = way(request, (_("Case studies"), reverse("case-study-list")), (case.title, ""))
    context = {
        "page": page,
        "citation": citation(request, page),
        "citation_files": citation_files(case.slug),
        "meta": Meta(
            title=case.title,
            description=case.summary,
            canonical=absolute(request, case.get_absolute_url()),
            json_ld=structured(case_study_data(request, page), steps["structured"]),
            type="article",
            image=absolute(request, reverse("case-study-card", args=[case.slug])),
            image_alt=picture_of_case(case).alt,
            oembed=oembed_address(request, absolute(request, case.get_absolute_url())),
        ),
        **steps,
    }
    return render(request, "casestudies/case_study.html", context)


def takeaway(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    """Leads from the permanent address of a challenge, lesson or recommendation to its place in its case study."""
    found = Takeaway.objects.published().filter(case_study__slug=slug, key=key).select_related("case_study").first()
    if found is not None:
        return redirect(found.place)
    if now := present_slug("case_studies", slug):
        return redirect("takeaway", now, key, permanent=True)
    if was_public("case_studies", slug) and not CaseStudy.objects.published().filter(slug=slug).exists():
        return render(request, "410.html", status=410)
    return elsewhere(request, "case_studies", f"{slug}/{key}", "case-study")
