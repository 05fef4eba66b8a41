"""A list as its page shows it: rows, facets with links, pills, orders, pages. Shared by every list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.finding.facets import FacetValues, count_facets
from casestudies.finding.filters import ListFilterSet
from casestudies.finding.pills import Narrowing, narrowings
from casestudies.finding.selection import Selection
from civicport.addresses import absolute
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.panels import Meta, structured, way

PAGE_SIZE = 20
VALUES_SHOWN = 8
"""How many values of a long facet stand before the fold."""
FACETS_OPEN = 4
"""How many facets are open when nothing is chosen in the others."""


@dataclass(frozen=True)
class Link:
    """A choice: what it is called, where it leads, and whether it is the present one."""

    label: str
    url: str
    selected: bool = False
    count: int | None = None


@dataclass(frozen=True)
class Choice:
    """A facet's value as a link that chooses it, or no longer chooses it."""

    value: str
    label: str
    count: int
    selected: bool
    url: str
    flag: str = ""


@dataclass(frozen=True)
class ShownFacet:
    """A facet: the values before the fold, and those behind it."""

    name: str
    label: str
    values: Sequence[Choice]
    head: Sequence[Choice]
    tail: Sequence[Choice]
    selected_count: int
    open: bool


@dataclass(frozen=True)
class Pill:
    """What narrows the list, and the address without it."""

    label: str
    url: str
    flag: str = ""


@dataclass(frozen=True)
class PageLink:
    """A page's number and address; a gap has no number."""

    number: int | None
    url: str = ""
    current: bool = False


@dataclass(frozen=True)
class Pagination:
    """The pages of a list; addresses are empty where there is none."""

    previous: str
    next: str
    numbers: Sequence[PageLink]


@dataclass
class Listing:
    """All that a list's page shows."""

    heading: str
    page: Page
    pagination: Pagination
    facets: Sequence[ShownFacet]
    pills: Sequence[Pill]
    orderings: Sequence[Link]
    hidden: Sequence[tuple[str, str]]
    selection: Selection
    problems: list[str]
    clear_url: str
    api_url: str
    canonical: str
    q: str = ""
    active_from: str = ""
    active_to: str = ""
    years: bool = False
    lift: Sequence[Link] = field(default_factory=list)

    @property
    def noindex(self) -> bool:
        """Whether search engines should pass over this address: it holds nonsense, or one of endless combinations."""
        chosen = sum(len(values) for _name, values in self.selection.facets)
        return bool(self.problems or self.q or self.active_from or self.active_to or chosen > 1)


def make_listing(
    request: HttpRequest, kind: type[ListFilterSet], queryset: QuerySet, *, path: str, api_path: str, counted: Any
) -> Listing:
    """Reads the query string and makes the list; `counted` says a number of rows in words."""
    filterset, problems = kind.forgiving(request.GET, queryset)
    selection = filterset.selection
    facets = count_facets(filterset, queryset)
    paginator = Paginator(filterset.qs, PAGE_SIZE)
    number, problem = _page_number(request.GET.get("page"), paginator)
    if problem:
        problems.append(problem)
    page = paginator.page(number)
    narrowed = list(narrowings(selection, facets))
    # The form has fields of its own for these.
    own = {"q", "active_from", "active_to"}
    return Listing(
        heading=counted(paginator.count),
        page=page,
        pagination=_pagination(page, selection, path),
        facets=list(_shown(facets, selection, path)),
        pills=[
            Pill(item.label, path + item.without.query_string(), _flag(item.facet, item.value)) for item in narrowed
        ],
        orderings=_orderings(kind, selection, path),
        hidden=[(name, value) for name, value in selection.parameters() if name not in own],
        selection=selection,
        problems=problems,
        clear_url=path + selection.everything().query_string(),
        api_url=api_path + selection.query_string(),
        canonical=path + selection.query_string(page=number if number > 1 else ""),
        q=selection.q,
        active_from=str(selection.active_from or ""),
        active_to=str(selection.active_to or ""),
        years=kind.years,
        lift=_lift(filterset, queryset, narrowed, path) if paginator.count == 0 else [],
    )


def listing_context(request: HttpRequest, listing: Listing, title: str, description: str) -> dict[str, Any]:
    """What the template of a list is given; the filters stand in the page's title."""
    chosen = ", ".join(pill.label for pill in listing.pills)
    steps = way(request, (title, ""))
    meta = Meta(
        title=f"{title}: {chosen}" if chosen else title,
        description=description,
        canonical=absolute(request, listing.canonical),
        noindex=listing.noindex,
        json_ld=structured(steps["structured"]),
    )
    return {"listing": listing, "meta": meta, **steps}


def _page_number(asked: str | None, paginator: Paginator) -> tuple[int, str]:
    if not asked:
        return 1, ""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked) > 0):
        return 1, _("“%(page)s” is no page; this is the first.") % {"page": asked[:20]}
    if int(asked) > paginator.num_pages:
        pages = paginator.num_pages
        text = ngettext("There is %(pages)s page; this is it.", "There are %(pages)s pages; this is the last.", pages)
        return pages, text % {"pages": pages}
    return int(asked), ""


def _shown(facets: Sequence[FacetValues], selection: Selection, path: str) -> Iterator[ShownFacet]:
    for place, facet in enumerate(facets):
        choices = [
            Choice(
                value=value.value,
                label=value.label,
                count=value.count,
                selected=value.selected,
                url=path + selection.toggled(facet.name, value.value).query_string(),
                flag=_flag(facet.name, value.value),
            )
            for value in facet.values
            if value.count or value.selected
        ]
        selected = sum(choice.selected for choice in choices)
        # Nothing that is chosen hides behind the fold, and one value alone is no fold.
        fold = VALUES_SHOWN if len(choices) > VALUES_SHOWN + 1 else len(choices)
        head = [choice for index, choice in enumerate(choices) if index < fold or choice.selected]
        tail = [choice for choice in choices if choice not in head]
        if choices:
            opened = place < FACETS_OPEN or selected > 0
            yield ShownFacet(facet.name, facet.label, choices, head, tail, selected, opened)


def _flag(facet: str, value: str) -> str:
    """The collaboration model whose flag stands beside a value; empty for other values."""
    return value if facet == "model" and value != NOT_KNOWN else ""


def _orderings(kind: type[ListFilterSet], selection: Selection, path: str) -> list[Link]:
    default = kind.default_ordering()
    links = []
    for value, (label, _columns) in kind.orderings.items():
        asked = "" if value == default else value
        url = path + replace(selection, ordering=asked).query_string()
        links.append(Link(str(label), url, selection.ordering == asked))
    return links


def _pagination(page: Page, selection: Selection, path: str) -> Pagination:
    def url(number: int) -> str:
        return path + selection.query_string(page=number if number > 1 else "")

    last = page.paginator.num_pages
    numbers: list[PageLink] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            numbers.append(PageLink(number, url(number), number == page.number))
        else:
            numbers.append(PageLink(None))
    return Pagination(
        previous=url(page.number - 1) if page.number > 1 else "",
        next=url(page.number + 1) if page.number < last else "",
        numbers=numbers if last > 1 else [],
    )


def _lift(filterset: ListFilterSet, queryset: QuerySet, narrowed: list[Narrowing], path: str) -> list[Link]:
    """Which one filter to lift when nothing is found, and how many rows that gives back; the most first."""
    links = []
    for item in narrowed:
        if count := filterset.narrowed(queryset, item.without).count():
            links.append(Link(item.label, path + item.without.query_string(), count=count))
    return sorted(links, key=lambda link: -(link.count or 0))
