"""A list as its page shows it: rows, facets with links, pills, orders, pages. Shared by every list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.finding.facets import FacetValues
from casestudies.finding.filters import ListFilterSet
from casestudies.finding.pills import narrowings
from casestudies.finding.selection import RELEVANCE, Selection
from casestudies.views.choices import ShownFacet, flag_of, shown_facets
from casestudies.views.lifting import WayOut, ways_out
from casestudies.views.searched import Searched, searched_otherwise
from civicport.addresses import absolute
from civicport.panels import Meta, structured, way
from civicport.wording import grouped

PAGE_SIZE = 20
FIELDS = frozenset({"q", "active_from", "active_to"})
"""What the form of a list has fields for."""
LONGEST_OWN = 120
"""How much of a view's own parameter is read."""


@dataclass(frozen=True)
class View:
    """A way to show a selection: what it is called, and its own parameters, which are not the selection's."""

    label: Promise
    parameters: tuple[str, ...] = ()


@dataclass(frozen=True)
class ListOf:
    """One of the catalogue's lists: what it holds, where it stands, what it is called."""

    name: str
    """What the names of its addresses begin with: "case-study" of "case-study-list"."""
    filterset: type[ListFilterSet]
    rows: Callable[[], QuerySet]
    counted: Callable[[int], str]
    """Says a number of its rows in words."""
    title: Promise
    description: Promise
    views: Mapping[str, View] = field(default_factory=dict)
    """The ways in which a selection of it can be shown, by the words that their addresses end with; the list itself
    comes first, under no word."""
    view: str = ""
    """The way in which it is shown here; empty: as a list."""

    @property
    def list_path(self) -> str:
        return reverse(f"{self.name}-list")

    @property
    def path(self) -> str:
        return reverse(f"{self.name}-{self.view or 'list'}")

    def facet_fields(self, selection: Selection) -> list[tuple[str, str]]:
        """What the pages of its facets are sent: the selection, and the view to which they lead back."""
        return [*selection.parameters(), *([("view", self.view)] if self.view else [])]

    def seen_as(self, view: str) -> ListOf:
        """The same list, shown in another way."""
        return replace(self, view=view)

    @property
    def api_path(self) -> str:
        return reverse(f"{self.name}-api-list")


@dataclass(frozen=True)
class Link:
    """A choice: what it is called, where it leads, and whether it is the present one."""

    label: str
    url: str
    selected: bool = False
    count: str = ""


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

    path: str
    heading: str
    counted: str
    count: int
    page: Page
    pagination: Pagination
    views: Sequence[Link]
    """The same selection in all the ways in which it can be shown; empty if there is but one."""
    facets: Sequence[ShownFacet]
    pills: Sequence[Pill]
    filter_count: int
    """How many pills are filters: all but the words."""
    orderings: Sequence[Link]
    hidden: Sequence[tuple[str, str]]
    """What the form of the list sends along: all of the selection that it has no field for."""
    fields: Sequence[tuple[str, str]]
    """The whole selection, for the forms that lead to the pages of facets."""
    selection: Selection
    """What is selected, for addresses of other views; those of this one take what the view adds to it."""
    counts: Sequence[FacetValues]
    found: Any
    """All rows: something with a length that is read by slices."""
    searched: Searched | None
    problems: list[str]
    clear_url: str
    api_url: str
    canonical: str
    years: bool
    """Whether its rows ran in years that it can be narrowed by."""
    q: str = ""
    active_from: str = ""
    active_to: str = ""
    lift: Sequence[Link] = field(default_factory=list)
    """When nothing is found: the one condition to lift."""
    alone: Sequence[Link] = field(default_factory=list)
    """When lifting one is not enough: each condition alone."""

    @property
    def noindex(self) -> bool:
        """Whether search engines should pass over this address: it holds nonsense, or one of endless combinations."""
        chosen = sum(len(values) for _name, values in self.selection.facets)
        return bool(self.problems or self.q or self.active_from or self.active_to or chosen > 1)


def read_selection(request: HttpRequest, data: QueryDict, of: ListOf) -> tuple[ListFilterSet, list[str]]:
    """What a page's address selects, and sentences on what of it was ignored."""
    filterset, problems = of.filterset.forgiving(data, of.rows())
    request.behind = not filterset.fresh  # type: ignore[attr-defined]  # for ConditionalMiddleware
    return filterset, problems


def take_own(data: QueryDict, of: ListOf) -> dict[str, str]:
    """Takes the parameters of the view, which are not the selection's, out of a query string."""
    names = of.views[of.view].parameters if of.views else ()
    given = {name: data.pop(name)[-1] for name in names if name in data}
    return {name: value[:LONGEST_OWN] for name, value in given.items() if value}


