"""The sides of the matrix: which facets they are, in what order, and what of them is shown."""

from __future__ import annotations

import pytest
from django.test import Client

from casestudies.finding import crossing
from tests.casestudies.views import ignored, links
from tests.casestudies.views.matrix_page import PATH, STATUS_AND_FORM, make_some, page, table
from tests.factories import make_case, make_tool
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def sorted_by(found: Element) -> list[tuple[str, str]]:
    """The headings by which the table is in order, each with its direction."""
    headings = found.one("table", class_="matrix").all("th")
    return [(heading.text, heading["aria-sort"]) for heading in headings if "aria-sort" in heading.attributes]


@pytest.mark.parametrize(("sort", "rows", "columns", "by"), [
    ("", ["Completed", "Ongoing", "Discontinued", "Not known"], ["Indirect", "Direct", "Not known"],
     [("Total", "descending")]),
    ("label", ["Completed", "Discontinued", "Ongoing", "Not known"], ["Direct", "Indirect", "Not known"],
     [("Status by name", "ascending")]),
    ("form:direct", ["Ongoing", "Completed", "Discontinued", "Not known"], ["Indirect", "Direct", "Not known"],
     [("Direct", "descending")]),
    ("status:ongoing", ["Completed", "Ongoing", "Discontinued", "Not known"], ["Direct", "Indirect", "Not known"],
     [("Ongoing", "descending")]),
])  # fmt: skip
def test_it_can_be_put_in_order(
    client: Client, sort: str, rows: list[str], columns: list[str], by: list[tuple[str, str]]
) -> None:
    make_case("a", status="ongoing", form="direct")
    make_case("b", status="completed", form="indirect")
    make_case("c", status="completed", form="indirect")
    for number in range(5):
        make_case(f"d{number}")

    found = page(client, f"?{STATUS_AND_FORM}&sort={sort}")

    shown = table(found)
    assert ignored(found) == []
    assert [row[0] for row in shown[2:]] == rows
    assert shown[0][2:] == columns
    assert sorted_by(found) == by
    # The numbers go with their values.
    counts = {(row[0], column): count for row in shown[1:] for column, count in zip(shown[0][1:], row[1:], strict=True)}
    assert counts["Ongoing", "Direct"] == counts["Ongoing", "Total"] == counts["Total", "Direct"] == "1"
    assert counts["Completed", "Indirect"] == counts["Total", "Indirect"] == "2"
    assert counts["Not known", "Not known"] == "5"


def test_headings_put_it_in_order_and_keep_the_rest(client: Client) -> None:
    make_some()

    found = page(client, f"?{STATUS_AND_FORM}&level=local&sort=label")

    headings = [
        (heading.text, heading.one("a")["href"]) for heading in found.one("thead").all("th") if heading.all("a")
    ]
    kept = f"{PATH}?level=local&rows=status&columns=form"
    assert headings == [
        ("Status by name", f"{kept}&sort=label"),
        ("Total", kept),
        ("Direct", f"{kept}&sort=form%3Adirect"),
        ("Indirect", f"{kept}&sort=form%3Aindirect"),
        ("Not known", f"{kept}&sort=form%3Anot-known"),
    ]
    assert found.one("tbody").all("th")[0].one("a")["href"] == f"{kept}&sort=status%3Acompleted"
    assert links(found, class_="pills")[0] == ("Let go: Level: Local", f"{PATH}?rows=status&columns=form&sort=label")


