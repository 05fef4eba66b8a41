"""Pages of a list: DRF's envelope, with a ceiling, and strict about what it is asked."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request

from civicport.api.problems import BadParameters


class Pages(PageNumberPagination):
    """`page` counts from 1; `page_size` has a ceiling. What is no page is refused with what would be one."""

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    page_query_description = "The page, counted from 1."
    page_size_query_description = "How many results a page has: 20 unless asked, 100 at most."

    def paginate_queryset(self, queryset: QuerySet, request: Request, view: Any = None) -> list[Any] | None:
        size = self._number(request, "page_size", self.page_size, self.max_page_size)
        number = self._number(request, "page", 1, 10**9)
        paginator = self.django_paginator_class(queryset, size)
        if number > paginator.num_pages:
            text = _("There are %(pages)s pages.") % {"pages": paginator.num_pages}
            raise BadParameters([("page", str(number), text)])
        self.request = request
        self.page = paginator.page(number)
        return list(self.page)

    def _number(self, request: Request, name: str, default: int, most: int) -> int:
        asked = request.query_params.get(name)
        if asked is None:
            return default
        if asked.isascii() and asked.isdigit() and len(asked) < 12 and 1 <= int(asked) <= most:
            return int(asked)
        raise BadParameters([(name, asked, _("It should be a whole number from 1 to %(most)s.") % {"most": f"{most:,}"})])

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        texts = {"page": self.page_query_description, "page_size": self.page_size_query_description}
        bounds = {"page": {"minimum": 1}, "page_size": {"minimum": 1, "maximum": self.max_page_size}}
        return [
            {
                "name": name,
                "required": False,
                "in": "query",
                "description": text,
                "schema": {"type": "integer", **bounds[name]},
            }
            for name, text in texts.items()
        ]
