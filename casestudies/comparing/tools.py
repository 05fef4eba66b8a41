"""What tools are asked, and what their documents answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from casestudies.addresses import case_studies_with
from casestudies.comparing.comparison import (
    Answers,
    Entry,
    Question,
    Shape,
    websites,
)
from casestudies.models import Organisation, Tool, ToolMaintainer, ToolTheme
from civicport.wording import grouped

QUESTIONS = (
    Question("summary", _("In short")),
    Question("licence", _("Licence")),
    Question("themes", _("Themes")),
    Question("maintainers", _("Maintained by")),
    Question("case_studies", _("Case studies")),
    Question("website", _("Website")),
    Question("repository", _("Source code")),
    Question("publiccode", _("publiccode.yml")),
    Question("suits", _("What it is good for"), Shape.LINES),
    Question("needs", _("What whoever adopts it must bring"), Shape.LINES),
)


def published() -> QuerySet[Tool]:
    """All that is compared: a query each for the tools, their themes, and who maintains them."""
    maintainers = ToolMaintainer.objects.filter(organisation__in=Organisation.objects.published())
    maintainers = maintainers.select_related("organisation").order_by("position", "pk")
    themes = ToolTheme.objects.select_related("term").order_by("position")
    found = Tool.objects.published().select_related("record")
    return found.prefetch_related(Prefetch("theme_links", themes), Prefetch("maintainer_links", maintainers))


def answers(tools: Sequence[Tool]) -> list[Answers]:
    """What each of these answers, in their order; no query. They have `case_study_count`."""
    return [_answers(tool, tool.document) for tool in tools]


def _answers(tool: Any, document: Mapping[str, Any]) -> Answers:
    told = {
        "summary": [Entry(tool.summary)] if tool.summary else [],
        "licence": [Entry(tool.licence)] if tool.licence else [],
        "themes": [
            Entry(link.term.name, link.term.slug, path=case_studies_with("theme", link.term.slug))
            for link in tool.theme_links.all()
        ],
        "maintainers": [
            Entry(link.organisation.name, link.organisation.slug, path=link.organisation.get_absolute_url())
            for link in tool.maintainer_links.all()
        ],
        "case_studies": [Entry(grouped(tool.case_study_count), path=case_studies_with("tool", tool.slug))],
    }
    lines = {name: [Entry(line, markdown=True) for line in document.get(name, [])] for name in ("suits", "needs")}
    return {**told, **lines, **websites(document, "website", "repository", "publiccode")}
