"""The front page."""

from __future__ import annotations

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.models import CaseStudy, CaseStudyCountry, Organisation, Takeaway, Tool
from casestudies.views.structured_data import website_data
from civicport.addresses import absolute
from civicport.panels import Meta, structured
from collaboration_models.models import CollaborationModel

SHOWN = 4
"""How many case studies stand in each row of the front page."""


def home(request: HttpRequest) -> HttpResponse:
    public = CaseStudy.objects.published()
    # Those who tell most come first: a case is featured for what it holds, not for whom it is about.
    told = public.for_cards().annotate(told=Count("record__sources", distinct=True))
    featured = told.order_by("-record__completeness", "-told", "sort_key", "slug")[:SHOWN]
    recent = public.for_cards().exclude(pk__in=[case.pk for case in featured]).order_by("-changed", "sort_key", "slug")
    context = {
        "counts": {
            "case_studies": public.count(),
            "organisations": Organisation.objects.published().count(),
            "lessons": Takeaway.objects.published().filter(kind=Takeaway.Kind.LESSON).count(),
            "tools": Tool.objects.published().count(),
            "countries": CaseStudyCountry.objects.filter(case_study__in=public)
            .order_by()
            .values("country")
            .distinct()
            .count(),
        },
        "models": CollaborationModel.objects.published().with_case_study_count(),
        "featured": featured,
        "recent": recent[:SHOWN],
        "meta": Meta(
            title="",
            description=_("Case studies of collaborations between civic tech and government, and what they learnt."),
            canonical=absolute(request, reverse("home")),
            json_ld=structured(website_data(request)),
        ),
    }
    return render(request, "civicport/home.html", context)
