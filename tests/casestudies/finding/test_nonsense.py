"""Nonsense in a query string: every problem names its parameter and value; a page drops it and keeps the rest."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.selection import Selection
from casestudies.models import CaseStudy
from tests.factories import make_case, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("the_vocabularies")]

LONG = "x" * 10_000


def problems(query: str) -> list[tuple[str, str, str]]:
    """Parameter, value and sentence of everything that is wrong with a query string."""
    return CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published()).problems()


def forgiven(query: str) -> tuple[str, list[str]]:
    """What a page makes of a query string: the canonical one that is left, and its sentences."""
    filterset, sentences = CaseStudyFilterSet.forgiving(QueryDict(query), CaseStudy.objects.published())
    return filterset.selection.query_string(), sentences


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("model=nope", ("model", "nope", "“nope” is no value of this filter.")),
        ("model=lab", ("model", "lab", "“lab” is no value of this filter. Did you mean “labs”?")),
        ("theme=opendata", ("theme", "opendata", "“opendata” is no value of this filter. Did you mean “open-data”?")),
        ("status=Ongoing", ("status", "Ongoing", "“Ongoing” is no value of this filter. Did you mean “ongoing”?")),
        ("country=pl", ("country", "pl", "“pl” is no value of this filter.")),
        ("country=XX", ("country", "XX", "“XX” is no value of this filter.")),
        ("organisation=%00", ("organisation", "\0", "“�” is no value of this filter.")),
        ("model=" + LONG, ("model", LONG, f"“{'x' * 59}…” is no value of this filter.")),
        ("model=%25", ("model", "%", "“%” is no value of this filter.")),
        ("level=local'--", ("level", "local'--", "“local'--” is no value of this filter. Did you mean “local”?")),
        ("active_from=abc", ("active_from", "abc", "“abc” is no year from 1800 to 2100.")),
        ("active_from=-5", ("active_from", "-5", "“-5” is no year from 1800 to 2100.")),
        ("active_from=1799", ("active_from", "1799", "“1799” is no year from 1800 to 2100.")),
        ("active_to=2101", ("active_to", "2101", "“2101” is no year from 1800 to 2100.")),
        ("active_to=2015.0", ("active_to", "2015.0", "“2015.0” is no year from 1800 to 2100.")),
        ("active_to=20_15", ("active_to", "20_15", "“20_15” is no year from 1800 to 2100.")),
        ("active_to=٢٠١٥", ("active_to", "٢٠١٥", "“٢٠١٥” is no year from 1800 to 2100.")),
        ("active_to=%00", ("active_to", "\0", "“�” is no year from 1800 to 2100.")),
        ("active_to=" + "9" * 5000, ("active_to", "9" * 5000, f"“{'9' * 19}…” is no year from 1800 to 2100.")),
        ("active_from=2020&active_to=2010", ("active_to", "2010", "2010 is before 2020.")),
        ("ordering=size", ("ordering", "size", "“size” is no order of this list.")),
        ("ordering=titel", ("ordering", "titel", "“titel” is no order of this list. Did you mean “title”?")),
        ("ordering=" + LONG, ("ordering", LONG, f"“{'x' * 59}…” is no order of this list.")),
        ("q=" + LONG, ("q", LONG, "At most 60 words with 400 characters can be searched for.")),
        ("q=a+b&q=c", ("q", "a b, c", "It may be given once.")),
        ("active_from=2010&active_from=x", ("active_from", "2010, x", "It may be given once.")),
        ("ordering=title&ordering=title", ("ordering", "title, title", "It may be given once.")),
    ],
)
def test_it_names_parameter_and_value_and_what_would_be_right(query: str, expected: tuple[str, str, str]) -> None:
    make_case()

    assert problems(query) == [expected]
    assert forgiven(query)[1] == [f"{LABELS[expected[0]]}: {expected[2]}"]


LABELS = {
    "q": "Words",
    "model": "Collaboration model",
    "theme": "Theme",
    "status": "Status",
    "country": "Country",
    "organisation": "Organisation",
    "level": "Level",
    "active_from": "Active from",
    "active_to": "Active until",
    "ordering": "Order",
}


def test_it_refuses_more_than_sixty_words() -> None:
    make_case()

    assert problems("q=" + "+".join("ab" * 31)) == [
        ("q", " ".join("ab" * 31), "At most 60 words with 400 characters can be searched for.")
    ]
    assert problems("q=" + "+".join("ab" * 30)) == []


def test_it_refuses_more_than_fifty_values() -> None:
    make_case()

    assert problems("&".join(["country=PL"] * 51)) == [("country", "PL", "has more than 50 values.")]
    assert problems("&".join(["country=PL"] * 50)) == []


def test_it_reports_every_problem_at_once() -> None:
    make_case()

    assert problems("model=x1&model=labs&model=x2&active_to=x&q=a") == [
        ("model", "x1", "“x1” is no value of this filter."),
        ("model", "x2", "“x2” is no value of this filter."),
        ("active_to", "x", "“x” is no year from 1800 to 2100."),
    ]


def test_it_suggests_nothing_that_is_not_public() -> None:
    make_organisation("only-the-draft-names-it")
    make_case("draft", state="draft", organisations=[{"organisation": "only-the-draft-names-it"}])

    assert problems("organisation=only-the-draft-names-it") == [
        ("organisation", "only-the-draft-names-it", "“only-the-draft-names-it” is no value of this filter.")
    ]
    assert problems("organisation=only-the-draft-names-i") == [
        ("organisation", "only-the-draft-names-i", "“only-the-draft-names-i” is no value of this filter.")
    ]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("model=labs&model=nope&status=ongoing", "?model=labs&status=ongoing"),
        ("active_from=2020&active_to=2010", "?active_from=2020"),
        ("active_from=x&active_to=2010", "?active_to=2010"),
        ("q=a%00b&status=ongoing", "?q=a+b&status=ongoing"),
        ("q=one&q=two&status=ongoing", "?status=ongoing"),
        ("ordering=size&status=ongoing&page=7", "?status=ongoing"),
        ("&".join(["country=PL"] * 51), ""),
        ("model=+labs+&q=++clean++air+", "?q=clean+air&model=labs"),
        ("model=&theme=&q=&active_from=&ordering=&page=", ""),
        ("ordering=title", ""),
    ],
)
def test_a_page_ignores_what_makes_no_sense_and_keeps_the_rest(query: str, left: str) -> None:
    make_case()

    assert forgiven(query)[0] == left


def test_a_page_reports_parameters_that_do_not_exist_but_not_those_of_trackers() -> None:
    make_case()

    _left, sentences = forgiven(f"modell=labs&utm_source=letter&fbclid=1&gclid=2&page=1&{LONG}=1")

    assert sentences == ["There is no filter called “modell”.", f"There is no filter called “{'x' * 29}…”."]


@pytest.mark.parametrize("q", ["\u0301", "%", "_", "\\", "-", '""', "*", "\0", "? !"])
def test_signs_without_a_letter_or_digit_ask_for_nothing(q: str) -> None:
    query = QueryDict(mutable=True)
    query["q"] = q
    filterset = CaseStudyFilterSet(query, CaseStudy.objects.all())

    assert (filterset.problems(), filterset.selection) == ([], Selection())
