"""A selection in words."""

from __future__ import annotations

import pytest
from django.http import QueryDict

from casestudies.briefs.question import question
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.models import CaseStudy

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("real_catalogue")]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("", "All case studies"),
        ("ordering=-title", "All case studies"),
        ("model=hackathons&country=PL", "Hackathons in Poland"),
        ("model=labs&model=hackathons", "Hackathons or Labs"),
        ("model=not-known", "Case studies “Collaboration model” not known"),
        (
            "model=not-known&model=labs&country=PL",
            "Case studies told as Labs or “Collaboration model” not known, in Poland",
        ),
        ("country=NL&country=GB", "Case studies in the United Kingdom or the Netherlands"),
        (
            "theme=open-data&initiator=local-government&funding=eu-programme",
            "Case studies on open data, started by local government, paid by EU programme",
        ),
        ("funding=not-known&theme=open-data", "Case studies on open data, “Who paid” not known"),
        (
            "status=ongoing&level=local&form=direct",
            "Case studies that are ongoing, of direct form, at local level",
        ),
        ("tool=consul", "Case studies with the tool Consul Democracy"),
        ("active_from=2015&active_to=2018", "Case studies active from 2015 to 2018"),
        ("active_from=2015", "Case studies active from 2015"),
        ("active_to=2018", "Case studies active until 2018"),
        ("q=budget&country=PL", "Case studies in Poland, found by “budget”"),
        ("q=a%01b", "Case studies found by “a\ufffdb”"),
    ],
)
def test_it_is_a_sentence(query: str, words: str) -> None:
    filterset = CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published())

    assert question(filterset.selection, filterset.facet_values()) == words
