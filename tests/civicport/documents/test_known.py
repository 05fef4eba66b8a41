from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from civicport.documents.known import Known
from tests.factories import accepted, make_organisation, organisation_document, vocabularies

pytestmark = pytest.mark.django_db
MANY = [("tools", {"slug": f"tool-{number}"}) for number in range(Known.MANY + 1)]


@pytest.fixture(params=["few", "many"])
def knowing(request: pytest.FixtureRequest) -> Callable[..., Known]:
    """Makes what knows these documents on their way in, alone or among many."""
    others = MANY if request.param == "many" else []
    return lambda *pairs: Known([*others, *pairs])


def test_it_knows_stored_records_by_their_present_and_former_slugs(knowing: Callable[..., Known]) -> None:
    make_organisation("city")
    accepted("organisations", organisation_document("town", former_slugs=["city"]))

    known = knowing()

    assert [known.resolve("organisations", slug) for slug in ("town", "city", "village")] == ["town", "town", None]
    assert known.resolve("tools", "town") is None
    assert known.slugs("organisations") == ["town"]


def test_it_knows_what_is_on_its_way_in(knowing: Callable[..., Known]) -> None:
    known = knowing(("organisations", {"slug": " town ", "former_slugs": ["city", 5, None]}))

    assert [known.resolve("organisations", slug) for slug in ("town", "city", "5")] == ["town", "town", None]


def test_what_comes_in_outweighs_what_is_stored(knowing: Callable[..., Known]) -> None:
    make_organisation("city")
    accepted("organisations", organisation_document("town", former_slugs=["city"]))

    known = knowing(("organisations", {"slug": "village", "former_slugs": ["town"]}))

    assert [known.resolve("organisations", slug) for slug in ("city", "town", "village")] == ["village"] * 3
    assert known.slugs("organisations") == ["village"]


@pytest.mark.parametrize(
    "garbage", [None, [], "a", 5, {}, {"slug": None}, {"slug": ["a"]}, {"slug": "a", "former_slugs": "b"}]
)
def test_it_takes_documents_that_are_none(garbage: Any) -> None:
    known = Known([("organisations", garbage), ("vocabularies", garbage)])

    assert known.resolve("organisations", "zzz") is None


def test_it_knows_the_terms_of_stored_and_incoming_vocabularies() -> None:
    vocabularies()

    known = Known(
        [
            ("vocabularies", {"slug": "themes", "values": [{"slug": "b"}, {"slug": "a"}, "c", {"slug": 5}]}),
            ("vocabularies", {"slug": "motivations", "values": None}),
        ]
    )

    assert known.terms("themes") == ["b", "a", ""]
    assert known.terms("motivations") == []
    assert known.terms("levels") == ["local", "regional", "national", "transnational"]
    assert known.terms("nonsense") == []
