"""oEmbed: what is answered for which address, in which form, and what is refused."""

from __future__ import annotations

import json
from html import unescape
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pytest
from django.test import Client

from tests.factories import accepted, case_document, make_case
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

SITE = "http://testserver"
CASE = f"{SITE}/case-studies/case/"


def asked(client: Client, url: str, **more: str) -> Any:
    return client.get("/oembed/", {"url": url, **more})


def answer(client: Client, url: str, **more: str) -> dict[str, Any]:
    response = asked(client, url, **more)
    assert (response.status_code, response["Content-Type"]) == (200, "application/json"), response.content
    found: dict[str, Any] = response.json()
    return found


def frame(answer: dict[str, Any]) -> Element:
    """The frame that an answer gives."""

    class Response:
        content = answer["html"].encode()

    return parse(Response).one("iframe")


def test_a_case_study(client: Client) -> None:
    make_case(title='Clean "air" & <water>')

    found = answer(client, CASE)

    html = found.pop("html")
    assert found == {
        "type": "rich",
        "version": "1.0",
        "title": 'Clean "air" & <water>',
        "provider_name": "CivicPort",
        "provider_url": f"{SITE}/",
        "width": 600,
        "height": 380,
        "thumbnail_url": f"{SITE}/case-studies/case/card.png",
        "thumbnail_width": 1200,
        "thumbnail_height": 630,
    }
    assert html == (
        f'<iframe src="{SITE}/embed/case-studies/case/" title="Clean &quot;air&quot; &amp; &lt;water&gt; – CivicPort"'
        ' width="600" height="380" loading="lazy" style="max-width: 100%; border: 0"></iframe>'
    )


def test_a_selection(client: Client) -> None:
    make_case(status="ongoing")

    found = answer(client, f"{SITE}/case-studies/?status=ongoing&ordering=-title&utm_source=letter&page=2")

    assert found["title"] == "Case studies: Status: Ongoing"
    assert frame(found)["src"] == f"{SITE}/embed/case-studies/?status=ongoing&ordering=-title"
    assert found["thumbnail_url"] == f"{SITE}/card.png"


def test_all_case_studies(client: Client) -> None:
    found = answer(client, f"{SITE}/case-studies/")

    assert (found["title"], found["width"], found["height"]) == ("Case studies", 600, 600)
    assert frame(found)["src"] == f"{SITE}/embed/case-studies/"


def test_what_it_gives_is_there(client: Client) -> None:
    make_case(status="ongoing")

    for url in (CASE, f"{SITE}/case-studies/?status=ongoing"):
        found = answer(client, url)
        for address in (frame(found)["src"], found["thumbnail_url"], found["provider_url"]):
            assert client.get(address.removeprefix(SITE)).status_code == 200


def test_no_words_of_a_selection_break_the_xml(client: Client) -> None:
    response = asked(client, f"{SITE}/case-studies/?q=a%01b", format="xml")

    root = ElementTree.fromstring(response.content)  # noqa: S314  (it is our own)
    assert root.findtext("title") == "Case studies: Words: a\ufffdb"


def test_the_name_of_the_host_may_have_capitals(client: Client) -> None:
    make_case()

    response = client.get("/oembed/", {"url": CASE}, headers={"host": "TestServer"})

    assert response.status_code == 200


def test_in_xml_it_says_the_same(client: Client) -> None:
    make_case(title='Clean "air" & <water> in Łódź')

    response = asked(client, CASE, format="xml")

    root = ElementTree.fromstring(response.content)  # noqa: S314  (it is our own)
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    assert response.content.startswith(b"<?xml version='1.0' encoding='utf-8'?>")
    assert root.tag == "oembed"
    assert {part.tag: part.text for part in root} == {
        name: str(value) for name, value in answer(client, CASE, format="json").items()
    }


@pytest.mark.parametrize("form", ["yaml", "JSON", "json-p", "\0"])
def test_another_form_is_not_implemented(client: Client, form: str) -> None:
    make_case()

    assert asked(client, CASE, format=form).status_code == 501


