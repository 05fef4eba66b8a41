"""Framing is allowed under /embed/ and nowhere else: asked of every kind of address, with the real catalogue."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.browser.kinds import KINDS
from tests.casestudies.sharing import ANYBODY, NOBODY, framed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

ARGUMENTS = {"name": "csv", "form": "pdf", "number": "1"}
"""What stands in an address where its pattern has a gap, if not the slug of a case study."""
EMBEDDED = {"embed/case-studies/", "embed/case-studies/consul/"}


def addresses(patterns: Any, before: str = "") -> list[str]:
    """Every address that there is, its gaps filled; but for those of the desk, which Django has many of."""
    found = []
    for pattern in patterns:
        route = re.sub(r"<\w+:(\w+)>", lambda gap: ARGUMENTS.get(gap[1], "consul"), before + str(pattern.pattern))
        if isinstance(pattern, URLPattern):
            # What is still a pattern is the API's: its router writes regular expressions.
            found.append(route.replace("(?P<slug>[a-z0-9-]+)", "consul").replace("^", "").replace("/$", "/"))
        elif pattern.app_name != "admin":
            found += addresses(pattern.url_patterns, route)
    return sorted(set(found))


ADDRESSES = addresses(get_resolver().url_patterns)


def test_it_knows_the_addresses() -> None:
    assert {*EMBEDDED, "", "about/", "case-studies/", "case-studies/consul/", "oembed/", "card.png"} <= set(ADDRESSES)
    assert [address for address in ADDRESSES if set("<>()[]?") & set(address)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_of_all_addresses_only_those_for_frames_may_be_framed(client: Client, address: str) -> None:
    response = client.get(f"/{address}")

    assert response.status_code < 500
    assert framed(response) == (ANYBODY if address in EMBEDDED else NOBODY)


@pytest.mark.parametrize("address", KINDS.values(), ids=KINDS)
def test_of_all_kinds_of_pages_only_those_for_frames_may_be_framed(client: Client, address: str) -> None:
    path = address.partition("?")[0].removeprefix("/")

    assert framed(client.get(address)) == (ANYBODY if path in EMBEDDED else NOBODY)


@pytest.mark.parametrize(
    "address", ["/embed/", "/embed/tools/consul/", "/embed/case-studies/consul/card.png", "/embed/%2e%2e/admin/login/"]
)
def test_no_address_may_be_framed_for_how_it_begins(client: Client, address: str) -> None:
    response = client.get(address)

    assert (response.status_code, framed(response)) == (404, NOBODY)


def test_the_desk_may_not_be_framed(client: Client) -> None:
    assert framed(client.get("/admin/login/")) == NOBODY
