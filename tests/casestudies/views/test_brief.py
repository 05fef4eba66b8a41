"""Briefs of a selection, of a case study, and of a comparison: as a page and as files."""

from __future__ import annotations

import json
from io import BytesIO
from typing import Any

import pypdf
import pytest
from django.test import Client
from docx import Document
from pytest_django import Settings

from casestudies.views import brief as views
from civicport.models import Catalogue
from tests.casestudies.briefs import in_order
from tests.factories import accepted, case_document, make_case
from tests.html import Element, parse

pytestmark = pytest.mark.django_db

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def article(response: Any) -> Element:
    assert response.status_code == 200
    return parse(response).one("article", class_="brief")


def titles(response: Any) -> list[str]:
    return [row.title for row in response.context["brief"].glance]


def make_cases(count: int, **more: Any) -> None:
    for number in range(count):
        make_case(f"case-{number:02}", **more)


def test_the_page_says_what_the_brief_says_in_its_order(client: Client) -> None:
    make_case("ferry", title="Ferry: a timetable", challenges=[{"text": "It was\n\nlate.[^report]"}])
    make_case("quay", title="Quay", lessons=[{"title": "Ask", "text": "Ask early & often.[^report]"}])

    for address in ("/case-studies/brief/", "/case-studies/ferry/brief/", "/compare/brief/?case=quay&case=ferry"):
        response = client.get(address)
        assert in_order(article(response).text, response.context["brief"]) == "", address


def test_a_selection_is_asked_in_words_and_listed_in_its_order(client: Client) -> None:
    make_case("a", countries=["PL"], models=["labs"])
    make_case("b", countries=["PL"], models=["networks"])
    make_case("c", countries=["PL"], models=["labs"])

    response = client.get("/case-studies/brief/?model=labs&country=PL&ordering=-title")

    found = article(response)
    assert found.one("h2").text == "Labs in Poland"
    assert titles(response) == ["C", "A"]
    query = "?country=PL&model=labs&ordering=-title"
    assert [link["href"] for link in found.one(class_="brief-files").all("a")] == [
        f"/case-studies/brief/pdf/{query}",
        f"/case-studies/brief/docx/{query}",
    ]
    assert found.one(class_="brief-address").one("a")["href"] == f"/case-studies/brief/{query}"
    assert found.one(class_="brief-code")["aria-label"] == "QR code of the permanent address"


def test_every_statement_leads_to_its_place_and_its_source(client: Client) -> None:
    make_case("ferry", challenges=[{"text": "It was late.[^report]", "key": "late"}])
    make_case("quay")

    found = article(client.get("/case-studies/brief/"))

    (said,) = [one for one in found.all("li") if "It was late." in one.text]
    assert said.text == "It was late. — Ferry [1]"
    assert [link["href"] for link in said.all("a")] == ["/lessons/ferry/late/", "#source-1"]
    assert found.one(id="source-1").text == "A report. not on the web"


def test_it_has_the_first_twenty_and_says_so(client: Client) -> None:
    make_cases(22)

    for query in ("", "?page=2"):
        response = client.get(f"/case-studies/brief/{query}")
        assert titles(response) == [f"Case-{number:02}" for number in range(20)]
        assert response.context["brief"].lede == (
            "22 case studies. The first 20 of them stand here, ordered by “Title, A to Z”; 2 are left out."
        )


def test_it_says_by_which_order_words_are_answered(client: Client) -> None:
    make_cases(21, summary="A ferry.")

    response = client.get("/case-studies/brief/?q=ferry")

    assert response.context["brief"].lede.endswith("ordered by “Best match”; 1 is left out.")


def test_words_that_were_searched_otherwise_are_told_as_searched(client: Client) -> None:
    make_case(title="Participatory budget")

    page, pdf = (client.get(f"/case-studies/brief/{form}?q=budgett") for form in ("", "pdf/"))

    made = page.context["brief"]
    assert (made.title, made.path) == ("Case studies found by “budget”", "/case-studies/brief/?q=budgett")
    metadata = pypdf.PdfReader(BytesIO(pdf.content)).metadata
    assert metadata is not None
    assert metadata.title == made.title


def test_nothing_found_has_no_brief(client: Client) -> None:
    make_case()

    response = client.get("/case-studies/brief/?q=nothing-of-the-kind")

    assert response.status_code == 200
    assert parse(response).all("article", class_="brief") == []


def test_a_bad_value_is_ignored_and_said(client: Client) -> None:
    make_case()

    response = client.get("/case-studies/brief/?model=hackathon&nonsense=1")

    assert titles(response) == ["Case"]
    assert len(response.context["listing"].problems) == 2


