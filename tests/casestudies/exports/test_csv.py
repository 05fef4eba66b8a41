"""CSV: one row a case study, one row a value, one row a lesson."""

from __future__ import annotations

import pytest
from django.test import Client

from civicport.documents.exporting import parts_of
from civicport.models import Record
from tests.casestudies.exports import cost, file, rows
from tests.factories import make_case, make_model, make_organisation, make_tool, source

pytestmark = pytest.mark.django_db

WIDE, LONG, LESSONS = "/case-studies/export/csv/", "/case-studies/export/csv-long/", "/lessons/export/csv/"


def changed(slug: str = "case") -> str:
    moment = Record.objects.get(kind="case_studies", slug=slug).changed
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def test_a_row_has_all_that_is_known_and_nothing_else(client: Client) -> None:
    make_model("networks")
    make_organisation("city")
    make_tool("app")
    make_case(
        title="Łódź, “2018”",
        models=["labs", "networks"],
        themes=["open-data", "environment-monitoring"],
        status="completed",
        start_year=2015,
        countries=["PL", "UA"],
        places=[{"name": "Łódź", "latitude": 51.77, "longitude": 19.46}, {"name": "Київ"}],
        organisations=[{"organisation": "city", "role": "host"}, {"organisation": "city", "role": "funder"}],
        tools=["app"],
        lessons=[{"text": "Ask early.", "key": "early"}, {"text": "Ask late.", "key": "late"}],
    )

    [row] = rows(file(client, WIDE))

    assert {name: value for name, value in row.items() if value} == {
        "slug": "case",
        "title": "Łódź, “2018”",
        "summary": "What it was about.",
        "status": "completed",
        "start_year": "2015",
        "countries": "PL | UA",
        "places": "Łódź | Київ",
        "models": "labs | networks",
        "themes": "open-data | environment-monitoring",
        "aim": "It wanted something.[^report]",
        "lessons_count": "2",
        "organisations": "city",
        "tools": "app",
        "sources_count": "1",
        "url": "http://testserver/case-studies/case/",
        "revision": "1",
        "changed": changed(),
    }


def test_every_field_of_a_document_has_a_column(client: Client) -> None:
    make_case()

    [row] = rows(file(client, WIDE))

    fields = set(parts_of("case_studies").fields) - {"state"}
    assert {name.removesuffix("_count") for name in row} == fields | {"url", "revision", "changed"}


def test_no_list_is_cut_short_however_long_it_is(client: Client) -> None:
    names = [f"Name {number} {'x' * 290}" for number in range(200)]
    make_case(also_known_as=names)

    [row] = rows(file(client, WIDE))
    values = [row["value"] for row in rows(file(client, LONG)) if row["field"] == "also_known_as"]

    assert row["also_known_as"].split(" | ") == names
    assert values == names


