"""An edit on its way in: the text that an editor typed, what is wrong with it, and what it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from civicport.desk.differences import Line, difference
from civicport.documents.accepting import accept_all
from civicport.documents.checking import Submission
from civicport.documents.problems import Problem, Refused
from civicport.documents.reading import LARGEST_FILE, decode, read
from civicport.documents.storing import Accepted
from civicport.models import Record


class DocumentForm(forms.Form):
    """A document as YAML, and why it changes."""

    text = forms.CharField(
        label=_("Document"),
        help_text=_("YAML, as FORMAT.md describes it. What is not known is left out."),
        strip=False,
        max_length=LARGEST_FILE,
        widget=forms.Textarea(
            attrs={"rows": 36, "cols": 120, "spellcheck": "true", "class": "document", "autocomplete": "off"}
        ),
    )
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("Why it changes, in a sentence. It is kept with the revision, next to your name."),
        max_length=500,
        widget=forms.TextInput(attrs={"class": "vLargeTextField", "autocomplete": "off"}),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


@dataclass(frozen=True)
class ShownProblem:
    """A problem with the line of the editor's text on which it stands."""

    problem: Problem
    excerpt: str = ""


@dataclass
class Edit:
    """What became of an edit. With problems nothing was written; otherwise `results` says what was, or would be."""

    problems: list[ShownProblem] = field(default_factory=list)
    results: list[Accepted] = field(default_factory=list)
    lines: Sequence[Line] = ()

    @property
    def changes(self) -> bool:
        return any(result.outcome != "unchanged" for result in self.results)

    @property
    def consequences(self) -> list[Accepted]:
        """The records that change because this one is renamed."""
        return self.results[1:]


def bring(kind: str, record: Record | None, text: str, by: str, reason: str, *, based_on: int, dry_run: bool) -> Edit:
    """Brings an editor's text to the door. `record` is the one that is edited; None for a new one.

    A record that is given another slug keeps its former one, so that its address leads to it for ever.
    """
    old = record.document if record else None
    try:
        data, origin = read(decode(text.encode(), ""), "")
        if record and isinstance(data, dict):
            data = _with_former_slug(data, record.slug)
        results = accept_all([Submission(kind, data, origin)], by, reason, based_on=based_on, dry_run=dry_run)
    except Refused as refused:
        lines = ["", *text.splitlines()]
        return Edit([ShownProblem(problem, _excerpt(lines, problem.line or 0)) for problem in refused.problems])
    return Edit(results=results, lines=difference(kind, old, results[0].record.document))


def _excerpt(lines: list[str], number: int) -> str:
    return lines[number].strip()[:160] if number < len(lines) else ""


def _with_former_slug(data: dict[str, Any], slug: str) -> dict[str, Any]:
    former = data.get("former_slugs", [])
    if data.get("slug") in (slug, None) or not isinstance(former, list) or slug in former:
        return data
    return {**data, "former_slugs": [*former, slug]}
