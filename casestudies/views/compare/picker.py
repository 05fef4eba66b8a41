"""The picking of a record to stand beside others: a search and suggestions, whose links keep what is picked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from casestudies.comparing.picking import CASES, MODELS, Comparable, Picked, query_of
from casestudies.comparing.suggesting import similar_cases, similar_tools
from casestudies.finding.selection import Selection
from casestudies.views.case_studies import CASE_STUDIES
from casestudies.views.listing import read_selection
from casestudies.views.searched import Searched, searched_otherwise
from casestudies.views.tools import TOOLS
from collaboration_models.models import CollaborationModel

RESULTS = 10


@dataclass(frozen=True)
class Candidate:
    """A record that can be added."""

    title: str
    url: str
    summary: str
    models: Sequence[CollaborationModel]
    add_url: str
    """The comparison with it."""


@dataclass(frozen=True)
class Picker:
    """What can be added to a comparison."""

    suggestions: Sequence[Candidate]
    suggestions_title: str
    search_label: str = ""
    """Empty where there are so few that all are suggested."""
    hidden: Sequence[tuple[str, str]] = ()
    """What is picked, for the form."""
    q: str = ""
    results: Sequence[Candidate] = ()
    counted: str = ""
    """How many answer the words, and where they are listed."""
    all_url: str = ""
    searched: Searched | None = None


def models_of(record: Any) -> Sequence[CollaborationModel]:
    """The models whose flags stand beside a record; a model has its own."""
    return [record] if isinstance(record, CollaborationModel) else getattr(record, "model_list", [])


def make_picker(request: HttpRequest, picked: Picked) -> tuple[Picker, list[str]]:
    """What can be added to these, and sentences on what of the words was ignored."""
    if picked.of == MODELS:
        models = CollaborationModel.objects.published()
        return Picker(_candidates(models, picked), _("All other models")), []
    of = CASE_STUDIES if picked.of == CASES else TOOLS
    data = QueryDict(mutable=True)
    data.setlist("q", request.GET.getlist("q"))
    filterset, problems = read_selection(request, data, of)
    filterset.also = tuple(_pairs(picked))
    selection = filterset.selection
    if not picked.records:
        suggested: Sequence[Any] = []
    elif picked.of == CASES:
        suggested = similar_cases(picked.records, filterset)
    else:
        suggested = similar_tools(picked.records)
    found = filterset.found if selection.q else []
    rows = found[: RESULTS + len(picked.records)]
    title = _("On the same themes, or of the same model") if picked.of == CASES else _("For the same themes")
    return Picker(
        suggestions=_candidates(suggested, picked),
        suggestions_title=title,
        search_label=_search_label(picked.of),
        hidden=_pairs(picked),
        q=selection.q,
        results=_candidates(rows, picked)[:RESULTS],
        counted=of.counted(Paginator(found, RESULTS).count) if selection.q else "",
        all_url=of.list_path + Selection(q=selection.q).query_string(),
        searched=searched_otherwise(found, selection, reverse("compare")),
    ), problems


def _search_label(of: Comparable) -> str:
    return _("Search the case studies") if of == CASES else _("Search the tools")


def _pairs(picked: Picked) -> list[tuple[str, str]]:
    return [(picked.of.parameter, slug) for slug in picked.slugs]


def _candidates(records: Iterable[Any], picked: Picked) -> list[Candidate]:
    """Those of these records that are not picked yet."""
    return [
        Candidate(
            title=str(record),
            url=record.get_absolute_url(),
            summary=record.summary,
            models=models_of(record),
            add_url=reverse("compare") + query_of(picked.of, [*picked.slugs, record.slug]),
        )
        for record in records
        if record.slug not in picked.slugs
    ]
