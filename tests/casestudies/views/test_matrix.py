"""The matrix: two facets of a selection as a table, whose every number leads to exactly its case studies."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casestudies.finding import crossing
from casestudies.views import matrix
from tests.factories import make_case, make_model, make_organisation, make_tool
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

PATH = "/case-studies/matrix/"
STATUS_AND_FORM = "rows=status&columns=form"


def page(client: Client, query: str = "") -> Element:
    response = client.get(PATH + query)
    assert response.status_code == 200
    return parse(response)


def table(found: Element) -> list[list[str]]:
    """The texts of the matrix, row by row; a gap is "none"."""
    rows = found.one("table", class_="matrix").all("tr")
    return [[cell.text for cell in row.parts if isinstance(cell, Element)] for row in rows]


def numbers(found: Element) -> list[Element]:
    """Every link from a number, totals included."""
    return [link for cell in found.one("table", class_="matrix").all("td") for link in cell.all("a")]


def links(found: Element, **attributes: str) -> list[tuple[str, str]]:
    return [(link.text, link["href"]) for link in found.one(**attributes).all("a")]


def ignored(found: Element) -> list[str]:
    return [item.text for part in found.all("ul", class_="problem-list") for item in part.all("li")]


def gaps(found: Element) -> list[str]:
    return [item.text for part in found.all("ul", class_="matrix-gaps") for item in part.all("li")]


def notes(found: Element) -> list[str]:
    return [note.text for note in found.all("p", class_="view-note")]


def sorted_by(found: Element) -> list[tuple[str, str]]:
    """The headings by which the table is in order, each with its direction."""
    headings = found.one("table", class_="matrix").all("th")
    return [(heading.text, heading["aria-sort"]) for heading in headings if "aria-sort" in heading.attributes]


def make_some() -> None:
    make_case("a", status="ongoing", form="direct")
    make_case("b", status="ongoing", form="direct", level="local")
    make_case("c", status="ongoing", form="indirect", level="local")
    make_case("d", status="completed", level="local")
    make_case("draft", status="discontinued", form="indirect", state="draft")


def test_it_counts_pairs_and_totals(client: Client) -> None:
    make_some()

    found = page(client, f"?{STATUS_AND_FORM}")

    assert found.one("h1").text == "4 case studies"
    assert table(found) == [
        ["Status by name", "Total", "Direct", "Indirect", "Not known"],
        ["Total", "4", "2", "1", "1"],
        ["Ongoing", "3", "2", "1", "none"],
        ["Completed", "1", "none", "none", "1"],
        ["Discontinued", "0", "none", "none", "none"],
    ]


def test_models_and_themes_stand_there_if_nobody_asks_for_others(client: Client) -> None:
    make_model("trainings")
    make_case("a", themes=["open-data", "deliberation"], models=["labs", "trainings"])
    make_case("b", themes=["open-data"])

    found = page(client)

    shown = table(found)
    assert shown[0][:4] == ["Collaboration model by name", "Total", "Open data", "Deliberation"]
    assert [row[:4] for row in shown[1:]] == [
        ["Total", "2", "2", "1"],
        ["Labs", "2", "2", "1"],
        ["Trainings", "1", "1", "1"],
    ]
    assert found.one("title").text == "Case studies, matrix – CivicPort"
    assert found.one("caption").text == "Collaboration model and Theme: how many case studies have both"
    assert found.one("link", rel="canonical")["href"] == f"http://testserver{PATH}"
    assert found.all("meta", name="robots") == []
    for heading in (found.one("tbody").all("th")[0], found.one("tbody").all("th")[1]):
        assert len(heading.all("svg", class_="flag")) == 1


def test_every_number_leads_to_exactly_its_case_studies(client: Client) -> None:
    make_some()
    make_model("trainings")
    make_case("e", models=["trainings", "labs"], themes=["open-data"], status="ongoing", countries=["PL"])
    checked = 0

    for query in (STATUS_AND_FORM, f"level=local&q=case+OR+labs&{STATUS_AND_FORM}", "", "rows=country&columns=tool",
                  "rows=level&columns=status&status=ongoing&status=completed&ordering=-title"):  # fmt: skip
        found = page(client, f"?{query}")
        assert ignored(found) == []
        for link in numbers(found):
            listing = client.get(link["href"]).context["listing"]
            assert link["href"].startswith("/case-studies/")
            assert listing.problems == []
            assert listing.count == int(link.text), link["href"]
            checked += 1

    assert checked > 40


def test_a_number_keeps_the_selection(client: Client) -> None:
    make_some()

    found = page(client, f"?{STATUS_AND_FORM}&level=local&status=ongoing&status=completed&ordering=-title")

    assert table(found)[1:] == [
        ["Total", "3", "1", "1", "1"],
        ["Ongoing", "2", "1", "1", "none"],
        ["Completed", "1", "none", "none", "1"],
    ]
    addresses = [link["href"] for link in numbers(found)]
    assert addresses[0] == "/case-studies/?level=local&status=completed&status=ongoing&ordering=-title"
    assert addresses[1] == "/case-studies/?form=direct&level=local&status=completed&status=ongoing&ordering=-title"
    assert addresses[4:6] == [
        "/case-studies/?level=local&status=ongoing&ordering=-title",
        "/case-studies/?form=direct&level=local&status=ongoing&ordering=-title",
    ]
    assert [link["aria-label"] for link in numbers(found)][4:6] == ["2: Ongoing", "1: Ongoing, Direct"]


def test_words_that_look_like_a_value_change_no_address(client: Client) -> None:
    make_case("a", title="A 00r 00c", status="ongoing", form="direct")

    found = page(client, f"?{STATUS_AND_FORM}&q=%2500r+%2500c")

    cell = next(link for link in numbers(found) if link["aria-label"] == "1: Ongoing, Direct")
    assert cell["href"] == "/case-studies/?q=%2500r+%2500c&form=direct&status=ongoing"


def test_what_is_not_public_is_not_counted(client: Client) -> None:
    make_some()
    make_organisation("hidden")
    make_case("secret", state="draft", organisations=[{"organisation": "hidden"}])

    found = page(client, "?rows=organisation&columns=status")

    assert [row[:2] for row in table(found)] == [["Organisation by name", "Total"], ["Total", "4"], ["Not known", "4"]]


def test_gaps_are_named_the_most_surprising_first(client: Client) -> None:
    make_some()
    make_case("e", status="completed")
    make_case("f", status="completed", form="indirect")

    found = page(client, f"?{STATUS_AND_FORM}")

    assert found.one("h3", id="gaps-heading").text == "No case study yet"
    assert gaps(found) == ["Discontinued", "Completed and Direct"]
    narrowed = page(client, f"?{STATUS_AND_FORM}&level=local")
    assert narrowed.one("h3", id="gaps-heading").text == "No case study of this selection"
    assert gaps(narrowed) == ["Discontinued", "Completed and Direct", "Completed and Indirect"]


def test_without_gaps_none_are_named(client: Client) -> None:
    make_case("a", status="ongoing", form="direct")

    assert gaps(page(client, f"?{STATUS_AND_FORM}&status=ongoing&form=direct")) == []


def test_many_gaps_are_named_in_part(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "MOST_GAPS", 1)
    make_case("a", status="ongoing", form="direct")
    make_case("b", status="completed", form="indirect")
    make_case("c", status="completed", form="indirect")

    found = page(client, f"?{STATUS_AND_FORM}")

    assert gaps(found) == ["Discontinued", "Completed and Direct"]
    assert notes(found)[-1] == (
        "These are 1 of 2 pairs of values that stand in the matrix, first those whose values have most case studies by "
        "themselves."
    )


def test_cells_are_shaded_by_their_share_and_the_legend_says_how(client: Client) -> None:
    for number in range(7):
        make_case(f"a{number}", status="ongoing", form="direct")
    for number in range(3):
        make_case(f"b{number}", status="completed", form="indirect")
    for number in range(9):
        make_case(f"c{number}", status="completed")

    found = page(client, f"?{STATUS_AND_FORM}")

    cells = [(cell.text, cell["class"]) for cell in found.one("tbody").all("td")]
    assert cells == [
        ("12", "total"), ("none", "gap"), ("3", "share-3"), ("9", "share-0"),
        ("7", "total"), ("7", "share-5"), ("none", "gap"), ("none", "share-0"),
        ("0", "total"), ("none", "gap"), ("none", "gap"), ("none", "share-0"),
    ]  # fmt: skip
    keys = [(key.text, key["class"].split()[1]) for key in found.all(class_="matrix-key")]
    assert keys == [
        ("1", "share-1"), ("2", "share-2"), ("3 to 4", "share-3"), ("5", "share-4"), ("6 to 7", "share-5"),
        ("none", "gap"),
    ]  # fmt: skip


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


def test_an_empty_selection_offers_ways_out(client: Client) -> None:
    make_some()

    found = page(client, f"?{STATUS_AND_FORM}&status=discontinued")

    assert found.all("table") == []
    assert links(found, class_="lift") == [("Without “Status: Discontinued” 4", f"{PATH}?rows=status&columns=form")]


def test_it_is_a_table_that_can_be_scrolled_and_heard(client: Client) -> None:
    make_some()

    found = page(client, f"?{STATUS_AND_FORM}")

    room = found.one("div", class_="matrix-room")
    assert (room["role"], room["tabindex"], room["aria-labelledby"]) == ("region", "0", "matrix-caption")
    assert {heading["scope"] for heading in found.one("thead").all("tr")[0].all("th")} == {"col"}
    assert {row.all("th")[0]["scope"] for row in found.one("table", class_="matrix").all("tr")[1:]} == {"row"}


def test_values_are_shown_as_text(client: Client) -> None:
    make_organisation("evil", name='<script>"&amp;')
    make_case("a", organisations=[{"organisation": "evil"}], status="ongoing")

    found = page(client, "?rows=organisation&columns=status")

    assert table(found)[2][0] == '<script>"&amp;'
    assert numbers(found)[-1]["aria-label"] == '1: <script>"&amp;, Ongoing'
    assert page(client, "?rows=status&columns=organisation").all("script", class_="x") == []


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many(client: Client, django_assert_num_queries: Any, cases: int) -> None:
    for number in range(cases):
        make_organisation(f"city-{number}")
        make_case(f"case-{number}", organisations=[{"organisation": f"city-{number}"}], themes=["open-data"])
    page(client)

    # The version, twice; the values of both vocabularies.
    with django_assert_num_queries(4):
        page(client)
    with django_assert_num_queries(3):
        page(client, "?rows=organisation")
