"""PDF and DOCX: they hold what the brief holds, in its order, with the structure that reading aloud needs."""

from __future__ import annotations

import random
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from casestudies.briefs.brief import Brief
from casestudies.briefs.docx_file import as_docx
from casestudies.briefs.making import MOST_CASES, brief_cases
from casestudies.briefs.pdf import as_pdf
from tests.casestudies.briefs import BASE, brief_of, cases_of, in_order, squeezed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

SAMPLES = [1, 2, 5, 6, 20]
HOSTILE = '#panic() *_`$@<x> </w:t> & "[^a] \\ {{ x }} //'


def sample(count: int, seed: int = 7) -> list[Any]:
    """So many real case studies."""
    print(f"seed {seed}")
    slugs = sorted(case.slug for case in brief_cases())
    return cases_of(*random.Random(seed).sample(slugs, count))  # noqa: S311


def pdf_text(content: bytes, kind: str) -> str:
    """The text of a PDF without the foot of its pages."""
    pages = pypdf.PdfReader(BytesIO(content)).pages
    foots = [squeezed(f"{kind}{number}/{len(pages)}") for number in range(1, len(pages) + 1)]
    texts = [squeezed(page.extract_text()) for page in pages]
    assert all(foot in text for text, foot in zip(texts, foots, strict=True))
    return "".join(text.replace(foot, "") for text, foot in zip(texts, foots, strict=True))


def docx_text(content: bytes) -> str:
    body = Document(BytesIO(content)).element.body
    return "".join(element.text or "" for element in body.iter(qn("w:t")))


@pytest.mark.parametrize("count", SAMPLES)
def test_both_say_what_the_brief_says_in_its_order(count: int) -> None:
    brief = brief_of(sample(count), found=count if count < MOST_CASES else 81)

    assert in_order(pdf_text(as_pdf(brief), brief.kind), brief) == ""
    assert in_order(docx_text(as_docx(brief)), brief) == ""


@pytest.mark.parametrize("count", SAMPLES)
@pytest.mark.parametrize("seed", range(4))
def test_a_pdf_has_one_page_or_two(count: int, seed: int) -> None:
    brief = brief_of(sample(count, seed), title="Case studies on open data in the Netherlands", found=81)

    assert len(pypdf.PdfReader(BytesIO(as_pdf(brief))).pages) in (1, 2)
    assert sum(len(part.statements) for part in brief.parts) >= 10


@pytest.mark.parametrize("count", [5, 20])
def test_a_long_question_takes_its_room_from_the_statements(count: int) -> None:
    title = "Case studies in " + " or ".join(f"the republic of country {number}" for number in range(50))
    path = "/case-studies/brief/?" + "&".join(f"country=C{number}" for number in range(50))

    brief = brief_of(sample(count), title=title, path=path, found=81)

    assert len(pypdf.PdfReader(BytesIO(as_pdf(brief))).pages) == 2


@pytest.mark.parametrize("form", [as_pdf, as_docx])
def test_equal_briefs_are_equal_files(form: Any) -> None:
    brief = brief_of(sample(3))

    assert form(brief) == form(brief)
    assert form(brief) != form(replace(brief, title="Another"))


def tags(item: Any) -> list[str]:
    """The structure of a PDF: its tags in their order."""
    item = item.get_object()
    if isinstance(item, list):
        return [tag for one in item for tag in tags(one)]
    if not isinstance(item, dict):
        return []
    own = [str(item["/S"])] if "/S" in item else []
    return own + (tags(item["/K"]) if "/K" in item else [])


def test_a_pdf_is_tagged_and_says_its_title_and_language() -> None:
    brief = brief_of(cases_of("decidim", "consul"), title="Decidim and Consul")

    reader = pypdf.PdfReader(BytesIO(as_pdf(brief)))

    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert reader.metadata.title == "Decidim and Consul"
    assert reader.xmp_metadata is not None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in reader.xmp_metadata.stream.get_data()
    found = tags(catalogue["/StructTreeRoot"])
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(brief.parts) + 2
    assert found.count("/TH") >= len(brief.columns)
    assert {"/Table", "/THead", "/L", "/LI", "/Figure", "/Link"} <= set(found)


def test_links_of_a_pdf_lead_into_the_catalogue() -> None:
    brief = brief_of(cases_of("decidim", "consul"))

    pages = pypdf.PdfReader(BytesIO(as_pdf(brief))).pages
    annotations = [one.get_object() for page in pages for one in page.get("/Annots", [])]
    addresses = {one["/A"]["/URI"] for one in annotations if "/URI" in one.get("/A", {})}

    assert brief.address in addresses
    assert {f"{BASE}/case-studies/decidim/", f"{BASE}/case-studies/consul/"} <= addresses
    said = {brief.at(said.url) for part in brief.parts for said in part.statements if said.by}
    assert said <= addresses
    assert {source.url for source in brief.sources if source.url} <= addresses


