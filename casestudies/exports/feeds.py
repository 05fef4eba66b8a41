"""What is new and changed in a selection, newest first: Atom (RFC 4287), and JSON Feed 1.1."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.html import escape
from django.utils.translation import gettext as _
from rest_framework.request import Request

from casestudies.exports.citations import AUTHOR
from casestudies.exports.reading import Selected, Told, tell
from civicport.addresses import absolute
from civicport.api.pagination import Pages
from civicport.context import the_site
from civicport.panels import CONTENT_LICENCE

PARAMETERS = frozenset({"page"})
ENTRIES = 50


class FeedPages(Pages):
    """The pages of a feed; the entries that are older than the first are on the further ones (RFC 5005)."""

    page_size = max_page_size = ENTRIES


@dataclass(frozen=True)
class Feed:
    """A page of a feed of case studies."""

    request: HttpRequest
    title: str
    alternate: str
    """The same on the web."""
    address: str
    """The feed itself, on its first page: its id, too."""
    entries: Sequence[Told]
    updated: datetime.datetime
    links: dict[str, str]
    """This page and its neighbours, by relation: self, first, last, previous, next."""

    def url(self, told: Told) -> str:
        return absolute(self.request, told.case.get_absolute_url())

    def id(self, told: Told) -> str:
        """The first address of a case study, which leads to it for ever."""
        return absolute(self.request, reverse("case-study", args=[told.first_slug]))


def make_feed(selected: Selected, view: str) -> Feed:
    """The page of a feed that a request asks for. Raises `BadParameters` if there is no such page."""
    request, pages = selected.request, FeedPages()
    entries = tell(pages.paginate_queryset(selected.found, Request(request)) or [])
    query = replace(selected.selection, ordering="")
    page = pages.page
    numbers = {"self": page.number}
    if page.has_other_pages():
        numbers |= {"first": 1, "last": page.paginator.num_pages}
    if page.has_previous():
        numbers["previous"] = page.previous_page_number()
    if page.has_next():
        numbers["next"] = page.next_page_number()

    def at(number: int) -> str:
        return absolute(request, reverse(view) + query.query_string(page=number if number > 1 else ""))

    title = f"{the_site().name}: {_('new and changed case studies')}"
    words = ", ".join(selected.words())
    return Feed(
        request=request,
        title=f"{title} ({words})" if words else title,
        alternate=absolute(request, selected.path + query.query_string()),
        address=at(1),
        entries=entries,
        updated=max(told.changed for told in entries) if entries else selected.as_of,
        links={relation: at(number) for relation, number in numbers.items()},
    )


class _Atom(Atom1Feed):
    """Django's Atom with the links of a paged feed, and without the present moment where nothing is found."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def latest_post_date(self) -> datetime.datetime:
        updated: datetime.datetime = self.feed["updated"]
        return updated


def atom(feed: Feed) -> bytes:
    """The feed in Atom, in UTF-8."""
    made = _Atom(
        title=feed.title,
        link=feed.alternate,
        description="",
        language=settings.LANGUAGE_CODE,
        author_name=AUTHOR,
        feed_url=feed.links["self"],
        feed_guid=feed.address,
        feed_copyright=f"CC BY 4.0, {CONTENT_LICENCE}",
        updated=feed.updated,
        pages={relation: address for relation, address in feed.links.items() if relation != "self"},
    )
    for told in feed.entries:
        made.add_item(
            title=told.title,
            link=feed.url(told),
            # It is declared as HTML.
            description=escape(told.summary),
            unique_id=feed.id(told),
            pubdate=told.published,
            updateddate=told.changed,
            author_name=AUTHOR,
            categories=[term.name for term in told.case.term_list("themes")],
        )
    return made.writeString("utf-8").encode()


def json_feed(feed: Feed) -> dict[str, Any]:
    """The feed as JSON Feed 1.1."""
    made: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.alternate,
        "feed_url": feed.links["self"],
        "authors": [{"name": AUTHOR}],
        "language": settings.LANGUAGE_CODE,
        "items": [
            {
                "id": feed.id(told),
                "url": feed.url(told),
                "title": told.title,
                "content_text": told.summary,
                "date_published": rfc3339_date(told.published),
                "date_modified": rfc3339_date(told.changed),
                "tags": [term.name for term in told.case.term_list("themes")],
            }
            for told in feed.entries
        ],
    }
    if "next" in feed.links:
        made["next_url"] = feed.links["next"]
    return made
