"""The body of a matrix, which has hundreds of cells and which templates are too slow for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from civicport.templatetags.civicport import flag
from civicport.wording import grouped

register = template.Library()


@register.simple_tag
def matrix_rows(matrix: Any) -> SafeString:
    """The rows of a matrix, each with its heading and its total: every number leads to its case studies, and a gap
    says so in a word, since an empty cell would be passed over by those who hear it."""
    return mark_safe("\n".join(_rows(matrix)))  # noqa: S308  (each has escaped what it shows)


def _rows(matrix: Any) -> Iterator[str]:
    none = f'<span class="visually-hidden">{escape(_("none"))}</span>'
    columns = [(column.value, escape(column.label), column.known) for column in matrix.columns]
    url = matrix.cell_url
    for row, numbers, shades in zip(matrix.rows, matrix.numbers, matrix.shades, strict=True):
        label = escape(row.label)
        cells = []
        for (value, name, known), number, shade in zip(columns, numbers, shades, strict=True):
            if number:
                count, address = grouped(number), escape(url(row.value, value))
                link = f'<a href="{address}" rel="nofollow" aria-label="{count}: {label}, {name}">{count}</a>'
                cells.append(f'<td class="share-{shade}">{link}</td>')
            else:
                cells.append(f'<td class="{"gap" if known and row.known else "share-0"}">{none}</td>')
        order = ' aria-sort="descending"' if row.orders else ""
        drawn = flag(row.flag) if row.flag else ""
        total = f'<a href="{escape(row.url)}" rel="nofollow" aria-label="{row.count}: {label}">{row.count}</a>'
        yield (
            f'<tr><th scope="row"{order}><a href="{escape(row.order_url)}" rel="nofollow">{drawn}{label}</a></th>'
            f'<td class="total">{total if row.total else 0}</td>{"".join(cells)}</tr>'
        )
