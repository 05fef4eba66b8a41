"""oEmbed 1.0: how another site asks what it can show for an address of ours, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlencode, urlsplit
from xml.etree import ElementTree

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from casestudies.sharing.frames import Frame
from casestudies.sharing.pictures import HEIGHT, WIDTH
from civicport.addresses import absolute
from civicport.context import the_site

FORMATS = ("json", "xml")
PAGES = frozenset({"case-study", "case-study-list"})
"""The pages that can be shown elsewhere, by the names of their addresses."""


@dataclass(frozen=True)
class Asked:
    """A page of this catalogue: the name of its address, the slug of the record (or ""), and the query string."""

    name: str
    slug: str
    query: str


def asked_page(request: HttpRequest, url: str) -> Asked | None:
    """Which page an address names that somebody gave; None if none of this catalogue that can be shown elsewhere.

    The address is read and never fetched. It may be of either scheme, since people leave the s out.
    """
    try:
        parts = urlsplit(url)
        hosts = {request.get_host().lower(), urlsplit(settings.SITE_URL).netloc.lower()} - {""}
        if parts.scheme not in ("http", "https") or parts.netloc.lower() not in hosts:
            return None
        found = resolve(unquote(parts.path))
    except (ValueError, Resolver404):
        return None
    if found.url_name not in PAGES:
        return None
    return Asked(found.url_name, found.kwargs.get("slug", ""), parts.query)


def oembed_address(request: HttpRequest, page: str) -> str:
    """Where the answer for a page is, but for its format."""
    return absolute(request, reverse("oembed")) + "?" + urlencode({"url": page})


def oembed(request: HttpRequest, frame: Frame, picture: str, width: int | None, height: int | None) -> dict[str, Any]:
    """The answer for a page: its frame, no larger than asked; with its picture if that is no larger either."""
    shown = frame.within(width, height)
    answer: dict[str, Any] = {
        "type": "rich",
        "version": "1.0",
        "title": frame.title,
        "provider_name": the_site().name,
        "provider_url": absolute(request, reverse("home")),
        "html": str(shown.html),
        "width": shown.width,
        "height": shown.height,
    }
    if (width or WIDTH) >= WIDTH and (height or HEIGHT) >= HEIGHT:
        answer |= {"thumbnail_url": picture, "thumbnail_width": WIDTH, "thumbnail_height": HEIGHT}
    return answer


def as_xml(answer: dict[str, Any]) -> bytes:
    """The answer as XML."""
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    made: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return made
