"""What stands in a brief: the records' own words, in an order, each with its record and its sources."""

from __future__ import annotations

from typing import Any

import pytest

from casestudies.briefs.brief import Brief, Part, Statement
from tests.casestudies.briefs import brief_of, cases_of
from tests.factories import make_case, make_model, make_organisation, source

pytestmark = pytest.mark.django_db


def part(brief: Brief, heading: str) -> Part:
    return next(part for part in brief.parts if part.heading == heading)


def test_what_is_not_known_is_said() -> None:
    make_case()

    brief = brief_of(cases_of("case"))

    (row,) = brief.glance
    assert (row.where, row.when) == ("not known", "Years not known")
    assert (row.started_by, row.paid_by) == ("not known", "not known")
    assert [(part.heading, [said.text for said in part.statements], part.note) for part in brief.parts] == [
        ("What it was about", ["What it was about."], ""),
        ("Who started it", [], "Not known."),
        ("Who paid, and what it cost", [], "Not known."),
        ("What went wrong", [], "Not known."),
        ("What they learnt", [], "Not known."),
        ("What to do next", [], "Not known."),
        ("What the collaboration models recommend", [], "Not known."),
    ]
    assert brief.sources == []
    assert brief.lede == ""


def test_it_says_what_the_record_says_and_where() -> None:
    make_organisation("city", name="City of Harbour")
    make_model(
        "labs",
        name="Labs",
        recommendations=[{"title": "Stay small", "text": "Small is quick.[^book]", "key": "stay-small"}],
        sources=[source("book", title="A book", publisher="A press", year=2019)],
    )
    make_case(
        "ferry",
        title="Ferry: a timetable for all",
        status="completed",
        start_year=2015,
        end_year=2018,
        countries=["NL"],
        initiators=["local-government", "civic-tech-community"],
        initiator_note="The city asked.[^report]",
        funding=["foundation-grant", "eu-programme"],
        funding_note="The *money* came late.[^paper][^report]",
        organisations=[{"organisation": "city", "role": "initiator"}],
        costs=[{"label": "Grant", "amount": 20000, "currency": "EUR", "year": 2016, "source": "paper"}],
        challenges=[{"text": "Nobody had time.[^report]", "key": "time"}],
        lessons=[{"title": "Ask first", "text": "They asked too late.", "key": "ask"}],
        recommendations=[{"title": "Start early", "text": "Early is cheap.[^report]", "key": "early"}],
        sources=[
            source("report", title="Report", url="https://www.example.org/report", language="nl"),
            source("paper", title="Paper"),
        ],
    )

    brief = brief_of(cases_of("ferry"), title="Ferry: a timetable for all")

    (row,) = brief.glance
    assert (row.title, row.url) == ("Ferry: a timetable for all", "/case-studies/ferry/")
    assert [(model.name, model.slug, model.url) for model in row.models] == [
        ("Labs", "labs", "/collaboration-models/labs/")
    ]
    assert (row.where, row.when) == ("The Netherlands", "Completed, 2015 to 2018")
    assert row.started_by == "City of Harbour; local government, civic tech community"
    assert row.paid_by == "foundation grant, EU programme"
    assert {part.heading: list(part.statements) for part in brief.parts} == {
        "What it was about": [Statement("What it was about.", "", "/case-studies/ferry/")],
        "Who started it": [Statement("The city asked.", "", "/case-studies/ferry/#initiator", sources=(1,))],
        "Who paid, and what it cost": [
            Statement("Grant, 2016: €20,000", "", "/case-studies/ferry/#funding", sources=(2,)),
            Statement("The money came late.", "", "/case-studies/ferry/#funding", sources=(2, 1)),
        ],
        "What went wrong": [Statement("Nobody had time.", "", "/lessons/ferry/time/", sources=(1,))],
        "What they learnt": [Statement("They asked too late.", "", "/lessons/ferry/ask/", title="Ask first")],
        "What to do next": [
            Statement("Early is cheap.", "", "/lessons/ferry/early/", title="Start early", sources=(1,))
        ],
        "What the collaboration models recommend": [
            Statement("Small is quick.", "Labs", "/collaboration-models/labs/#stay-small", "Stay small", (3,))
        ],
    }
    assert [(one.number, one.title, one.detail, one.url, one.lang) for one in brief.sources] == [
        (1, "Report", "example.org", "https://www.example.org/report", "nl"),
        (2, "Paper", "not on the web", "", ""),
        (3, "A book", "A press, 2019, not on the web", "", ""),
    ]


def test_of_several_each_statement_names_its_case() -> None:
    for slug, title in (("ferry", "Ferry: a timetable"), ("quay", "The quay, rebuilt")):
        make_case(slug, title=title, challenges=[{"text": f"The {slug} was late.[^report]", "key": "late"}])

    brief = brief_of(cases_of("quay", "ferry"))

    assert list(part(brief, "What went wrong").statements) == [
        Statement("The quay was late.", "The quay, rebuilt", "/lessons/quay/late/", sources=(1,)),
        # The same report stands among the sources once.
        Statement("The ferry was late.", "Ferry", "/lessons/ferry/late/", sources=(1,)),
    ]
    assert [one.title for one in brief.sources] == ["A report"]


