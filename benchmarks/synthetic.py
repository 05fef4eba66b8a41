"""A synthetic catalogue: documents of real shape and length, the same ones for the same seed.

Words follow Zipf's law over 50,000: the frequent ones are the real catalogue's own, in its order of frequency
(`words.txt`), the rest are made up and can be pronounced. The values of facets follow it too, over the real
vocabularies. A smaller catalogue is the beginning of a larger one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import cycle, product
from pathlib import Path
from typing import Any

import numpy as np
import pycountry
import yaml

SEED = 20261122
WORDS = 50_000
ORGANISATIONS = 5_000
TOOLS = 1_000
SPOTS = 3_000
RELATED = 0.05
"""The share of cases that came of an earlier one."""
CHUNK = 500
"""How many cases are drawn at once; part of what the seed means."""

_ROOT = Path(__file__).resolve().parent
FIXTURES = _ROOT.parent / "fixtures"
_SENTENCES = (14, 9, 19, 11, 23, 8, 17, 12)
"""The lengths of sentences, in words."""
_PARAGRAPH = 6
_FREQUENT_COUNTRIES = ("US", "GB", "DE", "BR", "IN", "FR", "PL", "KE", "ES", "UA", "TW", "NL")

Document = dict[str, Any]


@dataclass(frozen=True)
class Length:
    """How many words the parts of a case have; 0 leaves a part out."""

    title: int
    summary: int
    note: int
    aim: int
    collaboration: int
    takeaway: int
    takeaways: Mapping[str, int]
    milestones: int
    sources: int
    unlikely: float
    """The share of cases in which the value of a facet is not known."""

    @property
    def words(self) -> int:
        """An upper bound of what one case takes."""
        prose = self.title + self.summary + 2 * self.note + self.aim + self.collaboration
        listed = sum(self.takeaways.values()) * (self.takeaway + 6) + self.milestones * 12 + self.sources * 10
        return prose + listed


REAL = Length(7, 30, 65, 140, 280, 52, {"challenges": 4, "lessons": 3, "recommendations": 3}, 3, 5, 0.08)
SHORT = Length(6, 20, 0, 40, 0, 20, {"lessons": 1}, 0, 1, 0.08)


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word, the most frequent first."""
    real = (_ROOT / "words.txt").read_text(encoding="ascii").split()
    onsets = ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z", "br", "dr", "gl", "pl", "st", "tr")
    syllables = ["".join(parts) for parts in product(onsets, "aeiou", ("", "l", "n", "r", "s"))]
    draw = np.random.default_rng(SEED).permutation(len(syllables) ** 2)
    made_up = (f"{syllables[pair // len(syllables)]}{syllables[pair % len(syllables)]}" for pair in draw)
    # Two pairs of syllables may be one word.
    return tuple(dict.fromkeys((*real, *made_up)))[:WORDS]


@cache
def values() -> dict[str, tuple[str, ...]]:
    """The values that a case chooses from, by the key of its document; the most frequent first."""
    terms = yaml.safe_load((FIXTURES / "vocabularies.yaml").read_text(encoding="utf-8"))
    named = {
        "form": "forms", "status": "statuses", "level": "levels", "themes": "themes", "policy_areas": "policy_areas",
        "motivations": "motivations", "initiators": "initiator_types", "funding": "funding_types",
        "participants": "participant_groups", "roles": "organisation_roles", "kinds": "organisation_kinds",
    }  # fmt: skip
    codes = sorted(country.alpha_2 for country in pycountry.countries)
    return {
        **{key: tuple(terms[vocabulary]) for key, vocabulary in named.items()},
        "models": tuple(sorted(path.stem for path in (FIXTURES / "collaboration_models").glob("*.yaml"))),
        "countries": tuple(dict.fromkeys((*_FREQUENT_COUNTRIES, *codes))),
        "organisations": tuple(f"organisation-{number}" for number in range(1, ORGANISATIONS + 1)),
        "tools": tuple(f"tool-{number}" for number in range(1, TOOLS + 1)),
    }


# By key of the document: how many values a case has at most, and how steep their frequencies are.
_SEVERAL = {
    "countries": (3, 1.0), "models": (2, 0.7), "themes": (3, 0.7), "policy_areas": (2, 0.7), "motivations": (3, 0.7),
    "initiators": (2, 0.8), "funding": (2, 0.8), "participants": (4, 0.6), "organisations": (6, 0.7), "tools": (3, 0.8),
}  # fmt: skip
_ONE = {"form": 0.7, "status": 0.6, "level": 0.6}


