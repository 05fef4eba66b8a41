from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import CaseStudy, Place, Takeaway
from civicport.documents.problems import Refused
from tests.factories import (
    accepted,
    case_document,
    make_case,
    make_model,
    make_organisation,
    make_tool,
    source,
)

pytestmark = pytest.mark.django_db
SUBSET = "; paragraphs, emphasis, links, lists and [^citations] are what is allowed."


def refusal(**more: Any) -> list[str]:
    """Everything for which a case study with these keys is refused; a key that is None is left out."""
    document = {name: value for name, value in {**case_document(), **more}.items() if value is not None}
    make_model("labs")
    with pytest.raises(Refused) as refused:
        accepted("case_studies", document)
    return [str(problem) for problem in refused.value.problems]


@pytest.mark.parametrize("name", ["slug", "title", "summary", "models", "aim", "sources"])
def test_some_keys_are_required(name: str) -> None:
    assert refusal(**{name: None}) == [f"{name}: is missing; it is required."]


def test_anything_else_may_be_absent() -> None:
    case = make_case("case")

    assert case.document == case_document("case")
    assert (case.form, case.status, case.level, case.start_year, case.end_year) == ("", "", "", None, None)


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"start_yaer": 2018}, "start_yaer: “start_yaer” is no key of this part. Did you mean “start_year”?"),
        ({"²": "x"}, "²: “²” is no key of this part."),
        ({"1": "x"}, "1: “1” is no key of this part."),
        ({"a\x00b": "x"}, "a\ufffdb: “a\ufffdb” is no key of this part."),
        ({"places": [{"name": "A", "latitud": "1"}]},
         "places[1].latitud: “latitud” is no key of this part. Did you mean “latitude”?"),
        ({"sources": [source(urls="x")]}, "sources[1].urls: “urls” is no key of this part. Did you mean “url”?"),
        ({"state": "hidden"}, "state: “hidden” is no state: published, draft, withdrawn."),
        ({"form": "indirekt"}, "form: “indirekt” is no form: direct, indirect. Did you mean “indirect”?"),
        ({"status": "done"}, "status: “done” is no status: ongoing, completed, discontinued."),
        ({"level": "world"}, "level: “world” is no level: local, regional, national, transnational."),
        ({"themes": ["nothing-of-that"]}, "themes[1]: “nothing-of-that” is no value of themes."),
        ({"models": ["labz"]}, "models[1]: there is no collaboration model “labz”. Did you mean “labs”?"),
        ({"models": "labs"}, "models: should be a list, not “labs”."),
        ({"tools": ["a\x00"]}, "tools[1]: contains the character U+0000, which no text may have; take it out."),
        ({"tools": ["a\ud800"]}, "tools[1]: contains the character U+D800, which no text may have; take it out."),
        ({"organisations": [{"organisation": "x"}]}, "organisations[1].organisation: there is no organisation “x”."),
        ({"organisations": ["x"]}, "organisations[1]: should be a mapping of keys and values."),
        ({"organisations": {"a": "x"}},
         "organisations: should be a list, not a mapping (quote a text that has a colon or a comma in it)."),
        ({"organisations": []}, "organisations: is empty; leave the key out if it is not known."),
        ({"organisations": None, "lessons": [{}]}, "lessons[1]: is empty; leave the key out if it is not known."),
        ({"lessons": [{"text": "x"}] * 201}, "lessons: has 201 entries; 200 is the most."),
        ({"places": [{"name": "A", "latitude": "52"}]}, "places[1].longitude: is missing; coordinates are a pair."),
        ({"places": [{"name": "A", "longitude": "52"}]}, "places[1].latitude: is missing; coordinates are a pair."),
        ({"end_year": 2017, "start_year": 2018}, "end_year: 2017 is before the start, 2018."),
        ({"end_year": 2017, "status": "ongoing"},
         "end_year: what is ongoing has no end; leave it out, or change the status."),
        ({"slug": "matrix"}, "slug: “matrix” is reserved for the catalogue's own addresses; choose another."),
        ({"former_slugs": ["map"]},
         "former_slugs[1]: “map” is reserved for the catalogue's own addresses; choose another."),
        ({"related": [{"case_study": "case", "relation": "part-of"}]},
         "related[1].case_study: a case study is not related to itself."),
        ({"lessons": [{"text": "# A"}]}, f"lessons[1].text: contains a heading{SUBSET}"),
        ({"lessons": [{"text": "a" * 5_001}]}, "lessons[1].text: has 5,001 characters; 5,000 is the most."),
        ({"collaboration": "a" * 50_001}, "collaboration: has 50,001 characters; 50,000 is the most."),
        ({"summary": "So.[^report]"},
         "summary: has a citation mark; a summary has none, since the text below it is cited."),
        ({"costs": [{"label": "A", "amount": "1", "currency": "EURO", "source": "report"}]},
         "costs[1].currency: “EURO” is no currency code of three letters (ISO 4217), such as EUR."
         " Did you mean “EUR”?"),
        ({"outcomes": [{"label": "A", "value": "1", "source": "reprot"}]},
         "outcomes[1].source: cites “reprot”, which is not among the sources. Did you mean “report”?"),
        ({"aim": "A.[^report] B.[^x]"}, "aim: cites “x”, which is not among the sources."),
        ({"milestones": [{"year": 2018, "text": "A.[^x]"}]},
         "milestones[1].text: cites “x”, which is not among the sources."),
        ({"sources": [source(), source("b")]},
         "sources[2]: the source “b” is never cited; cite it as [^b] or take it out."),
        ({"sources": [source(), source()]}, "sources[2].key: “report” stands in this record twice."),
        ({"sources": [source(language="xx")]},
         "sources[1].language: “xx” is no language code of two letters (ISO 639-1), such as en."),
    ],
)  # fmt: skip
def test_it_refuses_in_a_sentence(more: dict[str, Any], message: str) -> None:
    assert refusal(**more) == [message]


