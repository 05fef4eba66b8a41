"""A selection's files and feeds, as the pages of lists offer them."""

from __future__ import annotations

from typing import Any

from django import template

from casestudies.exports import links
from casestudies.finding.selection import Selection

register = template.Library()


@register.inclusion_tag("components/take_away.html")
def take_away(selection: Selection) -> dict[str, Any]:
    """The ways to take a selection of case studies away, and to follow it."""
    return {
        "downloads": links.downloads(selection),
        "references": links.references(selection),
        "feeds": links.feeds(selection),
    }


@register.inclusion_tag("components/take_away.html")
def take_lessons_away(selection: Selection) -> dict[str, Any]:
    """The ways to take a selection of lessons away."""
    return {"downloads": links.lesson_downloads(selection)}
