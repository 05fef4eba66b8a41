"""Where the case studies of a selection took place: countries shaded by their number, and places as discs.

Drawn by the server for one window onto the world at a time; the lists below it say the same of the same window.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.drawing.names import Box
from casestudies.finding.facets import FacetValue
from casestudies.maps.outline import Middle, outline
from casestudies.maps.projection import HEIGHT, WIDTH
from casestudies.maps.shades import bounds, shade
from casestudies.maps.window import DEEPEST, MIDDLE, Window
from casestudies.views import counted
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.choices import by_region, toggling
from casestudies.views.listing import Link, Listing, listing_context, make_listing, take_own
from casestudies.views.map_places import Disc, Places, make_places
from civicport.documents.problems import shorten
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.wording import grouped

MAP = CASE_STUDIES.seen_as("map")
HERE = "#map"
LETTER, LINE = 8.3, 18.0
"""The width of a letter and the height of a line in the drawing."""
SMALL = 8.0
"""A country that is drawn smaller gets a dot."""


@dataclass(frozen=True)
class Country:
    """A country with case studies, shaded."""

    code: str
    label: str
    url: str
    """The list narrowed to it."""
    shade: int
    text: str
    """What is written on it: its name and number, or what of that there is room for."""
    x: float
    y: float
    dot: bool
    """Whether it is so small that a dot marks it."""


@dataclass(frozen=True)
class Key:
    """A shade, and the numbers for which it stands."""

    shade: int
    numbers: str


@dataclass(frozen=True)
class ShownMap:
    """The drawing, and the lists that say the same."""

    notes: Sequence[str]
    moves: Sequence[Link]
    """To other windows."""
    transform: str
    """From the steps of the outlines to the units of the drawing,"""
    line: float
    """and how many steps make a hundred of these units, by which the width of lines is given."""
    countries: Sequence[Country]
    keys: Sequence[Key]
    regions: Sequence[tuple[str, Sequence[Link]]]
    """The countries by region; last, under no name, the case studies that name none."""
    country_count: str
    case_heading: str
    more: str
    """That not all case studies are named, and which are; empty if all are."""
    places: Places
    geojson: str
    """All places of the selection as a file."""
    width: int = round(WIDTH)
    height: int = round(HEIGHT)


def case_study_map(request: HttpRequest) -> HttpResponse:
    window, problems = read_window(take_own(request.GET.copy(), MAP))
    kept = own(window)
    listing = make_listing(request, MAP, own=kept, page_size=0)
    listing.problems.extend(problems)
    context = listing_context(request, listing, MAP)
    # A part of the map says again what the whole says.
    context["meta"] = replace(context["meta"], noindex=listing.noindex or bool(kept))
    if listing.count:
        context["map"] = make_map(listing, window)
    return render(request, "casestudies/map.html", context)


def read_window(given: Mapping[str, str]) -> tuple[Window, list[str]]:
    """The window that these parameters ask for, and sentences on what of them was ignored."""
    problems = []
    zoom, at = given.get("zoom", "0"), given.get("at", "")
    if not (re.fullmatch("[0-9]", zoom) and int(zoom) <= DEEPEST):
        told = {"shown": shorten(zoom, 20), "deepest": DEEPEST}
        problems.append(_("“%(shown)s” is no zoom from 0 to %(deepest)s; this is the whole world.") % told)
        zoom = "0"
    middle = _degrees(at) if at else MIDDLE
    if middle is None:
        told = {"shown": shorten(at, 20)}
        problems.append(_("“%(shown)s” is no latitude and longitude, such as 52.23,21.01.") % told)
    return (Window(int(zoom), middle or MIDDLE) if zoom != "0" else Window()), problems


def _degrees(text: str) -> tuple[float, float] | None:
    """A latitude and a longitude, to the two decimals that addresses have; None if it is no such pair."""
    number = r"(-?[0-9]{1,3}(?:\.[0-9]{1,10})?)"
    found = re.fullmatch(f"{number},{number}", text)
    latitude, longitude = (round(float(degrees), 2) for degrees in found.groups()) if found else (91.0, 0.0)
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def own(window: Window) -> dict[str, str]:
    """The parameters that ask for a window; none for the whole world."""
    if not window.zoom:
        return {}
    return {"zoom": str(window.zoom), "at": ",".join(f"{degrees + 0.0:.10g}" for degrees in window.at)}


def make_map(listing: Listing, window: Window) -> ShownMap:
    """The map of a list that has case studies."""
    list_path, whole = MAP.list_path, MAP.path + listing.selection.query_string()

    def address(other: Window) -> str:
        return f"{whole}{'&' if '?' in whole else '?'}{urlencode(own(other))}" if other.zoom else whole

    values, unknown = _countries(listing)
    within = set(outline().codes) if not window.zoom else outline().within(window)
    shown = values if not window.zoom else [value for value in values if value.value in within]
    narrowed = toggling(listing.selection.without("country"), "country")
    links = {value.value: list_path + narrowed(value.value) for value in [*shown, *unknown]}
    classes = bounds(max((value.count for value in values), default=0))
    places = make_places(listing.found, window, address)
    return ShownMap(
        notes=list(_notes(window, places, len(shown), values, within)),
        moves=_moves(window, address),
        transform=_transform(window),
        line=round(100 * outline().steps / window.scale, 2),
        countries=list(_drawn(shown, links, classes, window, places.discs)),
        keys=list(_keys(classes)),
        regions=[
            (name, [Link(value.label, links[value.value], count=grouped(value.count)) for value in members])
            for name, members in by_region([*shown, *unknown])
        ],
        country_count=counted.countries(len(shown)),
        case_heading=_in_view(places, window),
        more=_more(places),
        places=places,
        geojson=reverse("case-study-export", args=["geojson"]) + listing.selection.query_string(),
    )


def _countries(listing: Listing) -> tuple[list[FacetValue], list[FacetValue]]:
    """The countries of the selection with how many case studies have each, and what is not known, if it occurs. Where
    countries are chosen, just these: others count there what the selection does not hold."""
    facet = next(facet for facet in listing.counts if facet.name == "country")
    values = [value for value in (facet.top(0) if facet.chosen else facet.values) if value.count]
    known = [value for value in values if value.value != NOT_KNOWN]
    return known, [value for value in values if value.value == NOT_KNOWN]


def _drawn(
    values: Sequence[FacetValue],
    links: Mapping[str, str],
    classes: Sequence[int],
    window: Window,
    discs: Iterable[Disc],
) -> Iterator[Country]:
    """The countries that have an outline, the smallest last, so that none is covered by another."""
    middles = dict(zip(outline().codes, outline().middles, strict=True))
    told = {count: counted.case_studies(count) for count in {value.count for value in values}}
    taken = [Box(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in discs]
    for value in sorted(values, key=lambda value: -middles[value.value].width if value.value in middles else 0):
        if value.value not in middles:
            continue
        middle = _in_window(middles[value.value], window)
        text = _written(value, middle, taken)
        yield Country(
            code=value.value,
            label=f"{value.label}: {told[value.count]}",
            url=links[value.value],
            shade=shade(value.count, classes),
            text=text,
            x=round(middle.x, 1),
            y=round(middle.y, 1),
            dot=max(middle.width, middle.height) < SMALL,
        )


def _transform(window: Window) -> str:
    (left, top), scale = window.corner, window.scale
    return f"translate({-left * scale:.2f} {-top * scale:.2f}) scale({scale / outline().steps:g})"


def _in_window(middle: Middle, window: Window) -> Middle:
    (left, top), scale = window.corner, window.scale
    return Middle((middle.x - left) * scale, (middle.y - top) * scale, middle.width * scale, middle.height * scale)


def _written(value: FacetValue, middle: Middle, taken: list[Box]) -> str:
    """The name and number of a country, or the number alone, or nothing, as there is room; and room that is taken."""
    number = grouped(value.count)
    for text in (f"{value.label} {number}", number):
        half = len(text) * LETTER / 2
        box = Box(middle.x - half, middle.y - LINE / 2, middle.x + half, middle.y + LINE / 2)
        fits = 2 * half <= middle.width and middle.height >= LINE
        if fits and Box(0, 0, WIDTH, HEIGHT).holds(box) and not any(box.meets(other) for other in taken):
            taken.append(box)
            return text
    return ""


def _keys(classes: Sequence[int]) -> Iterator[Key]:
    """What the shades stand for."""
    for place, first in enumerate(classes):
        if place + 1 == len(classes):
            numbers = _("%(first)s or more") % {"first": grouped(first)}
        elif classes[place + 1] == first + 1:
            numbers = grouped(first)
        else:
            span = {"first": grouped(first), "last": grouped(classes[place + 1] - 1)}
            numbers = _("%(first)s to %(last)s") % span
        yield Key(place + 1, numbers)


def _moves(window: Window, address: Callable[[Window], str]) -> list[Link]:
    """The ways to other windows, without those that lead no further."""
    ways = [
        (_("Zoom in"), window.zoomed(1)),
        (_("Zoom out"), window.zoomed(-1)),
        (_("North"), window.moved(0, -0.5)),
        (_("West"), window.moved(-0.5, 0)),
        (_("East"), window.moved(0.5, 0)),
        (_("South"), window.moved(0, 0.5)),
        (_("Whole world"), Window()),
    ]
    here = window.moved(0, 0)
    return [Link(label, address(way) + HERE) for label, way in ways if way != here]


def _notes(window: Window, places: Places, shown: int, values: Sequence[FacetValue], within: set[str]) -> Iterator[str]:
    """Sentences on what the map shows, and what it does not."""
    everywhere, all_countries = counted.case_studies(places.everywhere), counted.countries(len(values))
    if window.zoom:
        told = {"countries": grouped(shown), "all": all_countries}
        yield _("This is a part of the world, with %(countries)s of %(all)s that have case studies.") % told
        told = {"cases": grouped(places.count), "everywhere": everywhere}
        yield _("It holds places of %(cases)s of the %(everywhere)s that name any.") % told
    else:
        told = {"everywhere": everywhere, "countries": all_countries}
        yield _("The discs are the places of %(everywhere)s; the shades say how many each of %(countries)s has.") % told
        if lacking := [value.label for value in values if value.value not in within]:
            yield _("Too small for an outline, and in the list only: %(names)s.") % {"names": ", ".join(lacking)}
    if places.nowhere:
        text = ngettext(
            "%(count)s case study names no place on the map.",
            "%(count)s case studies name no place on the map.",
            places.nowhere,
        )
        yield text % {"count": grouped(places.nowhere)}


def _in_view(places: Places, window: Window) -> str:
    told = {"counted": counted.case_studies(places.count)}
    return _("%(counted)s in this part of the world") % told if window.zoom else _("%(counted)s on the map") % told


def _more(places: Places) -> str:
    if places.count <= len(places.cases):
        return ""
    text = _("These are the first %(shown)s, in the order of the list. Zoom in or choose filters to see others.")
    return text % {"shown": grouped(len(places.cases))}
