"""Organisations that took part."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casestudies.models.joins import OrganisationCountry, Participation, ToolMaintainer, public
from civicport.models import ProjectedRecord
from civicport.wording import countries_in_words


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def published(self) -> Self:
        """Those that a public record names: a case study in which they took part, or a tool that they maintain."""
        took_part = Participation.objects.filter(public("case_study"), organisation=OuterRef("pk"))
        maintains = ToolMaintainer.objects.filter(
            public("tool__case_study_links__case_study"), organisation=OuterRef("pk")
        )
        return self.filter(Exists(took_part) | Exists(maintains))

    def with_case_study_count(self) -> Self:
        """With `case_study_count`: in how many public case studies each took part."""
        shown = public("participations__case_study")
        return self.annotate(case_study_count=Count("participations__case_study", filter=shown, distinct=True))

    def for_cards(self) -> Self:
        """All that an entry of a list shows: the rows, and one query each for kinds and countries."""
        return (
            self.with_case_study_count()
            .select_related("kind")
            .prefetch_related(Prefetch("country_links", OrganisationCountry.objects.order_by("position")))
        )

    def for_detail(self) -> Self:
        """An entry of a list and the document behind it."""
        return self.for_cards().select_related("record")


class Organisation(ProjectedRecord):
    """An organisation that took part in a collaboration, or maintains a tool."""

    name = models.CharField(_("name"), max_length=300)
    kind = models.ForeignKey(
        "civicport.Term",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="organisations",
        verbose_name=_("kind"),
        help_text=_("Absent where not known."),
    )
    search_text = models.TextField(_("search text"), help_text=_("Every word of the document, folded."))

    objects = OrganisationQuerySet.as_manager()
    case_study_count: int

    class Meta:
        verbose_name, verbose_name_plural = _("organisation"), _("organisations")
        ordering: ClassVar[Any] = ("sort_key", "slug")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def kind_name(self) -> str:
        return self.kind.name if self.kind else ""

    @property
    def country_codes(self) -> list[str]:
        return [link.country for link in self.country_links.all()]

    @property
    def countries_in_words(self) -> str:
        return countries_in_words(self.country_codes)
