"""The index says what the database says: same rows, same counts, same order, whatever was changed in between."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.http import QueryDict
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from casestudies.finding.filters import CaseStudyFilterSet, IndexedFilterSet, TakeawayFilterSet
from casestudies.finding.selection import Selection
from casestudies.finding.words.query import parse
from casestudies.models import CaseStudy, Takeaway
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from tests import factories

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("names")]

# Words of which none is part of another, nor has its stem: SQL and the index agree on what they find.
WORDS = ("zorvex", "quimbo", "drutak", "flopri", "mynder")
MODELS = ("labs", "meetups", "trainings")
ORGANISATIONS = ("city", "guild", "league")
TOOLS = ("app", "bot")
VALUES: dict[str, tuple[str, ...]] = {
    "theme": ("open-data", "civic-reporting", "citizen-participation"),
    "initiator": ("civil-society", "local-government"),
    "funding": ("local-budget", "paid-services"),
    "status": ("ongoing", "completed"),
    "form": ("direct", "indirect"),
    "level": ("local", "national"),
    "country": ("DE", "PL", "UA"),
    "participant": ("citizens", "experts"),
    "motivation": ("quality", "impact"),
    "policy_area": ("digital-democracy", "cities-and-urban-development"),
    "organisation": ORGANISATIONS,
    "tool": TOOLS,
    "model": MODELS,
}


@pytest.fixture(scope="module")
def names(the_vocabularies: None, django_db_blocker: Any) -> None:
    """What the cases name. Undone with the vocabularies, in whose transaction it is written."""
    with django_db_blocker.unblock():
        documents = [("collaboration_models", factories.model_document(slug)) for slug in MODELS]
        documents += [("organisations", factories.organisation_document(slug)) for slug in ORGANISATIONS]
        documents += [("tools", factories.tool_document(slug)) for slug in TOOLS]
        # Organisations and tools are values for the public only if a public case names them.
        named = {"organisations": [{"organisation": slug} for slug in ORGANISATIONS], "tools": list(TOOLS)}
        documents.append(("case_studies", factories.case_document("first", **named)))
        accept_all([Submission(kind, document) for kind, document in documents], factories.BY, factories.REASON)


def some(values: tuple[str, ...], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), unique=True, min_size=least)


@st.composite
def cases(draw: st.DrawFn) -> dict[str, Any]:
    """A case study with any of the values of all facets."""
    lists: dict[str, st.SearchStrategy[Any]] = {
        "themes": some(VALUES["theme"]),
        "initiators": some(VALUES["initiator"]),
        "funding": some(VALUES["funding"]),
        "participants": some(VALUES["participant"]),
        "motivations": some(VALUES["motivation"]),
        "policy_areas": some(VALUES["policy_area"]),
        "countries": some(VALUES["country"]),
        "tools": some(TOOLS),
        "models": some(MODELS, least=1),
        "organisations": some(ORGANISATIONS).map(lambda slugs: [{"organisation": slug} for slug in slugs]),
        "status": st.sampled_from(("", *VALUES["status"])),
        "form": st.sampled_from(("", *VALUES["form"])),
        "level": st.sampled_from(("", *VALUES["level"])),
        "state": st.sampled_from(("published", "published", "published", "draft", "withdrawn")),
    }
    has_start, has_end = draw(st.tuples(st.booleans(), st.booleans()))
    years: list[int] = sorted(draw(st.lists(st.integers(2008, 2014), max_size=2)))
    document: dict[str, Any] = {name: draw(strategy) for name, strategy in lists.items()}
    if years and has_start:
        document["start_year"] = years[0]
    if years and document["status"] != "ongoing" and has_end:
        document["end_year"] = years[-1]
    for name in ("challenges", "lessons", "recommendations"):
        document[name] = [{"text": f"It was {word}.[^report]"} for word in draw(some(WORDS))][:2]
    slug = draw(st.sampled_from("abcdefgh"))
    document["title"] = draw(st.sampled_from(("Éta", "eta", "Zeta", "(alpha)", "Beta gamma", "beta-gamma", "7 hills")))
    document["summary"] = " ".join(draw(some(WORDS))) or "Nothing."
    return factories.case_document(slug, **{name: value for name, value in document.items() if value})


@st.composite
def query_strings(draw: st.DrawFn) -> str:
    """A selection with any values of up to three facets, words, years, and any order."""
    query = QueryDict(mutable=True)
    for name in draw(st.lists(st.sampled_from(sorted(VALUES)), unique=True, max_size=3)):
        query.setlist(name, draw(some((*VALUES[name], "not-known"), least=1)))
    query["q"] = " ".join(draw(st.lists(st.sampled_from(WORDS), unique=True, max_size=2)))
    for name in ("active_from", "active_to"):
        if draw(st.integers(0, 3)) == 0:
            query[name] = str(draw(st.integers(2007, 2015)))
    if query.get("active_from", "") > query.get("active_to", "9"):
        del query["active_from"]
    query["ordering"] = draw(st.sampled_from(("", *CaseStudyFilterSet.orderings)))
    return query.urlencode()


def asked_otherwise(filterset: IndexedFilterSet) -> bool:
    """Whether nothing answers the words, so that the index searched for something else; SQL does not do that."""
    words, searched = filterset.selection.q, filterset.found.searched
    if searched is None or searched.query == parse(words):
        return False
    assert not filterset.narrowed(filterset.queryset, Selection(q=words)).exists()
    return True


def assert_same_rows(filterset: IndexedFilterSet) -> None:
    """Index and database find the same, in the same order unless it is by relevance."""
    rows, found = list(filterset.qs), list(filterset.found)
    assert len(filterset.found) == len(rows)
    if filterset.selection.q and not filterset.selection.ordering:
        assert sorted(row.pk for row in found) == sorted(row.pk for row in rows)
    else:
        assert found == rows


STEPS = st.lists(st.lists(cases(), min_size=1, max_size=5, unique_by=lambda case: case["slug"]), min_size=1, max_size=3)


@settings(max_examples=25, phases=(Phase.explicit, Phase.generate))
@given(steps=STEPS, queries=st.lists(query_strings(), min_size=5, max_size=5))
def test_case_studies(steps: list[list[dict[str, Any]]], queries: list[str]) -> None:
    with transaction.atomic():
        for documents in steps:
            accept_all([Submission("case_studies", document) for document in documents], "Alice", "A test")
            for query in queries:
                filterset = CaseStudyFilterSet(QueryDict(query), CaseStudy.objects.published())
                assert filterset.problems() == []
                if asked_otherwise(filterset):
                    continue
                assert_same_rows(filterset)
                for counted, truth in zip(filterset.facet_values(), filterset.counted_in_sql(), strict=True):
                    assert (counted.name, counted.values) == (truth.name, truth.values)
        transaction.set_rollback(True)


@settings(max_examples=10, phases=(Phase.explicit, Phase.generate))
@given(steps=STEPS, queries=st.lists(query_strings(), min_size=3, max_size=3), kind=some(tuple(Takeaway.Kind.values)))
def test_takeaways(steps: list[list[dict[str, Any]]], queries: list[str], kind: list[str]) -> None:
    takeaways = Takeaway.objects.published()
    with transaction.atomic():
        for documents in steps:
            accept_all([Submission("case_studies", document) for document in documents], "Alice", "A test")
            for text in queries:
                query = QueryDict(text, mutable=True)
                query["ordering"] = "-changed" if query["ordering"] == "-changed" else ""
                query.setlist("kind", kind)
                filterset = TakeawayFilterSet(query, takeaways)
                assert filterset.problems() == []
                if asked_otherwise(filterset):
                    continue
                assert_same_rows(filterset)
                for facet in filterset.facet_values():
                    others = filterset.selection.without(facet.name)
                    for value in facet.values:
                        count = filterset.narrowed(takeaways, others.toggled(facet.name, value.value)).count()
                        assert (facet.name, value.value, value.count) == (facet.name, value.value, count)
        transaction.set_rollback(True)