@pytest.mark.parametrize("form", [as_pdf, as_docx])
def test_text_is_never_markup(form: Any) -> None:
    brief = brief_of(sample(2), title=HOSTILE)
    said = replace(brief.parts[0].statements[0], text=HOSTILE, title=HOSTILE, by=HOSTILE)
    brief = replace(brief, parts=[replace(brief.parts[0], heading=HOSTILE, statements=[said], note=HOSTILE)])

    content = form(brief)

    text = pdf_text(content, brief.kind) if form is as_pdf else docx_text(content)
    assert in_order(text, brief) == ""


def test_a_script_that_the_fonts_lack_is_text_all_the_same() -> None:
    brief = brief_of(sample(1), title="東京都 and 😀")

    content = as_pdf(brief)

    assert b"pdfuaid" not in content
    reader = pypdf.PdfReader(BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "東京都 and 😀"
    catalogue: Any = reader.trailer["/Root"]
    assert catalogue["/MarkInfo"]["/Marked"].value is True
    assert docx_text(as_docx(brief)).count("東京都 and 😀") == 1


@pytest.mark.parametrize("length", [700, 9000])
def test_a_long_address_has_no_code(length: int) -> None:
    brief = brief_of(sample(1), path="/case-studies/brief/?q=" + "a" * length)

    assert brief.qr == ""
    assert in_order(pdf_text(as_pdf(brief), brief.kind), brief) == ""
    assert len(Document(BytesIO(as_docx(brief))).inline_shapes) == 0


def opened(brief: Brief) -> Any:
    return Document(BytesIO(as_docx(brief)))


def test_a_docx_has_headings_lists_and_a_table_with_a_head() -> None:
    brief = brief_of(cases_of("decidim", "consul"), title="Decidim and Consul")

    document = opened(brief)

    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Title"] == ["Decidim and Consul"]
    assert by_style["Heading 1"] == ["At a glance", *(part.heading for part in brief.parts), "Sources"]
    assert len(by_style["List Bullet"]) == sum(len(part.statements) for part in brief.parts)
    assert len(by_style["List Number"]) == len(brief.sources)
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == brief.columns
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 3
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr") == "QR code of the permanent address"


def test_a_docx_says_its_title_its_language_and_no_other_maker() -> None:
    brief = brief_of(cases_of("decidim"), title="Decidim")

    document = opened(brief)

    about = document.core_properties
    assert (about.title, about.language, about.author) == ("Decidim", "en-gb", "CivicPort")
    assert (about.comments, about.keywords, about.last_modified_by) == ("", "", "")
    assert about.created.date() == about.modified.date() == brief.date
    defaults = document.styles.element.find(qn("w:docDefaults"))
    assert {lang.get(qn("w:val")) for lang in defaults.iter(qn("w:lang"))} == {"en-GB"}
    with zipfile.ZipFile(BytesIO(as_docx(brief))) as archive:
        assert [name for name in archive.namelist() if "thumbnail" in name] == []
        assert {entry.date_time for entry in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}


def test_a_long_title_has_room_in_what_a_docx_says_of_itself() -> None:
    title = "Case studies in " + " or ".join(f"country {number}" for number in range(50))

    document = opened(brief_of(cases_of("decidim"), title=title))

    assert (len(title) > 255, document.core_properties.title) == (True, title[:254] + "…")
    assert [part.text for part in document.paragraphs if part.style.name == "Title"] == [title]


def test_links_of_a_docx_lead_into_the_catalogue_and_to_its_sources() -> None:
    brief = brief_of(cases_of("decidim", "consul"))

    document = opened(brief)

    links = list(document.element.body.iter(qn("w:hyperlink")))
    outside = {
        document.part.rels[link.get(qn("r:id"))].target_ref for link in links if link.get(qn("r:id")) is not None
    }
    assert {brief.address, f"{BASE}/case-studies/consul/"} <= outside
    assert {source.url for source in brief.sources if source.url} <= outside
    inside = [link.get(qn("w:anchor")) for link in links if link.get(qn("w:anchor"))]
    marks = [mark.get(qn("w:name")) for mark in document.element.body.iter(qn("w:bookmarkStart"))]
    assert marks == [f"source-{source.number}" for source in brief.sources]
    assert set(inside) == set(marks)


def test_a_code_is_a_drawing_of_its_address() -> None:
    brief = brief_of(cases_of("decidim"))

    assert brief.address == f"{BASE}/case-studies/brief/"
    assert brief.qr.startswith("<svg")
    assert brief.qr.endswith("</svg>")
    assert not re.search(r"style=|<script|href", brief.qr)
