from __future__ import annotations

from typing import Any

import pytest

from casestudies.models import Takeaway
from civicport.documents.problems import Refused
from civicport.documents.serializers import RESERVED_KEYS
from civicport.documents.takeaways import assign_keys
from civicport.models import Record
from tests.factories import accepted, case_document, make_case

NAMES = ("challenges", "lessons", "recommendations")


def keys(document: dict[str, Any]) -> dict[str, list[str]]:
    return {name: [entry["key"] for entry in document[name]] for name in NAMES if name in document}


def entry(text: str, title: str = "", key: str = "") -> dict[str, str]:
    given = {"title": title, "text": text, "key": key}
    return {name: value for name, value in given.items() if value}


def lessons(*entries: dict[str, str]) -> dict[str, Any]:
    return {"lessons": list(entries)}


@pytest.mark.parametrize(
    ("given", "key"),
    [
        (entry("Whatever.", "Expect the unexpected"), "expect-the-unexpected"),
        (entry("People come first. Then tools.[^a]"), "people-come-first"),
        (entry("Łódź's **people** “come”.[^a]"), "lodzs-people-come"),
        (entry("Київ чекає."), "kyiv-chekaie"),
        (entry("[^a]"), "lesson"),
        (entry("…", "!!"), "lesson"),
        (entry("x", "word " * 40), "word-word-word-word-word-word-word-word-word-word-word-word"),
        (entry("x", "a" * 100), "a" * 60),
        (entry("x", "Main"), "main-2"),
        (entry("x", "Sources"), "sources-2"),
        (entry("x", "Kept", "given"), "given"),
    ],
)
def test_a_key_is_made_of_the_title_or_the_first_sentence(given: dict[str, str], key: str) -> None:
    assert keys(assign_keys(lessons(given), NAMES)) == {"lessons": [key]}


def test_keys_are_unique_in_a_record() -> None:
    document = {
        "challenges": [entry("x", "Time"), entry("y", "Time")],
        "lessons": [entry("x", "Time"), entry("z", "Other", "time-3")],
        "recommendations": [entry("x", "Time")],
    }

    assert keys(assign_keys(document, NAMES)) == {
        "challenges": ["time", "time-2"],
        "lessons": ["time-4", "time-3"],
        "recommendations": ["time-5"],
    }


def test_it_changes_nothing_that_it_was_given() -> None:
    document = lessons(entry("x"))

    assign_keys(document, NAMES, [lessons(entry("x", key="old"))])

    assert document == lessons({"text": "x"})


def test_an_entry_keeps_its_key_when_title_or_text_or_place_changes() -> None:
    before = lessons(entry("One.", "First", "k1"), entry("Two.", "Second", "k2"), entry("Three.", "", "k3"))

    after = assign_keys(
        lessons(entry("Three.", "Now titled"), entry("Two, in other words.", "Second"), entry("One.", "Renamed")),
        NAMES,
        [before],
    )

    assert keys(after) == {"lessons": ["k3", "k2", "k1"]}


def test_the_text_decides_before_the_title() -> None:
    before = lessons(entry("One.", "Same", "k1"), entry("Two.", "Same", "k2"))

    after = assign_keys(lessons(entry("Two.", "Same"), entry("New.", "Same")), NAMES, [before])

    assert keys(after) == {"lessons": ["k2", "k1"]}


def test_the_key_of_an_entry_that_went_is_not_given_to_another() -> None:
    first = lessons(entry("Ask early.", "Ask", "ask"))
    second = lessons(entry("Quite different.", "Else", "else"))

    after = assign_keys(
        lessons(entry("Quite different.", "Else"), entry("Not the same.", "Ask")), NAMES, [second, first]
    )

    assert keys(after) == {"lessons": ["else", "ask-2"]}


@pytest.mark.django_db
def test_keys_outlive_edits_that_do_not_mention_them() -> None:
    make_case("case", lessons=[entry("Ask.[^report]", "Ask"), entry("Wait.[^report]")])
    ask, wait = Takeaway.objects.order_by("position").values_list("key", flat=True)

    accepted(
        "case_studies", case_document("case", lessons=[entry("Wait.[^report]", "Wait"), entry("Ask more.", "Ask")])
    )
    accepted("case_studies", case_document("case", title="Without"))
    accepted("case_studies", case_document("case", lessons=[entry("Unlike.", "Ask")]))

    assert (ask, wait) == ("ask", "wait")
    revisions = Record.objects.get(slug="case").revisions.order_by("number").values_list("document", flat=True)
    assert [keys(document) for document in revisions] == [
        {"lessons": ["ask", "wait"]},
        {"lessons": ["wait", "ask"]},
        {},
        {"lessons": ["ask-2"]},
    ]
    assert Takeaway.objects.get().key == "ask-2"


@pytest.mark.django_db
def test_a_document_without_its_keys_is_unchanged() -> None:
    make_case("case", lessons=[entry("Ask.", "Ask")], challenges=[entry("Ask.")])

    result = accepted("case_studies", case_document("case", lessons=[entry("Ask.", "Ask")], challenges=[entry("Ask.")]))

    assert result.outcome == "unchanged"


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["main", "lessons-learnt", "top"])
def test_a_reserved_key_is_refused(key: str) -> None:
    assert key in RESERVED_KEYS
    with pytest.raises(Refused) as refused:
        make_case("case", lessons=[entry("x", "", key)])

    assert str(refused.value) == (
        f"lessons[1].key: “{key}” is reserved for the catalogue's own addresses; choose another."
    )


@pytest.mark.django_db
def test_the_same_key_twice_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        make_case("case", challenges=[entry("x", "", "a")], lessons=[entry("y", "", "b"), entry("z", "", "a")])

    assert str(refused.value) == "lessons[2].key: “a” stands in this record twice."


def test_an_entry_that_comes_back_after_a_while_has_its_key_again() -> None:
    lesson = {"title": "Ask first", "text": "Ask.[^a]"}
    first = assign_keys({"lessons": [lesson, {"title": "Then build", "text": "Build.[^a]"}]}, NAMES)
    second = assign_keys({"lessons": [{"title": "Then build", "text": "Build.[^a]"}]}, NAMES, [first])

    third = assign_keys({"lessons": [lesson]}, NAMES, [second, first])

    assert third["lessons"][0]["key"] == "ask-first"


def test_an_entry_that_moves_to_another_list_keeps_its_key() -> None:
    entry = {"title": "Ask first", "text": "Ask.[^a]"}
    before = assign_keys({"challenges": [entry]}, NAMES)

    after = assign_keys({"lessons": [entry]}, NAMES, [before])

    assert after["lessons"][0]["key"] == "ask-first"
