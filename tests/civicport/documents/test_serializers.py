from __future__ import annotations

from typing import Any

import pytest
from rest_framework.settings import api_settings

from civicport.documents import kinds
from civicport.documents.problems import Refused
from civicport.documents.serializers import at, flatten, texts
from tests.factories import accepted, case_document, make_model, vocabularies

OWN = api_settings.NON_FIELD_ERRORS_KEY


@pytest.mark.parametrize(
    ("detail", "flat"),
    [
        (["a", "b"], [((), "a"), ((), "b")]),
        ({"x": ["a"], "y": {OWN: ["b"]}}, [(("x",), "a"), (("y",), "b")]),
        ({"x": [{}, {"y": ["a"]}, {}]}, [(("x", 1, "y"), "a")]),
        ({"x": {2: ["a"]}}, [(("x", 2), "a")]),
        ({"²": ["a"], "1": ["b"]}, [(("²",), "a"), (("1",), "b")]),
        ("a", [((), "a")]),
    ],
)
def test_nested_errors_become_places_and_messages(detail: Any, flat: list[Any]) -> None:
    assert list(flatten(detail)) == flat


def test_a_message_is_nested_as_the_framework_does() -> None:
    assert at(("lessons", 0, "key"), "a") == {"lessons": {0: {"key": ["a"]}}}


def test_texts_leave_out_those_of_the_sources() -> None:
    document = {"aim": "a", "lessons": [{"text": "b"}], "order": 1, "sources": [{"title": "c"}]}

    assert list(texts(document)) == [(("aim",), "a"), (("lessons", 0, "text"), "b")]


@pytest.mark.parametrize("kind", kinds.names())
def test_what_is_asked_for_is_a_key_and_is_not_required(kind: str) -> None:
    found = kinds.get(kind)
    fields = found.serializer().fields

    assert set(found.asks_for) | set(found.keyed) <= set(fields)
    assert [name for name in found.asks_for if fields[name].required] == []


@pytest.mark.django_db
def test_it_names_unknown_marks_beside_what_is_wrong_with_other_values() -> None:
    make_model("labs")
    vocabularies()
    document = case_document(status="ongoin", initiator_note="Somebody.[^reprot]")

    with pytest.raises(Refused) as caught:
        accepted("case_studies", document)

    assert [str(problem) for problem in caught.value.problems] == [
        "status: “ongoin” is no status: ongoing, completed, discontinued. Did you mean “ongoing”?",
        "initiator_note: cites “reprot”, which is not among the sources. Did you mean “report”?",
    ]
