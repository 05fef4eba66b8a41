"""The places of a selection as a map shows them: discs, each a place or several, and the case studies behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from math import log10

import numpy as np
from django.urls import reverse
from django.utils.translation import ngettext

from casestudies.finding.finding import Finding
from casestudies.maps.clusters import Cluster, clustered
from casestudies.maps.projection import HEIGHT, WIDTH, Positions, projected
from casestudies.maps.window import DEEPEST, Window, around
from casestudies.models import CaseStudy
from casestudies.models.joins import Place
from casestudies.views import counted
from civicport.wording import grouped, in_words

MOST_LISTED = 50
"""How many case studies of a window are named."""
IN_VIEW = "#in-view"
"""Where on the page they are."""


@dataclass(frozen=True)
class Disc:
    """A place, or several too near to each other to be told apart, where it is drawn."""

    x: float
    y: float
    radius: float
    number: str
    """How many case studies took place there; empty for one."""
    label: str
    url: str
    """The only case study there; or the window in which the places come apart; or the names of the case studies."""


@dataclass(frozen=True)
class ListedCase:
    """A case study with its places in the window, in words."""

    label: str
    url: str
    places: str


@dataclass(frozen=True)
class Places:
    """What a window shows of the places of a selection."""

    discs: Sequence[Disc]
    cases: Sequence[ListedCase]
    """The first of its case studies, in the order of the list."""
    count: int
    """How many there are in the window,"""
    everywhere: int
    """in the whole world,"""
    nowhere: int
    """and how many name no place."""


@dataclass
class _Case:
    """What is read of a case study."""

    title: str
    slug: str
    places: list[tuple[float, float, str]] = field(default_factory=list)
    """Latitude, longitude and name, in the order of the document."""

    @property
    def url(self) -> str:
        return reverse("case-study", args=[self.slug])

    def name(self, latitude: float, longitude: float) -> str:
        """What it calls this place; empty if it names it no more."""
        return next((name for *at, name in self.places if at == [latitude, longitude]), "")


def make_places(found: Finding, window: Window, address: Callable[[Window], str]) -> Places:
    """The places of these case studies in a window. `address` gives the page of another one."""
    where = found.whereabouts()
    positions = projected(*where.coordinates.T)
    seen = window.holds(positions)[where.spots]
    spots, records = where.spots[seen], where.records[seen]
    clusters = clustered(positions, spots, records, window)
    first, count = found.first(records, MOST_LISTED)
    # Of each cluster one case study, which knows the name of its place.
    of_spot = np.zeros(len(positions), np.int64)
    of_spot[spots] = records
    named = [int(of_spot[cluster.spots[0]]) for cluster in clusters]
    cases = _read({*first, *named})
    drawing = _Drawing(positions, window, address)
    return Places(
        discs=[
            drawing.disc(cluster, cases[record], place)
            for cluster, record in zip(clusters, named, strict=True)
            if record in cases and (place := cases[record].name(*where.coordinates[cluster.spots[0]].tolist()))
        ],
        cases=_listed([cases[record] for record in first if record in cases], window),
        count=count,
        everywhere=len(found) - where.nowhere,
        nowhere=where.nowhere,
    )


def _read(records: Iterable[int]) -> dict[int, _Case]:
    """The titles and places of these case studies, in one query; what is no longer public is left out."""
    cases: dict[int, _Case] = {}
    public = CaseStudy.objects.published().filter(pk__in=records)
    places = Place.objects.filter(case_study__in=public, latitude__isnull=False).order_by("case_study", "position")
    columns = ("case_study", "case_study__title", "case_study__slug", "latitude", "longitude", "name")
    for record, title, slug, *place in places.values_list(*columns):
        cases.setdefault(record, _Case(title, slug)).places.append(tuple(place))
    return cases


def _listed(cases: Sequence[_Case], window: Window) -> list[ListedCase]:
    """The case studies with the names of those of their places that the window holds, each once."""
    coordinates = np.array([at for case in cases for *at, _name in case.places]).reshape(-1, 2)
    seen = iter(window.holds(projected(*coordinates.T)).tolist())
    inside = [dict.fromkeys(name for *_at, name in case.places if next(seen)) for case in cases]
    return [ListedCase(case.title, case.url, in_words(list(names))) for case, names in zip(cases, inside, strict=True)]


class _Drawing:
    """Draws the clusters of a window."""

    def __init__(self, positions: Positions, window: Window, address: Callable[[Window], str]) -> None:
        self.positions, self.window, self.address = positions, window, address

    def disc(self, cluster: Cluster, case: _Case, place: str) -> Disc:
        """A cluster, one of whose case studies this is: the only one, or one at its first spot, with its name."""
        several = cluster.count > 1
        radius = min(14 + 3 * log10(cluster.count), 23) if several else 11.0
        told = counted.case_studies(cluster.count) if several else case.title
        return Disc(
            # A disc at the edge stays whole.
            x=round(min(max(cluster.x, radius), WIDTH - radius), 1),
            y=round(min(max(cluster.y, radius), HEIGHT - radius), 1),
            radius=round(radius, 1),
            number=grouped(cluster.count) if several else "",
            label=f"{_place_and_more(place, len(cluster.spots) - 1)}: {told}",
            url=self._leads_to(cluster) if several else case.url,
        )

    def _leads_to(self, cluster: Cluster) -> str:
        if self.window.zoom == DEEPEST:
            return IN_VIEW
        return self.address(around(self.positions[cluster.spots], self.window.zoom + 1)) + (
            IN_VIEW if len(cluster.spots) == 1 else "#map"
        )


def _place_and_more(place: str, more: int) -> str:
    """ "Warsaw and 3 more places"."""
    if not more:
        return place
    text = ngettext("%(place)s and %(more)s more place", "%(place)s and %(more)s more places", more)
    return text % {"place": place, "more": grouped(more)}
