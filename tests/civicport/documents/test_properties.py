"""What holds for every document, whatever it is: accepted and kept, or refused in words."""

from __future__ import annotations

import random
from copy import deepcopy
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from civicport.documents import kinds
from civicport.documents.checking import Submission, check
from civicport.documents.exporting import in_order
from civicport.documents.files import as_vocabularies_file
from civicport.documents.known import Known
from civicport.documents.problems import Refused
from civicport.documents.reading import decode, read
from civicport.documents.writing import to_yaml
from civicport.models import Record
from tests.civicport.documents import strategies
from tests.factories import FIXTURES, accepted, make_case, make_model, make_organisation, make_tool

pytestmark = pytest.mark.django_db
KINDS = sorted(strategies.DOCUMENTS)
tried = settings(max_examples=20, suppress_health_check=list(HealthCheck))


@pytest.fixture
def known() -> Known:
    """What a document by chance may name."""
    make_model("labs")
    make_organisation("city")
    make_tool("app")
    make_case("other")
    return Known()


def vocabularies(known: Known) -> dict[str, list[str]]:
    names = ("themes", "funding_types", "participant_groups", "initiator_types", "organisation_kinds")
    return {name: known.terms(name) for name in names}


def cite_all(document: dict[str, Any]) -> dict[str, Any]:
    """The document in which every source is cited, and every list and key says a thing once."""
    document = deepcopy(document)
    for name in ("sources", "challenges", "lessons", "recommendations", "watch_out"):
        for index, entry in enumerate(document.get(name, [])):
            if "key" in entry:
                entry["key"] = f"{entry['key']}-{name.replace('_', '-')}-{index}"
    for name in ("themes", "funding", "participants", "countries", "also_known_as", "former_slugs", "suits", "needs"):
        if name in document:
            document[name] = list(dict.fromkeys(document[name]))
    document.setdefault("sources", []).append({"key": "report", "title": "A report"})
    cited = " ".join(f"[^{source['key']}]" for source in document["sources"])
    for name in ("aim", "description"):
        if name in document:
            document[name] += f"\n\n{cited}"
    if "summary" in document and "aim" not in document and "description" not in document:
        document["description"] = cited
    return document


def canonical(kind: str, document: Any, known: Known) -> dict[str, Any]:
    """The canonical document; what the validator refuses is of no interest here."""
    try:
        return check(Submission(kind, document), known)
    except Refused:
        assume(False)
        raise


@pytest.mark.parametrize("kind", KINDS)
@tried
@given(data=st.data())
def test_it_keeps_what_it_accepts(kind: str, known: Known, data: st.DataObject) -> None:
    document = data.draw(strategies.DOCUMENTS[kind](vocabularies(known)))
    if kind != "vocabularies":
        document = cite_all(document)
        if kind in ("tools", "organisations"):
            document.pop("description", None)
    first = canonical(kind, document, known)

    written = to_yaml(first)
    again, _ = read(decode(written.encode(), "a.yaml"), "a.yaml")
    second = check(Submission(kind, again), known)

    assert second == first
    assert list(second) == list(first) == list(in_order(kind, second))
    assert to_yaml(second) == written
    assert yaml.safe_load(written) == first
    assert check(Submission(kind, first), known) == first


@pytest.mark.parametrize("kind", KINDS)
@settings(tried, max_examples=8)
@given(data=st.data())
def test_it_stores_what_it_accepts(kind: str, known: Known, data: st.DataObject) -> None:
    document = data.draw(strategies.DOCUMENTS[kind](vocabularies(known)))
    document = document if kind == "vocabularies" else cite_all(document)
    if kind in ("tools", "organisations"):
        document.pop("description", None)
    try:
        record = accepted(kind, document).record
    except Refused:
        return

    stored = Record.objects.get(pk=record.pk).document
    assert stored == record.document
    assert accepted(kind, in_order(kind, stored)).outcome == "unchanged"


@pytest.mark.parametrize("kind", KINDS)
@settings(tried, max_examples=50)
@given(garbage=strategies.GARBAGE)
@example(garbage={"²": 1})
@example(garbage={"models": ["\ud800"], "slug": "\x00", "tools": ["\x00"]})
@example(garbage={"typical": {"needs_government_partner": [[]]}, "order": 10**400})
def test_it_accepts_or_refuses_and_nothing_else(kind: str, known: Known, garbage: Any) -> None:
    try:
        accepted(kind, garbage)
    except Refused as refused:
        str(refused).encode()


@settings(tried, max_examples=150)
@given(text=st.text(alphabet=st.sampled_from("ab:-?[]{},&*!|>'\"%@`# \n\t\\x0~<=1.é"), max_size=60))
@example(text="? [a]\n: b")
@example(text="{a: {b: c}}")
def test_it_reads_or_refuses_any_text(text: str) -> None:
    for name in ("a.yaml", "a.json"):
        try:
            read(decode(text.encode(), name), name)
        except Refused as refused:
            str(refused).encode()


@settings(tried, max_examples=150)
@given(text=strategies.GARBAGE.map(lambda data: yaml.dump(data) if "\ud800" not in str(data)[:50] else "a"))
def test_it_reads_or_refuses_any_yaml(text: str) -> None:
    try:
        read(text, "a.yaml")
    except Refused as refused:
        str(refused).encode()


@settings(tried, max_examples=50)
@given(seed=st.integers(0, 10**6), content=st.binary(max_size=3))
def test_it_accepts_or_refuses_a_damaged_fixture(known: Known, seed: int, content: bytes) -> None:
    chance = random.Random(seed)  # noqa: S311  (not for secrets)
    kind = chance.choice([name for name in kinds.names() if name != "vocabularies"])
    path = chance.choice(sorted((FIXTURES / kind).glob("*.yaml")))
    damaged = bytearray(path.read_bytes())
    start = chance.randrange(len(damaged))
    damaged[start : start + chance.randrange(40)] = content

    files = {path.name}
    try:
        data, origin = read(decode(bytes(damaged), path.name), path.name)
        check(Submission(kind, data, origin), known)
    except Refused as refused:
        files = {problem.file for problem in refused.problems}

    assert files == {path.name}


def test_it_writes_vocabularies_that_any_reader_reads() -> None:
    document = {"slug": "themes", "values": [{"slug": word, "name": word} for word in strategies.NASTY]}

    written = to_yaml(as_vocabularies_file([document]))

    assert yaml.safe_load(written) == {"themes": {word: {"name": word} for word in strategies.NASTY}}
