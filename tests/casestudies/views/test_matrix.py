"""The matrix: two facets of a selection as a table, whose every number leads to exactly its case studies."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casestudies.views import matrix
from tests.casestudies.views import ignored, links
from tests.casestudies.views.matrix_page import PATH, STATUS_AND_FORM, make_some, numbers, page, table
from tests.factories import make_case, make_model, make_organisation
from tests.html import Element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def gaps(found: Element) -> list[str]:
    return [item.text for part in found.all("ul", class_="matrix-gaps") for item in part.all("li")]


def notes(found: Element) -> list[str]:
    return [note.text for note in found.all("p", class_="view-note")]


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
