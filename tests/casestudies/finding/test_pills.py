"""What narrows a list, in words, and the selection without each of it."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.pills import narrowings
from casestudies.models import CaseStudy
from tests.factories import make_case

pytestmark = pytest.mark.django_db


def pills(query: str) -> list[tuple[str, str]]:
    """The label of each pill, and the query string without it."""
    cases = CaseStudy.objects.published()
    filterset = CaseStudyFilterSet(QueryDict(query), cases)
    found = narrowings(filterset.selection, filterset.facet_values())
    return [(pill.label, pill.without.query_string()) for pill in found]


def test_each_removes_one_thing_and_keeps_the_rest() -> None:
    make_case(themes=["open-data"])

    assert pills("q=air&theme=open-data&theme=civic-reporting&active_from=2010&active_to=2015&ordering=-title") == [
        (
            "Words: air",
            "?theme=civic-reporting&theme=open-data&active_from=2010&active_to=2015&ordering=-title",
        ),
        (
            "Theme: Open data",
            "?q=air&theme=civic-reporting&active_from=2010&active_to=2015&ordering=-title",
        ),
        (
            "Theme: Reporting local problems",
            "?q=air&theme=open-data&active_from=2010&active_to=2015&ordering=-title",
        ),
        (
            "Active from 2010",
            "?q=air&theme=civic-reporting&theme=open-data&active_to=2015&ordering=-title",
        ),
        (
            "Active until 2015",
            "?q=air&theme=civic-reporting&theme=open-data&active_from=2010&ordering=-title",
        ),
    ]


def test_there_is_one_for_what_is_not_known_and_for_what_nothing_has() -> None:
    make_case(status="ongoing")

    assert pills("model=not-known&status=completed") == [
        ("Collaboration model: Not known", "?status=completed"),
        ("Status: Completed", "?model=not-known"),
    ]


def test_there_is_none_when_nothing_narrows() -> None:
    make_case()

    assert pills("ordering=-title") == []
