"""Advice: what the catalogue asks of its own records beyond what it requires. It never refuses."""

from __future__ import annotations

from typing import Any

from civicport.documents.kinds import Kind
from civicport.documents.problems import Advice


def assess(kind: Kind, document: dict[str, Any]) -> tuple[list[dict[str, str]], int]:
    """The advice on a document as plain data, and its completeness in per cent."""
    missing = [name for name in kind.asks_for if name not in document]
    advice = [Advice(name, "is missing.") for name in missing] + kind.advise(document)
    wanted = len(kind.asks_for)
    completeness = 100 if not wanted else round(100 * (wanted - len(missing)) / wanted)
    return [item.as_data() for item in advice], completeness


def too_long(document: dict[str, Any], limits: dict[str, int]) -> list[Advice]:
    """Advice on the texts that are longer than readers like; limits are characters by key."""
    return [
        Advice(name, f"has {len(document[name])} characters; {most} or fewer read better.")
        for name, most in limits.items()
        if len(document.get(name, "")) > most
    ]


def undated(document: dict[str, Any], names: tuple[str, ...]) -> list[Advice]:
    """Advice on the figures and sources that bear no year."""
    return [
        Advice(f"{name}[{index}]", "has no year.")
        for name in names
        for index, entry in enumerate(document.get(name, []), 1)
        if "year" not in entry
    ]
