"""BibTeX, RIS and CSL-JSON in their readers, and what a page says to whom cites it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from django.test import Client
from django.utils.formats import date_format

from civicport.models import Record, Revision
from tests.casestudies.exports import file
from tests.factories import accepted, case_document, make_case
from tests.html import Element, parse

pytestmark = pytest.mark.django_db

EXPORT, CITE = "/case-studies/export", "/case-studies/case/cite"
NASTY = r"100 % of {it} & #1_$: a\b ~ ^c"


def changed() -> Any:
    return Record.objects.get(kind="case_studies", slug="case").changed


def test_bibtex_opens_in_its_parser(client: Client) -> None:
    make_case(title="Łódź asks", themes=["open-data"])
    make_case("other")

    library = parse_string(file(client, f"{EXPORT}/bibtex/").decode())

    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["civicport-case", "civicport-other"]
    assert {field.key: field.value for field in library.entries[0].fields} == {
        "author": "{CivicPort contributors}",
        "title": "{Łódź asks}",
        "year": str(changed().year),
        "howpublished": "Case study, CivicPort",
        "note": "Revision 1",
        "abstract": "What it was about.",
        "keywords": "Open data",
        "language": "british",
        "url": "http://testserver/case-studies/case/",
        "month": f"{changed():%b}".lower(),
    }


def test_bibtex_escapes_what_latex_takes_for_a_command(client: Client) -> None:
    make_case(title="{" + NASTY)

    library = parse_string(file(client, f"{CITE}/bibtex/").decode())

    assert library.failed_blocks == []
    assert library.entries[0].fields_dict["title"].value == (
        r"{\textbraceleft{}100 \% of \textbraceleft{}it\textbraceright{} \& \#1\_\$: a\textbackslash{}b"
        r" \textasciitilde{} \textasciicircum{}c}"
    )


def test_ris_opens_in_its_parser(client: Client) -> None:
    make_case(title="Łódź asks", themes=["open-data", "environment-monitoring"])
    make_case("other")

    first, second = rispy.loads(file(client, f"{EXPORT}/ris/").decode())

    assert {name: value for name, value in first.items() if value} == {
        "type_of_reference": "ELEC",
        "id": "civicport-case",
        "title": "Łódź asks",
        "authors": ["CivicPort contributors"],
        "year": str(changed().year),
        "date": f"{changed():%Y/%m/%d}/",
        "secondary_title": "CivicPort",
        "edition": "1",
        "abstract": "What it was about.",
        "keywords": ["Open data", "Environmental monitoring"],
        "language": "en-gb",
        "urls": ["http://testserver/case-studies/case/"],
    }
    assert second["id"] == "civicport-other"


def test_csl_json_is_what_processors_read(client: Client) -> None:
    make_case(title=NASTY)
    make_case(title=NASTY, summary="Changed.")

    [found] = json.loads(file(client, f"{EXPORT}/csl-json/"))

    day = changed()
    assert found == {
        "id": "civicport-case",
        "type": "webpage",
        "title": NASTY,
        "author": [{"literal": "CivicPort contributors"}],
        "container-title": "CivicPort",
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": "2",
        "abstract": "Changed.",
        "language": "en-gb",
        "URL": "http://testserver/case-studies/case/",
    }


@pytest.mark.parametrize("name", ["bibtex", "ris", "csl-json"])
def test_one_case_is_cited_as_in_a_selection(client: Client, name: str) -> None:
    make_case()

    assert file(client, f"{CITE}/{name}/") == file(client, f"{EXPORT}/{name}/")


def test_a_citation_follows_its_case(client: Client) -> None:
    make_case()
    accepted("case_studies", case_document("now", former_slugs=["case"]))

    moved = client.get(f"{CITE}/ris/")
    accepted("case_studies", case_document("now", former_slugs=["case"], state="withdrawn"))
    gone = client.get("/case-studies/now/cite/ris/")

    assert (moved.status_code, moved["Location"]) == (301, "/case-studies/now/cite/ris/")
    assert gone.status_code == 410


@pytest.mark.parametrize("path", ["/case-studies/never/cite/ris/", f"{CITE}/word/", f"{CITE}/csv/"])
def test_what_does_not_exist_is_not_cited(client: Client, path: str) -> None:
    make_case()
    make_case("never", state="draft")

    assert client.get(path).status_code == 404


def page(client: Client) -> Element:
    return parse(client.get("/case-studies/case/"))


def test_a_page_says_what_zotero_reads(client: Client) -> None:
    make_case(title='A “title” & "more"', themes=["open-data", "environment-monitoring"])
    make_case(title='A “title” & "more"', themes=["open-data", "environment-monitoring"], status="ongoing")
    day = Revision.objects.get(record__slug="case", number=1).at

    metas = page(client).one("head").all("meta")

    found = [
        (meta["name"], meta["content"]) for meta in metas if meta.attributes.get("name", "").startswith("citation_")
    ]
    assert found == [
        ("citation_title", 'A “title” & "more"'),
        ("citation_author", "CivicPort contributors"),
        ("citation_publication_date", f"{changed():%Y/%m/%d}"),
        ("citation_online_date", f"{day:%Y/%m/%d}"),
        ("citation_publisher", "CivicPort"),
        ("citation_language", "en-gb"),
        ("citation_abstract", "What it was about."),
        ("citation_public_url", "http://testserver/case-studies/case/"),
        ("citation_keywords", "Open data"),
        ("citation_keywords", "Environmental monitoring"),
    ]


def test_a_page_says_how_to_cite_it(client: Client) -> None:
    make_case(title="What they did.")

    part = page(client).one("section", class_="citation")

    assert part.one("p").text == (
        f"CivicPort contributors ({changed().year}): What they did. CivicPort, revision 1 of"
        f" {date_format(changed(), 'j F Y')}. http://testserver/case-studies/case/"
    )
    assert [(link.text, link["href"]) for link in part.all("a")] == [
        ("BibTeX", f"{CITE}/bibtex/"),
        ("RIS", f"{CITE}/ris/"),
        ("CSL-JSON", f"{CITE}/csl-json/"),
    ]
