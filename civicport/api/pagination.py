"""Pages of a list: DRF's envelope, with a ceiling, and strict about what it is asked."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Page
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.utils.urls import remove_query_param, replace_query_param

from civicport.addresses import absolute
from civicport.api.problems import BadParameters


class Pages(PageNumberPagination):
    """`page` counts from 1; `page_size` has a ceiling. What is no page is refused with what would be one."""

    page: Page
    request: Request

    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
    page_query_description = "The page, counted from 1."
    page_size_query_description = "How many results a page has: 20 unless asked, 100 at most."

    def asked(self, request: Request) -> tuple[int, int]:
        """Which page is asked for, and how long a page is. Raises `BadParameters`."""
        number = self._number(request, "page", 1, 10**9)
        return number, self._number(request, "page_size", self.page_size, self.max_page_size)

    def paginate_queryset(self, queryset: Any, request: Request, view: Any = None) -> list[Any] | None:
        number, size = self.asked(request)
        paginator = self.django_paginator_class(queryset, size)
        if number > paginator.num_pages:
            pages = paginator.num_pages
            text = ngettext("There is %(pages)s page.", "There are %(pages)s pages.", pages) % {"pages": pages}
            raise BadParameters([("page", str(number), text)])
        self.request = request
        self.page = paginator.page(number)
        return list(self.page)

    def _number(self, request: Request, name: str, default: int, most: int) -> int:
        given = request.query_params.getlist(name)
        if not given:
            return default
        if len(given) > 1:
            raise BadParameters([(name, ", ".join(given), _("It may be given once."))])
        asked = given[0]
        if asked.isascii() and asked.isdigit() and len(asked) < 12 and 1 <= int(asked) <= most:
            return int(asked)
        raise BadParameters(
            [(name, asked, _("It should be a whole number from 1 to %(most)s.") % {"most": f"{most:,}"})]
        )

    def get_next_link(self) -> str | None:
        return self._link(self.page.next_page_number()) if self.page.has_next() else None

    def get_previous_link(self) -> str | None:
        return self._link(self.page.previous_page_number()) if self.page.has_previous() else None

    def _link(self, number: int) -> str:
        """The address of another page of the list, under the catalogue's own name."""
        here = absolute(self.request, self.request.get_full_path())
        return remove_query_param(here, "page") if number == 1 else replace_query_param(here, "page", number)

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
