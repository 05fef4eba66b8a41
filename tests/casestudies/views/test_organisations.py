"""The list of organisations, and an organisation."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from casestudies.views import organisations
from tests.factories import accepted, case_document, make_case, make_organisation, make_tool, source
from tests.html import Element, parse

pytestmark = pytest.mark.django_db


def page(client: Client, path: str) -> Element:
    response = client.get(path)
    assert response.status_code == 200
    return parse(response)


def names(found: Element) -> list[str]:
    return [heading.text for heading in found.one("section", aria_labelledby="results-heading").all("h3")]


def test_the_list_shows_those_that_a_public_record_names(client: Client) -> None:
    make_organisation("city", name="The City", kind="local-government", countries=["PL"])
    make_organisation("club", name="Éclair")
    make_organisation("unnamed")
    make_organisation("hidden")
    make_tool("app", maintainers=["club"])
    make_case(organisations=[{"organisation": "city"}], tools=["app"])
    make_case("draft", state="draft", organisations=[{"organisation": "hidden"}])

    found = page(client, "/organisations/")

    assert names(found) == ["Éclair", "The City"]
    assert found.one("h1").text == "2 organisations"
    assert found.one("title").text == "Organisations – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/organisations/"


def test_the_list_narrows_and_reports_what_it_ignores(client: Client) -> None:
    make_organisation("city", kind="local-government")
    make_organisation("club")
    make_case(organisations=[{"organisation": "city"}, {"organisation": "club"}])

    found = page(client, "/organisations/?kind=local-government&kind=loca&theme=open-data")

    assert names(found) == ["City"]
    assert [item.text for item in found.one("ul", class_="problem-list").all("li")] == [
        "There is no filter called “theme”.",
        "Kind: “loca” is no value of this filter.",
    ]
    assert found.one("meta", name="robots")["content"] == "noindex"


def test_it_shows_its_cases_under_each_of_its_roles(client: Client) -> None:
    make_organisation("city", sources=[source(title="The Gazette")], also_known_as=["Town hall"])
    make_case("b", organisations=[{"organisation": "city", "role": "funder"}, {"organisation": "city"}])
    make_case("a", organisations=[{"organisation": "city", "role": "funder"}])
    make_case("c", organisations=[{"organisation": "city", "role": "initiator"}])
    make_case("draft", state="draft", organisations=[{"organisation": "city", "role": "host"}])

    found = page(client, "/organisations/city/")

    roles = [section for section in found.one(class_="story").all("section") if section.all("h3")]
    assert [(part.one("h2").text, [title.text for title in part.all("h3")]) for part in roles] == [
        ("Initiator", ["C"]),
        ("Funder", ["A", "B"]),
        ("Role not known", ["B"]),
    ]
    assert found.one("h1").text == "City"
    assert found.one("title").text == "City – CivicPort"
    assert found.one("ol", class_="sources").one("cite").text == "The Gazette"


def test_of_many_cases_it_shows_the_first_of_each_role_and_says_so(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(organisations, "MOST_CASES", 2)
    make_organisation("city")
    for slug in ("d", "b", "c", "a"):
        make_case(slug, organisations=[{"organisation": "city", "role": "funder"}])
    make_case("0", state="draft", organisations=[{"organisation": "city", "role": "funder"}])
    make_case("e", organisations=[{"organisation": "city", "role": "initiator"}])

    found = page(client, "/organisations/city/")

    roles = [section for section in found.one(class_="story").all("section") if section.all("h3")]
    assert [[title.text for title in part.all("h3")] for part in roles] == [["E"], ["A", "B"]]
    assert [note.text for part in roles for note in part.all("p", class_="soft")] == [
        "2 of 4 case studies: the first by title. All its case studies, in every role"
    ]
    assert roles[1].one("p", class_="soft").one("a")["href"] == "/case-studies/?organisation=city"


def test_it_shows_the_public_tools_that_it_looks_after(client: Client) -> None:
    make_organisation("club")
    make_tool("app", name="The App", maintainers=["club"])
    make_tool("hidden", maintainers=["club"])
    make_case(tools=["app"])
    make_case("draft", state="draft", tools=["hidden"])

    found = page(client, "/organisations/club/")

    (tools,) = [part for part in found.all("section") if part.all("h2") and "looks after" in part.one("h2").text]
    assert [(link.text, link["href"]) for link in tools.all("a")] == [("The App", "/tools/app/")]


def partners(found: Element, id: str) -> list[str]:
    return [entry.text for part in found.all("section", id=id) for entry in part.one("ul", class_="partners").all("li")]


def test_it_shows_its_partners_and_the_cases_that_they_share(client: Client) -> None:
    for slug in ("city", "club", "club-two", "hidden"):
        make_organisation(slug)
    for number in range(4):
        make_case(f"c{number}", organisations=[{"organisation": "city"}, {"organisation": "club"}])
    make_case("both", organisations=[{"organisation": "city", "role": "host"}, {"organisation": "club-two"}])
    make_case("draft", state="draft", organisations=[{"organisation": "city"}, {"organisation": "hidden"}])

    found = page(client, "/organisations/city/")

    assert partners(found, "partners") == [
        "Club 4 case studies: C0; C1; C2; and 1 more",
        "Club-two 1 case study: Both",
    ]
    links = [link["href"] for link in found.one("section", id="partners").all("a")]
    assert links == [
        "/case-studies/network/?organisation=city",
        "/organisations/club/",
        *(f"/case-studies/c{number}/" for number in range(3)),
        "/organisations/club-two/",
        "/case-studies/both/",
    ]


def test_it_shows_who_might_be_a_partner_and_why(client: Client) -> None:
    for slug in ("city", "club", "friend", "hidden"):
        make_organisation(slug)
    themes = {"themes": ["open-data"], "countries": ["NL", "PL"]}
    make_case("own", organisations=[{"organisation": "city"}, {"organisation": "friend"}], **themes)
    make_case("other", organisations=[{"organisation": "club"}, {"organisation": "friend"}], **themes)
    make_case("draft", organisations=[{"organisation": "hidden"}], state="draft", **themes)

    found = page(client, "/organisations/city/")

    assert partners(found, "possible-partners") == ["Club Open data in the Netherlands and Poland"]
    assert partners(page(client, "/organisations/friend/"), "possible-partners") == []


def test_it_says_of_how_many_partners_it_shows_a_part(client: Client) -> None:
    for number in range(14):
        make_organisation(f"club-{number:02}")
    make_case(organisations=[{"organisation": f"club-{number:02}"} for number in range(14)])

    found = page(client, "/organisations/club-00/")

    assert len(partners(found, "partners")) == 12
    note = found.one("section", id="partners").all("p")[0].text
    assert "12 of 13 organisations: those that share most case studies with it." in note


def test_former_slugs_lead_to_the_present_one(client: Client) -> None:
    make_organisation("city", former_slugs=["town"])
    make_case(organisations=[{"organisation": "city"}])

    response = client.get("/organisations/town/")

    assert (response.status_code, response["Location"]) == (301, "/organisations/city/")


def test_one_that_no_public_record_names_is_not_there(client: Client) -> None:
    make_organisation("unnamed", former_slugs=["nameless"])
    make_organisation("hidden")
    make_case("draft", state="draft", organisations=[{"organisation": "hidden"}])

    statuses = [client.get(f"/organisations/{slug}/").status_code for slug in ("unnamed", "nameless", "hidden", "no")]

    assert statuses == [404] * 4


def test_it_goes_with_the_only_case_that_names_it(client: Client) -> None:
    make_organisation("city")
    make_case(organisations=[{"organisation": "city"}])
    accepted("case_studies", case_document(organisations=[{"organisation": "city"}], state="withdrawn"))

    assert client.get("/organisations/city/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_organisation(f"city-{number}", kind="media", countries=["PL", "DE"])
    make_case(organisations=[{"organisation": f"city-{number}"} for number in range(count)])

    # The catalogue's version; counts by kind and its names; counts by country, and how many have none; how many, rows
    # with their kinds, countries.
    with django_assert_num_queries(8):
        page(client, "/organisations/")


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    make_organisation("city", kind="media", countries=["PL", "DE"][:count])
    for number in range(count):
        make_tool(f"app-{number}", maintainers=["city"])
        roles = [{"organisation": "city", "role": role} for role in ("funder", "host", "partner")[:count]]
        roles.append({"organisation": f"partner-{number}"})
        make_organisation(f"partner-{number}")
        make_case(f"case-{number}", organisations=roles, tools=[f"app-{number}"], themes=["open-data"])

    page(client, "/organisations/city/")  # The first reader has the index built.

    # The catalogue's version, for the page's tag and for the index; the organisation with its document, and its
    # countries; its tools; the titles of cases that it shares; its cases with models, countries and terms; its roles,
    # and their names.
    with django_assert_num_queries(12):
        page(client, "/organisations/city/")
