"""A brief for a word processor: real headings, lists, links, and a table with a head."""

from __future__ import annotations

import datetime
import zipfile
from io import BytesIO
from typing import Any

from django.conf import settings
from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from casestudies.briefs import codes
from casestudies.briefs.brief import Brief, Row, Source, Statement
from casestudies.exports.archives import zipped
from casestudies.sharing.drawings import colours
from civicport.context import the_site

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LONGEST_PROPERTY = 255
"""How many characters the standard allows in what a document says of itself."""
_INK, _SEA = (RGBColor.from_string(colours()[name].removeprefix("#")) for name in ("ink", "link"))
_SIZES = {
    "Normal": 9, "Title": 17, "Heading 1": 11.5, "List Bullet": 9, "List Number": 7.5, "Caption": 8, "Table Grid": 8,
}  # fmt: skip
_WIDTHS = (Mm(68), Mm(36), Mm(34), Mm(40))


def as_docx(brief: Brief) -> bytes:
    """The brief as a document on A4; equal briefs are equal files."""
    document = Document()
    _describe(document, brief)
    _style(document)
    document.add_paragraph(f"{brief.kind} · {brief.dated}", "Caption")
    document.add_paragraph(brief.title, "Title")
    if brief.lede:
        document.add_paragraph(brief.lede)
    _link(document.add_paragraph(f"{brief.address_label}: "), brief.address, brief.address)
    if brief.qr:
        _picture(document, brief)
    document.add_paragraph(brief.glance_heading, "Heading 1")
    _glance(document, brief)
    for part in brief.parts:
        document.add_paragraph(part.heading, "Heading 1")
        for statement in part.statements:
            _statement(document.add_paragraph(style="List Bullet"), statement, brief)
        if part.note:
            document.add_paragraph(part.note, "Caption")
    if brief.sources:
        document.add_paragraph(brief.sources_heading, "Heading 1")
    for source in brief.sources:
        _source(document.add_paragraph(style="List Number"), source)
    document.add_paragraph(f"{brief.rule} {brief.licence}", "Caption")
    return _saved(document, brief)


def _describe(document: Any, brief: Brief) -> None:
    """What the file says of itself. The library's own template says that the library made it."""
    made = datetime.datetime.combine(brief.date, datetime.time())
    about = document.core_properties
    title = brief.title if len(brief.title) <= LONGEST_PROPERTY else f"{brief.title[: LONGEST_PROPERTY - 1]}…"
    about.title, about.subject, about.author = title, brief.kind, the_site().name
    about.language, about.comments, about.keywords = settings.LANGUAGE_CODE, "", ""
    about.created = about.modified = made
    about.last_modified_by, about.revision = "", 1

    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            # A picture of the library's template.
            document.part.package.rels.pop(key)


def _style(document: Any) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(16)
    page.top_margin = page.bottom_margin = Mm(14)
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size = Pt(size)
        style.paragraph_format.space_after = Pt(2)
        if name in ("Title", "Heading 1", "Caption"):
            style.font.color.rgb = _INK
            style.font.bold = name == "Heading 1"
            style.paragraph_format.space_before = Pt(8 if name == "Heading 1" else 0)
            # The template's own typefaces for headings go before the name of any other.
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in list(fonts.attrib):
                del fonts.attrib[attribute]
            style.font.name = "Cambria"
    language = document.styles.element.find(".//" + qn("w:docDefaults")).find(".//" + qn("w:lang"))
    language.set(qn("w:val"), _language_tag())


def _language_tag() -> str:
    language, dash, region = settings.LANGUAGE_CODE.partition("-")
    return language + dash + region.upper()


def _picture(document: Any, brief: Brief) -> None:
    shape = document.add_picture(BytesIO(codes.as_png(brief.address)), width=Mm(23))
    shape._inline.docPr.set("descr", brief.qr_label)


def _glance(document: Any, brief: Brief) -> None:
    table = document.add_table(rows=1, cols=len(brief.columns), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    head = table.rows[0]
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, label in zip(head.cells, brief.columns, strict=True):
        cell.paragraphs[0].add_run(label).bold = True
    for row in brief.glance:
        _row(table.add_row(), row, brief)
    for row in table.rows:
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width


def _row(cells: Any, row: Row, brief: Brief) -> None:
    cells._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    first, second, third, fourth = (cell.paragraphs[0] for cell in cells.cells)
    _link(first, row.title, brief.at(row.url), bold=True)
    first.add_run().add_break()
    for place, model in enumerate(row.models):
        first.add_run(", " if place else "")
        _link(first, model.name, brief.at(model.url))
    second.add_run(f"{row.where}\n{row.when}")
    third.add_run(row.started_by)
    fourth.add_run(row.paid_by)


def _statement(paragraph: Any, statement: Statement, brief: Brief) -> None:
    if statement.title:
        paragraph.add_run(f"{statement.title}.").bold = True
        paragraph.add_run(" ")
    paragraph.add_run(statement.text)
    if statement.by:
        paragraph.add_run(" — ")
        _link(paragraph, statement.by, brief.at(statement.url), italic=True)
    if statement.sources:
        paragraph.add_run(" ")
    for number in statement.sources:
        _link(paragraph, f"[{number}]", f"#source-{number}")


def _source(paragraph: Any, source: Source) -> None:
    mark, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    mark.set(qn("w:name"), f"source-{source.number}")
    for element in (mark, end):
        element.set(qn("w:id"), str(source.number))
        paragraph._p.append(element)
    run = _link(paragraph, source.title, source.url) if source.url else paragraph.add_run(source.title)._r
    if source.lang:
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), source.lang)
        run.get_or_add_rPr().append(language)
    paragraph.add_run(f". {source.detail}")


def _link(paragraph: Any, text: str, address: str, *, bold: bool | None = None, italic: bool | None = None) -> Any:
    """Adds a link to a paragraph; an address that begins with # is a place in the document. Gives its run."""
    link = OxmlElement("w:hyperlink")
    if address.startswith("#"):
        link.set(qn("w:anchor"), address[1:])
    else:
        link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.bold, run.italic, run.font.color.rgb = bold, italic, _SEA
    link.append(run._r)
    paragraph._p.append(link)
    return run._r


def _saved(document: Any, brief: Brief) -> bytes:
    """The file, with the brief's date in place of the present moment."""
    out = BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as archive:
        files = [(name, [archive.read(name)]) for name in archive.namelist()]
    return b"".join(zipped(files, datetime.datetime.combine(brief.date, datetime.time(), datetime.UTC)))
