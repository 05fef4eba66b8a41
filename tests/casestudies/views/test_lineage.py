"""Which case studies of a selection came of which."""

from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client

from casestudies.views import lineage
from tests.factories import accepted, case_document, make_case, make_tool
from tests.html import Element, parse

pytestmark = pytest.mark.django_db

PATH = "/case-studies/lineage/"


def page(client: Client, query: str = "", path: str = PATH) -> Element:
    response = client.get(path + query)
    assert response.status_code == 200
    return parse(response)


def came(relation: str, of: str) -> list[dict[str, str]]:
    return [{"case_study": of, "relation": relation}]


def parts(found: Element) -> list[Element]:
    return found.all("section", class_="lineage-part")


def outline(part: Element) -> dict[str, list[str]]:
    """For each case of a lineage in words, what it came of: "Replicates Origin"."""
    told = {}
    for entry in part.all("li"):
        title = entry.all("a", class_="lineage-title")[0].text
        own = [child for child in entry.parts if isinstance(child, Element) and child.has("class_", "lineage-tie")]
        told[title] = [tie.all("p")[0].text for tie in own]
    return told


def assert_list_equals_drawing(part: Element) -> None:
    drawing = part.one("svg", class_="lineage")
    boxes = drawing.all("a", class_="box")
    titles = {link.all("text")[0].text: link["href"] for link in boxes}
    own = part.all("a", class_="lineage-title")
    assert titles == {link.text: link["href"] for link in own}
    assert len(boxes) == len(own)
    edges = {}
    for link in boxes:
        rect = link.one("rect")
        x, y = float(rect["x"]), float(rect["y"]) + float(rect["height"]) / 2
        edges[x + float(rect["width"]), y], edges[x, y] = (link.all("text")[0].text,) * 2
    drawn = []
    for tie in drawing.all("g", class_="tie"):
        numbers = tie.one("path", class_="tie-line")["d"].replace("M", "").replace("C", " ").split()
        start, end = (float(numbers[0]), float(numbers[1])), (float(numbers[-2]), float(numbers[-1]))
        drawn.append((edges[start], tie.one("text").text, edges[end]))
    words = {"Replicates": "Replicated by", "Inspired by": "Inspired", "Part of": "Includes"}
    told = []
    for later, ties in outline(part).items():
        for words_of_tie in ties:
            relation = next(name for name in words if words_of_tie.startswith(name))
            told.append((words_of_tie.removeprefix(relation).strip(), words[relation], later))
    assert sorted(drawn) == sorted(told)


def test_it_shows_who_came_of_whom(client: Client) -> None:
    make_case("a", title="Origin", start_year=2010, countries=["RO"])
    make_case("b", title="Copy", start_year=2015, countries=["PL"], related=came("replicates", "a"))
    make_case("c", title="Heir", related=came("inspired-by", "b"))
    make_case("d", title="Part", related=came("part-of", "a"))
    make_case("e", title="Reader", related=came("see-also", "a"))
    make_case("draft", title="Undercover", state="draft", related=came("replicates", "a"))

    found = page(client)

    (part,) = parts(found)
    assert part.one("h3").text == "Origin"
    assert outline(part) == {
        "Origin": [],
        "Copy": ["Replicates Origin"],
        "Heir": ["Inspired by Copy"],
        "Part": ["Part of Origin"],
    }
    assert_list_equals_drawing(part)
    assert found.one("p", class_="view-note").text.startswith(
        "4 of 5 case studies came of others, or others came of them."
    )
    assert "Undercover" not in client.get(PATH).content.decode()
    # The outline is nested as it reads: the heir below the copy, below the origin.
    assert [entry["id"] for entry in part.one("li", id="case_b").all("li")] == ["case_c"]
    assert [link["href"] for link in part.one("li", id="case_c").all("a")] == [
        "/case-studies/c/",
        "#case_b",
        "/case-studies/c/#lessons-learnt",
    ]


def test_it_says_what_changed_on_the_way_and_what_did_not(client: Client) -> None:
    make_case(
        "a", title="Origin", countries=["RO"], level="national", form="direct", initiators=["civil-society"],
        funding=["foreign-aid"],
    )  # fmt: skip
    make_case(
        "b", title="Copy", countries=["PL", "RO"], level="national", form="indirect", initiators=["civil-society"],
        models=["labs", "networks"], related=came("replicates", "a"),
    )  # fmt: skip

    copy = page(client).one("li", id="case_b")

    changes = [(part.one("dt").text, part.one("dd").text) for part in copy.one("dl", class_="changes").all("div")]
    assert changes == [
        ("Countries", "Romania → then Poland and Romania"),
        ("Form", "direct → then indirect"),
        ("Collaboration models", "labs → then labs, networks"),
    ]
    assert copy.one("p", class_="changes-same").text == "The same in both: level and who started it."


