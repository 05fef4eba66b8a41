from __future__ import annotations

from typing import Any

import pytest

from civicport.documents.problems import Refused
from collaboration_models.models import CollaborationModel
from tests.factories import accepted, make_model, model_document, source, vocabularies

pytestmark = pytest.mark.django_db


def refusal(**more: Any) -> list[str]:
    vocabularies()
    with pytest.raises(Refused) as refused:
        accepted("collaboration_models", model_document(**more))
    return str(refused.value).splitlines()


def test_slug_name_and_summary_are_enough() -> None:
    model = make_model("labs")

    assert model.document == {"slug": "labs", "name": "Labs", "summary": "A way of working together."}
    assert model.record.completeness == 0
    assert [item["field"] for item in model.record.advice] == [
        "order", "description", "fits_when", "watch_out", "recommendations", "typical", "sources",
    ]  # fmt: skip


def test_it_takes_all_that_a_model_has() -> None:
    vocabularies()
    document = {
        "slug": "labs",
        "name": "Labs",
        "also_known_as": ["living labs"],
        "order": "3",
        "summary": "A room.",
        "description": "A room.[^a]",
        "fits_when": ["There is a **room**.[^b]"],
        "watch_out": [{"text": "It closes.[^a]"}],
        "recommendations": [{"title": "Open", "text": "Open it.[^a]"}],
        "examples": [{"name": "A lab", "url": "https://lab.example"}],
        "typical": {"duration": "months", "led_by": ["civic-groups", "donor"], "needs_government_partner": "true"},
        "sources": [source("a", year=2018), source("b", year=2019)],
    }

    record = accepted("collaboration_models", document).record

    assert record.document == {
        **document,
        "order": 3,
        "watch_out": [{"text": "It closes.[^a]", "key": "it-closes"}],
        "recommendations": [{"title": "Open", "text": "Open it.[^a]", "key": "open"}],
        "typical": {"duration": "months", "led_by": ["civic-groups", "donor"], "needs_government_partner": True},
    }
    assert (record.completeness, record.advice) == (100, [])


def test_models_stand_in_their_order() -> None:
    for slug, order in (("c", 1), ("a", 2), ("z", 1), ("m", None)):
        make_model(slug, **({"order": order} if order else {}))

    assert list(CollaborationModel.objects.values_list("slug", "position")) == [
        ("c", 1), ("z", 1), ("a", 2), ("m", 10_000),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "message"),
    [
        ({"order": -1}, "order: “-1” should be a whole number from 0 to 10,000."),
        ({"typical": {"duration": "hours"}},
         "typical.duration: “hours” is no duration: days, weeks, months, years, open-ended."),
        ({"typical": {"led_by": ["citizenz"]}},
         "typical.led_by[1]: “citizenz” is no value of participant_groups or initiator_types."
         " Did you mean “citizens”?"),
        ({"typical": {"needs_government_partner": "yes"}},
         "typical.needs_government_partner: should be true or false, not “yes”."),
        ({"typical": {}}, "typical: is empty; leave the key out if it is not known."),
        ({"typical": ["days"]}, "typical: should be a mapping of keys and values."),
        ({"fits_when": ["A.[^x]"]}, "fits_when[1]: cites “x”, which is not among the sources."),
        ({"watch_out": [{"text": "A.[^x]"}]}, "watch_out[1].text: cites “x”, which is not among the sources."),
        ({"sources": [source()]},
         "sources[1]: the source “report” is never cited; cite it as [^report] or take it out."),
        ({"also_known_as": ["A[^report]"], "sources": [source()]},
         "sources[1]: the source “report” is never cited; cite it as [^report] or take it out."),
        ({"examples": [{"name": "A", "url": "a.example"}]},
         "examples[1].url: “a.example” should be a web address that begins with https:// or http://."),
        ({"slug": "facets"}, "slug: “facets” is reserved for the catalogue's own addresses; choose another."),
        ({"sumary": "A"}, "sumary: “sumary” is no key of this part. Did you mean “summary”?"),
    ],
)  # fmt: skip
def test_it_refuses_in_a_sentence(more: dict[str, Any], message: str) -> None:
    assert refusal(**more) == [message]
