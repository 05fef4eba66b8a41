"""What another page can show of the catalogue in a frame, and the HTML with which it does."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from casestudies.finding.selection import Selection
from casestudies.models import CaseStudy
from civicport.addresses import absolute
from civicport.context import the_site

WIDTH = 600
CASE_HEIGHT, LIST_HEIGHT = 380, 600
"""For nearly all cards, and for half a list: in a frame one can scroll."""
AROUND = 110
"""How much of the height is not text: what is left takes more lines in a narrower frame."""
NARROWEST = 200


@dataclass(frozen=True)
class Frame:
    """A frame: the address of what it shows, the page that this is taken from, what it is called, and its size."""

    address: str
    page: str
    title: str
    width: int
    height: int

    def within(self, width: int | None, height: int | None) -> Frame:
        """The frame, no larger than this; None is no limit. A narrower one is higher: its text takes as much room."""
        narrow = min(self.width, width or self.width)
        wanted = AROUND + (self.height - AROUND) * self.width // max(narrow, NARROWEST)
        return replace(self, width=narrow, height=min(wanted, height or wanted))

    @property
    def html(self) -> SafeString:
        """The frame as HTML to copy; on a page that is narrower than it, as wide as that."""
        return format_html(
            '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" style="max-width: 100%; border: 0">'
            "</iframe>",
            self.address,
            f"{self.title} – {the_site().name}",
            self.width,
            self.height,
        )


def frame_of_case(request: HttpRequest, case: CaseStudy) -> Frame:
    """The card of a case study."""
    return Frame(
        absolute(request, reverse("embed-case-study", args=[case.slug])),
        absolute(request, case.get_absolute_url()),
        case.title,
        WIDTH,
        CASE_HEIGHT,
    )


def frame_of_list(request: HttpRequest, selection: Selection, title: str) -> Frame:
    """The first case studies of a selection; `title` says what narrows it."""
    query = selection.query_string()
    return Frame(
        absolute(request, reverse("embed-case-study-list") + query),
        absolute(request, reverse("case-study-list") + query),
        title,
        WIDTH,
        LIST_HEIGHT,
    )
