"""The FilterSets as the API uses them: the same selection, and refusals instead of reports."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from casestudies.finding.filters import ListFilterSet
from casestudies.finding.parameters import FacetFilter, OrderFilter, YearFilter
from civicport.api.problems import BadParameters
from civicport.api.records import LIST_PARAMETERS, refuse_unknown
from civicport.models import FIRST_YEAR, LAST_YEAR


def strict(filterset_class: type[ListFilterSet], request: Request, queryset: QuerySet) -> ListFilterSet:
    """The FilterSet of a request whose every parameter is known and understood. Raises `BadParameters`."""
    refuse_unknown(request, filterset_class.parameters() | LIST_PARAMETERS)
    filterset = filterset_class(request.query_params, queryset)
    if problems := filterset.problems():
        raise BadParameters(problems)
    request._request.behind = not filterset.fresh  # type: ignore[attr-defined]  # for ConditionalMiddleware
    return filterset


class SelectionFilter(BaseFilterBackend):
    """Narrows and orders by the view's `filterset_class`."""

    def filter_queryset(self, request: Request, queryset: QuerySet, view: Any) -> Any:
        if view.action != "list":
            return queryset
        return strict(view.filterset_class, request, queryset).found

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [_parameter(name, filter_) for name, filter_ in view.filterset_class.base_filters.items()]


def _parameter(name: str, filter_: Any) -> dict[str, Any]:
    parameter: dict[str, Any] = {
        "name": name,
        "in": "query",
        "required": False,
        "description": str(filter_.extra["help_text"]),
    }
    if isinstance(filter_, FacetFilter):
        schema: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
        parameter |= {"style": "form", "explode": True}
    elif isinstance(filter_, YearFilter):
        schema = {"type": "integer", "minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    elif isinstance(filter_, OrderFilter):
        schema = {"type": "string", "enum": [value for value, _label in filter_.extra["choices"]]}
    else:
        schema = {"type": "string"}
    return {**parameter, "schema": schema}
