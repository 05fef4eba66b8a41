"""Which records are compared: how they come together, and what of an address is left out."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casestudies.views import ignored, robots
from tests.casestudies.views.comparison_page import TWO, candidates, columns, page
from tests.factories import accepted, case_document, make_case, make_model, make_tool
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

COMPARE = "/compare/"


def test_one_can_go_and_another_come(client: Client) -> None:
    make_case("a", themes=["open-data"])
    make_case("b")
    make_case("c", themes=["open-data"])

    found = page(client, TWO)

    assert [link["href"] for link in found.one("thead").all("a", class_="compare-remove")] == [
        "/compare/?case=b",
        "/compare/?case=a",
    ]
    assert candidates(found) == [("C", "/compare/?case=a&case=b&case=c")]
    form = found.one("section", aria_labelledby="picker-heading").one("form")
    assert [(field["name"], field["value"]) for field in form.all("input", type="hidden")] == [
        ("case", "a"),
        ("case", "b"),
    ]


def test_with_one_picked_it_suggests_what_has_most_in_common(client: Client) -> None:
    make_model("labs")
    make_model("trainings")
    make_case("a", themes=["open-data"])
    make_case("same-model", models=["labs"])
    make_case("same-theme", models=["trainings"], themes=["open-data", "deliberation"])
    make_case("same-both", themes=["open-data"])
    make_case("nothing", models=["trainings"], themes=["deliberation"])
    make_case("draft", themes=["open-data"], state="draft")

    found = page(client, "/compare/?case=a")

    assert found.one("h1").text == "“A” beside another case study"
    assert [title for title, _url in candidates(found)] == ["Same-both", "Same-theme", "Same-model"]
    assert found.all("table") == []
    assert found.one(class_="picked").one("a", class_="compare-remove")["href"] == "/compare/"


def test_a_search_keeps_what_is_picked(client: Client) -> None:
    make_case("a", title="Budget of A")
    make_case("b", title="Budget of B")
    make_case("c", title="Hospital")
    make_case("draft", title="Budget of D", state="draft")

    found = page(client, "/compare/?case=a&q=budget")

    assert candidates(found)[0] == ("Budget of B", "/compare/?case=a&case=b")
    assert [heading.text for heading in found.one(class_="picker").all("h3")] == [
        "Found for “budget”",
        "On the same themes, or of the same model",
    ]
    assert ("2 case studies in the list", "/case-studies/?q=budget") in [
        (link.text, link["href"]) for link in found.one(class_="picker").all("a")
    ]


def test_a_misspelt_search_leads_on_with_what_is_picked(client: Client) -> None:
    make_case("a")
    make_case("b", title="Participatory budget")

    found = page(client, "/compare/?case=a&q=budgett")

    assert candidates(found)[0] == ("Participatory budget", "/compare/?case=a&case=b")
    assert found.one(class_="searched").one("a")["href"] == "/compare/?q=budget&case=a"


def test_a_search_that_finds_nothing_says_so(client: Client) -> None:
    make_case("a")

    found = page(client, "/compare/?case=a&q=submarine")

    assert candidates(found) == []
    assert "Nothing else in the catalogue fits this." in found.one(class_="picker").text


def test_with_nothing_picked_it_explains_and_lets_pick(client: Client) -> None:
    make_case("a")

    found = page(client, COMPARE)

    assert found.one("h1").text == "Compare case studies"
    assert robots(found) == []
    assert [link["href"] for link in found.one(class_="page-head").all("a")] == [
        "/case-studies/",
        "/collaboration-models/",
        "/tools/",
    ]
    assert candidates(page(client, "/compare/?q=something")) == [("A", "/compare/?case=a")]


def test_each_is_compared_once_under_its_present_slug(client: Client) -> None:
    make_case("a", former_slugs=["old"])
    make_case("b")

    found = page(client, "/compare/?case=old&case=b&case=a&case=b")

    assert columns(found) == ["A", "B"]
    assert found.one("link", rel="canonical")["href"] == "http://testserver/compare/?case=a&case=b"
    assert ignored(found) == []


@pytest.mark.parametrize("slug", ["nothing", "draft", "withdrawn", "No slug", "x" * 200, "a\0b"])
def test_what_the_public_does_not_find_is_left_out_in_a_sentence(client: Client, slug: str) -> None:
    make_case("a")
    make_case("b")
    make_case("draft", state="draft")
    accepted("case_studies", case_document("withdrawn"))
    accepted("case_studies", case_document("withdrawn", state="withdrawn"))

    response = client.get(COMPARE, {"case": ["a", slug, "b"]})

    found = parse(response)
    assert columns(found) == ["A", "B"]
    [sentence] = ignored(found)
    assert sentence.startswith("There is no case study “")


def test_more_than_five_are_too_many(client: Client) -> None:
    for slug in "abcdefg":
        make_case(slug)

    found = page(client, "/compare/?" + "&".join(f"case={slug}" for slug in "gfedcba"))

    assert columns(found) == ["G", "F", "E", "D", "C"]
    assert ignored(found) == ["At most five case studies are compared; these are the first of them."]
    assert found.all(class_="picker") == []


def test_only_records_of_one_kind_are_compared(client: Client) -> None:
    make_case("a")
    make_case("b")

    found = page(client, f"{TWO}&model=labs&utm_source=letter&sort=up")

    assert columns(found) == ["A", "B"]
    assert ignored(found) == [
        "There is no parameter called “sort”.",
        "Case studies are compared with case studies only; the rest was left out.",
    ]


@pytest.mark.parametrize(
    ("address", "parameter"),
    [("/case-studies/", "case"), ("/tools/", "tool"), ("/collaboration-models/", "model")],
)
def test_every_list_has_boxes_to_tick(client: Client, address: str, parameter: str) -> None:
    make_tool("app")
    make_case("a", tools=["app"])

    found = page(client, address)

    form = found.one("form", id="compare-form")
    assert (form["action"], form["method"]) == ("/compare/", "get")
    assert form.one("button").text == "Compare those ticked"
    [box] = found.all("input", form="compare-form")
    slug = {"case": "a", "tool": "app", "model": "labs"}[parameter]
    assert (box["type"], box["name"], box["value"]) == ("checkbox", parameter, slug)


@pytest.mark.parametrize(
    ("address", "label", "leads_to"),
    [
        ("/case-studies/a/", "Compare with …", "/compare/?case=a"),
        ("/tools/app/", "Compare with …", "/compare/?tool=app"),
        ("/tools/app/", "Compare A", "/compare/?case=a"),
        ("/collaboration-models/labs/", "Compare with …", "/compare/?model=labs"),
        ("/collaboration-models/labs/", "Compare A", "/compare/?case=a"),
    ],
)
def test_every_record_leads_to_its_comparison(client: Client, address: str, label: str, leads_to: str) -> None:
    make_tool("app")
    make_case("a", tools=["app"])

    found = page(client, address)

    assert (label, leads_to) in [(link.text, link["href"]) for link in found.all("a")]
    assert client.get(leads_to).status_code == 200
