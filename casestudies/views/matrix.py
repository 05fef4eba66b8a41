"""Two facets of a selection against each other: how many case studies each pair of values has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.finding.crossing import USUAL, Counts, Side, cross, make_side, read_sides, too_large
from casestudies.finding.facets import FacetValue
from casestudies.finding.registry import CASE_STUDY_FACETS
from casestudies.finding.selection import Selection, canonical
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.choices import facet_path, flag_of, toggling
from casestudies.views.listing import Link, Listing, listing_context, make_listing, take_own
from civicport.documents.problems import shorten
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.text import sort_key
from civicport.wording import grouped

MATRIX = CASE_STUDIES.seen_as("matrix")
FACETS = {facet.name: facet for facet in CASE_STUDY_FACETS}
BY_LABEL = "label"
"""The order of rows and columns by what they are called; others are by total or, as "theme:open-data", by a value."""
SHADES = 5
MOST_GAPS = 24


@dataclass(frozen=True)
class Heading:
    """A value that heads a row or a column: how many case studies have it, and where its links lead."""

    value: str
    label: str
    total: int
    url: str
    """Its case studies."""
    order_url: str
    """The matrix, the other side in the order of this row or column."""
    orders: bool
    """Whether it is in that order."""
    flag: str

    @property
    def count(self) -> str:
        return grouped(self.total)

    @property
    def known(self) -> bool:
        return self.value != NOT_KNOWN


@dataclass(frozen=True)
class Shade:
    """How a cell is shaded that has so many case studies."""

    number: int
    counts: str


@dataclass(frozen=True)
class Matrix:
    """All that a matrix shows. Numbers are rows of columns."""

    rows_label: str
    columns_label: str
    rows: Sequence[Heading]
    columns: Sequence[Heading]
    numbers: Sequence[Sequence[int]]
    shades: Sequence[Sequence[int]]
    """How each cell is shaded, from 1 to `SHADES`; 0 for gaps, and for what is not known."""
    legend: Sequence[Shade]
    total: str
    """How many case studies the selection has,"""
    everything_url: str
    """and where they are."""
    by_label: Link
    by_total: Link
    cell_url: Callable[[str, str], str]
    """The list narrowed to a value of the rows and one of the columns."""
    parts: Sequence[Link]
    """What of a side is not shown: a sentence, and the page with all of its values."""
    lacking: Sequence[str]
    """Values that no case study of the selection has."""
    gaps: Sequence[str]
    """Pairs of values that occur, but in no case study together: the first of them, in words."""
    gaps_told: str
    """Says how many there are, if not all stand here."""
    choices: Sequence[tuple[str, str, Sequence[Link]]]
    """For each side, the name of its field, its label, and the facets that can stand there."""
    hidden: Sequence[tuple[str, str]]
    swap_url: str
    file_url: str
    """The matrix of all values; empty if that is too large,"""
    no_file: str
    """which this says then."""


def matrix(request: HttpRequest) -> HttpResponse:
    own = take_own(request.GET.copy(), MATRIX)
    (rows, columns), bad = read_sides(own)
    problems = [f"{_('Rows') if side == 'rows' else _('Columns')}: {sentence}" for side, _value, sentence in bad]
    sort = own.get("sort", "")
    if sort and not _is_order(sort, (rows, columns)):
        problems.append(_("“%(shown)s” is no order of this matrix.") % {"shown": shorten(sort)})
        sort = ""
    kept = _kept(rows, columns, sort)
    listing = make_listing(request, MATRIX, own=kept, page_size=0)
    listing.problems.extend(problems)
    context = listing_context(request, listing, MATRIX)
    # Every matrix but the usual one says again, in another way, what lists and facets say.
    context["meta"] = replace(context["meta"], noindex=listing.noindex or bool(kept))
    if listing.count:
        context["matrix"] = make_matrix(listing, rows, columns, sort)
    return render(request, "casestudies/matrix.html", context)


def _kept(rows: str, columns: str, sort: str = "") -> dict[str, str]:
    """The parameters that ask for these sides in this order; none for what is usual."""
    sides = {} if (rows, columns) == USUAL else {"rows": rows, "columns": columns}
    return {**sides, "sort": sort} if sort else sides


def _is_order(asked: str, sides: tuple[str, str]) -> bool:
    if asked == BY_LABEL:
        return True
    facet, _colon, value = asked.partition(":")
    return facet in sides and "\0" not in value and value in FACETS[facet].labels([value])


def make_matrix(listing: Listing, rows: str, columns: str, sort: str) -> Matrix:
    """The matrix of a list that has case studies."""
    facets = {facet.name: facet for facet in listing.counts}
    upright, across = make_side(facets[rows]), make_side(facets[columns])
    numbers = np.stack(list(cross(listing.found, upright, across)))
    upright, across, numbers = _ordered(listing, upright, across, numbers, sort)
    address = _Addresses(listing.selection, rows, columns, sort)
    known = _known(upright)[:, None] & _known(across)[None, :]
    shades, legend = _shaded(numbers, known)
    gaps = _gaps(upright, across, (numbers == 0) & known)
    problem = too_large(upright, across)
    return Matrix(
        rows_label=upright.facet.label,
        columns_label=across.facet.label,
        rows=address.headings(upright),
        columns=address.headings(across),
        numbers=numbers.tolist(),
        shades=shades.tolist(),
        legend=legend,
        total=grouped(listing.count),
        everything_url=MATRIX.list_path + listing.selection.query_string(),
        by_label=Link(_("by name"), address.ordered_by(BY_LABEL), sort == BY_LABEL),
        by_total=Link(_("Total"), address.ordered_by(""), not sort),
        cell_url=address.of_cell(),
        parts=[part for side in (upright, across) for part in _parts(side, address)],
        lacking=[value.label for side in (upright, across) for value in side.values if not value.count],
        gaps=gaps[:MOST_GAPS],
        gaps_told=_told(len(gaps)),
        choices=[_choice("rows", _("Rows"), rows), _choice("columns", _("Columns"), columns)],
        hidden=list(listing.selection.parameters()),
        swap_url=MATRIX.path + address.query(columns, rows),
        file_url="" if problem else reverse("case-study-matrix-file") + address.query(rows, columns),
        no_file=problem,
    )


class _Addresses:
    """Where the links of a matrix lead."""

    def __init__(self, selection: Selection, rows: str, columns: str, sort: str) -> None:
        self.selection, self.rows, self.columns, self.sort = selection, rows, columns, sort

    def query(self, rows: str, columns: str, sort: str = "", **more: str) -> str:
        """The selection with what makes a matrix of it."""
        return replace(self.selection, also=tuple(_kept(rows, columns, sort).items())).query_string(**more)

    def ordered_by(self, sort: str) -> str:
        return MATRIX.path + self.query(self.rows, self.columns, sort)

    def headings(self, side: Side) -> list[Heading]:
        narrowed = toggling(self.selection.without(side.name), side.name)
        return [
            Heading(
                value=value.value,
                label=value.label,
                total=value.count,
                url=MATRIX.list_path + narrowed(value.value),
                order_url=self.ordered_by(f"{side.name}:{value.value}"),
                orders=self.sort == f"{side.name}:{value.value}",
                flag=flag_of(side.name, value.value),
            )
            for value in side.values
        ]

    def of_cell(self) -> Callable[[str, str], str]:
        """Makes the address of a cell. There are hundreds, which differ in two values only."""
        marks = {self.rows: ["\0r"], self.columns: ["\0c"]}
        facets = canonical({**dict(self.selection.facets), **marks})
        pattern = MATRIX.list_path + replace(self.selection, facets=facets).query_string()
        # Slugs and codes stand in addresses as they are.
        return lambda row, column: pattern.replace("%00r", row).replace("%00c", column)

    def all_values(self, side: Side) -> str:
        """The page on which any value of a side can be chosen, which leads back here."""
        query = self.query(self.rows, self.columns, view=MATRIX.view)
        return facet_path(MATRIX.list_path, side.name) + query


def _ordered(listing: Listing, rows: Side, columns: Side, numbers: Counts, sort: str) -> tuple[Side, Side, Counts]:
    """Both sides and the numbers in the order that is asked for; what is not known stays last."""
    facet, _colon, value = sort.partition(":")
    upright = across = None
    if sort == BY_LABEL:
        upright, across = ([sort_key(one.label) for one in side.values] for side in (rows, columns))
    elif facet == columns.name:
        upright = (-_with_value(listing, columns, value, rows)).tolist()
    elif facet == rows.name:
        across = (-_with_value(listing, rows, value, columns)).tolist()
    order, other = _order(rows, upright), _order(columns, across)
    return _taken(rows, order), _taken(columns, other), numbers[np.ix_(order, other)]


def _with_value(listing: Listing, of: Side, value: str, side: Side) -> Counts:
    """How many case studies with this value have each value of a side. The value need not be shown itself."""
    one = replace(of, values=[FacetValue(value, "", 0, selected=False)])
    return next(cross(listing.found, one, side))


def _order(side: Side, keys: Sequence[Any] | None) -> list[int]:
    places = list(range(len(side.values)))
    return places if keys is None else sorted(places, key=lambda at: (side.values[at].value == NOT_KNOWN, keys[at], at))


def _taken(side: Side, order: Iterable[int]) -> Side:
    return replace(side, values=[side.values[place] for place in order])


def _known(side: Side) -> np.ndarray[Any, np.dtype[np.bool_]]:
    return np.array([value.value != NOT_KNOWN for value in side.values], np.bool_)


def _shaded(numbers: Counts, known: np.ndarray[Any, np.dtype[np.bool_]]) -> tuple[Counts, list[Shade]]:
    """How cells are shaded: in equal steps up to the greatest number of a pair that is known."""
    greatest = int(numbers.max(initial=0, where=known))
    if not greatest:
        return np.zeros_like(numbers), []
    steps = [(greatest * (step - 1) // SHADES + 1, greatest * step // SHADES) for step in range(1, SHADES + 1)]
    legend = [Shade(step, _span(*counts)) for step, counts in enumerate(steps, 1) if counts[0] <= counts[1]]
    return np.where(known, -(-numbers * SHADES // greatest), 0), legend


def _span(first: int, last: int) -> str:
    if first == last:
        return grouped(first)
    return _("%(first)s to %(last)s") % {"first": grouped(first), "last": grouped(last)}


def _gaps(rows: Side, columns: Side, empty: np.ndarray[Any, np.dtype[np.bool_]]) -> list[str]:
    """Pairs of values that occur, but not together, in words; those first whose values are frequent by themselves."""
    found = []
    for row, column in np.argwhere(empty).tolist():
        one, other = rows.values[row], columns.values[column]
        if one.count and other.count:
            words = _("%(row)s and %(column)s") % {"row": one.label, "column": other.label}
            found.append((-one.count * other.count, sort_key(words), words))
    return [words for _weight, _key, words in sorted(found)]


def _told(gaps: int) -> str:
    if gaps <= MOST_GAPS:
        return ""
    return _(
        "These are %(shown)s of %(total)s pairs of values that stand in the matrix, first those whose values have most "
        "case studies by themselves."
    ) % {"shown": MOST_GAPS, "total": grouped(gaps)}


def _parts(side: Side, address: _Addresses) -> Iterable[Link]:
    """Says that a side shows a part only, if it does."""
    if side.shown < side.total:
        sentence = _("%(label)s: the %(shown)s with most case studies, of %(total)s.")
        told = {"label": side.facet.label, "shown": side.shown, "total": grouped(side.total)}
        yield Link(sentence % told, address.all_values(side))


def _choice(name: str, label: str, chosen: str) -> tuple[str, str, Sequence[Link]]:
    return name, label, [Link(str(facet.label), facet.name, facet.name == chosen) for facet in CASE_STUDY_FACETS]