def make_listing(
    request: HttpRequest, of: ListOf, *, own: Mapping[str, str] | None = None, page_size: int = PAGE_SIZE
) -> Listing:
    """Reads the query string and makes the list. `own` are the parameters of the view that its links are to keep. A
    view that shows no rows gives 0 as `page_size`: no row is read then, and there is one page, without any."""
    data = request.GET.copy()
    take_own(data, of)
    filterset, problems = read_selection(request, data, of)
    filterset.also = tuple((own or {}).items())
    selection, path = filterset.selection, of.path
    plain = replace(selection, also=())
    counts = filterset.facet_values()
    rows = Paginator(filterset.found, page_size or PAGE_SIZE)
    page = asked_page(data, rows if page_size else Paginator((), PAGE_SIZE), problems)
    pills = make_pills(selection, counts, path)
    lift, alone = ways_out(filterset, counts) if rows.count == 0 else ([], [])
    return Listing(
        path=path,
        heading=of.counted(rows.count),
        counted=of.counted(rows.count),
        count=rows.count,
        page=page,
        pagination=paginate(page, lambda number: path + selection.query_string(page=number)),
        views=_views(of, plain),
        facets=list(shown_facets(counts, selection, path, of.list_path, of.view)),
        pills=pills,
        filter_count=len(pills) - bool(selection.q),
        orderings=_orderings(of.filterset, selection, path),
        hidden=[(name, value) for name, value in selection.parameters() if name not in FIELDS],
        fields=of.facet_fields(selection),
        selection=plain,
        counts=counts,
        found=filterset.found,
        searched=searched_otherwise(filterset.found, selection, path),
        problems=problems,
        clear_url=path + selection.everything().query_string(),
        api_url=of.api_path + plain.query_string(),
        canonical=path + selection.query_string(page=page.number if page.number > 1 else ""),
        years=of.filterset.years,
        q=selection.q,
        active_from=str(selection.active_from or ""),
        active_to=str(selection.active_to or ""),
        lift=_links(lift, path),
        alone=_links(alone, path),
    )


def listing_context(request: HttpRequest, listing: Listing, of: ListOf) -> dict[str, Any]:
    """What the template of a list is given; the filters stand in the page's title."""
    chosen = ", ".join(pill.label for pill in listing.pills)
    title = str(of.title)
    steps = way(request, (title, ""))
    if of.view:
        label = str(of.views[of.view].label)
        steps = way(request, (title, of.list_path + listing.selection.query_string()), (label, ""))
        title = _("%(title)s, %(view)s") % {"title": title, "view": label.lower()}
    meta = Meta(
        title=f"{title}: {chosen}" if chosen else title,
        description=str(of.description),
        canonical=absolute(request, listing.canonical),
        noindex=listing.noindex,
        json_ld=structured(steps["structured"]),
    )
    return {"listing": listing, "meta": meta, **steps}


def asked_page(data: QueryDict, paginator: Paginator, problems: list[str]) -> Page:
    """The page that the query string asks for; if there is none such, another, and a sentence among the problems."""
    asked, pages = data.get("page") or "1", paginator.num_pages
    if not (asked.isascii() and asked.isdigit() and len(asked) < 10 and int(asked) > 0):
        problems.append(_("“%(page)s” is no page; this is the first.") % {"page": asked[:20]})
        return paginator.page(1)
    if int(asked) > pages:
        text = ngettext("There is %(pages)s page; this is it.", "There are %(pages)s pages; this is the last.", pages)
        problems.append(text % {"pages": pages})
        return paginator.page(pages)
    return paginator.page(int(asked))


def paginate(page: Page, url: Callable[[int | str], str]) -> Pagination:
    """The pages around this one; `url` gives the address of a page by its number, of the first by an empty text."""
    last = page.paginator.num_pages
    numbers: list[PageLink] = []
    for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1):
        if isinstance(number, int):
            numbers.append(PageLink(number, url(number if number > 1 else ""), number == page.number))
        else:
            numbers.append(PageLink(None))
    return Pagination(
        previous=url(page.number - 1 if page.number > 2 else "") if page.number > 1 else "",
        next=url(page.number + 1) if page.number < last else "",
        numbers=numbers if last > 1 else [],
    )


def make_pills(selection: Selection, counts: list[FacetValues], path: str) -> list[Pill]:
    """What narrows the list at `path`."""
    return [
        Pill(item.label, path + item.without.query_string(), flag_of(item.facet, item.value))
        for item in narrowings(selection, counts)
    ]


def _views(of: ListOf, selection: Selection) -> list[Link]:
    """The ways in which the selection can be shown."""
    query = selection.query_string()
    return [Link(str(view.label), of.seen_as(name).path + query, name == of.view) for name, view in of.views.items()]


def _orderings(kind: type[ListFilterSet], selection: Selection, path: str) -> list[Link]:
    """The orders that the list can take, the usual one first."""
    usual = kind.usual_ordering(selection.q)
    links = []
    for value, (label, _columns) in sorted(kind.orderings.items(), key=lambda item: item[0] != usual):
        if value == RELEVANCE and not selection.q:
            continue
        asked = "" if value == usual else value
        url = path + replace(selection, ordering=asked).query_string()
        links.append(Link(str(label), url, selection.ordering == asked))
    return links


def _links(ways: Sequence[WayOut], path: str) -> list[Link]:
    return [Link(way.label, path + way.selection.query_string(), count=grouped(way.count)) for way in ways]
