"""A matrix of two facets as a table: a row and a column for each value, as many as there are."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.exports.columns import Scalar
from casestudies.exports.formats import CSV
from casestudies.exports.reading import Selected, read_strictly
from casestudies.exports.spreadsheets import BYTE_ORDER_MARK, blocks, csv_lines
from casestudies.exports.views import for_machines, streamed
from casestudies.finding.crossing import SIDES, Side, cross, make_side, read_sides, too_large
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.models import CaseStudy
from civicport.api.problems import BadParameters

TOTAL = "case_studies"
"""What the totals are headed by; no slug has a low line."""


@for_machines
def matrix_file(request: HttpRequest) -> HttpResponseBase:
    """How many case studies of a selection each pair of values of two facets has."""
    rows, columns = _take_sides(request)
    cases = CaseStudy.objects.published()
    selected = read_strictly(request, CaseStudyFilterSet, cases, reverse("case-study-matrix"))
    facets = {facet.name: facet for facet in selected.found.facets()}
    upright, across = make_side(facets[rows], most=None), make_side(facets[columns], most=None)
    if problem := too_large(upright, across):
        raise BadParameters([("columns", columns, problem)])
    lines = blocks([BYTE_ORDER_MARK], csv_lines(_lines(selected, upright, across)))
    return streamed(request, lines, CSV, selected.file_name(f"matrix-{rows}-{columns}".replace("_", "-"), "csv"))


def _take_sides(request: HttpRequest) -> tuple[str, str]:
    """Takes the parameters of the matrix, which are not the selection's, out of the query string."""
    data = request.GET.copy()
    given = {name: data.pop(name) for name in SIDES if name in data}
    request.GET = data  # type: ignore[assignment]  # nothing below writes to it
    problems = [(name, ", ".join(values), _("It may be given once.")) for name, values in given.items() if values[1:]]
    sides, bad = read_sides({name: values[-1] for name, values in given.items()})
    if problems or bad:
        raise BadParameters(problems or bad)
    return sides


def _lines(selected: Selected, rows: Side, columns: Side) -> Iterator[list[Scalar]]:
    """First the values of the columns, then all case studies, then a line for each value of the rows: the value, what
    it is called, how many case studies have it, and how many have each value of the columns too."""
    yield [rows.name, "label", TOTAL, *(value.value for value in columns.values)]
    yield [None, _("Total"), len(selected.found), *(value.count for value in columns.values)]
    for value, counts in zip(rows.values, cross(selected.found, rows, columns), strict=True):
        yield [value.value, value.label, value.count, *counts.tolist()]
