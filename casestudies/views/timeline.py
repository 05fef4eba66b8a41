"""When the case studies of a selection ran: how many in each year, and each as a bar from its start to its end.

Bars stand in the order in which the case studies began, under their main collaboration models; the model that begins
first on a page comes first. What has no known start cannot be drawn and stands below in words.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.models.fields.json import KeyTransform
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.finding import Finding
from casestudies.models import CaseStudy, Status
from casestudies.views import counted
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import Link, Listing, listing_context, make_listing
from civicport import markdown
from civicport.wording import grouped
from collaboration_models.models import CollaborationModel

PAGE_SIZE = 60
FIRST, LAST = "start_year", "-start_year"
"""The orders that a timeline can take: those that began first come first, or those that began last."""
MOST_LABELS = 5
"""How many years have room beside each other on a phone."""
STEPS = (1, 2, 5, 10, 20, 50, 100)
"""By how many years those that are named may be apart; enough for all years that a case study can have."""
ROOM = 0.92
"""What share of the width a name may begin after, and still end within it."""


class _ByStart(CaseStudyFilterSet):
    """The list of case studies, in the order in which they began."""

    @cached_property
    def found(self) -> Finding:
        return self.find(replace(self.selection, ordering=_order(self.selection.ordering)))


def _order(asked: str) -> str:
    return LAST if asked == LAST else FIRST


def _rows() -> Any:
    cases = CaseStudy.objects.published().for_cards()
    return cases.annotate(milestones=KeyTransform("milestones", "record__document"))


TIMELINE = replace(CASE_STUDIES.seen_as("timeline"), filterset=_ByStart, rows=_rows)


@dataclass(frozen=True)
class Scale:
    """The years that a drawing spans, as shares of its width."""

    first: int
    last: int

    def at(self, year: float) -> str:
        """Where a year begins; halves are the middles of years."""
        return f"{100 * (year - self.first) / (self.last - self.first + 1):.2f}%"

    def wide(self, years: float) -> str:
        """How wide so many years are."""
        return f"{100 * years / (self.last - self.first + 1):.2f}%"

    @property
    def labels(self) -> list[tuple[str, int, str]]:
        """The years that are named, evenly spaced: where, which, and whether the name starts or ends there."""
        span = self.last - self.first + 1
        step = next(step for step in STEPS if span <= step * MOST_LABELS)
        years = range(-(-self.first // step) * step, self.last + 1, step)
        return [(self.at(year), year, "end" if year - self.first > ROOM * span else "start") for year in years]


@dataclass(frozen=True)
class Mark:
    """What happened in a year: a mark on the bar, with its texts."""

    year: int
    texts: Sequence[str]
    x: str


@dataclass(frozen=True)
class Bar:
    """A case study from its start to its end. Without a known start it has no place in the drawing."""

    case: CaseStudy
    marks: Sequence[Mark]
    x: str
    until: str
    width: str
    kind: str
    """How it ends: ended, running, or open where the end is not known."""

    @property
    def start(self) -> int | None:
        return self.case.start_year


@dataclass(frozen=True)
class Group:
    """The bars of one page whose main model is the same; none where the model is not known."""

    model: CollaborationModel | None
    bars: Sequence[Bar]


@dataclass(frozen=True)
class Year:
    """How many case studies are known to have run in a year, and the list of them."""

    year: int
    counted: str
    url: str
    x: str
    y: str
    height: str


@dataclass(frozen=True)
class Timeline:
    """All that a timeline shows."""

    scale: Scale
    groups: Sequence[Group]
    unknown: Sequence[CaseStudy]
    """Those of the page without a known start."""
    bars: Sequence[Bar]
    """All of the page, in order, for the table that says the same."""
    years: Sequence[Year]
    width: str
    """Of a year."""
    orders: Sequence[Link]
    undated: str
    """Says how many of the selection have no known start, if any."""
    part: str
    """Says which part of a selection the page shows, if it has no room for all."""
    now: int


def timeline(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, TIMELINE, page_size=PAGE_SIZE)
    context = listing_context(request, listing, TIMELINE)
    if listing.count:
        # The year of the last change, not of today: what still runs was last said to do so then.
        changed = datetime.datetime.fromtimestamp(listing.found.last_changed, timezone.get_current_timezone())
        context["timeline"] = make_timeline(listing, changed.year)
    return render(request, "casestudies/timeline.html", context)


def make_timeline(listing: Listing, now: int) -> Timeline:
    """The timeline of a list that has case studies; what runs is drawn until `now`."""
    cases = listing.page.object_list
    running = _narrowed(listing, listing.found.running(now))
    happened = {case.pk: _milestones(case) for case in cases}
    years = [*running, *(year for told in happened.values() for year in told)] or [now]
    scale = Scale(min(years), max(*years, now))
    bars = [_bar(case, happened[case.pk], scale) for case in cases]
    drawn = [bar for bar in bars if bar.start is not None]
    return Timeline(
        scale=scale,
        groups=_groups(drawn),
        unknown=[bar.case for bar in bars if bar.start is None],
        bars=bars,
        years=_years(listing, running, scale),
        width=scale.wide(1),
        orders=_orders(listing),
        undated=_undated(listing.found.lacking("start_year")),
        part=_part(listing),
        now=now,
    )


def _narrowed(listing: Listing, running: dict[int, int]) -> dict[int, int]:
    """The years that the selection is not narrowed away from: only there are all that ran among those found."""
    first, last = listing.selection.active_from, listing.selection.active_to
    return {
        year: count
        for year, count in running.items()
        if (first is None or year >= first) and (last is None or year <= last)
    }


def _milestones(case: Any) -> dict[int, list[str]]:
    """What happened to a case study, by year."""
    told: dict[int, list[str]] = {}
    for entry in sorted(case.milestones or [], key=lambda entry: entry["year"]):
        told.setdefault(entry["year"], []).append(markdown.plain(entry["text"]))
    return told


def _bar(case: CaseStudy, happened: dict[int, list[str]], scale: Scale) -> Bar:
    marks = [Mark(year, texts, scale.at(year + 0.5)) for year, texts in happened.items()]
    start = case.start_year if case.start_year is not None else scale.first
    if case.end_year is not None:
        kind, until = "ended", case.end_year
    elif case.status == Status.ONGOING:
        kind, until = "running", scale.last
    else:
        # Of this one year it is known that it ran.
        kind, until = "open", start
    return Bar(case, marks, scale.at(start), scale.at(until + 1), scale.wide(until + 1 - start), kind)


def _groups(bars: Sequence[Bar]) -> list[Group]:
    """The bars under their main models, in their order; what has no known model stands last, as in every list."""
    members: dict[str, list[Bar]] = {}
    for bar in bars:
        members.setdefault(_main(bar), []).append(bar)
    return [
        Group(next(iter(found[0].case.model_list), None), found)
        for _slug, found in sorted(members.items(), key=lambda item: not item[0])
    ]


def _main(bar: Bar) -> str:
    return next((model.slug for model in bar.case.model_list), "")


def _years(listing: Listing, running: dict[int, int], scale: Scale) -> list[Year]:
    most = max(running.values(), default=0) or 1
    return [
        Year(
            year=year,
            counted=counted.case_studies(count),
            url=TIMELINE.list_path + replace(listing.selection, active_from=year, active_to=year).query_string(),
            x=scale.at(year),
            y=f"{100 - 100 * count / most:.2f}%",
            height=f"{100 * count / most:.2f}%",
        )
        for year, count in running.items()
    ]


def _orders(listing: Listing) -> list[Link]:
    chosen = _order(listing.selection.ordering)
    return [
        Link(
            str(CaseStudyFilterSet.orderings[value][0]),
            TIMELINE.path + replace(listing.selection, ordering=value).query_string(),
            value == chosen,
        )
        for value in (FIRST, LAST)
    ]


def _undated(count: int) -> str:
    text = ngettext(
        "%(count)s case study has no known start and comes last, in words.",
        "%(count)s case studies have no known start and come last, in words.",
        count,
    )
    return text % {"count": grouped(count)} if count else ""


def _part(listing: Listing) -> str:
    page = listing.page
    if page.paginator.num_pages == 1:
        return ""
    return _("Here are %(first)s to %(last)s of %(counted)s, in the order of their start.") % {
        "first": grouped(page.start_index()),
        "last": grouped(page.end_index()),
        "counted": listing.counted,
    }