def test_relatives_outside_of_the_selection_stay_and_are_said_to_be(client: Client) -> None:
    make_case("a", title="Origin", countries=["RO"])
    make_case("b", title="Copy", countries=["PL"], related=came("replicates", "a"))
    make_case("c", title="Copy of the copy", countries=["CZ"], related=came("replicates", "b"))
    make_case("d", title="Another", countries=["PL"])
    make_case("f", title="Elsewhere", countries=["CZ"])
    make_case("g", title="Elsewhere too", countries=["CZ"], related=came("replicates", "f"))

    found = page(client, "?country=PL")

    (part,) = parts(found)
    assert_list_equals_drawing(part)
    told = {entry["id"]: entry.all("p")[0].text for entry in part.all("li")}
    assert told == {
        "case_a": "Origin Romania; Years not known; Not in this selection",
        "case_b": "Copy Poland; Years not known",
        "case_c": "Copy of the copy Czechia; Years not known; Not in this selection",
    }
    assert [link["aria-label"] for link in part.all("a", class_="box-outside")] == [
        "Origin, Romania, Years not known, Not in this selection",
        "Copy of the copy, Czechia, Years not known, Not in this selection",
    ]
    assert found.one("p", class_="view-note").text.startswith(
        "1 of 2 case studies came of another, or others came of it."
    )


def test_circles_and_long_chains_survive(client: Client) -> None:
    make_case("a", title="A")
    make_case("b", title="B", related=came("replicates", "a"))
    make_case("c", title="C", related=came("replicates", "b"))
    accepted("case_studies", case_document("a", title="A", related=came("inspired-by", "c")))
    make_case("link-0", title="Link 0")
    for number in range(1, 36):
        make_case(f"link-{number}", title=f"Link {number}", related=came("replicates", f"link-{number - 1}"))

    chain, circle = parts(page(client))

    assert (len(chain.all("li")), len(circle.all("li"))) == (36, 3)
    assert outline(chain)["Link 35"] == ["Replicates Link 34"]
    for part in (chain, circle):
        assert_list_equals_drawing(part)


def test_what_came_of_several_stands_once_and_names_them_all(client: Client) -> None:
    make_case("a", title="A")
    make_case("b", title="B")
    make_case("c", title="C", related=[*came("inspired-by", "b"), *came("replicates", "a")])

    (part,) = parts(page(client))

    assert outline(part) == {"A": [], "B": [], "C": ["Inspired by B", "Replicates A"]}
    assert_list_equals_drawing(part)


def test_the_lineage_that_is_asked_for_comes_first(client: Client) -> None:
    for slug in "abcd":
        make_case(slug, title=slug.upper())
    make_case("b2", title="B2", related=came("replicates", "b"))
    make_case("d2", title="D2", countries=["PL"], related=came("replicates", "d"))
    make_case("draft", state="draft")

    assert [part.one("h3").text for part in parts(page(client))] == ["B", "D"]
    found = page(client, "?of=d2")
    assert [part.one("h3").text for part in parts(found)] == ["D", "B"]
    assert [link["aria-label"] for link in found.all("a", class_="box-here")] == ["D2, Poland, Years not known"]
    # The view's own parameter stays in its links, and out of those to other views.
    assert "/case-studies/lineage/?country=PL&of=d2" in {link["href"] for link in found.all("a")}
    assert "/case-studies/network/" in {link["href"] for link in found.one("nav", class_="views").all("a")}
    assert found.one("meta", name="robots")["content"] == "noindex"
    assert page(client).all("meta", name="robots") == []


@pytest.mark.parametrize(
    ("of", "shown"), [("draft", "draft"), ("nobody", "nobody"), ("a%00", "a\ufffd"), ("x" * 500, "x" * 20)]
)
def test_a_case_that_is_not_there_is_ignored_and_said_to_be(client: Client, of: str, shown: str) -> None:
    make_case("a", title="A")
    make_case("draft", state="draft")

    problems = page(client, f"?of={of}").one("ul", class_="problem-list")

    assert problems.text.startswith(f"There is no case study “{shown}")


def test_it_says_what_it_shows_a_part_of(client: Client) -> None:
    make_case("a", title="A")
    for number in range(4):
        make_case(f"a{number}", title=f"A{number}", related=came("replicates", "a"))
    make_case("b", title="B")
    make_case("b1", title="B1", related=came("replicates", "b"))

    with patch.object(lineage, "MOST_CASES", 3):
        found = page(client)

    (part,) = parts(found)
    assert_list_equals_drawing(part)
    assert len(part.all("li")) == 3
    assert found.all("p", class_="view-note")[0].text.startswith(
        "7 of 7 case studies came of others, or others came of them. 1 of 2 lineages: the largest, with up to 3 case "
        "studies together."
    )
    assert part.one("p", class_="view-note").text.startswith("3 of 5 case studies: those that are nearest")


def test_a_selection_without_any_says_so(client: Client) -> None:
    make_case("a", title="A")

    assert parts(page(client)) == []
    assert "None of these case studies replicates another" in page(client).text
    assert "None of these" not in page(client, "?q=nowhere").text


