"""What a search did other than it was asked to, for the sentence above its results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from casestudies.finding.selection import Selection
from civicport.wording import in_words


@dataclass(frozen=True)
class Searched:
    """A search that found nothing as it was typed, and what was done about it. What was not done is empty."""

    asked: str
    instead: str
    """What was searched for, if words gave way to their neighbours."""
    url: str
    """The list with that."""
    left_out: str
    """A sentence on the words that occur nowhere."""
    at_least: int
    """How many of the words had to be there, if not all."""


def searched_otherwise(found: Sequence[Any], selection: Selection, path: str) -> Searched | None:
    """What the search behind these rows did; None if it did what it was asked to, or if there are no words."""
    searched = getattr(found, "searched", None)
    if searched is None:
        return None
    query = searched.query
    if not (query.corrected or query.left_out or query.at_least):
        return None
    instead = str(query) if query.corrected else ""
    return Searched(
        asked=selection.q,
        instead=instead,
        url=path + replace(selection, q=instead).query_string(),
        left_out=_left_out(query.left_out),
        at_least=query.at_least,
    )


def _left_out(words: Sequence[str]) -> str:
    if not words:
        return ""
    text = ngettext(
        "%(words)s occurs nowhere and was left out.", "%(words)s occur nowhere and were left out.", len(words)
    )
    return text % {"words": in_words([_("“%(word)s”") % {"word": word} for word in words])}
