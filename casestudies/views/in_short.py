"""A case study in short: six one-line answers, chosen from the record's own words and never composed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from casestudies.models import CaseStudy, Participation
from civicport.markdown import plain
from civicport.text import first_sentence, sentences
from civicport.wording import in_words

LONGEST = 240
"""How many characters an answer has at the most."""

# Words by which a sentence says what somebody wants. Texts on aims often begin with how things stood.
_PURPOSE = re.compile(
    r"\b(aim(s|ed|ing)?|goals?|purpose|mission|meant to|want(s|ed)?( \w+)? to|wanted|(was|were|is|are) to|hope[sd]?|"
    r"should|seeks?|sought|set out|intend(s|ed)?|wish(es|ed)?|lets?|helps?|in order to|so that|(the|their|its) task)\b"
)


@dataclass(frozen=True)
class Answer:
    """A one-line answer to one of the six questions, empty if not known; it leads to the section that says more."""

    label: str
    text: str
    href: str


def in_short(case: CaseStudy, document: dict[str, Any], parts: Sequence[Participation]) -> list[Answer]:
    """The six answers, in the order of the questions; what is not known is empty."""
    models = [model.name for model in case.model_list]
    return [
        Answer(_("Aim"), _aim(document), "#aim"),
        Answer(_("Started by"), _started_by(case, document, parts), "#initiator"),
        Answer(_("Paid by"), listed(case.funding_names), "#funding"),
        Answer(_("Model"), listed(models), "#model"),
        Answer(_("What went wrong"), _first(document, "challenges"), "#lessons-learnt"),
        Answer(_("What to do"), _first(document, "recommendations"), "#recommendations"),
    ]


def _aim(document: dict[str, Any]) -> str:
    """The first sentence that states a purpose or, if none does, the first."""
    told = sentences(plain(document["aim"]))
    start = next((place for place, sentence in enumerate(told) if _PURPOSE.search(sentence)), 0)
    return first_sentence(" ".join(told[start:]), at_most=LONGEST)


def _started_by(case: CaseStudy, document: dict[str, Any], parts: Sequence[Participation]) -> str:
    """The organisations that started it and their kinds; where there are more kinds than names, the kinds lead."""
    names = [link.organisation.name for link in parts if link.role == "initiator"]
    kinds = listed(case.initiator_names)
    if not names or not kinds:
        note = plain(document["initiator_note"]) if "initiator_note" in document else ""
        return listed(names) or kinds or first_sentence(note, at_most=LONGEST)
    if len(case.initiator_names) > len(names):
        return _("%(kinds)s, among them %(names)s") % {"kinds": kinds, "names": listed(names)}
    return f"{listed(names)} ({kinds[:1].lower()}{kinds[1:]})"


def _first(document: dict[str, Any], name: str) -> str:
    """The title of the first entry of a list or, if it has none, its first sentence."""
    entries = document.get(name, [])
    if not entries:
        return ""
    return entries[0].get("title") or first_sentence(plain(entries[0]["text"]), at_most=LONGEST)


def listed(names: Sequence[str]) -> str:
    """Names in a row as a sentence has them: "Foundation grant and paid services".

    The first keeps its capital, abbreviations and names of organisations keep theirs. Where a name has an "and" of its
    own, semicolons keep them apart.
    """
    softened = [
        name if index == 0 or not _is_common(name) else name[:1].lower() + name[1:] for index, name in enumerate(names)
    ]
    return "; ".join(softened) if any(" and " in name for name in names) else in_words(softened)


def _is_common(name: str) -> bool:
    """Whether a name is made of common words: only its first letter is a capital."""
    return not any(letter.isupper() for letter in name[1:])
