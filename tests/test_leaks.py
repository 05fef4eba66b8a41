"""Nothing unpublished shows anywhere: a catalogue full of secrets, and every public surface searched for them.

Every part of a record that the public may not see holds the word SECRET, in its slug, too; the tests first make sure
that the word is there for editors.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from casestudies.models import CaseStudy, Organisation, Tool
from civicport.documents.exporting import export_to
from civicport.models import Record, Revision, Source
from tests.answers import said
from tests.factories import accepted, case_document, make_case, make_organisation, make_tool, source

pytestmark = pytest.mark.django_db

SECRET = "undercover"
LISTS = ("case-studies", "collaboration-models", "organisations", "tools", "lessons", "vocabularies")


def secret_case(slug: str, **more: Any) -> dict[str, Any]:
    """A case in which everything is secret."""
    text = f"{SECRET} text.[^{SECRET}-source]"
    return case_document(
        f"{SECRET}-{slug}",
        title=f"{SECRET} title",
        also_known_as=[f"{SECRET} name"],
        former_slugs=[f"{SECRET}-former-{slug}"],
        summary=f"{SECRET} summary.",
        aim=text,
        lessons=[{"title": f"{SECRET} lesson", "text": text, "key": f"{SECRET}-lesson"}],
        recommendations=[{"text": text}],
        organisations=[{"organisation": "city"}, {"organisation": f"{SECRET}-organisation", "role": "funder"}],
        tools=["app", f"{SECRET}-tool"],
        website=f"https://{SECRET}.example.org/",
        countries=["IS"],
        related=[{"case_study": "public", "relation": "replicates"}],
        sources=[source(f"{SECRET}-source", title=f"{SECRET} source")],
        **more,
    )


@pytest.fixture
def catalogue() -> None:
    """A public case among a draft, a withdrawn one, and what only these name."""
    make_organisation("city", name="City")
    make_organisation(f"{SECRET}-organisation", name=f"{SECRET} organisation", former_slugs=[f"{SECRET}-org"])
    make_organisation(f"{SECRET}-maintainer", name=f"{SECRET} maintainer")
    make_tool("app", name="App", maintainers=["city"])
    make_tool(f"{SECRET}-tool", name=f"{SECRET} tool", maintainers=["city", f"{SECRET}-maintainer"], licence=SECRET)
    make_case(
        "public",
        lessons=[{"text": "Ask early.", "key": "early"}],
        organisations=[{"organisation": "city"}],
        tools=["app"],
    )
    accepted("case_studies", secret_case("draft", state="draft"))
    # Public with nothing to hide once; all that is secret, and another former name, came when it was withdrawn.
    make_case("plain")
    withdrawn = secret_case("withdrawn", state="withdrawn")
    accepted("case_studies", {**withdrawn, "slug": "plain", "former_slugs": ["plain-too"]})
    related = [
        {"case_study": f"{SECRET}-draft", "relation": "replicates"},
        {"case_study": "plain", "relation": "see-also"},
    ]
    accepted(
        "case_studies",
        case_document(
            "public",
            lessons=[{"text": "Ask early.", "key": "early"}],
            organisations=[{"organisation": "city"}],
            tools=["app"],
            related=related,
        ),
    )


def leaks(response: Any) -> list[str]:
    """The lines of an answer, headers included, in which the word stands."""
    return [line.strip()[:200] for line in said(response).splitlines() if SECRET in line.lower()]


def crawl(client: Client) -> Iterator[tuple[str, Any]]:
    """Every page and every answer of the API that can be reached from the front page and the API's lists."""
    waiting = ["/", "/api/", *(f"/api/v1/{name}/?page_size=100" for name in LISTS)]
    waiting += ["/api/v1/case-studies/facets/", "/api/v1/schema/", "/api/v1/docs/"]
    seen = set(waiting)
    while waiting:
        address = waiting.pop()
        response = client.get(address)
        yield address, response
        for link in re.findall(r'(?:href="|"http://testserver)(/[^"#]*)', said(response)):
            link = link.replace("&amp;", "&")
            # Of the endless lists, those with one filter are enough.
            if link not in seen and link.count("=") < 2 and not link.startswith(("/static/", "/admin/")):
                seen.add(link)
                waiting.append(link)


