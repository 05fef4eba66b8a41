"""Every page of the real catalogue: one heading, a title, no dead link, nothing inline, and what it tells machines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag, urlsplit

import pytest
import yaml
from django.test import Client

from casestudies.models import CaseStudy, Takeaway
from tests.html import Element, parse, structured_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]

STRUCTURED_DATA = Path(__file__).resolve().parents[1] / "structured_data.yaml"
SITE = "http://testserver"


# What can be taken away or shown elsewhere is no page; the tests of exports and of sharing open it.
FILES = re.compile(r"/(export|cite|feed|embed)/|/brief/(pdf|docx)/|/about/data/.")


def is_page(path: str) -> bool:
    """Whether a page of the catalogue stands here; of the endless lists, those without a filter."""
    if not path.startswith("/") or path.startswith(("/static/", "/admin/", "/api/v1/", "//")):
        return False
    return "?" not in path and not FILES.search(path)


@pytest.fixture(scope="module")
def pages(real_catalogue: None, django_db_blocker: Any) -> dict[str, Element]:
    """Every page that a reader reaches from the front page by links or by the forms of lists, by its path."""
    found: dict[str, Element] = {}
    waiting, seen = ["/", "/compare/", "/api/v1/docs/"], {"/"}
    client = Client()
    with django_db_blocker.unblock():
        while waiting:
            path = waiting.pop()
            response = client.get(path)
            if response.status_code in (301, 302):
                continue
            assert response.status_code == 200, path
            found[path] = parse(response)
            for link in found[path].all("a"):
                target = urldefrag(link.attributes.get("href", "")).url
                # The pages of a list beyond its first are pages, too.
                if target not in seen and (is_page(target) or re.match(r"/[a-z-]+/\?page=", target)):
                    seen.add(target)
                    waiting.append(target)
    return found


def test_every_record_has_a_page_that_can_be_reached(pages: dict[str, Element]) -> None:
    cases = {case.get_absolute_url() for case in CaseStudy.objects.published()}

    assert cases - set(pages) == set()
    assert len(cases) == 81
    assert {"/about/", "/about/data/", "/about/operator/", "/about/privacy/", "/about/accessibility/", "/api/"} <= set(
        pages
    )


def test_every_page_has_one_heading_a_title_a_description_and_a_canonical_address(pages: dict[str, Element]) -> None:
    lacking = []
    for path, page in pages.items():
        told = {
            "h1": [heading.text for heading in page.all("h1")],
            "title": [title.text for title in page.one("head").all("title")],
            "description": [meta["content"] for meta in page.all("meta", name="description")],
            "canonical": [link["href"] for link in page.all("link", rel="canonical")],
        }
        if any(len(texts) != 1 or not texts[0] for texts in told.values()) or told["canonical"] != [SITE + path]:
            lacking.append((path, told))

    assert lacking == []


def test_titles_tell_pages_apart(pages: dict[str, Element]) -> None:
    by_title = defaultdict(list)
    for path, page in pages.items():
        if "?" not in path:
            by_title[page.one("head").one("title").text].append(path)

    assert [paths for paths in by_title.values() if len(paths) > 1] == []


def test_no_link_within_the_catalogue_is_dead_and_no_anchor_is_missing(pages: dict[str, Element]) -> None:
    ids = {
        path: {element["id"] for element in page.within() if "id" in element.attributes} for path, page in pages.items()
    }
    takeaways = Takeaway.objects.published().select_related("case_study")
    there = {takeaway.get_absolute_url() for takeaway in takeaways} | {"/admin/"}
    dead = []
    for path, page in pages.items():
        for link in page.all("a"):
            target, anchor = urldefrag(link.attributes.get("href", ""))
            target = (target or path).removeprefix(SITE)
            # The contract tests ask the API for every record; a list under filters is the same page as without.
            if urlsplit(target).scheme or target.startswith("/api/v1/") or FILES.search(target) or target in there:
                continue
            if anchor not in ("", *ids.get(target.split("?")[0], ())) or target.split("?")[0] not in pages:
                dead.append((path, link.attributes.get("href")))

    assert dead == []
    assert len(there) > 500


def test_no_id_stands_twice_on_a_page(pages: dict[str, Element]) -> None:
    twice = {}
    for path, page in pages.items():
        ids = [element["id"] for element in page.within() if "id" in element.attributes]
        if len(ids) != len(set(ids)):
            twice[path] = sorted({id for id in ids if ids.count(id) > 1})

    assert twice == {}


def inline(page: Element) -> Iterator[str]:
    """Styles and scripts that stand in the page itself, and what would be asked of other machines."""
    for element in page.within():
        if element.tag == "style" or "style" in element.attributes:
            yield f"<{element.tag}> has a style"
        if element.tag == "script" and element.attributes.get("type") != "application/ld+json" and element.text:
            yield "a script stands in the page"
        yield from (f"<{element.tag} {name}>" for name in element.attributes if name.startswith("on"))
        address = element.attributes.get("src") or (element.tag == "link" and element.attributes.get("href")) or ""
        if urlsplit(address).netloc not in ("", "testserver"):
            yield f"<{element.tag}> asks for {address}"


def test_no_style_and_no_script_stands_in_a_page_and_nothing_is_asked_of_other_machines(
    pages: dict[str, Element],
) -> None:
    assert {path: list(inline(page)) for path, page in pages.items() if list(inline(page))} == {}


def kind_of(path: str) -> str:
    """What kind of page stands at a path."""
    parts = [part for part in path.split("?")[0].split("/") if part]
    if not parts:
        return "home"
    return parts[0] if len(parts) == 1 or parts[0] in ("about", "api") else f"{parts[0]}/SLUG"


def test_pages_tell_machines_what_was_agreed(pages: dict[str, Element]) -> None:
    told: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for path, page in pages.items():
        for thing in structured_data(page):
            told[kind_of(path)][thing["@type"]] |= set(thing) - {"@type"}

    found = {
        kind: {type: sorted(names) for type, names in sorted(types.items())} for kind, types in sorted(told.items())
    }

    assert found == yaml.safe_load(STRUCTURED_DATA.read_text(encoding="utf-8"))


def test_the_breadcrumbs_of_a_page_are_those_it_tells_machines(pages: dict[str, Element]) -> None:
    for path, page in pages.items():
        for thing in structured_data(page):
            if thing["@type"] == "BreadcrumbList":
                shown = [entry.text for entry in page.one("ol", class_="crumb-list").all("li")]
                assert [entry["name"] for entry in thing["itemListElement"]] == shown, path
                assert [entry["position"] for entry in thing["itemListElement"]] == list(range(1, len(shown) + 1))


FOUR = ("consul", "luftdaten", "monitorizare-vot", "code-for-all")
SECTIONS = ("aim", "initiator", "funding", "model", "lessons-learnt", "recommendations")


@pytest.mark.parametrize("slug", FOUR)
def test_all_six_questions_are_answered(pages: dict[str, Element], slug: str) -> None:
    page = pages[f"/case-studies/{slug}/"]

    answers = [answer.text for answer in page.one("ol", class_="short").all(class_="short-text")]
    sections = [
        page.one("section", id=section).one(class_="text")
        if section in SECTIONS[:4]
        else page.one("section", id=section).all(class_="takeaway")[0]
        for section in SECTIONS
    ]
    assert len(answers) == 6
    assert [answer for answer in answers if not answer or "not known" in answer.lower()] == []
    assert [part for part in sections if len(part.text.split()) < 10 or part.all(class_="not-known")] == []
    assert [link["href"] for link in page.one("ol", class_="short").all("a")] == [f"#{section}" for section in SECTIONS]


def test_every_mark_leads_to_a_source_and_every_cited_source_back(pages: dict[str, Element]) -> None:
    cited = 0
    for path, page in pages.items():
        links = [mark.one("a") for mark in page.all("sup", class_="cite")]
        # In the list of lessons, marks lead to the sources of the case studies.
        marks = {link["id"]: link["href"] for link in links if link["href"].startswith("#")}
        sources = [item for part in page.all("ol", class_="sources") for item in part.all("li")]
        back = {
            link["href"].removeprefix("#"): f"#{item['id']}"
            for item in sources
            for part in item.all(class_="backlinks")
            for link in part.all("a")
        }
        assert marks == back, path
        cited += len(marks)

    assert cited > 1000
