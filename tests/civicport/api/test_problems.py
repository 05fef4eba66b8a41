"""The one shape of every error of the API, whatever is asked of it and how."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_case

pytestmark = pytest.mark.django_db

LISTS = ("case-studies", "collaboration-models", "organisations", "tools", "lessons", "vocabularies")


def problem(response: Any) -> dict[str, Any]:
    """The body of an error, which is of the right media type."""
    assert response["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = response.json()
    assert body["status"] == response.status_code
    return body


def error(parameter: str, value: str, detail: str) -> dict[str, str]:
    return {"parameter": parameter, "value": value, "detail": detail}


@pytest.mark.parametrize(
    ("query", "errors"),
    [
        ("nonsense=1", [error("nonsense", "1", "There is no such parameter.")]),
        ("pag=2", [error("pag", "2", "There is no such parameter. Did you mean “page”?")]),
        ("a=1&b=2", [error(name, value, "There is no such parameter.") for name, value in (("a", "1"), ("b", "2"))]),
        ("page=0", [error("page", "0", "It should be a whole number from 1 to 1,000,000,000.")]),
        ("page=-1", [error("page", "-1", "It should be a whole number from 1 to 1,000,000,000.")]),
        ("page=x", [error("page", "x", "It should be a whole number from 1 to 1,000,000,000.")]),
        ("page=", [error("page", "", "It should be a whole number from 1 to 1,000,000,000.")]),
        ("page=%D9%A1", [error("page", "١", "It should be a whole number from 1 to 1,000,000,000.")]),
        ("page=1&page=1", [error("page", "1, 1", "It may be given once.")]),
        ("page=999", [error("page", "999", "There is 1 page.")]),
        ("page_size=0", [error("page_size", "0", "It should be a whole number from 1 to 100.")]),
        ("page_size=101", [error("page_size", "101", "It should be a whole number from 1 to 100.")]),
        ("page_size=5&page_size=6", [error("page_size", "5, 6", "It may be given once.")]),
        ("fields=slugg", [error("fields", "slugg", "There is no field “slugg”. Did you mean “slug”?")]),
        ("fields=slug,%00", [error("fields", "\0", "There is no field “�”.")]),
    ],
)
def test_every_list_names_the_parameters_that_are_wrong(
    client: Client, query: str, errors: list[dict[str, str]]
) -> None:
    bodies = [problem(client.get(f"/api/v1/{name}/?{query}")) for name in LISTS]

    body = {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": " ".join(f"{entry['parameter']}: {entry['detail']}" for entry in errors),
        "errors": errors,
    }
    assert bodies == [body] * len(LISTS)


def test_bad_values_of_filters_are_named_all_at_once(client: Client) -> None:
    make_case()

    body = problem(client.get("/api/v1/case-studies/?model=lab&active_from=soon&q=a&q=b"))

    assert body["errors"] == [
        error("q", "a, b", "It may be given once."),
        error("model", "lab", "“lab” is no value of this filter. Did you mean “labs”?"),
        error("active_from", "soon", "“soon” is no year from 1800 to 2100."),
    ]


@pytest.mark.parametrize("parameter", ["fields", "page", "model"])
def test_a_whole_record_takes_no_parameter(client: Client, parameter: str) -> None:
    make_case()

    body = problem(client.get(f"/api/v1/case-studies/case/?{parameter}=1"))

    assert body["errors"] == [error(parameter, "1", "There is no such parameter.")]


PATHS = [*(f"/api/v1/{name}/" for name in LISTS), "/api/v1/case-studies/facets/", "/api/v1/case-studies/case/"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_nothing_can_be_written(client: Client, method: str) -> None:
    responses = [client.generic(method, path, b"{}", content_type="application/json") for path in PATHS]

    body = {
        "type": "about:blank",
        "title": "Method Not Allowed",
        "status": 405,
        "detail": f"“{method}” has no meaning here; this can only be read.",
    }
    assert [problem(response) for response in responses] == [body] * len(PATHS)
    assert {response["Allow"] for response in responses} == {"GET, HEAD, OPTIONS"}


@pytest.mark.parametrize("accept", ["text/html", "image/png", "nonsense", ","])
def test_what_is_not_json_cannot_be_had(client: Client, accept: str) -> None:
    make_case()

    bodies = [problem(client.get(path, headers={"accept": accept})) for path in [*PATHS, "/api/v1/schema/"]]

    body = {
        "type": "about:blank",
        "title": "Not Acceptable",
        "status": 406,
        "detail": "This cannot be had in the form that the Accept header asks for.",
    }
    assert bodies == [body] * (len(PATHS) + 1)


@pytest.mark.parametrize("accept", ["*/*", "application/json", "text/html, */*;q=0.1", "application/*", "*/*;q=x"])
def test_json_can_be_had_however_it_is_asked_for(client: Client, accept: str) -> None:
    response = client.get("/api/v1/tools/", headers={"accept": accept})

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")


def test_head_has_the_headers_of_get_and_no_body(client: Client) -> None:
    make_case()

    for path in [*PATHS, "/api/v1/schema/"]:
        head, get = client.head(path), client.get(path)

        assert (head.status_code, head.content) == (200, b"")
        assert {**head.headers, "Content-Length": ""} == {**get.headers, "Content-Length": ""}


def test_any_page_of_the_web_may_read_and_none_may_write(client: Client) -> None:
    make_case()
    origin = {"origin": "https://other.example.org"}

    for path in [*PATHS, "/api/v1/tools/never/", "/api/v1/tools/?nonsense=1", "/api/v1/nothing/"]:
        answer = client.get(path, headers=origin)
        preflight = client.options(path, headers={**origin, "access-control-request-method": "GET"})

        assert answer["Access-Control-Allow-Origin"] == "*"
        assert "Access-Control-Allow-Credentials" not in answer
        assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (200, "*")
        assert preflight["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_pages_are_not_open_to_other_origins(client: Client) -> None:
    response = client.get("/case-studies/", headers={"origin": "https://other.example.org"})

    assert "Access-Control-Allow-Origin" not in response
