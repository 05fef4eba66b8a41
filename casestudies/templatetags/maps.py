"""What a map is drawn of: hundreds of shapes and links, for which templates are too slow."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag
def drawn_countries(countries: Iterable[Any]) -> SafeString:
    """Shaded countries as links. Each has code, label, url, shade."""
    world = static("world.svg")
    return _lines(
        f'<a class="country share-{one.shade}" href="{escape(one.url)}" aria-label="{escape(one.label)}">'
        f'<title>{escape(one.label)}</title><use href="{world}#{one.code}"/></a>'
        for one in countries
    )


@register.simple_tag
def written_countries(countries: Iterable[Any]) -> SafeString:
    """What is written on countries, and the dots of the smallest. Each has shade, text, x, y, dot."""
    return _lines(
        f'<circle class="country-dot share-{one.shade}" cx="{one.x}" cy="{one.y}" r="4"/>'
        if one.dot
        else f'<text class="country-name" x="{one.x}" y="{one.y}">{escape(one.text)}</text>'
        for one in countries
        if one.dot or one.text
    )


@register.simple_tag
def drawn_discs(discs: Iterable[Any]) -> SafeString:
    """Places as links. Each has x, y, radius, number (or ""), label, url."""
    return _lines(map(_disc, discs))


def _disc(disc: Any) -> str:
    label, at = escape(disc.label), f'cx="{disc.x}" cy="{disc.y}"'
    number = f'<text x="{disc.x}" y="{disc.y}">{escape(disc.number)}</text>' if disc.number else ""
    return (
        f'<a class="disc" href="{escape(disc.url)}" aria-label="{label}"><title>{label}</title>'
        f'<circle class="disc-reach" {at} r="16"/><circle class="disc-mark" {at} r="{disc.radius}"/>{number}</a>'
    )


@register.simple_tag
def map_entries(links: Iterable[Any], note: str) -> SafeString:
    """Entries of a list: each a link with label and url, and what it has under the name of `note`, or nothing."""
    return _lines(
        f'<li><a href="{escape(one.url)}">{escape(one.label)}</a>{_soft(getattr(one, note, ""))}</li>' for one in links
    )


def _soft(note: str) -> str:
    return f' <span class="soft">{escape(note)}</span>' if note else ""


def _lines(parts: Iterable[str]) -> SafeString:
    return mark_safe("\n".join(parts))  # noqa: S308  (each has escaped what it shows)
