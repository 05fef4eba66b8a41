from __future__ import annotations

import re
from statistics import mean

import pytest

from benchmarks import synthetic
from casestudies.finding.registry import CASE_STUDY_FACETS
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from civicport.documents.fields import COUNTRIES
from civicport.documents.serializers import texts
from tests.factories import BY, FIXTURES, REASON, model_document, vocabularies


def words(document: synthetic.Document) -> list[str]:
    """The words of a case that its readers read, those of its sources included."""
    prose = [text for path, text in texts(document) if path[-1] in ("title", "summary", "aim", "collaboration", "text",
                                                                   "initiator_note", "funding_note")]  # fmt: skip
    prose += [source["title"] for source in document["sources"]]
    return re.findall(r"\w+", re.sub(r"\[\^[^\]]+\]", "", " ".join(prose)))


@pytest.mark.django_db
def test_every_document_is_in_the_form_in_which_the_catalogue_keeps_it() -> None:
    vocabularies()
    models = [("collaboration_models", model_document(slug)) for slug in synthetic.values()["models"]]
    cases = [
        *synthetic.cases(40),
        *({**case, "slug": f"short-{case['slug']}"} for case in synthetic.cases(40, short=True)),
    ]
    tools = [tool for tool in synthetic.tools() if any(tool["slug"] in case.get("tools", []) for case in cases)]
    named = {part["organisation"] for case in cases for part in case.get("organisations", [])}
    named |= {slug for tool in tools for slug in tool["maintainers"]}
    documents = [
        *(("organisations", document) for document in synthetic.organisations() if document["slug"] in named),
        *(("tools", document) for document in tools),
        *(("case_studies", document) for document in cases),
    ]

    accepted = accept_all([Submission(*pair) for pair in models + documents], BY, REASON)

    kept = [(item.record.kind, item.record.document) for item in accepted[len(models) :]]
    assert kept == documents
    assert [list(document) for _kind, document in kept] == [list(document) for _kind, document in documents]


def test_the_same_seed_gives_the_same_cases_and_another_one_others() -> None:
    cases = list(synthetic.cases(3))

    assert list(synthetic.cases(3)) == cases
    assert [case["aim"] for case in synthetic.cases(3, seed=1)] != [case["aim"] for case in cases]


def test_a_smaller_catalogue_is_the_beginning_of_a_larger_one() -> None:
    assert list(synthetic.cases(2)) == list(synthetic.cases(synthetic.CHUNK + 1))[:2]


@pytest.mark.parametrize(("short", "least", "most"), [(False, 1_100, 1_300), (True, 80, 120)])
def test_cases_have_the_length_that_is_promised(short: bool, least: int, most: int) -> None:
    assert least <= mean(len(words(case)) for case in synthetic.cases(100, short=short)) <= most


def test_words_follow_zipfs_law() -> None:
    text = [word.lower() for case in synthetic.cases(300) for word in words(case)]
    vocabulary = synthetic.vocabulary()

    def share(rank: int) -> float:
        return text.count(vocabulary[rank - 1]) / len(text)

    assert len(vocabulary) == len(set(vocabulary)) == synthetic.WORDS
    assert share(1) / share(10) == pytest.approx(10, rel=0.1)
    assert share(10) / share(100) == pytest.approx(10, rel=0.2)


def test_every_facet_has_values_and_cases_in_which_they_are_not_known() -> None:
    cases = list(synthetic.cases(1_000))

    unknown = {facet.name: sum(facet.field not in case for case in cases) for facet in CASE_STUDY_FACETS}

    assert unknown.pop("model") == 0
    assert [name for name, count in unknown.items() if not 40 <= count <= 130] == []
    assert {code for case in cases for code in case.get("countries", [])} <= set(COUNTRIES)
    assert len({part["organisation"] for case in cases for part in case.get("organisations", [])}) > 1_500


def test_the_models_are_those_of_the_catalogue() -> None:
    assert set(synthetic.values()["models"]) == {path.stem for path in (FIXTURES / "collaboration_models").iterdir()}