@pytest.mark.parametrize(
    ("most", "size", "picture"),
    [
        ({"maxwidth": "1200", "maxheight": "630"}, (600, 380), True),
        ({"maxwidth": "1199"}, (600, 380), False),
        ({"maxheight": "629"}, (600, 380), False),
        ({"maxwidth": "300"}, (300, 650), False),
        ({"maxwidth": "300", "maxheight": "200"}, (300, 200), False),
        ({"maxwidth": "1"}, (1, 920), False),
        ({"maxwidth": "999999999"}, (600, 380), True),
        ({"maxwidth": "", "maxheight": ""}, (600, 380), True),
    ],
)
def test_it_is_no_larger_than_asked(client: Client, most: dict[str, str], size: tuple[int, int], picture: bool) -> None:
    make_case()

    found = answer(client, CASE, **most)

    assert (found["width"], found["height"]) == size
    assert (frame(found)["width"], frame(found)["height"]) == tuple(map(str, size))
    names = {"thumbnail_url", "thumbnail_width", "thumbnail_height"}
    assert names & set(found) == (names if picture else set())


@pytest.mark.parametrize("name", ["maxwidth", "maxheight"])
@pytest.mark.parametrize("value", ["0", "-1", "wide", "1.5", "٣", "1" * 5000])
def test_a_size_that_is_none_is_named(client: Client, name: str, value: str) -> None:
    make_case()

    response = asked(client, CASE, **{name: value})

    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["errors"] == [
        {"parameter": name, "value": value, "detail": "A size is a whole number of pixels."}
    ]


@pytest.mark.parametrize("query", ["", "?url=", "?format=json"])
def test_it_wants_an_address(client: Client, query: str) -> None:
    response = client.get(f"/oembed/{query}")

    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (400, "url")


def test_what_others_append_is_passed_over(client: Client) -> None:
    make_case()

    assert answer(client, CASE, dnt="1", callback="x") == answer(client, CASE)


@pytest.mark.parametrize(
    "url",
    [
        CASE,
        "https://testserver/case-studies/case/",
        "HTTP://TestServer/case-studies/case/",
        "http://testserver/case-studies/%63ase/",
        f"{CASE}?utm_source=letter",
        f"{CASE}#lessons-learnt",
        f"{SITE}/case-studies/before/",
    ],
)
def test_an_address_may_be_written_in_several_ways(client: Client, url: str) -> None:
    make_case(former_slugs=["before"])

    assert answer(client, url) == answer(client, CASE)


@pytest.mark.parametrize(
    "url",
    [
        "https://elsewhere.example/case-studies/case/",
        "http://testserver.elsewhere.example/case-studies/case/",
        "http://testserver@elsewhere.example/case-studies/case/",
        "http://elsewhere.example@testserver/case-studies/case/",
        "http://testserver:81/case-studies/case/",
        "//testserver/case-studies/case/",
        "/case-studies/case/",
        "case",
        "file:///case-studies/case/",
        "javascript:alert(1)",
        "http://[",
        "http://testserver/case-studies/ca\0se/",
        "http://testserver/case-studies/%FF%00/",
        f"{SITE}/",
        f"{SITE}/case-studies/nowhere/",
        f"{SITE}/case-studies/case",
        f"{SITE}/case-studies/map/",
        f"{SITE}/case-studies/case/card.png",
        f"{SITE}/embed/case-studies/case/",
        f"{SITE}/collaboration-models/labs/",
        f"{SITE}/lessons/",
        f"{SITE}/api/v1/case-studies/case/",
        f"{SITE}/oembed/?url={quote(CASE, safe='')}",
        f"{SITE}/case-studies/?them=x",
        f"{SITE}/case-studies/?active_from=soon",
        f"{SITE}/case-studies/?model=nothing",
        f"{SITE}/case-studies/?q=" + "a" * 500,
    ],
)
def test_nothing_is_shown_of_another_address(client: Client, url: str) -> None:
    make_case()

    response = asked(client, url)

    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == "There is nothing under this address that could be shown elsewhere."