def test_of_many_the_main_model_stands_and_the_summaries_do_not() -> None:
    for number in range(6):
        make_case(f"case-{number}", models=["labs", "networks"], initiator_note="Somebody.")

    five = brief_of(cases_of(*(f"case-{number}" for number in range(5))))
    six = brief_of(cases_of(*(f"case-{number}" for number in range(6))))

    assert [len(row.models) for row in five.glance] == [2] * 5
    assert [len(row.models) for row in six.glance] == [1] * 6
    assert five.columns[0] == "Case study"
    assert six.columns[0] == "Case study and main model"
    assert [one.heading for one in five.parts][:2] == ["What it was about", "Who started it"]
    assert six.parts[0].heading == "Who paid, and what it cost"


def test_it_says_how_many_were_left_out_and_by_which_rule() -> None:
    make_case("a")
    make_case("b")

    assert brief_of(cases_of("a", "b")).lede == "2 case studies."
    assert brief_of(cases_of("a", "b"), found=3).lede.endswith("ordered by “Title, A to Z”; 1 is left out.")
    assert brief_of(cases_of("a", "b"), found=1234).lede == (
        "1,234 case studies. The first 2 of them stand here, ordered by “Title, A to Z”; 1,232 are left out."
    )


def test_those_who_begin_alike_are_named_in_full() -> None:
    for slug, title in (("a", "Decidim: in one town"), ("b", "Decidim: in another"), ("c", "Ferry: a timetable")):
        make_case(slug, title=title)

    brief = brief_of(cases_of("a", "b", "c"))

    assert [said.by for said in part(brief, "What it was about").statements] == [
        "Decidim: in one town",
        "Decidim: in another",
        "Ferry",
    ]


def test_of_no_case_study_nothing_is_said() -> None:
    brief = brief_of([])

    assert (brief.lede, brief.glance, brief.parts, brief.sources) == ("0 case studies.", [], [], [])


def test_each_part_says_how_many_stand_there() -> None:
    text = "A challenge that is rather long, so that not all of them fit. " * 8
    make_case(
        lessons=[{"title": f"Lesson {number}", "text": "Short."} for number in range(9)],
        challenges=[{"text": f"{number} {text}"} for number in range(30)],
    )

    brief = brief_of(cases_of("case"))

    assert part(brief, "What they learnt").note == "8 of 9 stand here."
    assert part(brief, "What went wrong").note == "8 of 30 stand here."


def test_a_part_without_room_says_so() -> None:
    long = "It took very long to explain what had happened there, and why. " * 15
    for number in range(5):
        make_case(
            f"case-{number}",
            summary="What it was about.",
            initiator_note=long,
            funding_note=long,
            challenges=[{"text": long}],
            lessons=[{"text": long}],
            recommendations=[{"text": long}],
        )

    brief = brief_of(cases_of(*(f"case-{number}" for number in range(5))))

    shown = [len(one.statements) for one in brief.parts]
    assert sum(shown) < 5 * len(shown)
    assert all(said.text in ("What it was about.", long.strip()) for one in brief.parts for said in one.statements)
    assert [one.note for one in brief.parts if one.statements and len(one.statements) < 5] == [
        f"{count} of 5 stand here." for count in shown if 0 < count < 5
    ]


def test_models_of_the_most_case_studies_come_first() -> None:
    for slug in ("labs", "networks"):
        make_model(slug, recommendations=[{"text": f"Use {slug}.", "key": slug}])
    make_case("a", models=["labs"])
    make_case("b", models=["networks"])
    make_case("c", models=["networks"])

    brief = brief_of(cases_of("a", "b", "c"))

    assert [said.by for said in part(brief, "What the collaboration models recommend").statements] == [
        "Networks",
        "Labs",
    ]


def test_a_mark_that_is_none_cites_nothing() -> None:
    make_case(challenges=[{"text": r"Write \[^report] for a mark."}], aim="Something.[^report]")

    (said,) = part(brief_of(cases_of("case")), "What went wrong").statements

    assert (said.text, said.sources) == ("Write [^report] for a mark.", ())


def test_drafts_are_no_part_of_briefs() -> None:
    make_case("public")
    make_case("draft", state="draft")

    with pytest.raises(KeyError):
        cases_of("public", "draft")


@pytest.mark.parametrize("count", [1, 3, 12])
def test_it_costs_the_same_however_many_cases(count: int, django_assert_num_queries: Any) -> None:
    make_organisation("city")
    make_case("other")
    for number in range(count):
        make_case(
            f"case-{number}",
            models=["labs", "networks"],
            organisations=[{"organisation": "city", "role": "initiator"}],
            lessons=[{"text": "Learn.[^report]"}],
            related=[{"case_study": "other", "relation": "see-also"}],
        )

    # Rows with documents, the three of cards, participations, related cases that are public, models.
    with django_assert_num_queries(7):
        brief_of(cases_of(*(f"case-{number}" for number in range(count))))