def test_it_shows_the_tools_that_several_of_its_cases_use(client: Client) -> None:
    for slug in ("app", "chart", "rare", "unused"):
        make_tool(slug, name=slug.upper())
    make_case("a", title="First", start_year=2010, tools=["app"], countries=["PL"])
    make_case("b", title="Second", start_year=2011, tools=["app", "chart"], countries=["PL"])
    make_case("c", title="Third", tools=["chart", "app", "rare"])
    make_case("draft", title="Undercover", tools=["rare"], state="draft")

    found = page(client)

    tools = found.all("div", class_="lineage-tool")
    told = [
        (tool.one("h4").text, tool.one("p").text, [link.text for link in tool.one("ul").all("a")]) for tool in tools
    ]
    assert told == [
        ("APP", "3 case studies", ["First", "Second", "Third"]),
        ("CHART", "2 case studies", ["Second", "Third"]),
    ]
    for tool in tools:
        boxes = [(link["href"], link.all("text")[0].text) for link in tool.all("a", class_="box")]
        links = [*tool.one("h4").all("a"), *tool.one("ul").all("a")]
        assert boxes == [(link["href"], link.text) for link in links]
        assert [tie.one("text").text for tie in tool.all("g", class_="tie")] == ["Used in"] * (len(boxes) - 1)
    assert [tool.one("h4").text for tool in page(client, "?country=PL").all("div", class_="lineage-tool")] == ["APP"]
    chosen = page(client, "?tool=chart&tool=rare").all("div", class_="lineage-tool")
    assert [(tool.one("h4").text, tool.one("p").text) for tool in chosen] == [
        ("APP", "2 case studies"),
        ("CHART", "2 case studies"),
    ]


def test_it_ends_the_cases_of_a_tool_and_the_tools_and_says_so(client: Client) -> None:
    for slug in ("app", "chart"):
        make_tool(slug)
    for number in range(3):
        make_case(f"c{number}", start_year=2012 - number, tools=["app", "chart"][: number + 1])

    with patch.object(lineage, "MOST_TOOLS", 1), patch.object(lineage, "MOST_USES", 2):
        (tool,) = page(client).all("div", class_="lineage-tool")

    assert tool.one("p").text == "2 of 3 case studies: those that started first."
    assert [link.text for link in tool.one("ul").all("a")] == ["C2", "C1"]


def test_markup_in_titles_is_text(client: Client) -> None:
    make_case("a", title="<b>&</b>")
    make_case("b", title="B", related=came("replicates", "a"))

    (part,) = parts(page(client))

    assert outline(part) == {"<b>&</b>": [], "B": ["Replicates <b>&</b>"]}
    assert_list_equals_drawing(part)


def test_a_case_tells_its_lineage_from_both_ends(client: Client) -> None:
    make_case("a", title="Origin", countries=["RO"])
    make_case("b", title="Copy", countries=["PL"], related=came("replicates", "a"))
    make_case("c", title="Heir", related=[*came("inspired-by", "b"), *came("see-also", "a")])

    section = page(client, path="/case-studies/b/").one("section", aria_labelledby="lineage_heading")

    told = [
        (item.one("p", class_="case-link-label").text, item.one("h3").text)
        for item in section.one("ul", class_="case-links").all("li")
        if item.all("h3")
    ]
    assert told == [("Replicates", "Origin"), ("Inspired", "Heir")]
    assert section.one("dl", class_="changes").one("dd").text == "Romania → then Poland"
    boxes = [(link["href"], link.has("class_", "box-here")) for link in section.all("a", class_="box")]
    assert boxes == [("/case-studies/a/", False), ("/case-studies/b/", True), ("/case-studies/c/", False)]
    assert [tie.one("text").text for tie in section.all("g", class_="tie")] == ["Replicated by", "Inspired"]
    assert section.all("a")[-1]["href"] == "/case-studies/lineage/?of=b"
    # What is related in another way stands apart.
    related = page(client, path="/case-studies/c/").one("section", aria_labelledby="related-heading")
    assert [title.text for title in related.all("h3")] == ["Origin"]


def test_a_case_with_many_copies_shows_some_and_says_so(client: Client) -> None:
    make_case("a", title="Origin")
    for number in range(13):
        make_case(f"copy-{number:02}", related=came("replicates", "a"))

    section = page(client, path="/case-studies/a/").one("section", aria_labelledby="lineage_heading")

    assert [title.text for title in section.all("h3")] == [f"Copy-{number:02}" for number in range(12)]
    assert len(section.all("a", class_="box")) == 13
    assert section.all("p")[-1].text == "12 of 13, by kind and title. See the whole lineage"


def test_a_case_without_any_has_no_such_section(client: Client) -> None:
    make_case("a", title="A")

    assert page(client, path="/case-studies/a/").all("section", aria_labelledby="lineage_heading") == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    make_case("a", title="A", level="local")
    for number in range(count):
        make_case(f"copy-{number}", countries=["PL"], level="local", related=came("replicates", "a"))
    client.get(PATH)  # The first reader has the index built.

    # The catalogue's version for the page's tag, for the index and for the lineages; the cards of the lineages with
    # models, countries and terms; what forms and levels are called.
    with django_assert_num_queries(QUERIES):
        page(client)


QUERIES = 8
