"""Inside one process: the index, built and asked; the same questions in our own SQL; the cost of a change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any
from unittest.mock import patch
from urllib.parse import parse_qs

from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from benchmarks.selections import PAGE, SELECTIONS, Asked
from benchmarks.servers import HOST, resident
from benchmarks.timing import Timing, in_rounds, seconds
from casestudies.finding.filters import CaseStudyFilterSet
from casestudies.finding.finding import Finding
from casestudies.finding.index import CASE_STUDIES
from casestudies.finding.index.entries import CaseStudies, Entry
from casestudies.finding.index.names import read_names
from casestudies.finding.index.state import State
from casestudies.finding.registry import CASE_STUDY_FACETS
from casestudies.finding.selection import Selection, canonical
from casestudies.finding.words.text_index import TextIndex
from casestudies.finding.words.texts import Names
from casestudies.models import CaseStudy
from civicport import models
from civicport.documents.accepting import accept
from civicport.models import Record

ROUNDS = 5
TOP = 9
"""How many values of a facet a page shows at once."""
SQL_WITHIN = 300
"""Seconds after which no more questions are asked in SQL: those with words come last, and are slow."""
LONG = 1.0
"""Seconds from which on a question in SQL is asked only once."""


def selection_of(query: str) -> Selection:
    """The selection of a query string that is known to be valid; no database is asked about its values."""
    given = parse_qs(query)
    years = {name: int(given[name][0]) for name in ("active_from", "active_to") if name in given}
    return Selection(
        facets=canonical({facet.name: given.get(facet.name, []) for facet in CASE_STUDY_FACETS}),
        q=given.get("q", [""])[0],
        active_from=years.get("active_from"),
        active_to=years.get("active_to"),
        ordering=given.get("ordering", [""])[0],
    )


def find(state: State, selection: Selection, page: int = 1) -> Finding:
    """All that the index does for a page: how many there are, which ones stand on it, and the counts of every facet."""
    finding = Finding(state, selection, CaseStudy.objects.none())
    len(finding)
    finding.keys((page - 1) * PAGE, page * PAGE)
    for facet in finding.facets():
        facet.top(TOP)
    return finding


def built() -> dict[str, Any]:
    """Builds the index as the server does: how long that takes, how much memory, and how much text it indexes."""
    CASE_STUDIES.forget()
    CASE_STUDIES.source = source = Weighed()
    before = resident()
    took = seconds(CASE_STUDIES.current)
    return {"build_s": round(took, 2), "memory_bytes": resident() - before, "text_bytes": source.text.total}


class Weighed(CaseStudies):
    """The list of case studies, whose text is weighed as it is indexed."""

    text: Lengths

    def entries(self, names: Names, cases: Iterable[int] | None = None) -> Iterator[Entry]:
        found = super().entries(names, cases)
        if cases is None:
            self.text = Lengths(found)
            return iter(self.text)
        return found


def weighed() -> dict[str, Any]:
    """The bytes of the index, whose words are written to a folder for once."""
    source, names = CaseStudies(), read_names()
    with TemporaryDirectory(dir=settings.VAR_DIR) as folder:
        texts = TextIndex(source.weights, Path(folder))
        columns = _columns(State.of(source, source.entries(names), names, texts))
        return {"index_bytes": (texts.size or 0) + columns}


class Lengths(Iterable[Entry]):
    """Entries, and after they have passed in `total` the bytes of their texts."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries, self.total = entries, 0

    def __iter__(self) -> Iterator[Entry]:
        for entry in self.entries:
            self.total += sum(len(text.encode()) for text in entry.texts.values())
            yield entry


def _columns(state: State) -> int:
    """The bytes of all columns of numbers: facets, orders, years."""
    facets = [part for column in state.columns.values() for part in vars(column).values()]
    arrays = [*facets, *(order.slots for order in state.orders.values()), *state.numbers.values()]
    arrays += [state.owners, state.live, state.first, state.last]
    return sum(getattr(array, "nbytes", 0) for array in arrays)


def found(state: State, asked: Asked, size: int) -> dict[str, Any]:
    """One selection through the index: how many it has, how long that takes the first time, and again."""
    selection, page = selection_of(asked.query_for(size)), asked.page(size)

    def first(_: int) -> float:
        # What was searched for is kept; a version of its own has kept nothing yet.
        fresh = replace(state, _searched=type(state._searched)())
        return seconds(lambda: find(fresh, selection, page))

    def again(_: int) -> float:
        return seconds(lambda: find(state, selection, page))

    finding = find(state, selection, page)
    return {
        "found": len(finding),
        "rows": len(finding.keys((page - 1) * PAGE, page * PAGE)),
        "first": in_rounds(range(3 * ROUNDS), 3, first).as_data(),
        "again": in_rounds(range(5 * ROUNDS), 5, again).as_data(),
    }


def all_in_sql(size: int) -> Iterator[dict[str, Any]]:
    """Every selection in our own SQL; empty for those that are not reached in time."""
    deadline = perf_counter() + SQL_WITHIN
    for asked in SELECTIONS:
        yield in_sql(asked, size) if perf_counter() < deadline else {}


def in_sql(asked: Asked, size: int) -> dict[str, Any]:
    """One selection in our own SQL: the same page and the same counts."""
    query = QueryDict(asked.query_for(size), mutable=True)
    query.pop("page", None)
    start = (asked.page(size) - 1) * PAGE
    counts: list[int] = []

    def ask() -> None:
        filterset = CaseStudyFilterSet(query, CaseStudy.objects.published())
        list(filterset.qs.values_list("pk", flat=True)[start : start + PAGE])
        counts.append(filterset.qs.count())
        filterset.counted_in_sql()

    took = seconds(ask)
    more = [] if took > LONG else [seconds(ask) for _ in range(ROUNDS - 1)]
    times = [took, *more]
    return {"found": counts[0], "time": in_rounds(times, 1, float).as_data()}


def queries(size: int) -> list[int]:
    """How many queries the page of each selection costs, once the index is up to date."""
    client, counts = Client(headers={"Host": HOST}), []
    client.get("/case-studies/")
    # A reader who trusts a version for a while asks for it now and then, and would count differently each time.
    with patch.object(models, "TRUSTED_FOR", 0):
        for asked in SELECTIONS:
            with CaptureQueriesContext(connection) as captured:
                client.get(f"/case-studies/?{asked.query_for(size)}")
            counts.append(len(captured))
    return counts


def with_a_change(seen: Callable[[str], float]) -> Timing:
    """Changes the title of a case several times; `seen` is given a word that is new in it, and says how long it took
    until the word found the case. Afterwards the case is as it was.
    """
    before = Record.objects.get(kind="case_studies", slug="case-1").document
    times = []
    try:
        for letter in "abcdefg":
            word = f"quayside{letter}harbour"
            accept("case_studies", {**before, "title": f"{before['title']} {word}"}, "Benchmark", "A change")
            times.append(seen(word))
    finally:
        accept("case_studies", before, "Benchmark", "As it was")
    return in_rounds(times, 1, float)


def seen_here(word: str) -> float:
    """Until this process, which wrote the change, finds it."""

    def ask() -> None:
        state, _fresh = CASE_STUDIES.current()
        if len(find(state, Selection(q=word))) != 1:
            raise ValueError(f"“{word}” was accepted and is not found.")

    return seconds(ask)