def test_a_mapping_with_very_many_keys_is_refused_at_once() -> None:
    assert refusal(**{f"k{number}": 1 for number in range(300)}) == ["has 306 keys; 38 is the most."]


@pytest.mark.parametrize(("document", "name"), [("text", "a"), (["a"], "a"), (5, "a"), (None, "empty"), ({}, "empty")])
def test_a_document_is_a_mapping(document: Any, name: str) -> None:
    messages = {
        "a": "should be a mapping of keys and values.",
        "empty": "is empty; a record is a mapping of keys and values.",
    }

    with pytest.raises(Refused) as refused:
        accepted("case_studies", document)

    assert str(refused.value) == messages[name]


def test_other_names_are_no_markdown_and_cite_nothing() -> None:
    case = make_case("case", also_known_as=["A[^b]", "# C"])

    assert case.document["also_known_as"] == ["A[^b]", "# C"]


def test_a_figure_and_a_cost_cite_their_source() -> None:
    cost = {"label": "Grant", "amount": "20000", "currency": "EUR", "source": "b"}
    outcome = {"label": "Observers", "value": "600", "source": "c"}

    case = make_case("case", sources=[source(), source("b"), source("c")], costs=[cost], outcomes=[outcome])

    assert case.document["costs"] == [{**cost, "amount": 20000}]


def test_pairs_stand_once() -> None:
    make_organisation("city")
    make_case("other")
    twice = [{"organisation": "city"}, {"organisation": "city", "role": "host"}, {"organisation": "city"}]
    related = [{"case_study": "other", "relation": "part-of"}, {"case_study": "other", "relation": "see-also"}]

    assert refusal(organisations=twice) == ["organisations[3].organisation: “city” stands here twice in the same role."]
    assert refusal(related=related) == ["related[2].case_study: “other” stands here twice."]
    assert make_case("case", organisations=twice[:2]).participations.count() == 2


def test_published_is_said_by_silence() -> None:
    assert "state" not in make_case("case", state="published").document


