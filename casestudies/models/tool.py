"""Tools: the software or the method that a collaboration used or made."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casestudies.models.joins import CaseStudyTool, ToolTheme, public
from casestudies.models.organisation import Organisation
from civicport.models import ProjectedRecord


class ToolQuerySet(models.QuerySet["Tool"]):
    def published(self) -> Self:
        """Those that a public case study names."""
        return self.filter(Exists(CaseStudyTool.objects.filter(public("case_study"), tool=OuterRef("pk"))))

    def for_cards(self) -> Self:
        """All that an entry of a list shows, with `case_study_count`: how many public case studies name each."""
        return self.annotate(
            case_study_count=Count(
                "case_study_links__case_study", filter=public("case_study_links__case_study"), distinct=True
            )
        )

    def for_api(self) -> Self:
        """All that a result on the API shows: an entry of a list, and one query for the themes."""
        return self.for_cards().prefetch_related(
            Prefetch("theme_links", ToolTheme.objects.select_related("term").order_by("position"))
        )

    def for_detail(self) -> Self:
        """An entry of a list and the document behind it."""
        return self.for_cards().select_related("record")


class Tool(ProjectedRecord):
    """The software or method that a collaboration used or made."""

    name = models.CharField(_("name"), max_length=300)
    licence = models.CharField(_("licence"), max_length=300, blank=True, help_text=_("SPDX, where known."))
    search_text = models.TextField(_("search text"), help_text=_("Every word of the document, folded."))
    themes = models.ManyToManyField(
        "civicport.Term", through="casestudies.ToolTheme", related_name="tools", verbose_name=_("themes")
    )
    maintainers = models.ManyToManyField(
        Organisation, through="casestudies.ToolMaintainer", related_name="tools", verbose_name=_("maintainers")
    )

    objects = ToolQuerySet.as_manager()
    case_study_count: int

    class Meta:
        verbose_name, verbose_name_plural = _("tool"), _("tools")
        ordering: ClassVar[Any] = ("sort_key", "slug")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("tool", args=[self.slug])

    @property
    def theme_slugs(self) -> list[str]:
        return [link.term.slug for link in self.theme_links.all()]
