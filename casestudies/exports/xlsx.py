"""Tables as an XLSX workbook, written row by row while it is sent: no part of it waits for another.

A small writer of our own, since openpyxl gives nothing before all is written, and takes several times as long.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, islice
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from casestudies.exports.archives import zipped
from casestudies.exports.columns import BETWEEN, Document, Scalar
from casestudies.exports.spreadsheets import FORMULA, Chosen, about_selection, blocks, in_utc
from casestudies.exports.tables import Table

Row = Sequence[Scalar]
MOST_ROWS = 1_000_000
"""How many rows a sheet has before it is continued on another; Excel reads 48,576 more."""
LONGEST_CELL = 16_000
"""How long a text in a cell may be; Excel cuts after 32,767 units, of which a character may take two."""

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_EPOCH = datetime.datetime(1899, 12, 30, tzinfo=datetime.UTC)

# The styles of cells, by their place: plain; a text that stays one when it is edited; a moment; a heading.
_PLAIN, _TEXT, _MOMENT, _HEADING = range(4)
_STYLES = f"""{_XML}<styleSheet xmlns="{_MAIN}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders>
<cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="4"><xf xfId="0"/><xf xfId="0" quotePrefix="1"/>
<xf xfId="0" numFmtId="22" applyNumberFormat="1"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>
</styleSheet>"""


def workbook(chosen: Chosen, tables: Sequence[Table], records: Callable[[], Iterable[Document]]) -> Iterator[bytes]:
    """A workbook with a sheet for each table and one that says what it is, in blocks. `records` are read anew for
    each table."""
    return zipped(_files(chosen, tables, records), chosen.as_of)


def _files(
    chosen: Chosen, tables: Sequence[Table], records: Callable[[], Iterable[Document]]
) -> Iterator[tuple[str, Iterable[bytes]]]:
    titles = []
    parts = chain.from_iterable(_sheets(table, records()) for table in tables)
    for title, rows in chain(parts, [(_("Read me"), iter(_about(chosen)))]):
        titles.append(title)
        yield f"xl/worksheets/sheet{len(titles)}.xml", blocks(_sheet(rows))
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(titles, 1)
    )
    yield from (
        (name, [text.encode()])
        for name, text in (
            ("xl/styles.xml", _STYLES),
            (
                "xl/workbook.xml",
                f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{sheets}</sheets></workbook>',
            ),
            ("xl/_rels/workbook.xml.rels", _relations([*_names(len(titles), "worksheet"), ("styles", "styles.xml")])),
            ("_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])),
            ("[Content_Types].xml", _content_types(len(titles))),
        )
    )


def _names(sheets: int, kind: str) -> list[tuple[str, str]]:
    return [(kind, f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)]


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    found = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{_XML}<Relationships xmlns="{_RELATIONS}">{found}</Relationships>'


def _content_types(sheets: int) -> str:
    parts = [("workbook.xml", "sheet.main"), ("styles.xml", "styles")]
    parts += [(name, kind) for kind, name in _names(sheets, "worksheet")]
    found = "".join(f'<Override PartName="/xl/{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in parts)
    return (
        f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{found}</Types>'
    )


# --- Rows ------------------------------------------------------------------------------------------------------------


def _sheets(table: Table, records: Iterable[Document]) -> Iterator[tuple[str, Iterator[Row]]]:
    """A table as the titles and rows of one sheet or, where that has no room for all of them, of several."""
    rows = (row for record in records for row in _fitting(table, record))
    number, row = 1, next(rows, None)
    while number == 1 or row is not None:
        title = table.title if number == 1 else f"{table.title} {number}"
        yield title, chain([table.header], [row] if row else [], islice(rows, MOST_ROWS - 1))
        number, row = number + 1, next(rows, None)


def _fitting(table: Table, record: Document) -> Iterator[Row]:
    """The rows of a record. A text that no cell can hold is continued in further rows where a row is a value, and
    elsewhere the cell says where it is."""
    for row in table.cells(record):
        longest = max((value for value in row if isinstance(value, str)), key=len, default="")
        if len(longest) <= LONGEST_CELL:
            yield row
        elif table.name == "values":
            for start in range(0, len(longest), LONGEST_CELL):
                piece = longest[start : start + LONGEST_CELL]
                yield [piece if value is longest else value for value in row]
        else:
            yield [_elsewhere(value) for value in row]


def _elsewhere(value: Scalar) -> Scalar:
    """The value or, in place of a text that no cell can hold, where it is."""
    too_long = isinstance(value, str) and len(value) > LONGEST_CELL
    return _("(too long for a cell; whole on another sheet)") if too_long else value


def _about(chosen: Chosen) -> list[Row]:
    """What the workbook holds, and how its cells are read."""
    return [
        *about_selection(chosen),
        (_("Empty cells"), _("Not known, which is not the same as none.")),
        (_("Several values"), _("Stand in one cell with “%(between)s” between them.") % {"between": BETWEEN.strip()}),
        (_("Times"), _("UTC.")),
    ]


def _sheet(rows: Iterable[Row]) -> Iterator[str]:
    """A sheet as XML; its first row stays in sight."""
    yield (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>'
    )
    for number, row in enumerate(rows, 1):
        cells = (
            _cell(f"{_letters(place)}{number}", value, heading=number == 1)
            for place, value in enumerate(row)
            if value is not None
        )
        yield f'<row r="{number}">{"".join(cells)}</row>'
    yield "</sheetData></worksheet>"


def _cell(name: str, value: Scalar, *, heading: bool) -> str:
    match value:
        case str():
            # A text is a text, whatever it begins with.
            style = _HEADING if heading else _TEXT if value.startswith(FORMULA) else _PLAIN
            return f'<c r="{name}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
        case bool():
            return f'<c r="{name}" t="b"><v>{int(value)}</v></c>'
        case datetime.datetime():
            days = (in_utc(value).replace(microsecond=0) - _EPOCH) / datetime.timedelta(days=1)
            return f'<c r="{name}" s="{_MOMENT}"><v>{days}</v></c>'
    return f'<c r="{name}"><v>{value}</v></c>'


@cache
def _letters(place: int) -> str:
    """A, B, … Z, AA, AB, …: what a column is called, counted from 0."""
    more, rest = divmod(place, 26)
    return (_letters(more - 1) if more else "") + chr(ord("A") + rest)