def test_a_case_study_has_a_brief_of_its_own(client: Client) -> None:
    make_case("ferry", title="Ferry: a timetable")

    response = client.get("/case-studies/ferry/brief/")
    page = parse(response)

    assert page.one("h1").text == "Ferry: a timetable"
    assert page.one("meta", name="robots")["content"] == "noindex"
    assert [link["href"] for link in page.one(class_="brief-files").all("a")] == [
        "/case-studies/ferry/brief/pdf/",
        "/case-studies/ferry/brief/docx/",
    ]
    assert "/case-studies/ferry/brief/" in [link["href"] for link in parse(client.get("/case-studies/ferry/")).all("a")]


def test_a_comparison_has_its_cases_in_their_order(client: Client) -> None:
    make_case("ferry", title="Ferry: a timetable")
    make_case("quay", title="Quay")

    response = client.get("/compare/brief/?case=quay&case=ferry&case=quay&case=nowhere")
    page = parse(response)

    assert page.one("h1").text == "Quay and Ferry, side by side"
    assert titles(response) == ["Quay", "Ferry: a timetable"]
    assert page.one(class_="problem-list").text == "There is no case study “nowhere”."
    query = "?case=quay&case=ferry"
    assert [link["href"] for link in page.one(class_="brief-files").all("a")] == [
        f"/compare/brief/pdf/{query}",
        f"/compare/brief/docx/{query}",
    ]


def test_a_comparison_of_those_who_begin_alike_names_them_in_full(client: Client) -> None:
    make_case("a", title="Ferry: a timetable")
    make_case("b", title="Ferry: a harbour")

    response = client.get("/compare/brief/?case=a&case=b")

    assert response.context["brief"].title == "Ferry: a timetable and Ferry: a harbour, side by side"


def test_more_than_five_are_not_compared(client: Client) -> None:
    make_cases(6)
    query = "&".join(f"case=case-{number:02}" for number in range(6))

    response = client.get(f"/compare/brief/?{query}")

    assert len(titles(response)) == 5
    assert [item.text for item in parse(response).one(class_="problem-list").all("li")] == [
        "At most five case studies are compared; these are the first of them."
    ]


def test_what_a_comparison_does_not_know_is_said(client: Client) -> None:
    make_cases(2)

    response = client.get("/compare/brief/?case=case-00&case=case-01&model=labs&utm_source=letter")

    assert [item.text for item in parse(response).one(class_="problem-list").all("li")] == [
        "There is no parameter called “model”."
    ]


@pytest.mark.parametrize("query", ["", "?case=case", "?case=case&case=nowhere"])
def test_one_alone_leads_to_where_others_are_picked(client: Client, query: str) -> None:
    make_case()

    response = client.get(f"/compare/brief/{query}")

    assert (response.status_code, response.headers["Location"]) == (302, f"/compare/{query}")


def test_former_slugs_lead_on(client: Client) -> None:
    make_case("ferry")
    make_case("quay")
    accepted("case_studies", case_document("boat", former_slugs=["ferry"]))

    page = client.get("/case-studies/ferry/brief/")
    assert (page.status_code, page.headers["Location"]) == (301, "/case-studies/boat/brief/")
    file = client.get("/case-studies/ferry/brief/pdf/")
    assert (file.status_code, file.headers["Location"]) == (301, "/case-studies/boat/brief/pdf/")
    assert titles(client.get("/compare/brief/?case=ferry&case=quay")) == ["Boat", "Quay"]


def test_what_is_not_public_has_no_brief(client: Client) -> None:
    make_case("plain")
    make_case("draft", state="draft")
    accepted("case_studies", case_document("plain", state="withdrawn"))

    for slug, status in (("draft", 404), ("nowhere", 404), ("plain", 410)):
        assert client.get(f"/case-studies/{slug}/brief/").status_code == status
        assert client.get(f"/case-studies/{slug}/brief/pdf/").status_code == status
    assert client.get("/compare/brief/pdf/?case=draft&case=plain").status_code == 400


FILES = ["/case-studies/brief/{}/", "/case-studies/case-00/brief/{}/", "/compare/brief/{}/?case=case-00&case=case-01"]


def file_name(response: Any) -> str:
    return str(response.headers["Content-Disposition"])


