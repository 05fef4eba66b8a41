"""Records side by side as a page: what differs first, what is shared after, and another to add."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client

from casestudies.finding.filters import CaseStudyFilterSet
from tests.casestudies.views import ignored, robots
from tests.casestudies.views.comparison_page import TWO, candidates, columns, page
from tests.factories import make_case, make_model, make_organisation, make_tool, source
from tests.html import Element

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]


def sections(found: Element) -> dict[str, dict[str, list[str]]]:
    """The cells of each row by its label, by the heading above; shared values end in "=(in all)"."""
    told: dict[str, dict[str, list[str]]] = {}
    rows: dict[str, list[str]] = {}
    for row in found.one("table").all("tr", role="row")[1:]:
        head, *cells = (part for part in row.within() if part.tag in ("th", "td"))
        if not cells:
            rows = told.setdefault(head.text, {})
        else:
            rows[head.text] = [answer(cell) for cell in cells]
    return told


def answer(cell: Element) -> str:
    """What a cell says, without the name that stands above it on a phone."""
    return "".join(
        part if isinstance(part, str) else f" {part.text} " for part in cell.parts if not whose(part)
    ).strip()


def whose(part: Element | str) -> bool:
    return isinstance(part, Element) and part.has("class_", "compare-whose")


def test_what_differs_stands_first_then_the_questions_then_what_is_the_same(client: Client) -> None:
    make_case(
        "a", status="ongoing", start_year=2015, level="local", themes=["open-data", "deliberation"], countries=["PL"],
        challenges=[{"text": "Nobody came.[^report]", "key": "nobody"}],
        costs=[{"label": "Grant", "amount": 20000, "currency": "EUR", "year": 2016, "source": "report"}],
    )  # fmt: skip
    make_case(
        "b", status="ongoing", start_year=2015, level="national", themes=["open-data"], countries=["PL"],
        summary="Another.",
        lessons=[{"title": "Ask early", "text": "Ask.[^report]", "key": "ask"}],
    )  # fmt: skip

    found = page(client, TWO)

    assert columns(found) == ["A", "B"]
    assert sections(found) == {
        "What differs": {
            "What it was": ["What it was about.", "Another."],
            "Level": ["Local", "National"],
            "Themes": ["Open data =(in all)Deliberation", "Open data =(in all)"],
        },
        "The six questions": {
            "1What is the aim?": ["It wanted something.1", "It wanted something.1"],
            "3What it cost": ["€20,000 Grant1 2016", "not known"],
            "5What went wrong, what did they learn?: Challenges": [
                "Nobody came.1Where it stands: A, Challenges 1",
                "not known",
            ],
            "5Lessons learnt": ["not known", "Ask earlyAsk.1"],
        },
        "The same in all": {
            "When": ["Ongoing since 2015"],
            "Collaboration model": ["Labs"],
            "Countries": ["Poland"],
            "Sources": ["1. A report", "1. A report"],
        },
    }
    assert [item.text for item in found.one(class_="compare-labels").all("li")] == [
        "Form", "Started by", "Paid by", "Policy areas", "Why together", "Who takes part", "Organisations", "Tools",
        "Website", "Source code", "Who started it?", "Who paid?", "How did they work together?", "How it went",
        "What came of it, in figures", "How it ended", "What should others do?",
    ]  # fmt: skip


def test_it_says_what_it_is(client: Client) -> None:
    make_case("a")
    make_case("b")

    found = page(client, TWO)

    assert found.one("h1").text == "Two case studies side by side"
    assert found.one("title").text == "Compare: A, B – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/compare/?case=a&case=b"
    assert robots(found) == ["noindex"]
    assert [(link.text, link["href"]) for link in found.one(class_="crumbs").all("a")] == [
        ("Home", "/"),
        ("Case studies", "/case-studies/"),
    ]
    assert ignored(found) == []


def test_a_table_names_its_rows_and_columns(client: Client) -> None:
    make_case("a")
    make_case("b")

    table = page(client, TWO).one("table")

    assert [head["scope"] for head in table.one("thead").all("th")] == ["col"] * 3
    assert {head["scope"] for body in table.all("tbody") for head in body.all("th")} == {"row", "rowgroup"}
    widths = [
        sum(int(part.attributes.get("colspan", "1")) for part in row.within() if part.tag in ("th", "td"))
        for row in table.all("tr")
    ]
    assert set(widths) == {3}


def test_the_main_model_counts(client: Client) -> None:
    make_model("labs")
    make_model("trainings")
    make_case("a", models=["labs", "trainings"])
    make_case("b", models=["trainings", "labs"])

    assert sections(page(client, TWO))["What differs"]["Collaboration model"] == [
        "Labs =(in all)Trainings =(in all)",
        "Trainings =(in all)Labs =(in all)",
    ]


def test_the_order_of_other_values_does_not(client: Client) -> None:
    make_organisation("city")
    make_case("a", countries=["PL", "DE"], organisations=[{"organisation": "city", "role": "funder"}])
    make_case("b", countries=["DE", "PL"], organisations=[{"organisation": "city", "role": "partner"}])

    told = sections(page(client, TWO))

    assert told["The same in all"]["Countries"] == ["PolandGermany"]
    assert told["What differs"]["Organisations"] == ["City funder", "City partner"]


def test_takeaways_lead_to_their_places_and_marks_to_the_sources_of_their_column(client: Client) -> None:
    make_case("a", lessons=[{"title": "Ask", "text": "Ask.[^report]", "key": "ask"}])
    make_case(
        "b",
        aim="Why?[^other]",
        lessons=[{"text": "Wait.[^report]", "key": "wait"}],
        sources=[source(title="B's report", url="https://example.org/b"), source("other")],
    )

    found = page(client, TWO)

    assert [link["href"] for item in found.all("li", class_="takeaway") for link in item.all("a")] == [
        "/case-studies/a/#ask",
        "#a_source_report",
        "#b_source_report",
        "/case-studies/b/#wait",
    ]
    assert [(link["href"], link["aria-label"]) for link in found.all("a", role="doc-noteref")] == [
        ("#a_source_report", "Source 1 of A"),
        ("#b_source_other", "Source 1 of B"),
        ("#a_source_report", "Source 1 of A"),
        ("#b_source_report", "Source 2 of B"),
    ]
    listed = [item for part in found.all("ol", class_="compare-sources") for item in part.all("li")]
    assert [(item["id"], item.text) for item in listed] == [
        ("a_source_report", "1. A report"),
        ("b_source_other", "1. A report"),
        ("b_source_report", "2. B's report"),
    ]
    assert listed[2].one("a")["href"] == "https://example.org/b"


def test_models_compare_in_the_same_way(client: Client) -> None:
    make_model(
        "labs", typical={"duration": "days", "led_by": ["citizens", "business"], "needs_government_partner": True},
        fits_when=["Time is short.[^report]"], sources=[source()], order=1,
    )  # fmt: skip
    make_model(
        "trainings", typical={"duration": "days", "needs_government_partner": False}, order=2,
        watch_out=[{"text": "Nobody stays.", "key": "stays"}], description="People learn.",
    )  # fmt: skip
    make_model("visits", order=3)
    make_case("a", models=["labs"])
    make_case("draft", models=["trainings"], state="draft")

    found = page(client, "/compare/?model=labs&model=trainings")

    assert found.one("h1").text == "Two models side by side"
    assert sections(found) == {
        "What differs": {
            "Led by": ["Citizens and usersBusinesses", "not known"],
            "A partner in government": ["Needed from the start", "Not needed to start"],
            "Case studies": ["1", "0"],
        },
        "In detail": {
            "What it is": ["not known", "People learn."],
            "When it fits": ["Time is short.1", "not known"],
            "What to watch out for": ["not known", "Nobody stays.Where it stands: Trainings, What to watch out for 1"],
        },
        "The same in all": {
            "In short": ["A way of working together."],
            "How long": ["Days"],
            "Sources": ["1. A report", "not known"],
        },
    }
    assert candidates(found) == [("Visits", "/compare/?model=labs&model=trainings&model=visits")]
    assert found.all(href="/compare/brief/?model=labs&model=trainings") == []


def test_tools_compare_in_the_same_way(client: Client) -> None:
    make_organisation("club")
    make_tool("app", licence="MIT", themes=["open-data"], maintainers=["club"], suits=["Towns."])
    make_tool("kit", licence="MIT", themes=["deliberation"])
    make_tool("chart", themes=["open-data"])
    make_tool("hidden", themes=["open-data"])
    make_case("a", tools=["app", "kit", "chart"])
    make_case("draft", tools=["hidden"], state="draft")

    found = page(client, "/compare/?tool=app&tool=kit&q=chart")

    assert found.one("h1").text == "Two tools side by side"
    assert sections(found) == {
        "What differs": {
            "Themes": ["Open data", "Deliberation"],
            "Maintained by": ["Club", "not known"],
            "Case studies": ["1", "1"],
        },
        "In detail": {"What it is good for": ["Towns.", "not known"]},
        "The same in all": {"Licence": ["MIT"]},
    }
    # As what was searched for, and as what serves the same themes.
    assert candidates(found) == [("Chart", "/compare/?tool=app&tool=kit&tool=chart")] * 2
    assert ignored(page(client, "/compare/?tool=app&tool=hidden")) == ["There is no tool “hidden”."]


def test_what_a_record_says_is_text(client: Client) -> None:
    make_case("a", title='<b>"A"</b>', summary="<i>s</i>", lessons=[{"title": "<u>", "text": "1 < 2"}])
    make_case("b")

    found = page(client, TWO)

    assert columns(found) == ['<b>"A"</b>', "B"]
    assert found.one("table").all("u") == []
    assert page(client, "/case-studies/").all("input", value="a") != []


def test_it_leads_to_its_files(client: Client) -> None:
    make_case("a")
    make_case("b")

    links = [link["href"] for link in page(client, TWO).one(class_="take-away").all("a")]

    query = "?case=a&case=b"
    assert [link for link in links if "brief" not in link] == [
        f"/compare/export/csv/{query}",
        f"/compare/export/xlsx/{query}",
        f"/api/v1/compare/{query}",
    ]
    assert [urlsplit(link).path for link in links if "brief" in link] == ["/compare/brief/"]
    assert {client.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("address", ["/compare/", "/api/v1/compare/", "/compare/export/csv/"])
@pytest.mark.parametrize("fresh", [True, False])
def test_counts_that_lag_behind_are_kept_by_nobody(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, fresh: bool
) -> None:
    make_model("labs")
    make_model("trainings")
    monkeypatch.setattr(CaseStudyFilterSet, "fresh", fresh)

    response = client.get(f"{address}?model=labs&model=trainings")

    assert response["Cache-Control"] == ("no-cache" if fresh else "no-store")


@pytest.mark.parametrize("count", [2, 5])
def test_it_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    slugs = [f"case-{number}" for number in range(count)]
    for slug in [*slugs, "other"]:
        make_organisation(f"club-{slug}")
        make_tool(f"app-{slug}")
        make_case(
            slug, themes=["open-data"], countries=["PL"], tools=[f"app-{slug}"], level="local",
            organisations=[{"organisation": f"club-{slug}"}],
        )  # fmt: skip
    address = "/compare/?" + "&".join(f"case={slug}" for slug in slugs)
    page(client, address)  # By now the index has followed what was written.

    # The catalogue's version; former slugs, and which there are; the cases with models, countries and card terms, their
    # terms and what these are called, organisations, tools; what choices are called. With room for another: the version
    # that the index has, and the suggestions as cards.
    with django_assert_num_queries(17 if count < 5 else 12):
        page(client, address)
