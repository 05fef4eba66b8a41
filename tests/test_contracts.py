"""What holds between page, API and schema, on the real catalogue."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs

import pytest
from django.test import Client

from casestudies.api import serializers
from casestudies.finding.filters import (
    CaseStudyFilterSet,
    ListFilterSet,
    OrganisationFilterSet,
    TakeawayFilterSet,
    ToolFilterSet,
)
from casestudies.finding.registry import CASE_STUDY_FACETS, TAKEAWAY_KIND
from civicport.api.records import CardSerializer
from civicport.documents.exporting import in_order
from civicport.documents.files import gather
from tests.factories import FIXTURES

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

CASES = [
    "",
    "model=scaling-replicating",
    "model=hackathons&model=networks",
    "model=networks&theme=open-data",
    "model=not-known",
    "theme=participatory-budgeting&theme=open-data&status=ongoing",
    "theme=not-known",
    "initiator=local-government&funding=eu-programme",
    "funding=not-known&funding=volunteer-time",
    "status=discontinued",
    "form=indirect",
    "level=transnational&level=not-known",
    "country=PL",
    "country=PL&country=not-known&ordering=-title",
    "participant=young-people",
    "motivation=finances&motivation=quality",
    "policy_area=health-and-care",
    "organisation=not-known",
    "tool=consul",
    "tool=not-known&form=direct",
    "active_from=2020",
    "active_to=2010",
    "active_from=2013&active_to=2015&ordering=start_year",
    "active_from=2019&ordering=-start_year",
    "ordering=-changed",
    "q=budget",
    "q=Łódź",
    "q=open+data+city&status=ongoing",
    "q=air&ordering=-start_year&model=networks",
    "q=nothing+that+anybody+wrote",
    "page=2&ordering=-title",
]


@pytest.mark.parametrize("query", CASES)
def test_page_and_api_give_the_same_cases_for_the_same_query_string(client: Client, query: str) -> None:
    page = client.get(f"/case-studies/?{query}")
    answer = client.get(f"/api/v1/case-studies/?{query}").json()

    listing = page.context["listing"]
    assert listing.problems == []
    assert [case.slug for case in listing.page.object_list] == [result["slug"] for result in answer["results"]]
    assert listing.page.paginator.count == answer["count"]


def test_the_query_strings_are_worth_asking(client: Client) -> None:
    counts = [client.get(f"/api/v1/case-studies/?{query}&fields=slug").json()["count"] for query in CASES]

    assert counts[:2] == [len(list((FIXTURES / "case_studies").iterdir())), counts[1]]
    assert sum(0 < count < counts[0] for count in counts) >= 20


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("organisations", "kind=civil-society&country=PL"),
        ("organisations", "kind=not-known&kind=media&ordering=-case_studies"),
        ("organisations", "q=foundation&ordering=-name"),
        ("tools", "theme=open-data&ordering=-case_studies"),
        ("tools", "licence=not-known"),
    ],
)
def test_page_and_api_give_the_same_organisations_and_tools(client: Client, kind: str, query: str) -> None:
    listing = client.get(f"/{kind}/?{query}").context["listing"]
    answer = client.get(f"/api/v1/{kind}/?{query}").json()

    assert answer["count"] > 0
    assert listing.problems == []
    assert [row.slug for row in listing.page.object_list] == [result["slug"] for result in answer["results"]]


def test_choosing_a_value_gives_as_many_as_its_facet_says(client: Client) -> None:
    query = "status=ongoing&theme=open-data"
    answer = client.get(f"/api/v1/case-studies/facets/?{query}").json()

    asked = parse_qs(query)
    for facet in answer["facets"]:
        for value in facet["values"][:2] + facet["values"][-1:]:
            chosen = {**asked, facet["name"]: [value["value"]], "fields": "slug"}
            assert client.get("/api/v1/case-studies/", chosen).json()["count"] == value["count"], (
                facet["name"],
                value,
            )


@pytest.fixture(scope="module")
def schema(real_catalogue: None, django_db_blocker: Any) -> dict[str, Any]:
    with django_db_blocker.unblock():
        return Client().get("/api/v1/schema/", headers={"accept": "application/json"}).json()


LISTS: list[tuple[str, type[ListFilterSet], type[CardSerializer]]] = [
    ("/api/v1/case-studies/", CaseStudyFilterSet, serializers.CaseStudyCardSerializer),
    ("/api/v1/organisations/", OrganisationFilterSet, serializers.OrganisationCardSerializer),
    ("/api/v1/tools/", ToolFilterSet, serializers.ToolCardSerializer),
    ("/api/v1/lessons/", TakeawayFilterSet, serializers.LessonCardSerializer),
]


@pytest.mark.parametrize(("path", "filterset", "card"), LISTS)
def test_every_filter_is_a_parameter_of_the_schema_with_a_description(
    schema: dict[str, Any], path: str, filterset: type[ListFilterSet], card: type[CardSerializer]
) -> None:
    parameters = {parameter["name"]: parameter for parameter in schema["paths"][path]["get"]["parameters"]}

    assert set(parameters) == {*filterset.base_filters, "page", "page_size", "fields"}
    assert [name for name, parameter in parameters.items() if not parameter.get("description")] == []


def test_the_facets_take_the_filters_of_the_list(schema: dict[str, Any]) -> None:
    parameters = schema["paths"]["/api/v1/case-studies/facets/"]["get"]["parameters"]

    assert {parameter["name"] for parameter in parameters} == set(CaseStudyFilterSet.base_filters)


def test_the_filters_of_case_studies_are_those_that_are_promised() -> None:
    assert list(CaseStudyFilterSet.base_filters) == [
        "q", "model", "theme", "initiator", "funding", "status", "form", "level", "country", "participant",
        "motivation", "policy_area", "organisation", "tool", "active_from", "active_to", "ordering",
    ]  # fmt: skip


@pytest.mark.parametrize(("path", "filterset", "card"), LISTS)
def test_every_facet_is_a_key_of_the_results_and_every_key_that_can_be_filtered_has_a_filter(
    client: Client, path: str, filterset: type[ListFilterSet], card: type[CardSerializer]
) -> None:
    shown = set(client.get(path + "?page_size=1").json()["results"][0])
    of_case = {"case_study", "case_study_title"}
    told_otherwise = {"slug", "url", "html_url", "title", "name", "summary", "text", "changed", "case_study_count"}

    fields = {facet.field for facet in filterset.facets}
    years = {"start_year", "end_year"} if path == "/api/v1/case-studies/" else set()

    assert shown - told_otherwise - of_case == fields | years


def test_lessons_have_the_facets_of_their_case() -> None:
    assert TakeawayFilterSet.facets == (TAKEAWAY_KIND, *CASE_STUDY_FACETS)


def test_every_facet_of_a_list_stands_on_its_page(client: Client) -> None:
    facets = client.get("/case-studies/").context["listing"].facets

    assert [facet.name for facet in facets] == [facet.name for facet in CASE_STUDY_FACETS]


API_NAMES = {"case_studies": "case-studies", "collaboration_models": "collaboration-models"}


def as_text(value: Any) -> Any:
    """A document as it is read from a file, before its fields decide what is a number."""
    if isinstance(value, dict):
        return {key: as_text(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_text(inner) for inner in value]
    return str(value).lower() if isinstance(value, bool) else str(value)


def test_every_document_on_the_api_is_the_one_of_the_files_in_its_order(client: Client) -> None:
    submissions = gather([FIXTURES]).submissions
    seen = 0

    for kind, document in ((item.kind, item.document) for item in submissions):
        response = client.get(f"/api/v1/{API_NAMES.get(kind, kind)}/{document['slug']}/")
        assert response.status_code == 200, document["slug"]
        answer = response.json()["document"]
        assert as_text(answer) == document
        assert list(answer) == list(in_order(kind, document))
        assert list(answer.get("sources", [{}])[0]) == list(document.get("sources", [{}])[0])
        seen += 1

    assert seen == len(submissions) > 200
