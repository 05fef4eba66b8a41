"""The pages that are text: about, about the data, who runs this copy, privacy, accessibility."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from civicport.addresses import absolute
from civicport.panels import Meta, structured, way


def about(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "about",
        "civicport/about.html",
        _("About"),
        _("What this catalogue is, where it comes from, whom it is for, and how a case study is told."),
    )


def about_data(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "about-data",
        "civicport/about_data.html",
        _("About the data"),
        _("Where the statements come from, what a citation means, the licence, corrections, taking the data away."),
    )


def operator(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "operator",
        "civicport/operator.html",
        _("Who runs this site"),
        _("Who answers for this copy of the catalogue, and how to reach them."),
    )


def privacy(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "privacy",
        "civicport/privacy.html",
        _("Privacy"),
        _("What this site knows about its readers: nothing that it keeps."),
    )


def accessibility(request: HttpRequest) -> HttpResponse:
    return _page(
        request,
        "accessibility",
        "civicport/accessibility.html",
        _("Accessibility statement"),
        _("How accessible this site is, what is not accessible yet, and how to tell us."),
    )


def favicon(request: HttpRequest) -> HttpResponse:
    """The mark, where browsers look for it unasked, as on an answer of the API."""
    return redirect(static("favicon.svg"))


def _page(request: HttpRequest, name: str, template: str, title: str, description: str) -> HttpResponse:
    """A page of text; all but "about" stand below it on the way."""
    steps = [(title, "")] if name == "about" else [(_("About"), reverse("about")), (title, "")]
    trail = way(request, *steps)
    meta = Meta(
        title=title,
        description=description,
        canonical=absolute(request, reverse(name)),
        json_ld=structured(trail["structured"]),
    )
    return render(request, template, {"meta": meta, **trail})
