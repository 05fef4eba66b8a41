"""What the collaboration models recommend to whoever looks for lessons: beside them on the page, and on the API."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casestudies.finding.facets import FacetValues
from casestudies.finding.finding import Finding
from casestudies.finding.words.query import Query
from casestudies.finding.words.snippets import says
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.markdown import plain
from collaboration_models.models import CollaborationModel

MODELS_AT_MOST = 3
AT_MOST = 5
"""How many recommendations of a model are given; its page has the rest."""


@dataclass(frozen=True)
class Advice:
    """What a collaboration model recommends."""

    model: CollaborationModel
    recommendations: Sequence[Mapping[str, str]]
    """Each with `key` and `text`, and a `title` if it has one."""
    more: int
    """How many of its recommendations are not among these."""


def advice(found: Finding, counts: Sequence[FacetValues]) -> list[Advice]:
    """What the chosen models recommend, or else those most told among what was found; with words, what says them."""
    told = next(facet for facet in counts if facet.name == "model")
    slugs = [value.value for value in told.values if value.value != NOT_KNOWN and value.count]
    slugs = [slug for slug in slugs if slug in told.chosen] or slugs
    public = CollaborationModel.objects.published().filter(slug__in=slugs).select_related("record")
    models = {model.slug: model for model in public}
    query = found.searched.query if found.searched else Query()
    given = (_advice_of(models[slug], query) for slug in slugs if slug in models)
    return [one for one in given if one.recommendations][:MODELS_AT_MOST]


def _advice_of(model: CollaborationModel, query: Query) -> Advice:
    everything = model.document.get("recommendations", [])
    fitting = [entry for entry in everything if says(f"{entry.get('title', '')}\n{plain(entry['text'])}", query)]
    return Advice(model, fitting[:AT_MOST], more=len(everything) - len(fitting[:AT_MOST]))
