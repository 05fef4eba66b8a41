"""A brief as plain data. Whatever shows it has nothing left to choose, to order or to word."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Model:
    """A collaboration model, with the slug that its flag goes by."""

    name: str
    slug: str
    url: str


@dataclass(frozen=True)
class Row:
    """A case study at a glance. What is not known is said so, never empty."""

    title: str
    url: str
    models: Sequence[Model]
    where: str
    when: str
    started_by: str
    paid_by: str


@dataclass(frozen=True)
class Statement:
    """What a record says, whole and unchanged. `by` names the record, `url` leads to the place where it says so."""

    text: str
    by: str
    url: str
    title: str = ""
    sources: Sequence[int] = ()
    """The numbers of its sources in this brief."""


@dataclass(frozen=True)
class Part:
    """Statements that answer one question, and a sentence on those that are not there."""

    heading: str
    statements: Sequence[Statement]
    note: str = ""


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: `detail` is publisher, year and host; `url` is empty if it is not on the web."""

    number: int
    title: str
    detail: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class Brief:
    """All that a brief holds, in its order. Addresses that begin with a slash stand under `base`."""

    title: str
    """The question in words."""
    lede: str
    """How many case studies there are and, if some were left out, by which rule; empty for a single one."""
    kind: str
    columns: Sequence[str]
    """The heads of the columns at a glance."""
    glance_heading: str
    glance: Sequence[Row]
    parts: Sequence[Part]
    sources_heading: str
    sources: Sequence[Source]
    rule: str
    """By which rule statements were chosen."""
    licence: str
    date: datetime.date
    """When the catalogue last changed."""
    dated: str
    base: str
    path: str
    address_label: str
    qr: str
    """The permanent address as a QR code, an SVG; empty for an address that is too long for one."""
    qr_label: str

    @property
    def address(self) -> str:
        return self.base + self.path

    def at(self, url: str) -> str:
        """An address of the brief as it leads there from anywhere."""
        return self.base + url if url.startswith("/") else url
