"""Case studies, collaboration models or tools side by side, and the picking of what stands there."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.comparing.picking import (
    CASES,
    COMPARABLES,
    LEAST,
    MODELS,
    MOST,
    TOOLS,
    Comparable,
    Picked,
    pick,
    query_of,
)
from casestudies.finding.filters import TRACKERS
from casestudies.views.compare.picker import Picker, make_picker, models_of
from casestudies.views.compare.sections import ShownComparison, show
from civicport.addresses import absolute
from civicport.documents.problems import shorten
from civicport.panels import Meta, structured, way
from civicport.templatetags.civicport import in_words as number_in_words
from collaboration_models.models import CollaborationModel


@dataclass(frozen=True)
class Words:
    """What a page says of one kind of record."""

    several: Promise
    """Where the list of them stands in the breadcrumbs."""
    list_view: str
    nothing_yet: Promise
    one: Promise
    side_by_side: Promise
    unknown: Promise
    beyond: Promise
    another_kind: Promise


WORDS = {
    CASES.parameter: Words(
        gettext_lazy("Case studies"),
        "case-study-list",
        gettext_lazy("Compare case studies"),
        gettext_lazy("“%(title)s” beside another case study"),
        gettext_lazy("%(count)s case studies side by side"),
        gettext_lazy("There is no case study “%(slug)s”."),
        gettext_lazy("At most %(most)s case studies are compared; these are the first of them."),
        gettext_lazy("Case studies are compared with case studies only; the rest was left out."),
    ),
    MODELS.parameter: Words(
        gettext_lazy("Collaboration models"),
        "collaboration-model-list",
        gettext_lazy("Compare collaboration models"),
        gettext_lazy("“%(title)s” beside another model"),
        gettext_lazy("%(count)s models side by side"),
        gettext_lazy("There is no collaboration model “%(slug)s”."),
        gettext_lazy("At most %(most)s models are compared; these are the first of them."),
        gettext_lazy("Models are compared with models only; the rest was left out."),
    ),
    TOOLS.parameter: Words(
        gettext_lazy("Tools"),
        "tool-list",
        gettext_lazy("Compare tools"),
        gettext_lazy("“%(title)s” beside another tool"),
        gettext_lazy("%(count)s tools side by side"),
        gettext_lazy("There is no tool “%(slug)s”."),
        gettext_lazy("At most %(most)s tools are compared; these are the first of them."),
        gettext_lazy("Tools are compared with tools only; the rest was left out."),
    ),
}
"""By the parameter that picks a record of the kind."""


@dataclass(frozen=True)
class Column:
    """A record that is picked."""

    title: str
    url: str
    flag: str
    """The slug of a model, which has one; else empty."""
    models: Sequence[CollaborationModel]
    """Of a case study."""
    remove_url: str
    """The comparison without it."""


@dataclass(frozen=True)
class ComparePage:
    """All that the page shows."""

    heading: str
    columns: Sequence[Column]
    comparison: ShownComparison | None
    """None where there is nothing to compare yet."""
    picker: Picker | None
    """None where there is no room for another."""
    problems: Sequence[str]
    query: str
    """What picks these records, for the addresses of files."""
    of_cases: bool


def compare(request: HttpRequest) -> HttpResponse:
    of, problems = _kind(request)
    picked = pick(of, request.GET.getlist(of.parameter))
    page = _make_page(request, picked, problems)
    words = WORDS[of.parameter]
    steps = way(request, (str(words.several), reverse(words.list_view)), (_("Compare"), ""))
    titles = ", ".join(column.title for column in page.columns)
    meta = Meta(
        title=_("Compare: %(titles)s") % {"titles": titles} if titles else page.heading,
        description=_("Case studies, models or tools beside each other: what differs, and what they have in common."),
        canonical=absolute(request, reverse("compare") + page.query),
        # There are more combinations than anybody could look at.
        noindex=bool(request.GET),
        json_ld=structured(steps["structured"]),
    )
    return render(request, "casestudies/compare.html", {"page": page, "meta": meta, **steps})


def _make_page(request: HttpRequest, picked: Picked, problems: Sequence[str]) -> ComparePage:
    """The page of these records; what was wrong with the address comes before what is wrong with the words."""
    count, picker, ignored = len(picked.records), None, list[str]()
    if count < MOST:
        picker, ignored = make_picker(request, picked)
    if not picked.fresh:
        request.behind = True  # type: ignore[attr-defined]  # for ConditionalMiddleware
    return ComparePage(
        heading=_heading(picked),
        columns=[_column(record, picked) for record in picked.records],
        comparison=show(picked.of, picked.records) if count >= LEAST else None,
        picker=picker,
        problems=[*problems, *left_out(picked), *ignored],
        query=query_of(picked.of, picked.slugs),
        of_cases=picked.of == CASES,
    )


def _kind(request: HttpRequest) -> tuple[Comparable, list[str]]:
    """The kind that is compared, and sentences on what of the address does not go with it."""
    problems = unknown_parameters(request, (*COMPARABLES, "q"))
    asked = [of for of in COMPARABLES.values() if any(slug.strip() for slug in request.GET.getlist(of.parameter))]
    of = asked[0] if asked else CASES
    if len(asked) > 1:
        problems.append(str(WORDS[of.parameter].another_kind))
    return of, problems


def unknown_parameters(request: HttpRequest, known: Container[str]) -> list[str]:
    """A sentence on each parameter that a page does not know."""
    return [
        _("There is no parameter called “%(name)s”.") % {"name": shorten(name, 30)}
        for name in request.GET
        if name not in known and not name.startswith(TRACKERS)
    ]


def left_out(picked: Picked) -> list[str]:
    """Sentences on what of the records that an address names is not compared."""
    words = WORDS[picked.of.parameter]
    sentences = [words.unknown % {"slug": shorten(slug)} for slug in picked.unknown]
    if picked.beyond:
        sentences.append(words.beyond % {"most": number_in_words(MOST)})
    return sentences


def _column(record: Any, picked: Picked) -> Column:
    return Column(
        title=str(record),
        url=record.get_absolute_url(),
        flag=record.slug if picked.of == MODELS else "",
        models=models_of(record),
        remove_url=reverse("compare") + query_of(picked.of, [slug for slug in picked.slugs if slug != record.slug]),
    )


def _heading(picked: Picked) -> str:
    words = WORDS[picked.of.parameter]
    if not picked.records:
        return str(words.nothing_yet)
    if len(picked.records) < LEAST:
        return str(words.one % {"title": picked.records[0]})
    return str(words.side_by_side % {"count": number_in_words(len(picked.records)).capitalize()})