@cache
def _cumulative(count: int, exponent: float) -> np.ndarray:
    weights = 1 / np.arange(1, count + 1) ** exponent
    return np.cumsum(weights / weights.sum())


def _zipf(draw: np.random.Generator, count: int, shape: Any, exponent: float = 1.0) -> np.ndarray:
    """Numbers below `count`, the first ones the most frequent."""
    return np.minimum(np.searchsorted(_cumulative(count, exponent), draw.random(shape)), count - 1)


class _Words:
    """The words of one case, taken from the front, and the marks of its sources in turn."""

    def __init__(self, words: list[str], sources: int) -> None:
        self.words, self.place = words, 0
        self.marks = cycle(f"[^source-{number}]" for number in range(1, sources + 1))

    def take(self, count: int) -> list[str]:
        self.place += count
        return self.words[self.place - count : self.place]

    def line(self, count: int) -> str:
        return " ".join(self.take(count)).capitalize()

    def prose(self, count: int) -> str:
        """Paragraphs of sentences, each with its source."""
        words, sentences, start = self.take(count), [], 0
        for length in cycle(_SENTENCES):
            sentences.append(f"{' '.join(words[start : start + length]).capitalize()}.{next(self.marks)}")
            start += length
            if start >= count:
                break
        paragraphs = range(0, len(sentences), _PARAGRAPH)
        return "\n\n".join(" ".join(sentences[first : first + _PARAGRAPH]) for first in paragraphs)


def cases(count: int, seed: int = SEED, *, short: bool = False) -> Iterator[Document]:
    """This many case studies in canonical form: about 1,200 words each with all that a case may have, or about 100.

    The first one has the slug `case-1`. They name the organisations and tools of this module, and the models and
    vocabularies of `fixtures/`.
    """
    length = SHORT if short else REAL
    words = np.array(vocabulary(), dtype=object)
    for start in range(0, count, CHUNK):
        draw = np.random.default_rng((seed, start, short))
        drawn = words[_zipf(draw, WORDS, (CHUNK, length.words))].tolist()
        facets = _facets(draw, length)
        for number in range(start, min(start + CHUNK, count)):
            case = number - start
            yield _case(number + 1, _Words(drawn[case], length.sources), facets[case], length)


def _facets(draw: np.random.Generator, length: Length) -> list[Document]:
    """The values and years of a chunk of cases."""
    found: list[Document] = [{} for _ in range(CHUNK)]
    for key, exponent in _ONE.items():
        known = draw.random(CHUNK) >= length.unlikely
        for case in np.flatnonzero(known):
            found[case][key] = values()[key][_zipf(draw, len(values()[key]), None, exponent)]
    for key, (most, exponent) in _SEVERAL.items():
        picked = _zipf(draw, len(values()[key]), (CHUNK, most), exponent)
        # A model is what a case cannot do without.
        known = (draw.random(CHUNK) >= length.unlikely) | (key == "models")
        counts = np.where(known, draw.integers(1, most + 1, CHUNK), 0)
        for case in np.flatnonzero(counts):
            found[case][key] = list(dict.fromkeys(values()[key][value] for value in picked[case, : counts[case]]))
    starts = (2025 - draw.integers(0, 25, CHUNK) * draw.random(CHUNK)).astype(int).tolist()
    years, roles = draw.integers(0, 9, CHUNK).tolist(), draw.integers(0, 5, CHUNK).tolist()
    dated = (draw.random(CHUNK) >= length.unlikely).tolist()
    for facets, start, lasted, role, known in zip(found, starts, years, roles, dated, strict=True):
        if known:
            facets["start_year"] = start
        if known and facets.get("status", "ongoing") != "ongoing":
            facets["end_year"] = min(start + lasted, 2026)
        if "organisations" in facets:
            facets["organisations"] = [
                {"organisation": slug, "role": values()["roles"][(role + place) % 5]}
                for place, slug in enumerate(facets["organisations"])
            ]
    spots, counts = _zipf(draw, len(_spots()), (CHUNK, 2)), draw.integers(0, 3, CHUNK)
    for case in np.flatnonzero(counts):
        found[case]["places"] = [_spots()[spot] for spot in dict.fromkeys(spots[case, : counts[case]].tolist())]
    for case in np.flatnonzero(draw.random(CHUNK) < RELATED):
        # Whichever it turns out to be is decided where the number of the case is known.
        found[case]["related"] = draw.random()
    return found


