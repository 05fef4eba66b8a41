"""Suggestions while a reader types."""

from __future__ import annotations

from threading import Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from casestudies.finding.words import suggestions
from casestudies.finding.words.prefixes import Shelf
from casestudies.finding.words.suggestions import MOST, Names, Suggestion, suggest
from casestudies.models import CaseStudy
from civicport.models import Catalogue, Record
from tests.factories import accepted, case_document, make_case, make_model, make_organisation, make_tool

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _names_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "NAMES", Names())


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many names a shelf was made of, each time one was made of all."""
    made: list[int] = []

    def read(entries: Any) -> Shelf:
        made.append(len(entries))
        return of(entries)

    of = Shelf.of
    monkeypatch.setattr(Shelf, "of", read)
    return made


def slugs(query: str) -> list[tuple[str, str]]:
    return [(found.kind, found.slug) for found in suggest(query)]


def test_it_knows_every_kind_and_what_tells_it_from_others() -> None:
    make_organisation("city", name="Harbour City", kind="local-government", countries=["PL"])
    make_tool("app", name="Harbour App", summary="An app " + "that shows harbours " * 5)
    make_model("labs", name="Harbour labs", summary="A lab.")
    make_case(
        "case", title="Harbour watch", also_known_as=["HW"], organisations=[{"organisation": "city"}], tools=["app"],
        themes=["open-data"], countries=["PL", "DE"], status="completed", start_year=2015, end_year=2018,
    )  # fmt: skip

    assert suggest("harbour") == [
        Suggestion("case_study", "case", "Harbour watch", "Poland and Germany · Completed, 2015 to 2018", ""),
        Suggestion("collaboration_model", "labs", "Harbour labs", "A lab.", ""),
        Suggestion("organisation", "city", "Harbour City", "Local government · Poland", ""),
        Suggestion(
            "tool", "app", "Harbour App",
            "An app that shows harbours that shows harbours that shows harbours that shows …", "",
        ),
    ]  # fmt: skip
    assert suggest("open d") == [Suggestion("theme", "open-data", "Open data", "", "")]


def test_it_says_no_more_than_is_known() -> None:
    make_organisation("city", name="Harbour City")
    make_tool("app", name="Harbour App")
    make_case("case", title="Harbour", organisations=[{"organisation": "city"}], tools=["app"])

    assert [(found.kind, found.detail) for found in suggest("harbour")] == [
        ("case_study", ""),
        ("organisation", ""),
        ("tool", ""),
    ]


def test_it_names_the_alias_by_which_it_found() -> None:
    make_organisation("epf", name="ePaństwo Foundation", also_known_as=["Fundacja ePaństwo", "EPF"])
    make_case("case", title="Air", also_known_as=["Sensor.Community", "2030"], organisations=[{"organisation": "epf"}])

    found = {query: [item.matched for item in suggest(query)] for query in ("epf", "epanst", "fund", "found epf")}

    assert found == {"epf": ["EPF"], "epanst": [""], "fund": ["Fundacja ePaństwo"], "found epf": [""]}
    assert [item.matched for item in suggest("sensor comm")] == ["Sensor.Community"]
    assert [item.matched for item in suggest("2030")] == ["2030"]


def test_it_takes_names_that_look_like_other_things() -> None:
    make_case("number", title="2030")
    make_case("true", title="true", also_known_as=["null", "[1]"])

    assert slugs("2030") == [("case_study", "number")]
    assert slugs("true") == slugs("null") == slugs("1") == [("case_study", "true")]


@pytest.mark.parametrize("query", ["", "  ", "…", "\0", "-", "nothing", "open data nothing"])
def test_it_suggests_nothing_where_nothing_begins_so(query: str) -> None:
    make_case("case", title="Open data")

    assert suggest(query) == []


def test_it_forgives_a_slip_only_where_nothing_begins_so() -> None:
    make_case("a", title="Hackathon")
    make_case("b", title="Hackaton club")

    assert slugs("hackaton") == [("case_study", "b")]
    assert slugs("hakcathon") == [("case_study", "a")]


def test_it_has_room_for_every_kind_and_gives_the_rest_to_the_best() -> None:
    for number in range(12):
        make_organisation(f"city-{number}", name=f"City {number:02}")
    organisations = [{"organisation": f"city-{number}"} for number in range(12)]
    make_tool("app", name="The city app")
    make_case("case", title="The city", organisations=organisations, tools=["app"])

    assert slugs("city") == [
        *(("organisation", f"city-{number}") for number in range(8)),
        ("case_study", "case"),
        ("tool", "app"),
    ]
    assert slugs("city 0") == [("organisation", f"city-{number}") for number in range(MOST)]


def test_it_shows_nothing_that_is_not_public() -> None:
    for slug in ("city", "hidden-city"):
        make_organisation(slug, name=f"Harbour {slug}")
        make_tool(f"{slug}-app", name=f"Harbour {slug} app")
    make_organisation("maintainer", name="Harbour office")
    make_tool("kept", name="Harbour kept", maintainers=["maintainer"])
    make_case("case", title="Harbour", organisations=[{"organisation": "city"}], tools=["city-app", "kept"])
    make_case(
        "draft", title="Harbour draft", state="draft", organisations=[{"organisation": "hidden-city"}],
        tools=["hidden-city-app"], themes=["open-data"],
    )  # fmt: skip
    make_case("gone", title="Harbour gone", also_known_as=["Quay"])
    accepted("case_studies", case_document("gone", title="Harbour gone", also_known_as=["Quay"], state="withdrawn"))

    assert slugs("harbour") == [
        ("case_study", "case"),
        ("organisation", "city"),
        ("organisation", "maintainer"),
        ("tool", "kept"),
        ("tool", "city-app"),
    ]
    assert slugs("quay") == slugs("open data") == []


def test_it_follows_every_change(readings: list[int]) -> None:
    make_organisation("city", name="Harbour City")
    make_organisation("club", name="Harbour Club")
    make_tool("app", name="Harbour App", maintainers=["club"])
    make_case("case", title="Air", themes=["open-data"])
    assert slugs("harbour") == []
    assert slugs("open data") == [("theme", "open-data")]

    make_case("case", title="Harbour", also_known_as=["Quay"], organisations=[{"organisation": "city"}], tools=["app"])
    assert slugs("harbour") == [
        ("case_study", "case"), ("organisation", "city"), ("organisation", "club"), ("tool", "app"),
    ]  # fmt: skip
    assert slugs("air") == slugs("open data") == []

    make_organisation("city", name="Inland City", also_known_as=["Harbour"])
    make_tool("app", name="Harbour App")
    assert slugs("harbour") == [("case_study", "case"), ("tool", "app"), ("organisation", "city")]

    make_case("renamed", title="Harbour", former_slugs=["case"])
    assert slugs("harbour") == [("case_study", "renamed")]
    assert slugs("quay") == []

    make_model("labs", name="Laboratories")
    assert slugs("labora") == [("collaboration_model", "labs")]
    accepted("vocabularies", {"slug": "themes", "values": [{"slug": "open-data", "name": "Public data"}]})
    make_case("renamed", title="Harbour", themes=["open-data"])
    assert slugs("public data") == [("theme", "open-data")]

    # All that was read whole: each kind once, and the themes, which are few, after each change.
    assert len(readings) == 5 + 5


def test_it_reads_all_names_again_when_much_has_changed(readings: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "_MOST_READ", 2)
    make_case("case-0", title="Harbour 0")
    suggest("harbour")

    for number in (1, 2):
        make_case(f"case-{number}", title=f"Harbour {number}")
    assert len(slugs("harbour")) == 3
    assert len(readings) == 5 + 1

    for number in (3, 4, 5):
        make_case(f"case-{number}", title=f"Harbour {number}")
    assert len(slugs("harbour")) == 6
    assert len(readings) == 5 + 1 + 5


@pytest.mark.parametrize("version", [0, 1, 1_000])
def test_it_tells_another_catalogue_from_its_own(version: int) -> None:
    make_case("case", title="Harbour")
    assert slugs("harbour") == [("case_study", "case")]

    # Another history, with fewer changes, as many, or more: none of its records is newer than what is known.
    Record.objects.filter(kind="case_studies").update(version=1)
    CaseStudy.objects.update(title="Quay", sort_key="quay")
    now = Catalogue.current().version
    Catalogue.objects.update(version={0: now - 1, 1: now}.get(version, version), changed=timezone.now())
    Record.objects.get(kind="case_studies").revisions.update(at=timezone.now())

    assert slugs("harbour") == []
    assert slugs("quay") == [("case_study", "case")]


@pytest.mark.parametrize("change", [{"state": "draft"}, {"title": "Quay"}])
def test_it_shows_nothing_that_has_changed_since_it_looked(change: dict[str, str]) -> None:
    make_case("case", title="Harbour")
    make_case("other", title="Harbour too")
    assert slugs("harbour") == [("case_study", "case"), ("case_study", "other")]

    CaseStudy.objects.filter(slug="case").update(**change)

    assert slugs("harbour") == [("case_study", "other")]


@pytest.mark.django_db(transaction=True)
def test_it_reads_once_when_several_ask_at_first(readings: list[int]) -> None:
    make_case("case", title="Harbour")
    names = Names()
    answers: list[int] = []

    def ask() -> None:
        answers.append(len(names.shelves()["case_study"].entries))
        connection.close()

    threads = [Thread(target=ask) for _ in range(4)]
    with names._lock:
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()

    assert answers == [1, 1, 1, 1]
    assert len(readings) == 5


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many(count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_organisation(f"city-{number}", name=f"Harbour City {number}", countries=["PL"])
        make_tool(f"app-{number}", name=f"Harbour App {number}")
        make_case(
            f"case-{number}", title=f"Harbour {number}", organisations=[{"organisation": f"city-{number}"}],
            tools=[f"app-{number}"], models=[f"harbour-{number}"],
        )  # fmt: skip
    suggest("harbour")

    # The catalogue's version; case studies, models, organisations and tools.
    with django_assert_num_queries(5):
        assert len(suggest("harbour")) == {1: 4, 3: 10}[count]
    # Nothing begins so: nothing is read.
    with django_assert_num_queries(1):
        assert suggest("quay") == []
