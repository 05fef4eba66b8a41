"""What every page shows, whatever it is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Site:
    """This catalogue, and who runs it; what is not set is empty."""

    name: str
    operator: str
    operator_address: str
    contact_email: str
    repository: str
    release: str


@dataclass(frozen=True)
class NavigationLink:
    """An entry of the main navigation."""

    label: str
    url: str
    current: bool


def the_site() -> Site:
    return Site(
        name="CivicPort",
        operator=settings.OPERATOR,
        operator_address=settings.OPERATOR_ADDRESS,
        contact_email=settings.CONTACT_EMAIL,
        repository=settings.REPOSITORY_URL,
        release=settings.RELEASE,
    )


def navigation(path: str) -> list[NavigationLink]:
    """The main navigation; the entry under whose address the path lies is the current one."""
    entries = [
        (_("Case studies"), "case-study-list"),
        (_("Lessons"), "lesson-list"),
        (_("Models"), "collaboration-model-list"),
        (_("Organisations"), "organisation-list"),
        (_("Tools"), "tool-list"),
        (_("API"), "api"),
        (_("About"), "about"),
    ]
    links = []
    for label, name in entries:
        url = reverse(name)
        links.append(NavigationLink(label, url, path.startswith(url)))
    return links


def site(request: HttpRequest) -> dict[str, Any]:
    return {"site": the_site(), "navigation": navigation(request.path)}