@cache
def _spots() -> list[Document]:
    """The places that cases name, the most frequent first: anywhere but near the poles."""
    draw = np.random.default_rng(SEED)
    degrees = zip(draw.uniform(-50, 65, SPOTS).round(2), draw.uniform(-179, 179, SPOTS).round(2), strict=True)
    return [
        {"name": f"Place {number}", "latitude": float(latitude), "longitude": float(longitude)}
        for number, (latitude, longitude) in enumerate(degrees, 1)
    ]


def _case(number: int, words: _Words, facets: Document, length: Length) -> Document:
    """The document, its keys in their canonical order."""
    parts: Document = {
        "slug": f"case-{number}",
        "title": words.line(length.title),
        "summary": f"{words.line(length.summary)}.",
        "aim": words.prose(length.aim),
        **facets,
    }
    if (share := parts.pop("related", None)) is not None and number > 1:
        earlier = 1 + int(share * (number - 1))
        parts["related"] = [{"case_study": f"case-{earlier}", "relation": ("replicates", "inspired-by")[number % 2]}]
    for key, count in (("initiator_note", length.note), ("funding_note", length.note)):
        if count:
            parts[key] = words.prose(count)
    if length.collaboration:
        parts["collaboration"] = words.prose(length.collaboration)
    for kind, count in length.takeaways.items():
        parts[kind] = [
            {"title": words.line(6), "text": words.prose(length.takeaway), "key": f"{kind[:-1]}-{place}"}
            for place in range(1, count + 1)
        ]
    if length.milestones:
        first = facets.get("start_year", 2010)
        parts["milestones"] = [
            {"year": year, "text": f"{words.line(12)}."} for year in range(first, first + length.milestones)
        ]
    parts["sources"] = [_source(number, place, words) for place in range(1, length.sources + 1)]
    return {key: parts[key] for key in _ORDER if key in parts}


_ORDER: Sequence[str] = (
    "slug", "title", "summary", "form", "status", "start_year", "end_year", "level", "countries", "places", "models",
    "themes", "policy_areas", "motivations", "initiators", "initiator_note", "funding", "funding_note", "participants",
    "aim", "collaboration", "challenges", "lessons", "recommendations", "milestones", "organisations", "tools",
    "related", "sources",
)  # fmt: skip


def _source(case: int, place: int, words: _Words) -> Document:
    return {
        "key": f"source-{place}",
        "title": words.line(8),
        "publisher": words.line(2),
        "url": f"https://source-{place}.example.org/case-{case}",
        "year": 2010 + (case + place) % 16,
    }


def organisations(seed: int = SEED) -> Iterator[Document]:
    """The organisations that cases name."""
    for number, words in enumerate(_names(seed, ORGANISATIONS), 1):
        yield {
            "slug": f"organisation-{number}",
            "name": f"{' '.join(words[:2]).title()} {('Foundation', 'Council', 'Lab', 'Network')[number % 4]}",
            "kind": values()["kinds"][number % len(values()["kinds"])],
            "countries": [values()["countries"][number % len(values()["countries"])]],
            "website": f"https://organisation-{number}.example.org/",
            "summary": f"{' '.join(words[2:]).capitalize()}.",
        }


def tools(seed: int = SEED) -> Iterator[Document]:
    """The tools that cases name; each is looked after by an organisation."""
    for number, words in enumerate(_names(seed + 1, TOOLS), 1):
        yield {
            "slug": f"tool-{number}",
            "name": f"{' '.join(words[:2]).title()} {number}",
            "summary": f"{' '.join(words[2:]).capitalize()}.",
            "licence": ("AGPL-3.0-or-later", "MIT", "Apache-2.0")[number % 3],
            "website": f"https://tool-{number}.example.org/",
            "themes": [values()["themes"][number % len(values()["themes"])]],
            "maintainers": [f"organisation-{number}"],
        }


def _names(seed: int, count: int) -> list[list[str]]:
    """For each name two rare words, and twenty of any kind for its summary."""
    draw = np.random.default_rng(seed)
    words = np.array(vocabulary(), dtype=object)
    rare = words[draw.integers(2_000, WORDS, (count, 2))]
    return np.concatenate([rare, words[_zipf(draw, WORDS, (count, 20))]], axis=1).tolist()
