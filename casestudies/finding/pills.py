"""What narrows a list, in words: one pill for each value, word and year, and the selection without it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from casestudies.finding.facets import FacetValues
from casestudies.finding.selection import Selection


@dataclass(frozen=True)
class Narrowing:
    """One thing that narrows: what it is called, and the selection without it."""

    label: str
    without: Selection
    facet: str = ""
    value: str = ""


def narrowings(selection: Selection, facets: list[FacetValues]) -> Iterator[Narrowing]:
    """Everything that narrows, in the order in which the page shows it."""
    if selection.q:
        yield Narrowing(_("Words: %(q)s") % {"q": selection.q}, replace(selection, q=""))
    for facet in facets:
        for value in facet.top(0):
            without = selection.toggled(facet.name, value.value)
            yield Narrowing(f"{facet.label}: {value.label}", without, facet.name, value.value)
    if selection.active_from:
        label = _("Active from %(year)s") % {"year": selection.active_from}
        yield Narrowing(label, replace(selection, active_from=None))
    if selection.active_to:
        label = _("Active until %(year)s") % {"year": selection.active_to}
        yield Narrowing(label, replace(selection, active_to=None))