def test_the_long_form_has_every_value_with_its_place_and_label(client: Client) -> None:
    make_organisation("city", name="City of Harbour")
    make_case("other", title="Another")
    make_case(
        themes=["open-data"],
        status="ongoing",
        countries=["NL"],
        places=[{"name": "Ede", "latitude": -0.5, "longitude": 5.67}],
        lessons=[{"text": "Ask\nearly.", "key": "early"}],
        organisations=[{"organisation": "city", "role": "host"}],
        related=[{"case_study": "other", "relation": "see-also"}],
        sources=[source(language="nl", year=2015)],
    )

    found = [tuple(row.values()) for row in rows(file(client, f"{LONG}?theme=open-data"))]

    assert found == [
        ("case", "slug", "1", "case", ""),
        ("case", "title", "1", "Case", ""),
        ("case", "summary", "1", "What it was about.", ""),
        ("case", "status", "1", "ongoing", "Ongoing"),
        ("case", "countries", "1", "NL", "Netherlands"),
        ("case", "places.name", "1", "Ede", ""),
        ("case", "places.latitude", "1", "-0.5", ""),
        ("case", "places.longitude", "1", "5.67", ""),
        ("case", "models", "1", "labs", "Labs"),
        ("case", "themes", "1", "open-data", "Open data"),
        ("case", "aim", "1", "It wanted something.[^report]", ""),
        ("case", "lessons.text", "1", "Ask\nearly.", ""),
        ("case", "lessons.key", "1", "early", ""),
        ("case", "organisations.organisation", "1", "city", "City of Harbour"),
        ("case", "organisations.role", "1", "host", "Host institution"),
        ("case", "related.case_study", "1", "other", "Another"),
        ("case", "related.relation", "1", "see-also", "See also"),
        ("case", "sources.key", "1", "report", ""),
        ("case", "sources.title", "1", "A report", ""),
        ("case", "sources.year", "1", "2015", ""),
        ("case", "sources.language", "1", "nl", "Dutch"),
    ]


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_text_is_taken_for_a_formula(client: Client, sign: str) -> None:
    text = f'{sign}HYPERLINK("https://example.org","A, B")'
    lesson = {"title": text, "text": text, "key": "early"}
    make_case(title=text, also_known_as=[text], lessons=[lesson], sources=[source(title=text), source("other")],
              aim="Why?[^report][^other]")  # fmt: skip

    for address in (WIDE, LONG, LESSONS):
        found = rows(file(client, address))
        cells = [value for row in found for value in row.values()]

        assert [value for value in cells if value.startswith(sign)] == []
        assert f"'{text}" in cells


def test_a_number_below_zero_stays_a_number(client: Client) -> None:
    make_case(places=[{"name": "Lima", "latitude": -12.05, "longitude": -77.04}])

    found = {row["field"]: row["value"] for row in rows(file(client, LONG))}

    assert (found["places.latitude"], found["places.longitude"]) == ("-12.05", "-77.04")


def test_a_lesson_stands_with_the_facets_of_its_case_and_its_sources(client: Client) -> None:
    cited = source(title="A study", publisher="City", year=2015, url="https://example.org/r")
    make_case(
        sources=[cited, source("other")],
        aim="Why?[^other]",
        themes=["open-data"],
        status="ongoing",
        challenges=[{"text": "Whom to ask?", "key": "whom"}],
        lessons=[{"title": "Early", "text": "Ask early.[^report]", "key": "early"}],
    )

    found = rows(file(client, LESSONS))

    assert [{name: value for name, value in row.items() if value} for row in found] == [
        {
            "slug": "case/whom",
            "url": "http://testserver/lessons/case/whom/",
            "kind": "challenge",
            "text": "Whom to ask?",
            "case_study": "case",
            "case_study_title": "Case",
            "status": "ongoing",
            "models": "labs",
            "themes": "open-data",
        },
        {
            "slug": "case/early",
            "url": "http://testserver/lessons/case/early/",
            "kind": "lesson",
            "title": "Early",
            "text": "Ask early.[^report]",
            "case_study": "case",
            "case_study_title": "Case",
            "status": "ongoing",
            "models": "labs",
            "themes": "open-data",
            "sources": "A study, City, 2015, https://example.org/r",
        },
    ]


@pytest.mark.parametrize("cases", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [(WIDE, 8), (LONG, 13), (LESSONS, 4)])
def test_it_costs_the_same_however_many(client: Client, address: str, queries: int, cases: int) -> None:
    make_case("first")
    for number in range(cases):
        make_organisation(f"city-{number}")
        make_tool(f"app-{number}")
        make_case(
            f"case-{number}",
            organisations=[{"organisation": f"city-{number}"}],
            tools=[f"app-{number}"],
            related=[{"case_study": "first", "relation": "see-also"}],
            lessons=[{"text": "Ask."}],
        )

    # When anything public last changed. For a slice its rows, their models, countries and terms, those of their cards
    # first (not of lessons), which related ones are public, and when each was first public. The long form reads all
    # terms first, and for a slice the names of models, organisations, tools and cases.
    assert cost(client, address) == queries
