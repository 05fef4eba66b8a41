"""The matrix as a file: every value, and exactly what was asked for."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from casestudies.finding import crossing
from casestudies.finding.crossing import MOST
from civicport.models import Catalogue
from tests.casestudies.exports import cost, file, rows
from tests.factories import make_case, make_organisation, make_tool
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

PATH = "/case-studies/matrix/export/csv/"
STATUS_AND_FORM = f"{PATH}?rows=status&columns=form"


def cells(content: bytes) -> list[list[str]]:
    """The whole table, its header first."""
    found = rows(content)
    return [list(found[0]), *(list(row.values()) for row in found)]


def make_some() -> None:
    make_case("a", status="ongoing", form="direct")
    make_case("b", status="ongoing", form="indirect", level="local")
    make_case("c", level="local", form="direct")
    make_case("draft", status="completed", form="direct", state="draft")


def test_it_has_a_line_for_each_value_and_a_total(client: Client) -> None:
    make_some()

    assert cells(file(client, STATUS_AND_FORM)) == [
        ["status", "label", "case_studies", "direct", "indirect"],
        ["", "Total", "3", "2", "1"],
        ["ongoing", "Ongoing", "2", "1", "1"],
        ["completed", "Completed", "0", "0", "0"],
        ["discontinued", "Discontinued", "0", "0", "0"],
        ["not-known", "Not known", "1", "1", "0"],
    ]


def test_it_counts_the_selection(client: Client) -> None:
    make_some()

    assert cells(file(client, f"{STATUS_AND_FORM}&level=local&status=ongoing&status=not-known&q=labs")) == [
        ["status", "label", "case_studies", "direct", "indirect"],
        ["", "Total", "2", "1", "1"],
        ["ongoing", "Ongoing", "1", "0", "1"],
        ["not-known", "Not known", "1", "1", "0"],
    ]


def test_it_has_what_the_page_has_no_room_for(client: Client) -> None:
    slugs = [f"city-{number:02}" for number in range(MOST + 2)]
    for slug in slugs:
        make_organisation(slug)
    make_tool("app")
    make_case("a", organisations=[{"organisation": slug} for slug in slugs], tools=["app"])

    found = cells(file(client, f"{PATH}?rows=organisation&columns=tool"))

    assert found[0] == ["organisation", "label", "case_studies", "app"]
    assert [line[0] for line in found[2:]] == slugs
    assert {tuple(line[2:]) for line in found[1:]} == {("1", "1")}


def test_models_and_themes_stand_there_if_nobody_asks_for_others(client: Client) -> None:
    make_case("a", themes=["open-data"])

    found = cells(file(client, PATH))

    assert (found[0][:4], found[2][:4]) == (["model", "label", "case_studies", "open-data"], ["labs", "Labs", "1", "1"])


def test_no_label_is_taken_for_a_formula(client: Client) -> None:
    make_organisation("evil", name='=HYPERLINK("x")')
    make_case("a", organisations=[{"organisation": "evil"}])

    assert cells(file(client, f"{PATH}?rows=organisation&columns=form"))[2][:2] == ["evil", '\'=HYPERLINK("x")']


def test_its_name_says_what_is_inside(client: Client) -> None:
    make_some()

    response = client.get(f"{PATH}?rows=policy_area&columns=form&level=local")

    day = f"{Catalogue.current().changed:%Y-%m-%d}"
    name = f"civicport-matrix-policy-area-form-local-{day}.csv"
    assert response["Content-Disposition"] == f'attachment; filename="{name}"'
    assert response.streaming


@pytest.mark.parametrize(
    ("query", "parameter", "detail"),
    [
        ("rows=modle", "rows", "“modle” is no filter of this list. Did you mean “model”?"),
        ("rows=form&columns=form", "columns", "Rows and columns cannot be the same filter."),
        ("rows=form&rows=level", "rows", "It may be given once."),
        ("sort=label", "sort", "There is no such parameter."),
        ("page=2", "page", "There is no such parameter."),
        ("status=running", "status", "“running” is no value of this filter."),
    ],
)
def test_what_it_does_not_understand_it_names(client: Client, query: str, parameter: str, detail: str) -> None:
    make_some()

    response: Any = client.get(f"{PATH}?{query}")

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    problem = json.loads(response.getvalue())["errors"][0]
    assert (problem["parameter"], problem["detail"].startswith(detail)) == (parameter, True)


def test_one_that_is_too_large_is_refused_and_the_page_says_so_beforehand(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crossing, "MOST_CELLS", 5)
    for number in range(3):
        make_organisation(f"city-{number}")
        make_tool(f"app-{number}")
    make_case("a", organisations=[{"organisation": f"city-{number}"} for number in range(3)], tools=["app-0", "app-1"])
    told = "With all values this matrix has 6 cells, and a file at the most 5; filters make it smaller."
    query = "?rows=organisation&columns=tool"

    refused = client.get(PATH + query)

    assert refused.status_code == 400
    assert [(error["parameter"], error["detail"]) for error in refused.json()["errors"]] == [("columns", told)]
    page = parse(client.get(f"/case-studies/matrix/{query}"))
    assert page.one(class_="matrix-foot").all("p")[-1].text == told
    assert client.get(f"{PATH}{query}&tool=app-0").status_code == 200


def test_head_makes_nothing_and_nothing_can_be_written(client: Client) -> None:
    make_some()

    head: Any = client.head(PATH)

    assert (head.status_code, head.getvalue()) == (200, b"")
    assert client.post(PATH).status_code == 405


def test_the_page_leads_to_it(client: Client) -> None:
    make_some()

    page = client.get("/case-studies/matrix/?rows=status&columns=form&level=local&sort=label")

    url = page.context["matrix"].file_url
    assert url == f"{PATH}?level=local&rows=status&columns=form"
    assert cells(file(client, url))[1] == ["", "Total", "2", "1", "1"]


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many(client: Client, cases: int) -> None:
    for number in range(cases):
        make_organisation(f"city-{number}")
        make_case(f"case-{number}", organisations=[{"organisation": f"city-{number}"}])

    # When anything public last changed, for the name; all themes.
    assert cost(client, f"{PATH}?rows=organisation&columns=theme") == 2