@pytest.mark.parametrize("address", FILES)
def test_the_files_open_and_say_what_the_page_says(client: Client, address: str) -> None:
    make_cases(3, lessons=[{"title": "Ask", "text": "Ask early.[^report]"}])

    made = client.get(address.replace("{}/", "")).context["brief"]
    pdf, docx = client.get(address.format("pdf")), client.get(address.format("docx"))

    assert (pdf.status_code, pdf.headers["Content-Type"]) == (200, PDF)
    assert (docx.status_code, docx.headers["Content-Type"]) == (200, DOCX)
    reader = pypdf.PdfReader(BytesIO(pdf.content))
    document = Document(BytesIO(docx.content))
    assert reader.metadata is not None
    assert (reader.metadata.title, document.core_properties.title) == (made.title, made.title)
    assert in_order("".join(page.extract_text() for page in reader.pages), made) == ""


def test_file_names_say_what_is_inside(client: Client) -> None:
    make_cases(2)
    day = Catalogue.as_noticed().changed.date().isoformat()

    names = [file_name(client.get(address.format("pdf"))) for address in FILES]
    selected = file_name(client.get("/case-studies/brief/docx/?model=labs"))

    assert names == [
        f'attachment; filename="civicport-brief-{day}.pdf"',
        'attachment; filename="civicport-brief-case-00.pdf"',
        'attachment; filename="civicport-brief-case-00-case-01.pdf"',
    ]
    assert selected == f'attachment; filename="civicport-brief-labs-{day}.docx"'


@pytest.mark.parametrize(("form", "media_type"), [("pdf", PDF), ("docx", DOCX)])
def test_a_file_of_nothing_opens(client: Client, form: str, media_type: str) -> None:
    make_case()

    response = client.get(f"/case-studies/brief/{form}/?q=nothing-of-the-kind")

    assert (response.status_code, response.headers["Content-Type"]) == (200, media_type)


def refused(client: Client, address: str) -> str:
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json"), address
    return str(json.loads(response.content)["errors"][0]["parameter"])


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_files_refuse_what_they_do_not_understand(client: Client, form: str) -> None:
    make_cases(6)
    six = "&".join(f"case=case-{number:02}" for number in range(6))

    assert refused(client, f"/case-studies/brief/{form}/?modle=labs") == "modle"
    assert refused(client, f"/case-studies/brief/{form}/?model=lab") == "model"
    assert refused(client, f"/case-studies/brief/{form}/?page=2") == "page"
    assert refused(client, f"/case-studies/case-00/brief/{form}/?page=2") == "page"
    assert refused(client, f"/compare/brief/{form}/?case=case-00") == "case"
    assert refused(client, f"/compare/brief/{form}/?case=case-00&case=nowhere") == "case"
    assert refused(client, f"/compare/brief/{form}/?{six}") == "case"
    assert refused(client, f"/compare/brief/{form}/?case=case-00&case=case-01&q=a") == "q"


@pytest.mark.parametrize("address", FILES)
def test_there_are_no_other_forms(client: Client, address: str) -> None:
    make_cases(2)

    assert client.get(address.format("odt")).status_code == 404


@pytest.mark.parametrize("address", FILES)
def test_head_makes_nothing(client: Client, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    make_cases(2)
    made: list[Any] = []
    monkeypatch.setattr(views, "make_brief", lambda *args: made.append(args))

    for form, media_type in (("pdf", PDF), ("docx", DOCX)):
        response = client.head(address.format(form))
        assert (response.status_code, response.headers["Content-Type"]) == (200, media_type)
        assert "Content-Length" not in response.headers
    assert made == []


def test_files_are_only_read(client: Client) -> None:
    make_case()

    assert client.post("/case-studies/brief/pdf/").status_code == 405


def test_addresses_stand_under_the_catalogues_own_name(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://catalogue.example/"
    make_case("ferry")

    made = client.get("/case-studies/ferry/brief/").context["brief"]

    assert made.address == "https://catalogue.example/case-studies/ferry/brief/"
    assert made.at(made.glance[0].url) == "https://catalogue.example/case-studies/ferry/"


@pytest.mark.parametrize("count", [3, 25])
def test_it_costs_the_same_however_many_cases(client: Client, count: int, django_assert_num_queries: Any) -> None:
    make_case("other")
    make_cases(count, lessons=[{"text": "Learn.[^report]"}], related=[{"case_study": "other", "relation": "see-also"}])
    client.get("/case-studies/brief/")

    with django_assert_num_queries(QUERIES):
        response = client.get("/case-studies/brief/?ordering=title")
    assert len(titles(response)) == min(count + 1, 20)


# The catalogue once for the tag, once for the index and once for the date; seven of the brief.
QUERIES = 10
