"""The words by which a case study and its takeaways are found, field by field, and how much a word in each counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from casestudies.finding.registry import CASE_STUDY_FACETS
from civicport import markdown
from civicport.wording import country_name

Names = Mapping[tuple[str, str], Sequence[str]]
"""By kind of record (or vocabulary) and slug: the name, then the aliases."""

CASE_STUDY_WEIGHTS = {"title": 5.0, "summary": 3.0, "names": 2.0, "takeaways": 2.0, "body": 1.0, "sources": 0.5}
TAKEAWAY_WEIGHTS = {"title": 4.0, "text": 2.0, "case": 1.0}

_VOCABULARIES = {facet.field: facet.vocabulary for facet in CASE_STUDY_FACETS if facet.kind == "term"}
_PROSE = ("aim", "collaboration", "initiator_note", "funding_note", "ending_note")
_TAKEAWAYS = ("challenges", "lessons", "recommendations")


def case_study_texts(document: Mapping[str, Any], names: Names) -> dict[str, str]:
    """What a case study says, by field; each text on lines of its own."""
    return {
        "title": _lines(_titles(document)),
        "summary": document.get("summary", ""),
        "names": _lines(_named(document, names)),
        "takeaways": _lines(text for kind in _TAKEAWAYS for entry in document.get(kind, ()) for text in _said(entry)),
        "body": _lines(_body(document, names)),
        "sources": _lines(_sources(document)),
    }


def takeaway_texts(entry: Mapping[str, Any], document: Mapping[str, Any], names: Names) -> dict[str, str]:
    """What a takeaway of a case study says, by field, and what its case is called."""
    title, text = _said(entry)
    return {"title": title, "text": text, "case": _lines([*_titles(document), *_named(document, names)])}


def _titles(document: Mapping[str, Any]) -> list[str]:
    return [document["title"], *document.get("also_known_as", ())]


def _said(entry: Mapping[str, Any]) -> tuple[str, str]:
    return entry.get("title") or "", markdown.plain(entry["text"])


def _named(document: Mapping[str, Any], names: Names) -> Iterator[str]:
    """What its organisations, tools and models are called, whatever they are called."""
    slugs = [("organisations", entry["organisation"]) for entry in document.get("organisations", ())]
    slugs += [("tools", slug) for slug in document.get("tools", ())]
    slugs += [("collaboration_models", slug) for slug in document.get("models", ())]
    for key in slugs:
        yield from names.get(key, ())


def _body(document: Mapping[str, Any], names: Names) -> Iterator[str]:
    for question in _PROSE:
        yield markdown.plain(document.get(question, ""))
    for milestone in document.get("milestones", ()):
        yield markdown.plain(milestone["text"])
    for figure in (*document.get("costs", ()), *document.get("outcomes", ())):
        yield figure["label"]
    for place in document.get("places", ()):
        yield place["name"]
    for code in document.get("countries", ()):
        yield country_name(code)
    for field, vocabulary in _VOCABULARIES.items():
        for slug in document.get(field, ()):
            yield from names.get((vocabulary, slug), ())


def _sources(document: Mapping[str, Any]) -> Iterator[str]:
    for source in document.get("sources", ()):
        yield source["title"]
        yield source.get("publisher", "")


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)
