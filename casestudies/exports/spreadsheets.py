"""Tables as CSV, and what spreadsheets of every kind must know.

What is not known is an empty cell. A text that a spreadsheet would take for a formula is kept from it: in CSV by an
apostrophe before it, in XLSX by the type of its cell.
"""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterable, Iterator, Sequence, Sized
from functools import partial
from typing import IO, Any, Protocol

from django.http import HttpRequest
from django.utils.translation import gettext as _

from casestudies.exports.columns import Document, Scalar
from casestudies.exports.tables import Table
from civicport.addresses import absolute
from civicport.panels import CONTENT_LICENCE

# What OWASP names as the beginning of a formula, for spreadsheets of East Asia too.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BYTE_ORDER_MARK = "\ufeff"
"""Without it Excel takes UTF-8 for an older encoding."""
BLOCK = 64 * 1024


class Chosen(Protocol):
    """What a file holds, as far as the file says it: a selection or a comparison."""

    @property
    def request(self) -> HttpRequest: ...

    @property
    def address(self) -> str:
        """The path of the page that shows the same."""

    @property
    def found(self) -> Sized: ...

    @property
    def as_of(self) -> datetime.datetime:
        """When something public last changed."""

    def words(self) -> list[str]:
        """What it is, a line each; none for everything."""


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[Scalar]]) -> Iterator[str]:
    """The lines of a CSV file as RFC 4180 has them, with CR LF."""
    # The writer returns what the file's write returns, although its type does not say so.
    writer: Any = csv.writer(Echo())
    for row in rows:
        yield writer.writerow([defused(value) for value in row])


def defused(value: Scalar) -> str:
    """A value as the text of a cell in which no spreadsheet sees a formula; empty for what is not known."""
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime.datetime():
            return in_utc(value).strftime("%Y-%m-%dT%H:%M:%SZ")
        case str() if value.startswith(FORMULA):
            return f"'{value}"
    return str(value)


def in_utc(moment: datetime.datetime) -> datetime.datetime:
    return moment.astimezone(datetime.UTC)


def csv_file(table: Table, records: Iterable[Document]) -> Iterator[bytes]:
    """A table as a file for spreadsheets, in blocks."""
    rows = (cells for record in records for cells in table.cells(record))
    return blocks([BYTE_ORDER_MARK], csv_lines([table.header]), csv_lines(rows))


def blocks(*texts: Iterable[str]) -> Iterator[bytes]:
    """Short texts as blocks that are worth sending, in UTF-8."""
    waiting: list[str] = []
    size = 0
    for text in texts:
        for part in text:
            waiting.append(part)
            size += len(part)
            if size >= BLOCK:
                yield "".join(waiting).encode()
                waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()


def read_back(file: IO[bytes]) -> Iterator[bytes]:
    """What was written to a file, in blocks."""
    file.seek(0)
    yield from iter(partial(file.read, BLOCK), b"")


def about_selection(chosen: Chosen) -> list[tuple[str, Scalar]]:
    """What a file holds: a heading and a text a line."""
    return [
        (_("Selection"), "\n".join(chosen.words()) or _("Everything")),
        (_("Found"), len(chosen.found)),
        (_("As of"), chosen.as_of),
        (_("The same on the web"), absolute(chosen.request, chosen.address)),
        (_("Licence"), f"CC BY 4.0, {CONTENT_LICENCE}"),
    ]
