"""Drawings as SVG, and the lists that equal them. Tags, since templates are too slow for hundreds of lines."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from casestudies.drawing.layers import HEIGHT, WIDTH

if TYPE_CHECKING:
    from casestudies.views.descent import Box, Change, Drawing, Entry, Line, ToldTie
    from casestudies.views.network import ShownJoint, ShownMember, ShownNetwork

register = template.Library()


@register.simple_tag
def network_drawing(network: ShownNetwork, labelled_by: str) -> SafeString:
    """The organisations of a network as discs, joined by lines; what the drawing is called stands elsewhere."""
    size = f'viewBox="0 0 {network.width} {network.height}" width="{network.width}" height="{network.height}"'
    lines = "\n".join(map(_line, network.joints))
    discs = "\n".join(map(_disc, network.members))
    svg = f'<svg class="network" {size} role="group" aria-labelledby="{labelled_by}"><g>{lines}</g><g>{discs}</g></svg>'
    return mark_safe(svg)  # noqa: S308  (each has escaped what it shows)


@register.simple_tag
def network_members(network: ShownNetwork) -> SafeString:
    """The same organisations as entries of a list, each with its case studies."""
    return mark_safe("\n".join(map(_member, network.members)))  # noqa: S308  (escaped)


@register.simple_tag
def network_joints(network: ShownNetwork) -> SafeString:
    """The same lines as entries of a list, each with the case studies that it stands for."""
    return mark_safe("\n".join(map(_joint, network.joints)))  # noqa: S308  (escaped)


@register.simple_tag
def lineage_drawing(lineage: Drawing, labelled_by: str) -> SafeString:
    """Case studies and tools as boxes, joined by what came of what; what the drawing is called stands elsewhere."""
    width, height = f"{lineage.width:g}", f"{lineage.height:g}"
    size = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    lines, boxes = "\n".join(map(_tie, lineage.lines)), "\n".join(map(_box, lineage.boxes))
    svg = f'<svg class="lineage" {size} role="group" aria-labelledby="{labelled_by}"><g>{lines}</g><g>{boxes}</g></svg>'
    return mark_safe(svg)  # noqa: S308  (each has escaped what it shows)


@register.simple_tag
def lineage_outline(entries: Sequence[Entry]) -> SafeString:
    """A lineage in words, as nested entries of a list; equal to its drawing."""
    return mark_safe("\n".join(map(_entry, entries)))  # noqa: S308  (escaped)


@register.simple_tag
def changed(changes: Sequence[Change], same: str) -> SafeString:
    """What is not the same in two case studies, and what is."""
    parts = []
    if changes:
        then = f'<span aria-hidden="true">→</span> <span class="visually-hidden">{escape(_("then"))}</span>'
        facts = "".join(
            f"<div><dt>{escape(one.label)}</dt><dd>{escape(one.before)} {then} {escape(one.after)}</dd></div>"
            for one in changes
        )
        title = escape(_("What changed on the way"))
        parts.append(f'<p class="changes-title">{title}</p><dl class="changes">{facts}</dl>')
    if same:
        told = escape(_("The same in both: %(same)s.") % {"same": same})
        parts.append(f'<p class="changes-same">{told}</p>')
    return mark_safe("\n".join(parts))  # noqa: S308  (escaped)


def _entry(entry: Entry) -> str:
    case, url = entry.case, escape(entry.case.get_absolute_url())
    outside = _("Not in this selection") if entry.outside else ""
    details = escape("; ".join(text for text in (case.countries_in_words, case.years_in_words, outside) if text))
    title = f'<a class="lineage-title" href="{url}">{escape(case.title)}</a>'
    ties = "".join(map(_told_tie, entry.ties))
    if ties:
        ties += f'<p><a href="{url}#lessons-learnt">{escape(_("What went wrong, and what they learnt"))}</a></p>'
    end = "<ul>" if entry.opens else "</li>"
    closing = "</ul></li>" * entry.closes
    return f'<li id="case_{case.slug}"><p>{title} <span class="soft">{details}</span></p>{ties}{end}{closing}'


def _told_tie(tie: ToldTie) -> str:
    earlier = f'<a href="#case_{tie.earlier.slug}">{escape(tie.earlier.title)}</a>'
    return f'<div class="lineage-tie"><p>{escape(tie.label)} {earlier}</p>{changed(tie.changes, tie.same)}</div>'


def _tie(line: Line) -> str:
    x, y = line.end.x, line.end.y + HEIGHT / 2
    return (
        f'<g class="tie tie-{escape(line.relation)}"><path class="tie-line" d="{line.path}"/>'
        f'<path class="tie-end" d="M{x:g} {y:g}l-9 -5v10z"/>'
        f'<text x="{x - 12:g}" y="{line.label_y:g}" text-anchor="end">{escape(line.label)}</text></g>'
    )


def _box(box: Box) -> str:
    x, y = box.spot.x, box.spot.y
    marks = "".join(f" box-{mark}" for mark, holds in (("outside", box.outside), ("here", box.here)) if holds)
    texts = [
        *((22 + 18 * place, "box-title", text) for place, text in enumerate(box.lines)),
        *((80 + 17 * place, "box-detail", text) for place, text in enumerate(box.details)),
    ]
    lines = "".join(
        f'<text class="{kind}" x="{x + 12:g}" y="{y + down:g}">{escape(text)}</text>' for down, kind, text in texts
    )
    name = escape(", ".join((box.title, *box.details)))
    rect = f'<rect x="{x:g}" y="{y:g}" width="{WIDTH:g}" height="{HEIGHT:g}" rx="3"/>'
    return f'<a class="box{marks}" href="{escape(box.url)}" aria-label="{name}">{rect}{lines}</a>'


def _line(joint: ShownJoint) -> str:
    one, other = joint.first.disc, joint.second.disc
    way = f'd="M{one.x} {one.y}L{other.x} {other.y}"'
    name = escape(f"{_pair(joint)}: {joint.told}")
    # A second, wider line that is not seen is what a pointer reaches.
    return (
        f'<a class="joint" href="#{joint.id}" aria-label="{name}"><path class="joint-reach" {way}/>'
        f'<path class="joint-line" stroke-width="{joint.width}" {way}/></a>'
    )


def _disc(member: ShownMember) -> str:
    disc, label = member.disc, member.label
    name = escape(f"{member.name}: {member.told}")
    where = f'cx="{disc.x}" cy="{disc.y}"'
    hidden = "" if label.room else ' class="member-later"'
    text = f'<text x="{label.x}" y="{label.y}" text-anchor="{label.anchor}"{hidden}>{escape(label.text)}</text>'
    reach = f'<circle class="member-reach" {where} r="{max(16.0, disc.radius + 5)}"/>'
    circles = f'{reach}<circle class="member-disc" {where} r="{disc.radius}"/>'
    return f'<a class="member" href="{escape(member.url)}" aria-label="{name}"><title>{name}</title>{circles}{text}</a>'


def _member(member: ShownMember) -> str:
    told: str = escape(member.told)
    if member.cases_url:
        told = f'<a href="{escape(member.cases_url)}" rel="nofollow">{told}</a>'
    name = f'<a href="{escape(member.url)}">{escape(member.name)}</a>'
    return f'<li id="{member.id}">{name} <span class="soft">{told}</span></li>'


def _joint(joint: ShownJoint) -> str:
    cases = [f'<a href="{escape(case.url)}">{escape(case.label)}</a>' for case in joint.cases]
    if joint.more:
        cases.append(escape(joint.more))
    told = f"<strong>{escape(_pair(joint))}</strong>, {escape(joint.told)}"
    return f'<li id="{joint.id}">{told}: {"; ".join(cases)}</li>'


def _pair(joint: ShownJoint) -> str:
    return _("%(first)s and %(second)s") % {"first": joint.first.name, "second": joint.second.name}