def test_it_can_be_ordered_by_a_value_that_is_not_shown(client: Client) -> None:
    make_case("a", countries=["PL", "DE"], status="ongoing")
    make_case("b", countries=["PL"], status="completed")
    make_case("c", countries=["UA", "DE"], status="completed")

    found = page(client, "?rows=status&columns=country&country=PL&sort=country:DE")

    assert ignored(found) == []
    assert [row[0] for row in table(found)[2:]] == ["Ongoing", "Completed", "Discontinued"]
    assert sorted_by(found) == []


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("rows=modle", ["Rows: “modle” is no filter of this list. Did you mean “model”?"]),
        ("columns=<b>", ["Columns: “<b>” is no filter of this list."]),
        ("rows=form&columns=form", ["Columns: Rows and columns cannot be the same filter."]),
        ("sort=size", ["“size” is no order of this matrix."]),
        ("sort=theme:nothing", ["“theme:nothing” is no order of this matrix."]),
        ("sort=status:ongoing", ["“status:ongoing” is no order of this matrix."]),
        ("sort=theme:%00", ["“theme:�” is no order of this matrix."]),
        ("rows=&columns=&sort=", []),
        ("row=model", ["There is no filter called “row”."]),
    ],
)
def test_bad_values_are_ignored_and_said(client: Client, query: str, problems: list[str]) -> None:
    make_some()

    found = page(client, f"?{query}")

    assert ignored(found) == problems
    assert sorted_by(found) == [("Total", "descending")]
    address = found.one("table", class_="matrix").all("a")[1]["href"]
    assert address == (f"{PATH}?rows=form&columns=theme" if "form" in query else PATH)


def test_a_form_chooses_the_sides_and_keeps_the_selection(client: Client) -> None:
    make_some()

    found = page(client, f"?{STATUS_AND_FORM}&level=local&q=labs&active_to=2020&sort=label")
    form = page(client, f"?{STATUS_AND_FORM}&level=local&q=labs&sort=label").one("form", class_="matrix-sides")

    assert found.all("form", class_="matrix-sides") == []  # Nothing is known to have run by then.
    assert form["action"] == PATH
    assert [(field["name"], field["value"]) for field in form.all("input")] == [("q", "labs"), ("level", "local")]
    chosen = {
        field["name"]: [option["value"] for option in field.all("option") if "selected" in option.attributes]
        for field in form.all("select")
    }
    assert chosen == {"rows": ["status"], "columns": ["form"]}
    assert [option["value"] for option in form.all("select")[0].all("option")] == [
        "model", "theme", "initiator", "funding", "status", "form", "level", "country", "participant", "motivation",
        "policy_area", "organisation", "tool",
    ]  # fmt: skip
    assert form.one("a")["href"] == f"{PATH}?q=labs&level=local&rows=form&columns=status"


def test_the_usual_sides_have_one_address(client: Client) -> None:
    make_some()

    found = page(client, "?rows=model&columns=theme")

    assert found.one("link", rel="canonical")["href"] == f"http://testserver{PATH}"
    assert page(client, f"?{STATUS_AND_FORM}").one("meta", name="robots")["content"] == "noindex"
    assert page(client, "?sort=label").one("meta", name="robots")["content"] == "noindex"


def test_a_long_side_says_which_part_it_shows(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossing.make_side, "__defaults__", (2,))
    for slug in ("app", "bot", "cat"):
        make_tool(slug)
    make_case("a", tools=["bot", "cat"], status="ongoing")
    make_case("b", tools=["bot", "app", "cat"])
    make_case("c", tools=["cat"])
    make_case("d")

    found = page(client, "?rows=tool&columns=level&status=ongoing&status=not-known")

    assert [row[:2] for row in table(found)[2:]] == [["Cat", "3"], ["Bot", "2"], ["Not known", "1"]]
    parts = [(note.text, note.one("a")["href"]) for note in found.all("p", class_="view-note") if note.all("a")]
    query = "status=not-known&status=ongoing&rows=tool&columns=level&view=matrix"
    assert parts == [
        ("Tool: the 2 with most case studies, of 3. Choose others", f"/case-studies/facets/tool/?{query}"),
        ("Level: the 2 with most case studies, of 4. Choose others", f"/case-studies/facets/level/?{query}"),
    ]
    other = parse(client.get(parts[0][1]))
    assert [link["href"] for link in other.one("ul", class_="choices").all("a") if link.text.startswith("App")] == [
        f"{PATH}?status=not-known&status=ongoing&tool=app&rows=tool&columns=level"
    ]
