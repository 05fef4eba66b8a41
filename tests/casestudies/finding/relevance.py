"""How well the ranking answers what readers type: `python -m tests.casestudies.finding.relevance` prints the misses.

It reads the catalogue's own files and needs no database.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import civicport.ready  # noqa: F401  (models exist only then)
from casestudies.finding.words.query import Query, parse
from casestudies.finding.words.text_index import Entry, TextIndex, TextSnapshot
from casestudies.finding.words.texts import CASE_STUDY_WEIGHTS, case_study_texts

FIXTURES = Path(__file__).parents[3] / "fixtures"
QUERIES = Path(__file__).with_name("relevance.yaml")
SHOWN = 5


@dataclass(frozen=True)
class Expectation:
    """What somebody types, and the case study that must stand among the first few."""

    q: str
    slug: str
    within: int

    @classmethod
    def of(cls, entry: dict[str, str]) -> Expectation:
        within = 1 if "first" in entry else 3
        return cls(entry["q"], entry.get("first") or entry["among"], within)


def expectations(half: str) -> list[Expectation]:
    """The expectations of a half of the file: `tuned` or `held_out`."""
    return [Expectation.of(entry) for entry in yaml.safe_load(QUERIES.read_text())[half]]


def misses(half: str) -> dict[Expectation, list[str]]:
    """The expectations that do not hold, each with the first slugs that stand there instead."""
    found = {expected: answers(expected.q) for expected in expectations(half)}
    return {expected: slugs for expected, slugs in found.items() if expected.slug not in slugs[: expected.within]}


def answers(typed: str) -> list[str]:
    """The slugs of the first few case studies, best first, as the list of case studies finds them."""
    snapshot, slugs = catalogue()
    return [slugs[place] for place in snapshot.best(understood(snapshot, typed), [], (None, None), 0, SHOWN)]


def understood(snapshot: TextSnapshot, typed: str) -> Query:
    """What is searched for: what was typed or, if that finds nothing, what was meant."""
    query = parse(typed)
    return query if len(snapshot.ids(query)) else snapshot.corrected(query) or query


@cache
def catalogue() -> tuple[TextSnapshot, list[str]]:
    """The words of the catalogue's public case studies, and the slug of each by its id."""
    names = {
        (kind, record["slug"]): [record["name"], *record.get("also_known_as", [])]
        for kind in ("organisations", "tools", "collaboration_models")
        for record in _records(kind)
    }
    for vocabulary, terms in _read(FIXTURES / "vocabularies.yaml").items():
        names |= {(vocabulary, slug): [term["name"]] for slug, term in terms.items()}
    cases = [record for record in _records("case_studies") if record.get("state", "published") == "published"]
    texts = (case_study_texts(case, names) for case in cases)
    entries = (Entry(place, text, (), (None, None)) for place, text in enumerate(texts))
    return TextIndex(CASE_STUDY_WEIGHTS).change((), entries), [case["slug"] for case in cases]


def _records(kind: str) -> Iterator[dict[str, Any]]:
    return (_read(path) for path in sorted((FIXTURES / kind).glob("*.yaml")))


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.load(path.read_text(), yaml.CBaseLoader)  # noqa: S506  (it makes nothing but text)
    return found


def main() -> None:
    for half in ("tuned", "held_out"):
        missed, all_of_it = misses(half), expectations(half)
        print(f"{half}: {len(all_of_it) - len(missed)} of {len(all_of_it)}")
        for expected, slugs in missed.items():
            print(f"  {expected.q}\n    wants {expected.slug} among {expected.within}, has {', '.join(slugs)}")


if __name__ == "__main__":
    main()
