"""Short cases through the index alone, loaded in bulk, without any database:

python -m benchmarks.million SIZE RESULT.json
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Any

import civicport.ready  # noqa: F401  (models exist only then)
from benchmarks import inside, synthetic
from benchmarks.selections import SELECTIONS
from benchmarks.servers import resident
from casestudies.finding.index.entries import NUMBER_OF_NONE, CaseStudies, Entry, facet_values, places_of
from casestudies.finding.index.state import State
from casestudies.finding.registry import CASE_STUDY_FACETS
from casestudies.finding.words.text_index import TextIndex
from casestudies.finding.words.texts import Names, case_study_texts
from casestudies.models.case_study import NO_END_YET
from civicport.text import sort_key


def measure(size: int) -> dict[str, Any]:
    """The index of so many short cases, and the selections through it."""
    source, names = CaseStudies(), synthetic_names()
    text, before, started = inside.Lengths(entries(size, names)), resident(), perf_counter()
    state = State.of(source, text, names, TextIndex(source.weights))
    took = perf_counter() - started
    return {
        "size": size,
        "index": {"build_s": round(took, 2), "memory_bytes": resident() - before, "text_bytes": text.total},
        "selections": [
            {"name": asked.name, "words": asked.words, "find": inside.found(state, asked, size)} for asked in SELECTIONS
        ],
    }


def synthetic_names() -> Names:
    """What organisations and tools are called; vocabularies go by their slugs."""
    named = {"organisations": synthetic.organisations(), "tools": synthetic.tools()}
    return {(kind, item["slug"]): [item["name"]] for kind, items in named.items() for item in items}


def entries(size: int, names: Names) -> Iterator[Entry]:
    """What the index would make of these cases if they stood in a database."""
    for number, case in enumerate(synthetic.cases(size, short=True), 1):
        start = case.get("start_year")
        end = NO_END_YET if case.get("status") == "ongoing" else case.get("end_year", start)
        yield Entry(
            key=(number, ""),
            values=facet_values(case, CASE_STUDY_FACETS),
            years=(start, end),
            name=(sort_key(case["title"]), case["slug"]),
            numbers={"start_year": NUMBER_OF_NONE if start is None else start, "changed": float(number)},
            texts=case_study_texts(case, names),
            places=places_of(case),
        )


if __name__ == "__main__":
    Path(sys.argv[2]).write_text(json.dumps(measure(int(sys.argv[1]))), encoding="utf-8")
