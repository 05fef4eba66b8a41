"""XLSX, as openpyxl reads it."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from casestudies.exports import xlsx
from civicport.models import Record
from tests.casestudies.exports import file
from tests.factories import make_case, make_organisation, source

pytestmark = pytest.mark.django_db

CASES, LESSONS = "/case-studies/export/xlsx/", "/lessons/export/xlsx/"


def sheets(client: Client, address: str) -> dict[str, list[list[Any]]]:
    """The rows of each sheet, by its title."""
    book = openpyxl.load_workbook(io.BytesIO(file(client, address)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def test_a_workbook_has_cases_values_sources_and_says_what_it_is(client: Client) -> None:
    make_organisation("city", name="City of Harbour")
    make_case(
        start_year=2015,
        themes=["open-data"],
        organisations=[{"organisation": "city"}],
        sources=[source(year=2016, publisher="City")],
    )
    make_case("other")
    moment = Record.objects.get(slug="other").changed.replace(microsecond=0, tzinfo=None)

    found = sheets(client, f"{CASES}?theme=open-data&organisation=city")

    assert list(found) == ["Case studies", "Values", "Sources", "Read me"]
    [header, row] = found["Case studies"]
    told = {name: value for name, value in zip(header, row, strict=True) if value is not None}
    assert (told["slug"], told["start_year"], told["organisations"], told["revision"]) == ("case", 2015, "city", 1)
    assert ["case", "organisations.organisation", 1, "city", "City of Harbour"] in found["Values"]
    assert found["Sources"] == [
        ["slug", "position", "key", "title", "publisher", "url", "year", "language", "archive_url", "accessed"],
        ["case", 1, "report", "A report", "City", None, 2016, None, None, None],
    ]
    assert found["Read me"] == [
        ["Selection", "Theme: Open data\nOrganisation: City of Harbour"],
        ["Found", 1],
        ["As of", moment],
        ["The same on the web", "http://testserver/case-studies/?organisation=city&theme=open-data"],
        ["Licence", "CC BY 4.0, https://creativecommons.org/licenses/by/4.0/"],
        ["Empty cells", "Not known, which is not the same as none."],
        ["Several values", "Stand in one cell with “|” between them."],
        ["Times", "UTC."],
    ]


def test_lessons_have_their_sources_on_a_sheet(client: Client) -> None:
    make_case(
        lessons=[{"text": "Ask.[^report]", "key": "ask"}], aim="Why?[^other]", sources=[source(), source("other")]
    )

    found = sheets(client, LESSONS)

    assert list(found) == ["Lessons", "Sources", "Read me"]
    assert found["Lessons"][1][:7] == [
        "case/ask", "http://testserver/lessons/case/ask/", "lesson", None, "Ask.[^report]", "case", "Case",
    ]  # fmt: skip
    assert found["Sources"][1:] == [["case/ask", 1, "report", "A report", *[None] * 6]]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@A1", "#N/A"])
def test_a_text_is_a_text(client: Client, text: str) -> None:
    make_case(title=text, lessons=[{"title": text, "text": text}])

    for address in (CASES, LESSONS):
        book = openpyxl.load_workbook(io.BytesIO(file(client, address)))
        cells = [cell for sheet in book for row in sheet for cell in row]

        assert {cell.data_type for cell in cells if cell.value == text} == {"s"}
        assert {cell.quotePrefix for cell in cells if cell.value == text} == {text[0] != "#"}
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


def test_a_text_that_no_cell_can_hold_is_whole_on_the_sheet_of_values(client: Client) -> None:
    aim = "😀 word " * 6_000 + "end.[^report]"
    make_case(aim=aim)

    found = sheets(client, CASES)

    header, row = found["Case studies"]
    assert row[header.index("aim")] == "(too long for a cell; whole on another sheet)"
    assert "".join(value for _slug, field, _n, value, _label in found["Values"] if field == "aim") == aim


def test_a_sheet_that_is_full_is_continued(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 2)
    for slug in ("a", "b", "c", "d", "e"):
        make_case(slug)

    found = sheets(client, CASES)

    titles = [title for title in found if title.startswith("Case studies")]
    assert [(title, [row[0] for row in found[title]]) for title in titles] == [
        ("Case studies", ["slug", "a", "b"]),
        ("Case studies 2", ["slug", "c", "d"]),
        ("Case studies 3", ["slug", "e"]),
    ]


def test_what_was_searched_for_cannot_break_the_workbook(client: Client) -> None:
    make_case()

    found = sheets(client, f"{CASES}?q=case+%01%02")

    assert found["Read me"][0] == ["Selection", "Words: case \ufffd\ufffd"]