def test_what_is_not_public_is_not_found(client: Client) -> None:
    make_case("gone", title="Gone", former_slugs=["once"])
    accepted("case_studies", case_document("gone", title="Gone", former_slugs=["once"], state="withdrawn"))
    accepted("case_studies", case_document("draft", state="draft"))

    responses = [asked(client, f"{SITE}/case-studies/{slug}/") for slug in ("gone", "once", "draft", "never")]

    assert [response.status_code for response in responses] == [404] * 4
    assert len({response.content for response in responses}) == 1


def test_the_address_is_that_of_the_catalogue(client: Client, settings: Any) -> None:
    settings.SITE_URL = "https://port.example"
    make_case()

    found = answer(client, "https://port.example/case-studies/case/")

    assert frame(found)["src"] == "https://port.example/embed/case-studies/case/"
    assert found["thumbnail_url"] == "https://port.example/case-studies/case/card.png"


def test_any_page_may_ask(client: Client) -> None:
    make_case()
    origin = {"origin": "https://elsewhere.example"}

    found = [
        client.get(address, headers=origin).headers.get("Access-Control-Allow-Origin")
        for address in (f"/oembed/?url={CASE}", "/oembed/", "/embed/case-studies/case/", "/case-studies/case/")
    ]

    assert found == ["*", "*", None, None]


TWO = "/case-studies/?status=completed&status=ongoing"


def discovered(page: Element) -> dict[str, str]:
    links = [link for link in page.all("link", rel="alternate") if link["type"].endswith("+oembed")]
    assert len(links) == 2
    assert len({link["title"] for link in links}) == 1
    return {link["type"]: link["href"] for link in links}


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/case-studies/case/", CASE),
        ("/case-studies/", f"{SITE}/case-studies/"),
        ("/case-studies/?page=1&status=ongoing&status=completed&them=x", f"{SITE}{TWO}"),
    ],
)
def test_pages_say_where_their_answers_are(client: Client, address: str, url: str) -> None:
    make_case(status="ongoing")

    found = discovered(parse(client.get(address)))

    assert set(found) == {"application/json+oembed", "text/xml+oembed"}
    for type_, href in found.items():
        form = type_.split("+")[0].split("/")[1]
        assert href.startswith(f"{SITE}/oembed/?")
        assert parse_qs(urlsplit(href).query) == {"url": [url], "format": [form]}
        assert client.get(href.removeprefix(SITE)).status_code == 200


@pytest.mark.parametrize("address", ["/", "/lessons/", "/organisations/", "/about/", "/case-studies/map/", "/nowhere/"])
def test_other_pages_have_none(client: Client, address: str) -> None:
    page = parse(client.get(address))

    assert [link for link in page.all("link") if "oembed" in link.attributes.get("type", "")] == []


@pytest.mark.parametrize(
    ("address", "embedded"),
    [
        ("/case-studies/case/", "/embed/case-studies/case/"),
        ("/case-studies/?model=labs&q=case", "/embed/case-studies/?q=case&model=labs"),
    ],
)
def test_pages_offer_the_same_html_to_copy(client: Client, address: str, embedded: str) -> None:
    make_case(title="<b>A case</b>")
    page = parse(client.get(address))

    code = page.one("textarea")

    assert code.attributes == {"id": "embed_html", "rows": "4", "readonly": "", "spellcheck": "false"}
    assert page.one("label", for_="embed_html").text == "HTML to copy"
    (href,) = {href for type_, href in discovered(page).items() if "json" in type_}
    assert code.text == json.loads(client.get(href.removeprefix(SITE)).content)["html"]
    assert page.one("details", class_="embed-code").one("a")["href"] == SITE + embedded
    assert unescape(code.text).count(SITE + embedded) == 1
