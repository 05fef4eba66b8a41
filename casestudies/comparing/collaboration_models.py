"""What models of collaboration are asked, and what their documents answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from casestudies.addresses import case_studies_with
from casestudies.comparing.comparison import (
    Answers,
    Entry,
    Question,
    Shape,
    prose,
    takeaways,
)
from civicport.models import Term
from civicport.wording import grouped
from collaboration_models.models import CollaborationModel

QUESTIONS = (
    Question("summary", gettext_lazy("In short")),
    Question("also_known_as", gettext_lazy("Also known as")),
    Question("duration", gettext_lazy("How long")),
    Question("led_by", gettext_lazy("Led by")),
    Question("needs_government_partner", gettext_lazy("A partner in government")),
    Question("case_studies", gettext_lazy("Case studies")),
    Question("description", gettext_lazy("What it is"), Shape.PROSE),
    Question("fits_when", gettext_lazy("When it fits"), Shape.LINES),
    Question("watch_out", gettext_lazy("What to watch out for"), Shape.TAKEAWAYS),
    Question("recommendations", gettext_lazy("What you should do"), Shape.TAKEAWAYS),
)

_DURATIONS = {
    "days": gettext_lazy("Days"),
    "weeks": gettext_lazy("Weeks"),
    "months": gettext_lazy("Months"),
    "years": gettext_lazy("Years"),
    "open-ended": gettext_lazy("Open-ended"),
}


def published() -> QuerySet[CollaborationModel]:
    """All that is compared, in one query."""
    return CollaborationModel.objects.published().for_detail()


def answers(models: Sequence[Any]) -> list[Answers]:
    """What each of these answers, in their order; one query. They have `case_study_count`."""
    vocabularies = ("participant_groups", "initiator_types")
    # Both have some slugs, such as "business": as on a model's page, the name of the group of people stays.
    terms = Term.objects.filter(vocabulary__in=vocabularies).order_by("vocabulary")
    names = dict(terms.values_list("slug", "name"))
    return [_answers(model, model.document, names) for model in models]


def _answers(model: Any, document: Mapping[str, Any], names: Mapping[str, str]) -> Answers:
    typical = document.get("typical", {})
    told = {
        "summary": [Entry(model.summary)],
        "also_known_as": [Entry(name) for name in document.get("also_known_as", [])],
        "duration": [Entry(str(_DURATIONS[slug]), slug) for slug in [typical.get("duration")] if slug],
        "led_by": [Entry(names.get(slug, slug), slug) for slug in typical.get("led_by", [])],
        "case_studies": [Entry(grouped(model.case_study_count), path=case_studies_with("model", model.slug))],
        "fits_when": [Entry(line, markdown=True) for line in document.get("fits_when", [])],
    }
    if "needs_government_partner" in typical:
        needed = typical["needs_government_partner"]
        text = _("Needed from the start") if needed else _("Not needed to start")
        told["needs_government_partner"] = [Entry(text, "true" if needed else "false")]
    told |= prose(document, "description")
    return {**told, **takeaways(document, model.get_absolute_url(), "watch_out", "recommendations")}
