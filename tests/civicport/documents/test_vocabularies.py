from __future__ import annotations

from typing import Any

import pytest

from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from civicport.documents.problems import Refused
from civicport.documents.vocabularies import CLOSED, NAMES
from civicport.models import Record, Term
from tests.factories import BY, REASON, accepted, case_document, make_case, make_organisation, make_tool, vocabularies

pytestmark = pytest.mark.django_db


def vocabulary(slug: str, *slugs: str) -> dict[str, Any]:
    return {"slug": slug, "values": [{"slug": value, "name": value.capitalize()} for value in slugs]}


def refusal(document: Any) -> list[str]:
    with pytest.raises(Refused) as refused:
        accepted("vocabularies", document)
    return str(refused.value).splitlines()


def test_it_projects_terms_in_their_order() -> None:
    accepted("vocabularies", vocabulary("themes", "b", "a"))

    assert list(Term.objects.in_vocabulary("themes").values_list("slug", "name", "position")) == [
        ("b", "B", 0),
        ("a", "A", 1),
    ]
    assert Term.objects.names("themes") == {"b": "B", "a": "A"}


def test_a_value_may_change_its_name_and_its_place_and_stays_the_same_term() -> None:
    accepted("vocabularies", {"slug": "themes", "values": [{"slug": "a", "name": "A", "help": "Help"}]})
    term = Term.objects.get()

    document = {"slug": "themes", "values": [{"slug": "b", "name": "B"}, {"slug": "a", "name": "Aha"}]}
    accepted("vocabularies", document)

    same = Term.objects.get(slug="a")
    assert (same.pk, same.name, same.help, same.position) == (term.pk, "Aha", "", 1)


def test_a_value_that_nothing_uses_can_be_withdrawn() -> None:
    accepted("vocabularies", vocabulary("themes", "a", "b"))

    accepted("vocabularies", vocabulary("themes", "b"))

    assert list(Term.objects.values_list("slug", flat=True)) == ["b"]


def test_a_value_in_use_cannot_be_withdrawn() -> None:
    vocabularies()
    accepted("vocabularies", vocabulary("themes", "a", "b"))
    accepted("vocabularies", vocabulary("organisation_kinds", "club"))
    make_case("case", themes=["b", "a"], state="draft")
    make_tool("app", themes=["a"])
    make_organisation("city", kind="club")

    found = refusal(vocabulary("themes", "b", "c"))

    assert sorted(found) == [
        "case_studies/case, themes[2]: “a” is no value of themes.",
        "tools/app, themes[1]: “a” is no value of themes.",
    ]
    assert refusal(vocabulary("organisation_kinds", "clubs")) == [
        "organisations/city, kind: “club” is no value of organisation_kinds. Did you mean “clubs”?"
    ]
    assert sorted(Term.objects.in_vocabulary("themes").values_list("slug", flat=True)) == ["a", "b"]


def test_a_value_goes_together_with_its_last_use() -> None:
    vocabularies()
    accepted("vocabularies", vocabulary("themes", "a", "b"))
    make_case("case", themes=["a"])

    for submissions in (
        [
            Submission("vocabularies", vocabulary("themes", "b")),
            Submission("case_studies", case_document("case", themes=["b"])),
        ],
        [
            Submission("case_studies", case_document("case", themes=["c"])),
            Submission("vocabularies", vocabulary("themes", "c")),
        ],
    ):
        accept_all(submissions, BY, REASON)

    assert list(Term.objects.in_vocabulary("themes").values_list("slug", flat=True)) == ["c"]
    assert Record.objects.get(slug="case").document["themes"] == ["c"]


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_the_values_of_a_closed_vocabulary_stay(name: str) -> None:
    values = sorted(CLOSED[name])
    accepted("vocabularies", vocabulary(name, *reversed(values)))

    message = f"values: the application knows these by name, so they are exactly: {', '.join(values)}."
    assert refusal(vocabulary(name, *values, "more")) == [message]
    assert refusal(vocabulary(name, *values[1:])) == [message]


def test_it_knows_its_own_vocabularies_only() -> None:
    assert refusal(vocabulary("theme", "a")) == [
        "slug: “theme” is no vocabulary of the catalogue. Did you mean “themes”?"
    ]


def test_it_refuses_values_that_stand_twice_or_are_reserved_or_lack_a_name() -> None:
    assert refusal(vocabulary("themes", "a", "b", "a")) == ["values[3]: “a” stands here twice."]
    assert refusal(vocabulary("themes", "not-known")) == [
        "values[1].slug: “not-known” is reserved for the catalogue's own addresses; choose another."
    ]
    assert refusal({"slug": "themes", "values": [{"slug": "a", "nmae": "A"}]}) == [
        "values[1].nmae: “nmae” is no key of this part. Did you mean “name”?",
        "values[1].name: is missing; it is required.",
    ]
    assert refusal({"slug": "themes", "values": []}) == ["values: is empty; leave the key out if it is not known."]
    assert refusal({"slug": "themes"}) == ["values: is missing; it is required."]


def test_vocabularies_are_public_and_have_revisions() -> None:
    vocabularies()

    found = Record.objects.published().filter(kind="vocabularies")

    assert sorted(found.values_list("slug", "revision")) == sorted((name, 1) for name in NAMES)
