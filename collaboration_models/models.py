"""The models of collaboration, as they are projected from their documents."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from civicport.models import ProjectedRecord


class CollaborationModelQuerySet(models.QuerySet["CollaborationModel"]):
    def published(self) -> Self:
        """What the public may see: every model of collaboration."""
        return self.all()

    def with_case_study_count(self) -> Self:
        """With `case_study_count`: how many public case studies are told as instances of each; in their own order."""
        # The app of case studies is above this one: its gate is reached from the other end of the relation.
        public = self.model.case_studies.rel.related_model.objects.published()  # type: ignore[attr-defined]
        shown = models.Q(case_studies__in=public)
        counted = self.annotate(case_study_count=models.Count("case_studies", filter=shown, distinct=True))
        return counted.order_by("position", "slug")

    def for_detail(self) -> Self:
        """All that a model's own page shows of it, in one query."""
        return self.select_related("record")


class CollaborationModel(ProjectedRecord):
    """A way of working together, such as a fellowship or a hackathon."""

    name = models.CharField(_("name"), max_length=300)
    position = models.PositiveSmallIntegerField(_("order"), default=0, help_text=_("Its place among the models."))

    objects = CollaborationModelQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("collaboration model"), _("collaboration models")
        ordering: ClassVar[Any] = ("position", "slug")

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("collaboration-model", args=[self.slug])
