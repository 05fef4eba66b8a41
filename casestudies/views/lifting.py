"""What to let go of when nothing is found, and how many rows that gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from casestudies.finding.facets import FacetValues
from casestudies.finding.filters import ListFilterSet
from casestudies.finding.selection import Selection


@dataclass(frozen=True)
class Condition:
    """One of the things that must all hold: the words, a facet with its alternatives, the years."""

    label: str
    without: Selection
    alone: Selection


@dataclass(frozen=True)
class WayOut:
    """A selection that finds something."""

    label: str
    selection: Selection
    count: int


def conditions(selection: Selection, facets: Sequence[FacetValues]) -> Iterator[Condition]:
    """Everything that must hold. The values of a facet are one condition: with fewer of them, fewer rows are found."""
    nothing = selection.everything()
    if selection.q:
        label = _("Words: %(q)s") % {"q": selection.q}
        yield Condition(label, replace(selection, q=""), replace(nothing, q=selection.q))
    for facet in facets:
        if chosen := selection.values(facet.name):
            labels = {value.value: value.label for value in facet.top(0)}
            names = _(" or ").join(labels[value] for value in chosen)
            alone = replace(nothing, facets=((facet.name, chosen),))
            yield Condition(f"{facet.label}: {names}", selection.without(facet.name), alone)
    first, last = selection.active_from, selection.active_to
    if first or last:
        without = replace(selection, active_from=None, active_to=None)
        yield Condition(_years(first, last), without, replace(nothing, active_from=first, active_to=last))


def _years(first: int | None, last: int | None) -> str:
    if first and last:
        return _("Active from %(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("Active from %(year)s") % {"year": first}
    return _("Active until %(year)s") % {"year": last}


def ways_out(filterset: ListFilterSet, facets: Sequence[FacetValues]) -> tuple[list[WayOut], list[WayOut]]:
    """Which one condition to lift; and if lifting any one finds nothing, what each finds alone. The most first."""
    must_hold = list(conditions(filterset.selection, facets))
    lifted = _found(filterset, [(item.label, item.without) for item in must_hold])
    return lifted, [] if lifted else _found(filterset, [(item.label, item.alone) for item in must_hold])


def _found(filterset: ListFilterSet, tried: Sequence[tuple[str, Selection]]) -> list[WayOut]:
    ways = [WayOut(label, selection, filterset.count(selection)) for label, selection in tried]
    return sorted((way for way in ways if way.count), key=lambda way: -way.count)
