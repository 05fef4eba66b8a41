"""The bars of a timeline and their words, of which a page has more than templates are quick enough for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

ENDS = {
    "ended": "",
    "running": '<use class="bar-head" href="#timeline-head" x="{until}"/>',
    "open": '<line class="bar-open" x1="{until}" x2="100%"/>',
}
"""What is drawn after the end of a bar, by how it ends."""


@register.simple_tag
def timeline_bars(bars: Iterable[Any]) -> SafeString:
    """Case studies as entries of a list: each a link with its title, its years in words, and the drawing of both."""
    return mark_safe("\n".join(f"<li>{_bar(bar)}</li>" for bar in bars))  # noqa: S308  (escaped)


@register.simple_tag
def timeline_words(bars: Iterable[Any]) -> SafeString:
    """The same case studies, and those that could not be drawn, with their milestones in words."""
    return mark_safe("\n".join(f"<li>{_words(bar)}</li>" for bar in bars))  # noqa: S308  (escaped)


def _bar(bar: Any) -> str:
    case = bar.case
    marks = "".join(
        f'<use class="bar-mark" href="#timeline-mark" x="{mark.x}">'
        f"<title>{mark.year}: {escape(' '.join(mark.texts))}</title></use>"
        for mark in bar.marks
    )
    return (
        f'<a class="timeline-row bar" href="{case.get_absolute_url()}"><span class="bar-text">'
        f'<span class="bar-title">{escape(case.title)}</span> '
        f'<span class="bar-years">{escape(case.years_in_words)}</span></span>'
        '<span class="bar-room"><svg class="bar-line" width="100%" height="24" aria-hidden="true" focusable="false">'
        '<use href="#timeline-grid"/><svg y="50%" overflow="visible">'
        f'<rect class="bar-span" x="{bar.x}" y="-4" width="{bar.width}" height="8"/>'
        f"{ENDS[bar.kind].format(until=bar.until)}{marks}</svg></svg></span></a>"
    )


def _words(bar: Any) -> str:
    case = bar.case
    told = "".join(f"<li>{mark.year}: {escape(text)}</li>" for mark in bar.marks for text in mark.texts)
    return (
        f'<a href="{case.get_absolute_url()}">{escape(case.title)}</a> '
        f'<span class="soft">{escape(case.years_in_words)}</span>{f"<ul>{told}</ul>" if told else ""}'
    )
