"""The organisations of a selection, joined by the case studies that they share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.drawing.forces import settled
from casestudies.drawing.names import Box, Disc, Name, placed
from casestudies.finding.joining import Joint, Member, Network
from casestudies.finding.selection import Selection, canonical
from casestudies.models import CaseStudy
from casestudies.views import counted
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.choices import facet_path
from casestudies.views.listing import Link, Listing, listing_context, make_listing
from civicport.wording import grouped

NETWORK = CASE_STUDIES.seen_as("network")
MOST = {"members": 40, "joints": 120, "cases": 3, "alone": 60}
WIDTH, HEIGHT = 960, 720
EDGE = 48
"""How far from the edge of the drawing the middles of all things stay."""


@dataclass(frozen=True)
class ShownMember:
    """An organisation as a disc, and as an entry of the list."""

    id: str
    name: str
    url: str
    told: str
    """In how many case studies it took part, and how many of these it shares."""
    cases_url: str
    """Those case studies in the list; empty where no selection says just these."""
    disc: Disc
    label: Name


@dataclass(frozen=True)
class ShownJoint:
    """Two organisations as a line, and as an entry of the list."""

    id: str
    first: ShownMember
    second: ShownMember
    told: str
    width: float
    cases: Sequence[Link]
    more: str
    """How many case studies are not named, in words; empty for none."""


@dataclass(frozen=True)
class ShownNetwork:
    """The drawing and the list that equals it."""

    note: Sequence[str]
    """Sentences on what is shown, and by which rule."""
    members: Sequence[ShownMember]
    joints: Sequence[ShownJoint]
    alone: Sequence[Link]
    alone_heading: str
    alone_more: str
    facet_url: str
    """Every organisation of the selection, with its number of case studies."""
    width: int = WIDTH
    height: int = HEIGHT


def network(request: HttpRequest) -> HttpResponse:
    listing = make_listing(request, NETWORK, page_size=0)
    shown = make_network(listing) if listing.count else None
    context = listing_context(request, listing, NETWORK)
    return render(request, "casestudies/network.html", {**context, "network": shown})


def make_network(listing: Listing) -> ShownNetwork:
    """The network of a selection. One query, for the titles of case studies."""
    found = listing.found.network(**MOST)
    members = _members(found, listing.selection)
    more = found.alone_count - len(found.alone)
    return ShownNetwork(
        note=list(_note(found)),
        members=members,
        joints=_joints(found.joints, members),
        alone=[
            Link(member.label, reverse("organisation", args=[member.value]), count=counted.case_studies(member.cases))
            for member in found.alone
        ],
        alone_heading=counted.organisations(found.alone_count),
        alone_more=counted.organisations(more) if more else "",
        facet_url=facet_path(CASE_STUDIES.list_path, "organisation") + listing.selection.query_string(view="network"),
    )


def _note(found: Network) -> Iterable[str]:
    """What of the network is shown."""
    shown = len(found.members)
    if found.joined_count > shown:
        yield _(
            "The %(shown)s of %(all)s organisations that share most case studies; among equals, those whose partners "
            "share most."
        ) % {"shown": grouped(shown), "all": grouped(found.joined_count)}
    elif shown:
        yield _("All %(all)s that share a case study.") % {"all": counted.organisations(shown)}
    if found.joint_count > len(found.joints):
        yield _("The %(shown)s strongest of the %(all)s joints between them.") % {
            "shown": grouped(len(found.joints)),
            "all": grouped(found.joint_count),
        }


def _members(found: Network, selection: Selection) -> list[ShownMember]:
    strengths = np.zeros((len(found.members), len(found.members)))
    for joint in found.joints:
        strengths[joint.first, joint.second] = strengths[joint.second, joint.first] = joint.count
    points = settled(strengths) * (WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE) + EDGE
    most = max((member.cases for member in found.members), default=1)
    discs = [
        Disc(round(x, 1), round(y, 1), round(5 + 13 * (member.cases / most) ** 0.5, 1))
        for (x, y), member in zip(points.tolist(), found.members, strict=True)
    ]
    labels = placed(discs, [member.label for member in found.members], Box(0, 0, WIDTH, HEIGHT))
    return [
        ShownMember(
            id=f"organisation_{member.value}",
            name=member.label,
            url=reverse("organisation", args=[member.value]),
            told=_told(member),
            cases_url=_cases_url(member, selection),
            disc=disc,
            label=label,
        )
        for member, disc, label in zip(found.members, discs, labels, strict=True)
    ]


def _told(member: Member) -> str:
    cases = counted.case_studies(member.cases)
    if member.cases == member.shared:
        return ngettext("%(cases)s, shared", "%(cases)s, all shared", member.cases) % {"cases": cases}
    return _("%(cases)s, %(shared)s of them shared") % {"cases": cases, "shared": grouped(member.shared)}


def _cases_url(member: Member, selection: Selection) -> str:
    chosen = selection.values("organisation")
    if chosen and member.value not in chosen:
        # Organisations of a selection are alternatives: no address says both.
        return ""
    facets = canonical({**dict(selection.facets), "organisation": [member.value]})
    return CASE_STUDIES.list_path + replace(selection, facets=facets).query_string()


def _joints(joints: Sequence[Joint], members: Sequence[ShownMember]) -> list[ShownJoint]:
    links = case_links(record for joint in joints for record in joint.cases)
    most = max((joint.count for joint in joints), default=1)
    return [
        ShownJoint(
            id=f"{members[joint.first].id}_{members[joint.second].id.removeprefix('organisation_')}",
            first=members[joint.first],
            second=members[joint.second],
            told=counted.case_studies(joint.count),
            width=round(1.5 + 6.5 * (joint.count - 1) / max(most - 1, 3), 1),
            cases=[links[record] for record in joint.cases if record in links],
            more=_("and %(count)s more") % {"count": grouped(more)} if (more := joint.count - len(joint.cases)) else "",
        )
        for joint in joints
    ]


def case_links(records: Iterable[int]) -> dict[int, Link]:
    """The public case studies among these records, as links. One query."""
    rows = CaseStudy.objects.published().filter(pk__in=set(records)).order_by().values_list("pk", "slug", "title")
    # There are hundreds, whose addresses differ in the slug only.
    before, _slug, after = reverse("case-study", args=["_"]).rpartition("_")
    return {pk: Link(title, f"{before}{slug}{after}") for pk, slug, title in rows}
