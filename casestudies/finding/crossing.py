"""Two facets against each other: how many of the rows that were found have each pair of values.

A cell counts the rows that have both values, so it is as long as the list narrowed to these two. A row may have several
values of a facet and stands in several cells then: totals count it once, and are no sums of cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from casestudies.finding.facets import FacetValue, FacetValues
from casestudies.finding.finding import Finding
from casestudies.finding.registry import CASE_STUDY_FACETS
from civicport.documents.problems import did_you_mean, shorten
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.text import sort_key
from civicport.wording import grouped

Counts = NDArray[np.int64]

USUAL = ("model", "theme")
"""The facets whose values stand in the rows and columns of a matrix if nobody asks for others."""
SIDES = ("rows", "columns")
"""The parameters that ask for others."""
MOST = 30
"""How many values a side of a matrix shows if there are more."""
MOST_CELLS = 1_000_000
"""How many cells a matrix of all values has at the most. Of two facets that grow with the catalogue, it would have as
many as one multiplied by the other."""


@dataclass(frozen=True)
class Side:
    """The values of a facet along one side of a matrix, each with how many rows have it: the most frequent first,
    what is not known last."""

    facet: FacetValues
    values: Sequence[FacetValue]
    total: int
    """How many values there are that are known."""

    @property
    def name(self) -> str:
        return self.facet.name

    @property
    def shown(self) -> int:
        """How many of them stand here."""
        return sum(value.value != NOT_KNOWN for value in self.values)


def make_side(facet: FacetValues, most: int | None = MOST) -> Side:
    """The values of a facet that stand in a matrix.

    Where the facet narrows the selection, its chosen values. Otherwise all values of a vocabulary, since a value that
    nobody has told of is worth seeing too; of what grows with the catalogue, all values that some row has. With `most`
    the first of them, and what is not known.
    """
    unknown = facet.unknown if not facet.chosen or NOT_KNOWN in facet.chosen else None
    values: Sequence[FacetValue]
    if facet.chosen:
        values, total, most = facet.top(0), len(facet.chosen), None
    elif facet.facet.open:
        values, total = facet.values if most is None else facet.top(most), facet.total
    else:
        values = _vocabulary(facet)
        total = len(values)
    known = [value for value in values if value.value != NOT_KNOWN][:most]
    return Side(facet, known if unknown is None else [*known, unknown], total - (unknown is not None))


def _vocabulary(facet: FacetValues) -> list[FacetValue]:
    """Every value there is, also those that no row has; what is not known only if it occurs."""
    found = {value.value: value for value in facet.values}
    for value, label in facet.facet.labels().items():
        if value not in found and value != NOT_KNOWN:
            found[value] = FacetValue(value, label, 0, selected=False)
    return sorted(found.values(), key=lambda one: (one.value == NOT_KNOWN, -one.count, sort_key(one.label), one.value))


def too_large(rows: Side, columns: Side) -> str:
    """Says that a matrix of all values of these sides would have too many cells; empty if it has not."""
    cells = rows.total * columns.total
    if cells <= MOST_CELLS:
        return ""
    text = _(
        "With all values this matrix has %(cells)s cells, and a file at the most %(most)s; filters make it smaller."
    )
    return text % {"cells": grouped(cells), "most": grouped(MOST_CELLS)}


def cross(found: Finding, rows: Side, columns: Side) -> Iterator[Counts]:
    """For each value of the rows, in their order: how many of what was found has it together with each value of the
    columns, in theirs."""
    names = columns.facet.names
    # A value that nothing in the list has stands in no column of the index.
    nothing = len(names.values)
    places = [names.places.get(value.value, nothing) for value in columns.values]
    for counts in found.crossed(rows.name, (value.value for value in rows.values), columns.name):
        yield np.append(counts, np.zeros(nothing + 1 - len(counts), np.int64))[places]


def read_sides(given: Mapping[str, str]) -> tuple[tuple[str, str], list[tuple[str, str, str]]]:
    """The facets of the rows and of the columns that these parameters ask for, and what is wrong with them: parameter,
    bad value, and a sentence on it. Who names one side gets the usual one for the other, or else the other usual one.
    """
    known = [facet.name for facet in CASE_STUDY_FACETS]
    bad = [side for side in SIDES if side in given and given[side] not in known]
    problems = [(side, given[side], _no_facet(given[side], known)) for side in bad]
    rows, columns = (given[side] if given.get(side) in known else "" for side in SIDES)
    if rows and rows == columns:
        problems.append(("columns", columns, _("Rows and columns cannot be the same filter.")))
        columns = ""
    rows = rows or next(name for name in USUAL if name != columns)
    columns = columns or next(name for name in reversed(USUAL) if name != rows)
    return (rows, columns), problems


def _no_facet(value: str, known: Sequence[str]) -> str:
    near = did_you_mean(value, known)
    return _("“%(shown)s” is no filter of this list.%(near)s") % {"shown": shorten(value), "near": near}
