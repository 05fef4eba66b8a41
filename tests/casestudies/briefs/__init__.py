"""Briefs for tests, and what their forms must say."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from casestudies.briefs.brief import Brief
from casestudies.briefs.making import Occasion, brief_cases, make_brief
from casestudies.models import CaseStudy

DAY = datetime.date(2026, 11, 22)
BASE = "https://catalogue.example"


def cases_of(*slugs: str) -> list[CaseStudy]:
    """These case studies as briefs read them, in this order."""
    found = {case.slug: case for case in brief_cases().filter(slug__in=slugs)}
    return [found[slug] for slug in slugs]


def brief_of(
    cases: Sequence[CaseStudy], title: str = "A question", path: str = "/case-studies/brief/", found: int = 0
) -> Brief:
    about = Occasion(title, found or len(cases), "Title, A to Z", BASE, path, DAY)
    return make_brief(cases, about)


def squeezed(text: str) -> str:
    """The text without spaces, since each form breaks its lines elsewhere."""
    return "".join(text.split())


def told(brief: Brief) -> Iterator[str]:
    """Everything that a brief says, piece by piece in its order, squeezed."""
    yield from map(squeezed, (brief.title, brief.lede, brief.address, brief.glance_heading, *brief.columns))
    for row in brief.glance:
        pieces = (row.title, *(model.name for model in row.models), row.where, row.when, row.started_by, row.paid_by)
        yield from map(squeezed, pieces)
    for part in brief.parts:
        yield squeezed(part.heading)
        for said in part.statements:
            title = f"{said.title}. " if said.title else ""
            by = f" — {said.by}" if said.by else ""
            yield squeezed(f"{title}{said.text}{by}" + "".join(f"[{number}]" for number in said.sources))
        yield squeezed(part.note)
    for source in brief.sources:
        yield squeezed(f"{source.title}. {source.detail}")
    yield squeezed(f"{brief.rule}{brief.licence}")


def in_order(text: str, brief: Brief) -> str:
    """The first piece of the brief that this text does not hold at its place; empty if it holds all in their order."""
    whole, place = squeezed(text), 0
    for piece in told(brief):
        found = whole.find(piece, place)
        if found < 0:
            return piece
        place = found + len(piece)
    return ""