@pytest.mark.usefixtures("catalogue")
def test_editors_see_what_the_public_must_not(tmp_path: Path) -> None:
    export_to(tmp_path, include_unpublished=True)

    texts = [path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml")]

    assert sum(SECRET in text for text in texts) == 6
    assert Record.objects.filter(slug__contains=SECRET).count() == 4
    assert CaseStudy.objects.filter(search_text__contains=SECRET).count() == 2
    assert Source.objects.filter(title__contains=SECRET).count() == 2
    assert Revision.objects.filter(document__title=f"{SECRET} title").count() == 2


@pytest.mark.usefixtures("catalogue")
def test_no_public_surface_shows_what_is_not_public(client: Client) -> None:
    found = {}
    statuses = {}

    for address, response in crawl(client):
        statuses[address] = response.status_code
        if lines := leaks(response):
            found[address] = lines

    assert found == {}
    assert {address for address, status in statuses.items() if status != 200} == {
        address for address, status in statuses.items() if status in (301, 302)
    }
    assert {
        "/case-studies/public/",
        "/api/v1/case-studies/public/",
        "/organisations/city/",
        "/lessons/public/early/",
        "/embed/case-studies/public/",
        "/case-studies/public/card.png",
        "/card.png",
    } <= set(statuses)
    assert len(statuses) > 50


SLUGS = [
    ("case-studies", f"{SECRET}-draft"),
    ("case-studies", f"{SECRET}-former-draft"),
    ("case-studies", f"{SECRET}-withdrawn"),
    ("organisations", f"{SECRET}-organisation"),
    ("organisations", f"{SECRET}-org"),
    ("organisations", f"{SECRET}-maintainer"),
    ("tools", f"{SECRET}-tool"),
    ("lessons", f"{SECRET}-draft/{SECRET}-lesson"),
]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize(("kind", "slug"), SLUGS)
def test_what_is_not_public_answers_as_if_it_had_never_been(client: Client, kind: str, slug: str) -> None:
    never_was = slug.replace(SECRET, "neverwas")
    for address in (
        "/{}/{}/",
        "/api/v1/{}/{}/",
        "/embed/{}/{}/",
        "/{}/{}/card.png",
        "/oembed/?url=http://testserver/{}/{}/",
    ):
        secret = client.get(address.format(kind, slug))
        never = client.get(address.format(kind, never_was))

        assert (secret.status_code, secret.headers) == (404, never.headers)
        assert secret.content == never.content.replace(b"neverwas", SECRET.encode())


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("slug", ["plain", "plain-too"])
def test_what_was_withdrawn_says_no_more_than_that(client: Client, slug: str) -> None:
    page, answer = client.get(f"/case-studies/{slug}/"), client.get(f"/api/v1/case-studies/{slug}/")
    frame, picture = client.get(f"/embed/case-studies/{slug}/"), client.get(f"/case-studies/{slug}/card.png")

    assert (leaks(page), leaks(answer), leaks(frame), leaks(picture)) == ([], [], [], [])
    assert frame.status_code == picture.status_code == page.status_code
    assert client.get(f"/oembed/?url=http://testserver/case-studies/{slug}/").status_code == 404
    assert page.status_code == answer.status_code == {"plain": 410, "plain-too": 404}[slug]


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("name", ["organisation", "tool", "licence", "model", "q", "country", "ordering", "fields"])
def test_no_error_or_suggestion_names_what_is_not_public(client: Client, name: str) -> None:
    for value in (SECRET[:-1], f"{SECRET[:-1]}-{name}"):
        for path in (
            "case-studies",
            "organisations",
            "tools",
            "api/v1/case-studies",
            "api/v1/tools",
            "api/v1/lessons",
        ):
            response = client.get(f"/{path}/", {name: value})

            assert leaks(response) == []


@pytest.mark.usefixtures("catalogue")
@pytest.mark.parametrize("word", [SECRET, f"{SECRET}-draft", f"{SECRET} tool", "plain", "iceland"])
def test_no_search_finds_a_record_by_what_is_not_public(client: Client, word: str) -> None:
    paths = ("case-studies", "organisations", "tools", "lessons")

    counts = {path: client.get(f"/api/v1/{path}/", {"q": word}).json()["count"] for path in paths}

    assert counts == dict.fromkeys(paths, 0)


@pytest.mark.usefixtures("catalogue")
def test_no_count_includes_what_is_not_public(client: Client) -> None:
    counts = {name: client.get(f"/api/v1/{name}/").json()["count"] for name in LISTS}
    facets = client.get("/api/v1/case-studies/facets/").json()["facets"]
    (model,) = client.get("/api/v1/collaboration-models/").json()["results"]
    (city,) = client.get("/api/v1/organisations/").json()["results"]
    (app,) = client.get("/api/v1/tools/").json()["results"]

    assert counts == {
        "case-studies": 1,
        "collaboration-models": 1,
        "organisations": 1,
        "tools": 1,
        "lessons": 1,
        "vocabularies": 12,
    }
    assert {value["count"] for facet in facets for value in facet["values"]} == {1}
    assert (model["case_study_count"], city["case_study_count"], app["case_study_count"]) == (1, 1, 1)


@pytest.mark.usefixtures("catalogue")
def test_the_export_has_only_what_is_public(tmp_path: Path) -> None:
    export_to(tmp_path)

    files = {
        path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.yaml")
    }

    assert sorted(files) == [
        "case_studies/public.yaml",
        "collaboration_models/labs.yaml",
        "organisations/city.yaml",
        "tools/app.yaml",
        "vocabularies.yaml",
    ]
    assert [name for name, text in files.items() if SECRET in text.lower()] == []


@pytest.mark.usefixtures("catalogue")
def test_no_gate_lets_it_pass() -> None:
    gates = [
        CaseStudy.objects.published().values_list("slug"),
        Organisation.objects.published().values_list("slug"),
        Tool.objects.published().values_list("slug"),
        Record.objects.published().values_list("slug"),
        Source.objects.published().values_list("title"),
        Revision.objects.published().values_list("document__slug"),
    ]

    assert [value for gate in gates for (value,) in gate if SECRET in value] == []
