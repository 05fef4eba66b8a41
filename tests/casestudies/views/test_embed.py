"""Cards and lists in frames: what they show, and that nothing else can be framed."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casestudies.views import embed
from civicport import conditional
from tests.casestudies.sharing import ANYBODY, NOBODY, framed, policy
from tests.factories import accepted, case_document, make_case
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

CARD, LIST = "/embed/case-studies/case/", "/embed/case-studies/"


def embedded(client: Client, address: str, status: int = 200) -> Element:
    response = client.get(address)
    assert response.status_code == status
    return parse(response)


def test_a_card_shows_what_the_card_of_a_list_shows(client: Client) -> None:
    make_case(
        title="Clean <air>",
        summary="What & why.",
        models=["labs", "networks"],
        countries=["ES", "NL"],
        start_year=2015,
        status="ongoing",
        initiators=["local-government"],
    )

    page = embedded(client, CARD)

    card = page.one("article")
    assert page.one("title").text == "Clean <air> – CivicPort"
    assert (card.one("h1").text, card.one("h1").one("a")["href"]) == ("Clean <air>", "/case-studies/case/")
    assert [item.text for item in card.one("ul", class_="embed-models").all("li")] == ["Labs", "Networks"]
    assert len(card.all("svg", class_="flag")) == 2
    assert [line.text for line in card.one("dl").all("div")] == [
        "WhereSpain and the Netherlands", "WhenOngoing since 2015", "Started bylocal government", "Paid bynot known",
    ]  # fmt: skip
    assert "What & why." in card.text


@pytest.mark.parametrize("address", [CARD, LIST, f"{LIST}?model=labs&nonsense=1", "/embed/case-studies/nowhere/"])
def test_it_is_a_page_of_its_own_without_scripts_whose_links_leave_the_frame(client: Client, address: str) -> None:
    make_case()
    response = client.get(address)

    page = parse(response)
    assert page.all("script") == page.all("form") == page.all("img") == page.all("iframe") == []
    assert page.all("nav") == []
    assert page.one("base").attributes == {"target": "_top"}
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert [link["href"] for link in page.all("link", rel="stylesheet")] == [
        "/static/css/tokens.css", "/static/css/base.css", "/static/css/embed.css",
    ]  # fmt: skip
    assert page.one("footer").text == "From CivicPort, CC BY 4.0"
    assert [link["href"] for link in page.one("footer").all("a")] == [
        "/",
        "https://creativecommons.org/licenses/by/4.0/",
    ]
    assert not response.cookies
    assert policy(response) == {
        "default-src": "'none'",
        "style-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "*",
    }


def test_it_names_the_page_that_it_is_taken_from(client: Client) -> None:
    make_case()

    canonical = [
        embedded(client, address).one("link", rel="canonical")["href"]
        for address in (CARD, LIST, f"{LIST}?ordering=-title&model=labs&theme=%00")
    ]

    assert canonical == [
        "http://testserver/case-studies/case/",
        "http://testserver/case-studies/",
        "http://testserver/case-studies/?model=labs&ordering=-title",
    ]


def test_a_list_shows_the_first_of_a_selection_in_its_order(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "SHOWN", 2)
    for slug in ("a", "b", "c"):
        make_case(slug, status="ongoing", start_year=2015)
    make_case("d", countries=["PL"])

    page = embedded(client, f"{LIST}?status=ongoing&ordering=-title")

    address = "/case-studies/?status=ongoing&ordering=-title"
    assert page.one("title").text == "Case studies: Status: Ongoing – CivicPort"
    assert (page.one("h1").text, page.one("h1").one("a")["href"]) == ("3 case studies", address)
    assert page.one("p", class_="embed-words").text == "Status: Ongoing"
    rows = page.one("ul", class_="embed-list").all("h2")
    assert [(row.text, row.one("a")["href"]) for row in rows] == [
        ("C", "/case-studies/c/"), ("B", "/case-studies/b/"),
    ]  # fmt: skip
    assert [line.text for line in page.all("p", class_="embed-where")] == ["Ongoing since 2015"] * 2
    assert page.one("p", class_="embed-more").text == "These are the first 2. Show all: 3 case studies"
    assert page.one("p", class_="embed-more").one("a")["href"] == address


def test_a_short_list_is_whole(client: Client) -> None:
    make_case(countries=["PL"])

    page = embedded(client, LIST)

    assert page.one("h1").text == "1 case study"
    assert page.one("p", class_="embed-where").text == "Poland · Years not known"
    assert page.all("p", class_="embed-more") == page.all("p", class_="embed-words") == []


def test_a_list_says_what_it_ignored_and_when_nothing_was_found(client: Client) -> None:
    make_case()

    page = embedded(client, f"{LIST}?them=x&active_from=soon&status=ongoing")

    assert [line.text for line in page.all("p", class_="embed-problem")] == [
        "There is no filter called “them”.",
        "Active from: “soon” is no year from 1800 to 2100.",
    ]
    assert page.one("h1").text == "0 case studies"
    assert page.all("ul", class_="embed-list") == []
    assert "No case study is as these filters ask." in page.text


def test_a_list_says_what_it_searched_for_instead(client: Client) -> None:
    make_case(title="Participatory budget")

    note = embedded(client, f"{LIST}?q=budgett").one(class_="searched")

    assert " ".join(note.text.split()) == "Nothing was found for “budgett”. Searched for “budget” instead."
    assert note.one("a")["href"] == "/case-studies/?q=budget"


@pytest.mark.parametrize(
    "query", ["model=%00&q=%F0", "q=" + "a" * 5000, "page=-1", "ordering=size&ordering=2", "country=PL&country="]
)
def test_no_query_string_breaks_a_list(client: Client, query: str) -> None:
    make_case()

    assert client.get(f"{LIST}?{query}").status_code == 200


def test_a_former_slug_leads_to_the_present_one(client: Client) -> None:
    make_case(former_slugs=["before"])

    response = client.get("/embed/case-studies/before/")

    assert (response.status_code, response["Location"]) == (301, CARD)
    assert framed(response) == ANYBODY


def test_what_is_not_public_is_in_no_frame(client: Client) -> None:
    make_case("gone")
    accepted("case_studies", case_document("gone", state="withdrawn"))
    accepted("case_studies", case_document("draft", state="draft"))

    gone = embedded(client, "/embed/case-studies/gone/", 410)
    draft, never = client.get("/embed/case-studies/draft/"), client.get("/embed/case-studies/never/")

    assert gone.one("h1").text == "This case study has been withdrawn."
    assert (draft.status_code, draft.content) == (404, never.content)
    assert embedded(client, LIST).one("h1").text == "0 case studies"


@pytest.mark.parametrize("address", [CARD, LIST, f"{LIST}?status=ongoing", "/embed/case-studies/nowhere/"])
def test_anybody_may_frame_it(client: Client, address: str) -> None:
    make_case()

    assert framed(client.get(address)) == framed(client.head(address)) == ANYBODY


@pytest.mark.parametrize(("address", "who"), [(CARD, ANYBODY), (LIST, ANYBODY), ("/case-studies/case/", NOBODY)])
def test_a_page_that_was_kept_may_be_framed_by_whom_it_was_made_for(
    client: Client, monkeypatch: pytest.MonkeyPatch, address: str, who: tuple[str, str | None]
) -> None:
    monkeypatch.setattr(conditional, "MOST_KEPT", 1_000_000)
    make_case()
    first = client.get(address)

    with CaptureQueriesContext(connection) as asked:
        again = client.get(address)

    assert len(asked) == 1  # The catalogue's version: the page itself was kept.
    assert framed(first) == framed(again) == who
    assert again.content == first.content


@pytest.mark.parametrize("address", [CARD, LIST, "/case-studies/case/"])
def test_who_has_it_already_is_told_nothing_else_on_who_may_frame_it(client: Client, address: str) -> None:
    make_case()
    first = client.get(address)

    again = client.get(address, headers={"if-none-match": first["ETag"]})

    assert again.status_code == 304
    assert {"Content-Security-Policy", "X-Frame-Options"} & set(again.headers) == set()


def test_an_editor_sees_what_everybody_sees(client: Client) -> None:
    make_case()
    first = client.get(CARD)
    client.force_login(User.objects.create_superuser("ada"))

    assert client.get(CARD).content == first.content


@pytest.mark.parametrize("cases", [1, 3])
def test_a_list_costs_the_same_however_many_it_shows(client: Client, cases: int) -> None:
    for number in range(cases):
        make_case(f"case-{number}", status="ongoing")
    client.get(LIST)

    with CaptureQueriesContext(connection) as counted:
        client.get(f"{LIST}?status=ongoing")

    # The rows; their models, countries and terms; beside those for the version.
    assert sum("civicport_catalogue" not in query["sql"] for query in counted.captured_queries) == 4


def test_it_can_only_be_read(client: Client) -> None:
    make_case()

    assert [client.post(address).status_code for address in (CARD, LIST)] == [405, 405]
