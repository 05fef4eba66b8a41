"""What the tests of several pages read of a page."""

from __future__ import annotations

from tests.html import Element


def ignored(found: Element) -> list[str]:
    """The sentences on what of the address was ignored."""
    return [item.text for part in found.all("ul", class_="problem-list") for item in part.all("li")]


def robots(found: Element) -> list[str]:
    """What the page asks of search engines."""
    return [meta["content"] for meta in found.all("meta", name="robots")]


def links(found: Element, **attributes: str) -> list[tuple[str, str]]:
    """Text and address of the links within the part of the page that has these attributes."""
    return [(link.text, link["href"]) for link in found.one(**attributes).all("a")]
