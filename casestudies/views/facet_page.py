"""A facet on a page of its own: every value with its count under the selection, to be searched and paged through."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from casestudies.finding.facets import FacetValue, FacetValues
from casestudies.views.choices import Choice, by_region, facet_path, make_choices, values_in_words
from casestudies.views.listing import (
    ListOf,
    Pagination,
    Pill,
    asked_page,
    make_pills,
    paginate,
    read_selection,
    take_own,
)
from civicport.addresses import absolute
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.panels import Meta, way
from civicport.text import fold
from civicport.wording import grouped

PAGE_SIZE = 100
LONGEST_FIND = 100


@dataclass(frozen=True)
class Group:
    """Values under a heading; without one, if the label is empty."""

    label: str
    choices: Sequence[Choice]


@dataclass(frozen=True)
class FacetPage:
    """All that the page of a facet shows."""

    label: str
    path: str
    counted: str
    find: str
    groups: Sequence[Group]
    pagination: Pagination
    pills: Sequence[Pill]
    hidden: Sequence[tuple[str, str]]
    """What its form sends along: the selection."""
    problems: Sequence[str]
    list_url: str
    list_counted: str
    everything_url: str
    """All values again; empty if nothing is looked for among them."""


def facet_page(request: HttpRequest, of: ListOf, name: str) -> HttpResponse:
    """Every value of a facet of a list; choosing one, or letting it go, leads back to the list."""
    if name not in (facet.name for facet in of.filterset.facets):
        raise Http404(f"There is no facet “{name}”.")
    data = request.GET.copy()
    find = " ".join("".join(data.pop("find", [])[-1:]).split())[:LONGEST_FIND]
    if data.get("view") in of.views:
        of = of.seen_as(data.pop("view")[-1])
    own = take_own(data, of)
    filterset, problems = read_selection(request, data, of)
    filterset.also = tuple(own.items())
    selection = filterset.selection
    counts = filterset.facet_values()
    facet = next(facet for facet in counts if facet.name == name)
    path = facet_path(of.list_path, name)
    values = _under_headings(facet, find)
    page = asked_page(data, Paginator(values, PAGE_SIZE), problems)

    def url(number: int | str) -> str:
        return path + selection.query_string(view=of.view, find=find, page=number)

    shown = FacetPage(
        label=facet.label,
        path=path,
        counted=_counted(facet, len(values), find),
        find=find,
        groups=[
            Group(heading, make_choices(facet, [value for _heading, value in members], selection, of.path))
            for heading, members in groupby(page.object_list, key=itemgetter(0))
        ],
        pagination=paginate(page, url),
        pills=make_pills(selection, counts, of.path),
        hidden=of.facet_fields(selection),
        problems=problems,
        list_url=of.path + selection.query_string(),
        list_counted=of.counted(len(filterset.found)),
        everything_url=path + selection.query_string(view=of.view) if find else "",
    )
    meta = Meta(
        title=f"{of.title}: {facet.label}",
        description=_("Every value of this filter, with how many results it gives."),
        canonical=absolute(request, url(page.number if page.number > 1 else "")),
        noindex=True,
    )
    steps = way(request, (str(of.title), shown.list_url), (facet.label, ""))
    return render(request, "casestudies/facet_page.html", {"facet": shown, "meta": meta, **steps})


def _under_headings(facet: FacetValues, find: str) -> list[tuple[str, FacetValue]]:
    """The values whose names hold what is looked for, in their order, each with the heading under which it stands."""
    wanted, values = fold(find), facet.values
    if wanted:
        values = tuple(value for value in values if value.value != NOT_KNOWN and wanted in fold(value.label))
    if facet.facet.kind != "country":
        return [("", value) for value in values]
    return [(region, value) for region, members in by_region(values) for value in members]


def _counted(facet: FacetValues, found: int, find: str) -> str:
    total = values_in_words(facet)
    if not find:
        return total
    return _("%(found)s of %(total)s, with “%(find)s” in the name") % {
        "found": grouped(found),
        "total": total,
        "find": find,
    }
