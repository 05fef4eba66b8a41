"""The timeline: every bar says what its case study says, and the words beside the drawing say what it shows."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client

from casestudies.finding.finding import Finding
from casestudies.views import timeline
from tests.factories import make_case, make_model
from tests.html import Element, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

PATH = "/case-studies/timeline/"


@pytest.fixture(autouse=True)
def in_2020(monkeypatch: pytest.MonkeyPatch) -> None:
    """The year in which a case study last changed."""
    monkeypatch.setattr(Finding, "last_changed", datetime.datetime(2020, 6, 1, tzinfo=datetime.UTC).timestamp())


def page(client: Client, query: str = "") -> Element:
    response = client.get(PATH + query)
    assert response.status_code == 200
    return parse(response)


def groups(found: Element) -> list[tuple[str, list[str]]]:
    """The headings over bars, each with the titles under it."""
    return [
        (group.one("h3").text, [title.text for title in group.all(class_="bar-title")])
        for group in found.all("section", class_="timeline-group")
        if group.all(class_="timeline-bars")
    ]


def unknown(found: Element) -> list[str]:
    """What stands below in words."""
    return [item.text for part in found.all(class_="timeline-unknown") for item in part.all("li")]


def drawn(found: Element) -> dict[str, tuple[int, int, str, list[int]]]:
    """What the bars show, read off their places: from when until when by the title, how they end, and their marks."""
    years = {int(text.text): share(text["x"]) for text in found.all("svg", class_="timeline-axis")[0].all("text")}
    (one, at_one), *_others, (other, at_other) = years.items()
    wide = (at_other - at_one) / (other - one)

    def year(place: float) -> float:
        return one + (place - at_one) / wide

    shown = {}
    for bar in found.all("a", class_="bar"):
        span = bar.one("rect", class_="bar-span")
        first, end = share(span["x"]), share(span["x"]) + share(span["width"])
        kind = "running" if bar.all(class_="bar-head") else "open" if bar.all(class_="bar-open") else "ended"
        marks = [round(year(share(mark["x"])) - 0.5) for mark in bar.all(class_="bar-mark")]
        shown[bar.one(class_="bar-title").text] = (round(year(first)), round(year(end)) - 1, kind, marks)
    return shown


def share(text: str) -> float:
    assert text.endswith("%")
    return float(text[:-1])


def words(found: Element) -> list[tuple[str, str, list[str]]]:
    """The list that says the same: titles, years, milestones."""
    return [
        (
            item.one("a").text,
            item.one(class_="soft").text,
            [line.text for part in item.all("ul") for line in part.all("li")],
        )
        for item in found.one("ol", class_="timeline-words").parts
        if isinstance(item, Element)
    ]


def milestones(*told: tuple[int, str]) -> list[dict[str, Any]]:
    return [{"year": year, "text": text} for year, text in told]


def test_a_bar_reaches_from_start_to_end(client: Client) -> None:
    make_case("ended", start_year=2010, end_year=2012, status="completed")
    make_case("short", start_year=2014, end_year=2014)
    make_case("running", start_year=2013, status="ongoing")
    make_case("open", start_year=2011, status="discontinued")

    found = page(client)

    assert drawn(found) == {
        "Ended": (2010, 2012, "ended", []),
        "Open": (2011, 2011, "open", []),
        "Running": (2013, 2020, "running", []),
        "Short": (2014, 2014, "ended", []),
    }
    assert [years.text for years in found.all(class_="bar-years")] == [
        "Completed, 2010 to 2012",
        "Discontinued, started in 2011, end not known",
        "Ongoing since 2013",
        "2014",
    ]
    assert [bar["href"] for bar in found.all("a", class_="bar")] == [
        f"/case-studies/{slug}/" for slug in ("ended", "open", "running", "short")
    ]


def test_milestones_are_marks_with_their_texts(client: Client) -> None:
    told = milestones((2015, "It grew.[^report]"), (2009, "It *began*."), (2015, "It won."))
    make_case("a", start_year=2010, end_year=2016, milestones=told)

    found = page(client)

    assert drawn(found) == {"A": (2010, 2016, "ended", [2009, 2015])}
    assert [title.text for title in found.one("a", class_="bar").all("title")] == [
        "2009: It began.",
        "2015: It grew. It won.",
    ]


def test_the_words_say_what_the_drawing_shows(client: Client) -> None:
    make_case("b", start_year=2012, status="ongoing", milestones=milestones((2013, "One.")))
    make_case("a", start_year=2010, end_year=2016, milestones=milestones((2015, "Two."), (2015, "Three.")))
    make_case("c", milestones=milestones((2014, "Four.")))

    found = page(client)

    assert words(found) == [
        ("A", "2010 to 2016", ["2015: Two.", "2015: Three."]),
        ("B", "Ongoing since 2012", ["2013: One."]),
        ("C", "Years not known", ["2014: Four."]),
    ]
    titles = [title for _model, members in groups(found) for title in members]
    assert sorted([*titles, "C"]) == sorted(title for title, _years, _told in words(found))
    for title, years, told in words(found)[:2]:
        first, last, kind, marks = drawn(found)[title]
        assert sorted({int(line[:4]) for line in told}) == marks
        assert re.findall(r"\d{4}", years) == [str(first), *([str(last)] if kind == "ended" else [])]


def test_bars_stand_under_their_main_model_in_the_order_of_their_start(client: Client) -> None:
    make_model("trainings")
    make_case("a", start_year=2012, models=["labs", "trainings"])
    make_case("b", start_year=2010, models=["trainings"])
    make_case("c", start_year=2011, models=["trainings", "labs"])
    make_case("d", start_year=2011, models=["labs"])

    first, last = page(client), page(client, "?ordering=-start_year")

    assert groups(first) == [("Trainings", ["B", "C"]), ("Labs", ["D", "A"])]
    assert groups(last) == [("Labs", ["A", "D"]), ("Trainings", ["C", "B"])]
    orders = [(link.text, link["href"]) for link in last.one(class_="orderings").all("a")]
    assert orders == [
        ("Started first", f"{PATH}?ordering=start_year"),
        ("Started last", f"{PATH}?ordering=-start_year"),
    ]
    assert last.one(class_="orderings").one(aria_current="true").text == "Started last"


def test_an_order_that_is_none_of_time_is_kept_for_the_list_only(client: Client) -> None:
    make_case("b", start_year=2010)
    make_case("a", start_year=2012)

    found = page(client, "?ordering=title&q=case+OR+labs")

    assert groups(found) == [("Labs", ["B", "A"])]
    assert found.one(class_="views").all("a")[0]["href"] == "/case-studies/?q=case+OR+labs&ordering=title"


def test_without_a_known_start_it_stands_below_in_words(client: Client) -> None:
    make_case("a", start_year=2012)
    make_case("b", end_year=2014)
    make_case("c", status="ongoing")
    make_case("draft", state="draft")

    found = page(client)

    assert groups(found) == [("Labs", ["A"])]
    assert unknown(found) == ["B Ended in 2014, start not known", "C Ongoing, start not known"]
    assert "2 case studies have no known start and come last, in words." in found.one(class_="timeline-head").text


def test_where_no_year_is_known_there_is_no_drawing(client: Client) -> None:
    make_case("a")

    found = page(client)

    assert (groups(found), unknown(found)) == ([], ["A Years not known"])
    assert found.all(class_="timeline-columns") == []


def years(found: Element) -> list[tuple[str, str]]:
    """How many ran in each year, in words, and where that leads."""
    return [(link.text, link["href"]) for link in found.one("ul", class_="timeline-years").all("a")]


def test_it_says_how_many_ran_in_each_year_and_leads_to_them(client: Client) -> None:
    make_case("a", start_year=2017, end_year=2018)
    make_case("b", start_year=2018, status="ongoing")
    make_case("c", start_year=2018, status="ongoing", form="direct")

    found = page(client, "?form=not-known")

    assert years(found) == [
        (f"{year}: {count}", f"/case-studies/?form=not-known&active_from={year}&active_to={year}")
        for year, count in (
            (2017, "1 case study"),
            (2018, "2 case studies"),
            (2019, "1 case study"),
            (2020, "1 case study"),
        )
    ]
    for text, url in years(found):
        assert client.get(url).context["listing"].count == int(text.split()[1])


def test_the_columns_say_the_same(client: Client) -> None:
    make_case("a", start_year=2017, end_year=2018)
    make_case("b", start_year=2018, status="ongoing")

    found = page(client)

    columns = found.one("svg", class_="timeline-columns").all("a")
    assert [(link.one("title").text, link["href"]) for link in columns] == years(found)
    heights = [share(link.one("rect", class_="timeline-column")["height"]) for link in columns]
    assert heights == [50, 100, 50, 50]
    assert {link["tabindex"] for link in columns} == {"-1"}


def test_years_that_the_selection_leaves_out_are_not_counted(client: Client) -> None:
    make_case("a", start_year=2010, end_year=2018)

    found = page(client, "?active_from=2012&active_to=2014")

    assert [text for text, _url in years(found)] == [f"{year}: 1 case study" for year in (2012, 2013, 2014)]
    assert drawn(found) == {"A": (2010, 2018, "ended", [])}


def test_a_long_selection_is_paged_and_says_which_part_it_shows(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "PAGE_SIZE", 2)
    for number in range(5):
        make_case(f"case-{number}", start_year=2010 - number, form="direct")

    first, last = page(client, "?form=direct"), page(client, "?form=direct&page=3")

    assert groups(first) == [("Labs", ["Case-4", "Case-3"])]
    assert "Here are 1 to 2 of 5 case studies, in the order of their start." in first.one(class_="timeline-head").text
    assert first.one(class_="pagination").all("a")[-1]["href"] == f"{PATH}?form=direct&page=2"
    assert groups(last) == [("Labs", ["Case-0"])]
    assert "Here are 5 to 5 of 5 case studies" in last.one(class_="timeline-head").text
    # Both are drawn to the same scale, and count the whole selection.
    assert years(first) == years(last)
    axes = [[text["x"] for text in found.all("svg", class_="timeline-axis")[0].all("text")] for found in (first, last)]
    assert axes[0] == axes[1]


def test_one_page_says_nothing_of_parts(client: Client) -> None:
    make_case("a", start_year=2010)

    assert "Here are" not in page(client).one(class_="timeline-head").text


@pytest.mark.parametrize(
    ("first", "last", "labels"),
    [
        (2020, 2020, [2020]),
        (2018, 2020, [2018, 2019, 2020]),
        (2002, 2026, [2005, 2010, 2015, 2020, 2025]),
        (1995, 2026, [2000, 2010, 2020]),
        (1800, 2100, [1800, 1900, 2000, 2100]),
    ],
)
def test_it_names_as_many_years_as_have_room(first: int, last: int, labels: list[int]) -> None:
    found = timeline.Scale(first, last).labels

    assert [year for _x, year, _anchor in found] == labels
    assert [anchor for x, _year, anchor in found if share(x) > 92] == ["end"] * sum(share(x) > 92 for x, *_ in found)


def test_an_empty_selection_offers_ways_out(client: Client) -> None:
    make_case("a", start_year=2010)

    found = page(client, "?status=completed")

    assert found.one("h1").text == "0 case studies"
    assert [link["href"] for link in found.one(class_="lift").all("a")] == [PATH]
    assert found.all(class_="timeline-head") == []


def test_a_bad_value_is_ignored_and_said(client: Client) -> None:
    make_case("a", start_year=2010)

    found = page(client, "?theme=opendata&active_from=soon&page=9")

    assert len(found.one("ul", class_="problem-list").all("li")) == 3
    assert groups(found) == [("Labs", ["A"])]


@pytest.mark.parametrize("cases", [1, 3])
def test_it_costs_the_same_however_many(client: Client, django_assert_num_queries: Any, cases: int) -> None:
    for number in range(cases):
        make_case(f"case-{number}", start_year=2010 + number, milestones=milestones((2015, "It grew.")))
    page(client)

    # The version, twice; the rows with their milestones; their models, countries and terms.
    with django_assert_num_queries(6):
        page(client)
