"""Records side by side as CSV and XLSX."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client

from civicport.models import Record
from tests.casestudies.exports import cost, file, rows
from tests.factories import make_case, make_model, make_organisation, make_tool, source

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

CSV, XLSX = "/compare/export/csv/", "/compare/export/xlsx/"
QUERY = "?case=a&case=b"


def sheets(client: Client, address: str) -> dict[str, list[list[Any]]]:
    """The rows of each sheet, by its title."""
    book = openpyxl.load_workbook(io.BytesIO(file(client, address)))
    return {sheet.title: [[cell.value for cell in row] for row in sheet] for sheet in book}


def make_two() -> None:
    make_organisation("city", name="City of Harbour")
    make_case(
        "a", level="local", themes=["open-data", "deliberation"],
        organisations=[{"organisation": "city", "role": "funder"}],
        costs=[{"label": "Grant", "amount": 20000, "currency": "EUR", "year": 2016, "source": "report"}],
        milestones=[{"year": 2016, "text": "It *began*."}],
        lessons=[
            {"title": "Ask", "text": "Ask *early*.[^report]", "key": "ask"},
            {"text": "Wait.", "key": "wait"},
        ],
        sources=[source(publisher="City", year=2016)],
    )  # fmt: skip
    make_case("b", level="local")


def test_csv_has_a_row_for_each_question_and_a_column_for_each_record(client: Client) -> None:
    make_two()

    found = {row["row_name"]: row for row in rows(file(client, CSV + QUERY))}

    assert list(found["title"].values()) == ["title", "Title", "", "A", "B"]
    assert list(found["url"].values())[3:] == [
        "http://testserver/case-studies/a/",
        "http://testserver/case-studies/b/",
    ]
    assert list(found["level"].values()) == ["level", "Level", "same", "Local", "Local"]
    assert list(found["themes"].values()) == ["themes", "Themes", "differs", "Open data | Deliberation", ""]
    assert list(found["form"].values()) == ["form", "Form", "not-known", "", ""]
    assert {name: found[name]["a"] for name in ("organisations", "costs", "milestones", "lessons", "aim")} == {
        "organisations": "City of Harbour (funder)",
        "costs": "Grant: €20,000 (2016)",
        "milestones": "2016: It began.",
        "lessons": "Ask: Ask early. | Wait.",
        "aim": "It wanted something.",
    }


def test_a_workbook_has_the_table_every_answer_and_the_sources(client: Client) -> None:
    make_two()
    moment = Record.objects.get(slug="b", kind="case_studies").changed.replace(microsecond=0, tzinfo=None)

    found = sheets(client, XLSX + QUERY)

    assert list(found) == ["Side by side", "Values", "Sources", "Read me"]
    assert found["Side by side"][:2] == [
        ["row_name", "row_label", "row_agreement", "a", "b"],
        ["title", "Title", None, "A", "B"],
    ]
    assert found["Values"][0] == [
        "slug", "field", "label", "position", "value", "title", "text", "note", "url", "sources",
    ]  # fmt: skip
    assert [
        "a", "lessons", "Lessons learnt", 1, "ask", "Ask", "Ask *early*.[^report]", None,
        "http://testserver/case-studies/a/#ask", "report",
    ] in found["Values"]  # fmt: skip
    assert found["Sources"] == [
        ["slug", "position", "key", "title", "publisher", "url", "year", "language", "archive_url", "accessed"],
        ["a", 1, "report", "A report", "City", None, 2016, None, None, None],
        ["b", 1, "report", "A report", None, None, None, None, None, None],
    ]
    assert found["Read me"][:4] == [
        ["Selection", "A\nB"],
        ["Found", 2],
        ["As of", moment],
        ["The same on the web", "http://testserver/compare/?case=a&case=b"],
    ]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@A1"])
def test_no_spreadsheet_sees_a_formula(client: Client, text: str) -> None:
    make_case("a", title=text, summary=text)
    make_case("b")

    told = {row["row_name"]: row["a"] for row in rows(file(client, CSV + QUERY))}
    book = openpyxl.load_workbook(io.BytesIO(file(client, XLSX + QUERY)))

    assert (told["title"], told["summary"]) == (f"'{text}", f"'{text}")
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value == text]
    assert [(cell.data_type, cell.quotePrefix) for cell in cells] == [("s", True)] * 3


def test_a_text_that_no_cell_can_hold_is_whole_on_the_sheet_of_values(client: Client) -> None:
    aim = "word " * 6_000 + "end.[^report]"
    make_case("a", aim=aim)
    make_case("b")

    found = sheets(client, XLSX + QUERY)

    [row] = [row for row in found["Side by side"] if row[0] == "aim"]
    assert row[3:] == ["(too long for a cell; whole on another sheet)", "It wanted something."]
    assert "".join(row[6] for row in found["Values"] if row[:2] == ["a", "aim"]) == aim


@pytest.mark.parametrize(
    ("query", "name"),
    [("?case=b&case=a", "b-a"), ("?model=labs&model=trainings", "labs-trainings"), ("?tool=app&tool=kit", "app-kit")],
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_file_says_what_is_inside(client: Client, query: str, name: str, ending: str) -> None:
    make_model("labs")
    make_model("trainings")
    for slug in ("app", "kit"):
        make_tool(slug)
    make_case("a", tools=["app", "kit"])
    make_case("b")

    response: Any = client.get(f"/compare/export/{ending}/{query}")

    day = Record.objects.get(slug="b").changed.date().isoformat()
    assert response["Content-Disposition"] == f'attachment; filename="civicport-comparison-{name}-{day}.{ending}"'
    assert response.getvalue()
    head: Any = client.head(f"/compare/export/{ending}/{query}")
    assert (head.status_code, head.getvalue()) == (200, b"")


@pytest.mark.parametrize("address", [CSV, XLSX])
@pytest.mark.parametrize(
    ("query", "parameter"),
    [("", "case"), ("?case=a", "case"), ("?case=a&case=draft", "case"), (f"{QUERY}&tool=app", "tool"), ("?q=a", "q")],
)
def test_what_cannot_be_compared_is_refused(client: Client, address: str, query: str, parameter: str) -> None:
    make_case("a")
    make_case("b")
    make_case("draft", state="draft")

    response = client.get(address + query)

    assert response.status_code == 400
    assert [error["parameter"] for error in response.json()["errors"]] == [parameter]


def test_there_are_no_other_formats(client: Client) -> None:
    make_case("a")
    make_case("b")

    assert client.get(f"/compare/export/pdf/{QUERY}").status_code == 404
    assert client.post(f"{CSV}{QUERY}").status_code == 405


@pytest.mark.parametrize("address", [CSV, XLSX])
@pytest.mark.parametrize("count", [2, 5])
def test_a_file_costs_the_same_however_many(client: Client, address: str, count: int) -> None:
    for number in range(count):
        make_case(f"case-{number}", themes=["open-data"])

    # Former slugs, and which there are; the cases with models, countries and card terms, their terms and what these are
    # called, organisations; what choices are called; when something public last changed.
    assert cost(client, f"{address}?" + "&".join(f"case=case-{number}" for number in range(count))) == 12
