"""Challenges, lessons and recommendations across case studies."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from tests.factories import accepted, case_document, make_case, make_model, source
from tests.html import Element, parse, structured_data

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

LIST = "/lessons/"
CHALLENGE = {"text": "Nobody answered.", "key": "silence"}
LESSON = {"title": "Ask early", "text": "It takes *long*.[^report]", "key": "early"}
RECOMMENDATION = {"title": "Write it down", "text": "Memory fails.", "key": "write"}


def page(client: Client, query: str = "") -> Element:
    response = client.get(LIST + query)
    assert response.status_code == 200
    return parse(response)


def places(found: Element) -> list[str]:
    """Where the entries of the list stand in their cases, in its order."""
    return [entry.one("h3").one("a")["href"] for entry in found.all("article", class_="lesson")]


def titles(found: Element) -> list[str]:
    return [entry.one("h3").text for entry in found.all("article", class_="lesson")]


def heading(client: Client, query: str) -> str:
    return page(client, query).one("h1").text


def advice(found: Element) -> list[tuple[str, list[tuple[str, str]]]]:
    """What the collaboration models beside the list recommend: text and address."""
    return [
        (part.one("h3").text, [(link.text, link["href"]) for link in part.one("ul").all("a")])
        for part in found.all("section", class_="advice-of")
    ]


def test_it_shows_all_of_public_cases_in_reading_order(client: Client) -> None:
    make_case("b", lessons=[LESSON], challenges=[CHALLENGE])
    make_case("a", recommendations=[RECOMMENDATION], lessons=[LESSON])
    make_case("none")
    make_case("draft", state="draft", lessons=[LESSON])
    make_case("gone", lessons=[LESSON])
    accepted("case_studies", case_document("gone", lessons=[LESSON], state="withdrawn"))

    found = page(client)

    assert places(found) == [
        "/case-studies/a/#early",
        "/case-studies/a/#write",
        "/case-studies/b/#silence",
        "/case-studies/b/#early",
    ]
    assert found.one("h1").text == "4 challenges, lessons and recommendations from 2 case studies"
    assert found.one("title").text == "Lessons – CivicPort"
    assert found.one("link", rel="canonical")["href"] == "http://testserver/lessons/"
    assert [meta["content"] for meta in found.all("meta", name="robots")] == []
    assert [thing["@type"] for thing in structured_data(found)] == ["BreadcrumbList"]
    assert found.one("nav", aria_label="Main").one(aria_current="true").text == "Lessons"


def test_each_comes_with_its_case_its_sources_and_its_permanent_address(client: Client) -> None:
    cited = source("report", title="A report", publisher="City", year=2015)
    text = "It takes *long*.[^report] Longer than that[^note] you think.[^report]"
    make_case(
        "air",
        title="Clean air",
        models=["labs", "networks"],
        aim="Why?[^other]",
        lessons=[{"title": "Ask & wait", "text": text, "key": "ask"}],
        sources=[source("other"), source("note", title="A note <here>"), cited],
    )

    entry = page(client).one("article", class_="lesson")

    assert entry.one("p", class_="buoy").text == "Lesson"
    assert (entry.one("h3").text, entry.one("h3").one("a")["href"]) == ("Ask & wait", "/case-studies/air/#ask")
    assert entry.one(class_="text").text == "It takes long.1 Longer than that2 you think.1"
    assert entry.one("em").text == "long"
    report, note = "/case-studies/air/#source_report", "/case-studies/air/#source_note"
    assert [(mark["href"], mark["aria-label"]) for mark in entry.all("a", role="doc-noteref")] == [
        (report, "Source 1"),
        (note, "Source 2"),
        (report, "Source 1"),
    ]
    assert [(item.text, item.one("a")["href"]) for item in entry.one("ol", class_="lesson-sources").all("li")] == [
        ("1 A report, City, 2015", report),
        ("2 A note <here>", note),
    ]
    case = entry.one(class_="lesson-case")
    assert (case.one("a").text, case.one("a")["href"]) == ("Clean air", "/case-studies/air/")
    assert [item.text for item in case.all("li")] == ["Labs", "Networks"]
    assert entry.one(class_="permalink").one("a")["href"] == "/lessons/air/ask/"


def test_one_without_a_title_is_named_by_its_kind_and_case(client: Client) -> None:
    make_case(challenges=[CHALLENGE])

    entry = page(client).one("article", class_="lesson")

    assert entry.one("h3").text == "Challenge: Case"
    assert entry.all("ol", class_="lesson-sources") == []


def test_what_it_leads_to_is_there(client: Client) -> None:
    make_case("air", lessons=[LESSON])

    entry = page(client).one("article", class_="lesson")
    case = parse(client.get("/case-studies/air/"))

    ids = {element["id"] for element in case.within() if "id" in element.attributes}
    anchors = [link["href"].partition("#")[2] for link in entry.all("a") if "#" in link["href"]]
    assert anchors == ["early", "source_report", "source_report"]
    assert ids.issuperset(anchors)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?kind=lesson", "2 lessons from 2 case studies"),
        ("?kind=challenge", "1 challenge from 1 case study"),
        ("?kind=recommendation&kind=lesson", "3 lessons and recommendations from 2 case studies"),
        ("?theme=open-data", "2 challenges and lessons from 1 case study"),
        ("?theme=open-data&kind=recommendation", "0 entries"),
    ],
)
def test_it_says_what_it_found(client: Client, query: str, expected: str) -> None:
    make_case("a", themes=["open-data"], lessons=[LESSON], challenges=[CHALLENGE])
    make_case("b", recommendations=[RECOMMENDATION], lessons=[LESSON])

    assert heading(client, query) == expected


def test_it_narrows_by_kind_by_the_facets_of_the_case_and_by_years(client: Client) -> None:
    make_case("a", themes=["open-data"], start_year=2015, status="ongoing", lessons=[LESSON], challenges=[CHALLENGE])
    make_case("b", themes=["open-data"], start_year=2020, status="ongoing", lessons=[LESSON])
    make_case("c", start_year=2015, status="ongoing", lessons=[LESSON])

    found = page(client, "?kind=lesson&theme=open-data&active_to=2018")

    assert places(found) == ["/case-studies/a/#early"]
    assert [link["href"] for link in found.one(class_="pills").all("a")] == [
        "/lessons/?theme=open-data&active_to=2018",
        "/lessons/?kind=lesson&active_to=2018",
        "/lessons/?kind=lesson&theme=open-data",
        "/lessons/",
    ]
    assert found.one("a", href="/api/v1/lessons/?kind=lesson&theme=open-data&active_to=2018").text == "API"


def test_a_facet_counts_entries_and_not_cases(client: Client) -> None:
    make_case("a", themes=["open-data"], lessons=[LESSON], challenges=[CHALLENGE])
    make_case("b", lessons=[LESSON])

    found = page(client, "?kind=lesson")

    def choices(facet: str) -> list[str]:
        return [link.text for link in found.one("details", id=f"facet-{facet}").one("ul", class_="choices").all("a")]

    assert choices("kind") == ["Lesson (chosen: let it go) 2", "Challenge 1"]
    assert choices("theme") == ["Open data 1", "Not known 1"]


def test_it_searches_what_they_say(client: Client) -> None:
    make_case("a", lessons=[LESSON, {"title": "Be patient", "text": "The harbour is far."}])
    make_case("b", lessons=[{"title": "Harbours", "text": "Know them."}])

    found = page(client, "?q=harbour")

    assert sorted(titles(found)) == ["Be patient", "Harbours"]
    assert found.one("meta", name="robots")["content"] == "noindex"


def test_an_empty_result_says_which_filter_to_lift(client: Client) -> None:
    make_case("a", themes=["open-data"], lessons=[LESSON])

    found = page(client, "?theme=open-data&kind=challenge")

    assert [(link.text, link["href"]) for link in found.one(class_="lift").all("a")] == [
        ("Without “Kind: Challenge” 1", "/lessons/?theme=open-data"),
    ]


def test_it_pages(client: Client) -> None:
    make_case("a", lessons=[{"title": f"Lesson {number:02}", "text": "So."} for number in range(22)])

    second = page(client, "?kind=lesson&page=2")

    assert titles(second) == ["Lesson 20", "Lesson 21"]
    assert second.one("h1").text == "22 lessons from 1 case study"
    assert second.one("a", rel="prev")["href"] == "/lessons/?kind=lesson"


def test_it_ignores_what_makes_no_sense_and_says_so(client: Client) -> None:
    make_case("a", lessons=[LESSON])

    found = page(client, "?kind=lessons&modell=labs")

    assert places(found) == ["/case-studies/a/#early"]
    assert [item.text for item in found.one("ul", class_="problem-list").all("li")] == [
        "There is no filter called “modell”.",
        "Kind: “lessons” is no value of this filter. Did you mean “lesson”?",
    ]


def make_models() -> None:
    make_model(
        "labs",
        recommendations=[
            {"title": "Find room", "text": "A lab needs a *room*.", "key": "room"},
            {"title": "Stay open", "text": "Visitors bring ideas.", "key": "open"},
        ],
    )
    make_model("networks", recommendations=[{"text": "Meet often. It helps to meet.", "key": "meet"}])
    make_model("silent")


def test_the_models_most_told_among_what_is_found_recommend_beside_it(client: Client) -> None:
    make_models()
    make_case("a", models=["networks", "labs"], lessons=[LESSON])
    make_case("b", models=["networks", "silent"], lessons=[LESSON])
    make_case("c", models=["labs"])

    found = page(client)

    assert advice(found) == [
        ("Networks", [("Meet often. It helps to meet.", "/collaboration-models/networks/#meet")]),
        (
            "Labs",
            [
                ("Find room", "/collaboration-models/labs/#room"),
                ("Stay open", "/collaboration-models/labs/#open"),
            ],
        ),
    ]


def test_the_chosen_models_recommend_beside_it(client: Client) -> None:
    make_models()
    make_case("a", models=["networks", "labs"], lessons=[LESSON])

    found = page(client, "?model=labs")

    assert [name for name, _links in advice(found)] == ["Labs"]


def test_with_words_only_the_recommendations_that_hold_them_stand_beside_it(client: Client) -> None:
    make_models()
    make_case("a", models=["networks", "labs"], lessons=[{"text": "Rooms are rare.", "key": "rare"}])

    found = page(client, "?q=rooms")

    assert advice(found) == [("Labs", [("Find room", "/collaboration-models/labs/#room")])]
    assert found.one("section", class_="advice-of").one("p").one("a").text == "1 more of Labs"


def test_half_a_word_and_what_is_shut_out_count_for_recommendations_too(client: Client) -> None:
    make_models()
    make_case("a", models=["networks", "labs"], lessons=[{"text": "Rooms are rare.", "key": "rare"}])

    assert advice(page(client, "?q=roo")) == [("Labs", [("Find room", "/collaboration-models/labs/#room")])]
    assert [name for name, _links in advice(page(client, "?q=room -find"))] == []


def test_what_was_searched_for_is_marked(client: Client) -> None:
    make_case("a", lessons=[{"title": "Rooms <b>", "text": "A *room* is rare.", "key": "rare"}])

    html = client.get("/lessons/?q=room").content.decode()

    assert "<mark>Rooms</mark> &lt;b&gt;</a>" in html
    assert "<em><mark>room</mark></em> is rare" in html
    assert "<mark>" not in client.get("/lessons/").content.decode()


def test_a_long_list_of_recommendations_is_cut_and_leads_to_the_rest(client: Client) -> None:
    make_model("labs", recommendations=[{"title": f"Do {number}", "text": "It."} for number in range(8)])
    make_case("a", lessons=[LESSON])

    (model,) = page(client).all("section", class_="advice-of")

    assert [link.text for link in model.one("ul").all("a")] == ["Do 0", "Do 1", "Do 2", "Do 3", "Do 4"]
    assert (model.one("p").text, model.one("p").one("a")["href"]) == (
        "3 more of Labs",
        "/collaboration-models/labs/#recommendations",
    )


def test_nothing_stands_beside_it_where_no_model_recommends_anything(client: Client) -> None:
    make_case("a", lessons=[LESSON])

    assert page(client).all("aside") == []


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_however_many(client: Client, count: int, django_assert_num_queries: Any) -> None:
    for number in range(count):
        make_case(f"case-{number}", countries=["PL"], themes=["open-data"], lessons=[LESSON, RECOMMENDATION])
    page(client)  # The first reader has the index built.

    # The catalogue's version, for the page's tag and for the index. The entries, their cases, and these with models,
    # countries and terms; their sources; the models that recommend something.
    with django_assert_num_queries(9):
        page(client, "?theme=open-data")