def test_it_projects_what_it_is_found_by() -> None:
    make_tool("app")
    make_organisation("city")
    make_case("other")

    case = make_case(
        "case",
        title="«Łódź» decides",
        status="ongoing",
        start_year="2015",
        countries=["PL", "NO"],
        places=[{"name": "Łódź", "country": "PL", "latitude": "51.77", "longitude": "19.46"}, {"name": "Oslo"}],
        themes=["citizen-participation"],
        tools=["app"],
        organisations=[{"organisation": "city", "role": "host"}],
        related=[{"case_study": "other", "relation": "inspired-by"}],
        challenges=[{"text": "Time."}],
        lessons=[{"title": "Ask", "text": "Ask *early*.[^report]"}],
    )

    assert (case.sort_key, case.known_from, case.known_until) == ("lodz>> decides", 2015, 9999)
    assert case.country_codes == ["PL", "NO"]
    assert list(Place.objects.values_list("name", "country", "latitude", "longitude")) == [
        ("Łódź", "PL", 51.77, 19.46),
        ("Oslo", "", None, None),
    ]
    assert list(case.term_links.values_list("term__vocabulary", "term__slug")) == [("themes", "citizen-participation")]
    assert (case.tool_slugs, case.organisation_slugs) == (["app"], ["city"])
    assert list(case.relations.values_list("to__slug", "relation")) == [("other", "inspired-by")]
    assert list(Takeaway.objects.values_list("kind", "position", "key", "title", "search_text")) == [
        ("challenge", 0, "time", "", "time."),
        ("lesson", 0, "ask", "Ask", "ask ask early."),
    ]
    for word in ("lodz", "poland", "norway", "early", "report"):
        assert word in case.search_text


@pytest.mark.parametrize(
    ("more", "span"),
    [
        ({}, (None, None)),
        ({"start_year": 2015}, (2015, 2015)),
        ({"end_year": 2018}, (2018, 2018)),
        ({"start_year": 2015, "end_year": 2018}, (2015, 2018)),
        ({"start_year": 2015, "status": "ongoing"}, (2015, 9999)),
        ({"status": "ongoing"}, (None, 9999)),
        ({"start_year": 2015, "status": "completed"}, (2015, 2015)),
    ],
)
def test_it_projects_the_years_in_which_it_is_known_to_run(more: dict[str, Any], span: tuple[Any, Any]) -> None:
    case = make_case("case", **more)

    assert (case.known_from, case.known_until) == span


def advice(case: CaseStudy) -> list[str]:
    return [f"{item['field']} {item['message']}" for item in case.record.advice]


def test_a_thin_document_is_advised_on_all_that_is_missing() -> None:
    case = make_case("case")

    missing = (
        "form", "status", "start_year", "level", "countries", "themes", "policy_areas", "motivations", "initiators",
        "initiator_note", "funding", "funding_note", "participants", "collaboration", "challenges", "lessons",
        "recommendations", "organisations",
    )  # fmt: skip
    assert case.record.completeness == 0
    assert advice(case) == [
        *(f"{name} is missing." for name in missing),
        "aim has 4 words; 30 to 170 read well.",
        "sources[1] has no year.",
    ]


def test_it_is_advised_on_what_is_long_or_uncited() -> None:
    case = make_case(
        "case",
        title="a" * 91,
        summary="a" * 281,
        aim="word " * 171 + "[^report]",
        challenges=[{"text": "A.[^report]"}] + [{"text": f"{number}.[^report]"} for number in range(5)],
        lessons=[{"text": "No.", "title": "a" * 81}],
        recommendations=[{"text": "A.[^report]"}],
        sources=[source(year=2018)],
        outcomes=[{"label": "A", "value": "1", "source": "report"}],
    )

    assert case.record.completeness == round(100 * 3 / 18)
    assert [line for line in advice(case) if not line.endswith("is missing.")] == [
        "title has 91 characters; 90 or fewer read better.",
        "summary has 281 characters; 280 or fewer read better.",
        "aim has 172 words; 30 to 170 read well.",
        "challenges has 6 entries; five or fewer are read.",
        "lessons[1].title has more than 80 characters.",
        "lessons[1] cites no source.",
        "recommendations[1] has no title.",
        "outcomes[1] has no year.",
    ]
