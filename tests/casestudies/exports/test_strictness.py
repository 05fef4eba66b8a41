"""Machine surfaces: exactly the selection, in its order, or a refusal that names what is wrong."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from casestudies.exports import reading
from casestudies.exports.formats import CASE_STUDY_FORMATS, CITATION_FORMATS, LESSON_FORMATS
from civicport.models import Catalogue
from tests.answers import said
from tests.casestudies.exports import file, rows
from tests.factories import accepted, case_document, make_case, make_organisation, make_tool, source

pytestmark = pytest.mark.django_db

FILES = [f"/case-studies/export/{item.name}/" for item in (*CASE_STUDY_FORMATS, *CITATION_FORMATS)]
LESSONS = [f"/lessons/export/{item.name}/" for item in LESSON_FORMATS]
FEEDS = ["/case-studies/feed/", "/case-studies/feed/json/"]
WHOLE = ["/about/data/data-package/", "/about/data/dcat.jsonld", "/case-studies/case/cite/ris/"]
PLAIN = ["/sitemap.xml", "/robots.txt"]


def problem(client: Client, address: str) -> dict[str, Any]:
    response: Any = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert "ETag" not in response
    body: dict[str, Any] = json.loads(response.getvalue())
    return body


@pytest.mark.parametrize("address", [*FILES, *LESSONS, *FEEDS])
def test_a_parameter_that_it_does_not_know_is_named(client: Client, address: str) -> None:
    assert problem(client, f"{address}?modle=labs") == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "modle: There is no such parameter. Did you mean “model”?",
        "errors": [
            {"parameter": "modle", "value": "labs", "detail": "There is no such parameter. Did you mean “model”?"}
        ],
    }


@pytest.mark.parametrize("address", [*FILES, *LESSONS, *FEEDS])
def test_a_value_that_is_none_is_named(client: Client, address: str) -> None:
    make_case()

    for query in ("model=lab", "active_from=soon", "q=" + "a" * 500, "status=ongoing&status=%00"):
        assert (
            problem(client, f"{address}?{query}")["errors"][0]["parameter"] == query.rsplit("=", 1)[0].rsplit("&")[-1]
        )


@pytest.mark.parametrize("address", [*FILES, *LESSONS, *WHOLE])
@pytest.mark.parametrize("name", ["page", "page_size", "fields"])
def test_a_part_of_a_file_cannot_be_asked_for(client: Client, address: str, name: str) -> None:
    make_case()

    assert problem(client, f"{address}?{name}=1")["errors"][0]["parameter"] == name


def test_a_format_that_there_is_not_is_not_found(client: Client) -> None:
    for address in ("/case-studies/export/docx/", "/case-studies/export/", "/lessons/export/geojson/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize(
    "query", ["", "ordering=-title", "status=ongoing&status=not-known", "q=second", "theme=not-known"]
)
def test_a_file_has_what_the_list_has_in_its_order(client: Client, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setattr(reading, "SLICE", 2)
    for number, more in enumerate(({}, {"status": "ongoing"}, {"status": "completed"}, {"title": "Second"}, {})):
        make_case(f"case-{number}", lessons=[{"text": f"Second {number}."}], **more)

    listed = client.get(f"/api/v1/case-studies/?page_size=100&{query}").json()["results"]
    slugs = [result["slug"] for result in listed]

    assert slugs
    assert [row["slug"] for row in rows(file(client, f"/case-studies/export/csv/?{query}"))] == slugs
    assert [item["slug"] for item in json.loads(file(client, f"/case-studies/export/json/?{query}"))] == slugs
    assert [item["id"] for item in json.loads(file(client, f"/case-studies/export/csl-json/?{query}"))] == [
        f"civicport-{slug}" for slug in slugs
    ]
    found = [row["slug"] for row in rows(file(client, f"/case-studies/export/csv-long/?{query}"))]
    assert list(dict.fromkeys(found)) == slugs
    with zipfile.ZipFile(BytesIO(file(client, f"/case-studies/export/yaml/?{query}"))) as archive:
        names = [name for name in archive.namelist() if name.startswith("case_studies/")]
    assert names == [f"case_studies/{slug}.yaml" for slug in slugs]


@pytest.mark.parametrize("query", ["", "kind=lesson", "q=second", "status=ongoing"])
def test_lessons_are_those_of_the_list_in_its_order(
    client: Client, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    monkeypatch.setattr(reading, "SLICE", 2)
    for number, more in enumerate(({}, {"status": "ongoing"}, {})):
        make_case(
            f"case-{number}",
            lessons=[{"text": f"Second {number}."}, {"text": "Third."}],
            challenges=[{"text": "Why?"}],
            **more,
        )

    listed = client.get(f"/api/v1/lessons/?page_size=100&{query}").json()["results"]
    slugs = [result["slug"] for result in listed]

    assert slugs
    assert [row["slug"] for row in rows(file(client, f"/lessons/export/csv/?{query}"))] == slugs
    assert [item["slug"] for item in json.loads(file(client, f"/lessons/export/json/?{query}"))] == slugs


def test_a_file_says_what_is_inside(client: Client) -> None:
    make_case(themes=["open-data"])
    words = "naïve “words” " + "and more " * 8

    found = [
        client.get(address)["Content-Disposition"].removeprefix("attachment; filename=").strip('"')
        for address in (
            "/case-studies/export/csv/",
            "/case-studies/export/csv-long/?theme=open-data&status=not-known&ordering=-title",
            "/lessons/export/xlsx/?kind=lesson&active_from=2010",
            f"/case-studies/export/bibtex/?q={words}",
            "/case-studies/case/cite/ris/",
        )
    ]

    day = f"{Catalogue.current().changed:%Y-%m-%d}"
    assert found == [
        f"civicport-case-studies-{day}.csv",
        f"civicport-case-study-values-not-known-open-data-{day}.csv",
        f"civicport-lessons-lesson-2010-{day}.xlsx",
        f"civicport-case-study-citations-naive-words-and-more-and-more-and-more-and-more-and-more-and-{day}.bib",
        "civicport-case.ris",
    ]
    assert max(map(len, found)) < 120


@pytest.mark.parametrize("address", [*FILES, *LESSONS, *FEEDS, *WHOLE, *PLAIN])
def test_head_has_the_headers_of_get_and_nothing_is_sent_twice(client: Client, address: str) -> None:
    make_case(lessons=[{"text": "Ask."}])
    first: Any = client.get(address)
    content = first.getvalue()

    head: Any = client.head(address)
    again: Any = client.get(address, headers={"if-none-match": first["ETag"]})

    assert content
    assert first.status_code == head.status_code == 200
    headers = {name: value for name, value in first.headers.items() if name != "Content-Length"}
    assert {name: value for name, value in head.headers.items() if name != "Content-Length"} == headers
    assert (again.status_code, again.getvalue()) == (304, b"")


@pytest.mark.parametrize("address", [*FILES, *LESSONS, *FEEDS, *WHOLE, *PLAIN])
def test_nothing_can_be_written(client: Client, address: str) -> None:
    make_case()

    response = client.post(address)

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("address", [*FILES, *LESSONS])
def test_a_file_is_made_while_it_is_sent(client: Client, address: str) -> None:
    make_case(lessons=[{"text": "Ask."}])

    assert client.get(address).streaming


SECRET = "undercover"


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_nothing_unpublished_shows(client: Client, state: str) -> None:
    make_organisation("city")
    make_organisation(f"{SECRET}-organisation", name=f"{SECRET} organisation")
    make_organisation(f"{SECRET}-maintainer", name=f"{SECRET} maintainer")
    make_tool("app", maintainers=["city"])
    make_tool(f"{SECRET}-tool", maintainers=["city", f"{SECRET}-maintainer"])
    document = {
        "organisations": [{"organisation": "city"}],
        "tools": ["app"],
        "lessons": [{"text": "Ask."}],
        "places": [{"name": "Lima", "latitude": -12.05, "longitude": -77.04}],
    }
    make_case("lighthouse", **document)
    hidden = case_document(
        f"{SECRET}-case",
        title=f"{SECRET} title",
        summary=f"{SECRET} summary.",
        aim=f"{SECRET} aim.[^{SECRET}]",
        themes=["deliberation"],
        lessons=[{"text": f"{SECRET} lesson.", "key": SECRET}],
        organisations=[{"organisation": f"{SECRET}-organisation"}],
        tools=[f"{SECRET}-tool"],
        places=[{"name": SECRET, "latitude": 1.0, "longitude": 1.0}],
        sources=[source(SECRET)],
    )
    accepted("case_studies", hidden)
    related = [{"case_study": f"{SECRET}-case", "relation": "see-also"}]
    make_case("lighthouse", related=related, **document)
    everything = [*FILES, *LESSONS, *FEEDS, *PLAIN, "/about/data/data-package/", "/about/data/dcat.jsonld"]
    seen = {address: said(client.get(address)) for address in everything}
    shown = {address: SECRET in text for address, text in seen.items()}

    # Hidden, it shows nowhere; the word is found where it should be as soon as the case is published.
    accepted("case_studies", {**hidden, "state": state})
    told = {address: said(client.get(address)) for address in everything}

    assert {address for address, found in shown.items() if not found} == {"/robots.txt", "/about/data/dcat.jsonld"}
    assert [address for address, text in told.items() if SECRET in text] == []
    assert "Deliberation" in seen["/about/data/dcat.jsonld"]
    assert "Deliberation" not in told["/about/data/dcat.jsonld"]
    assert [address for address, text in told.items() if "lighthouse" not in text] == [
        "/robots.txt",
        "/about/data/dcat.jsonld",
    ]
