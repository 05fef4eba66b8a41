"""Challenges, lessons and recommendations of case studies, as rows of their own."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.apps import apps
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casestudies.models.joins import Join, belongs, public


class TakeawayQuerySet(models.QuerySet["Takeaway"]):
    def published(self) -> Self:
        """Takeaways of case studies that the public may see."""
        return self.filter(public("case_study"))

    def for_cards(self) -> Self:
        """All that a list shows: itself and the card of its case study, in a fixed number of queries."""
        cases = apps.get_model("casestudies", "CaseStudy")._default_manager.for_cards()
        return self.prefetch_related(models.Prefetch("case_study", cases))

    def for_api(self) -> Self:
        """All that a result on the API shows, its case study's facets included, in a fixed number of queries."""
        cases = apps.get_model("casestudies", "CaseStudy")._default_manager.for_api()
        return self.prefetch_related(models.Prefetch("case_study", cases))

    def in_reading_order(self) -> Self:
        """By case study, and in each by kind and place."""
        return self.order_by("case_study__sort_key", "case_study__slug", "kind", "position", "pk")


class Takeaway(Join):
    """One challenge, lesson or recommendation. Its key is assigned once: its address outlives its place in the list."""

    class Kind(models.TextChoices):
        CHALLENGE = "challenge", _("Challenge")
        LESSON = "lesson", _("Lesson")
        RECOMMENDATION = "recommendation", _("Recommendation")

    case_study = belongs("casestudies.CaseStudy", "takeaways")
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, db_index=True)
    key = models.CharField(_("key"), max_length=100)
    title = models.CharField(_("title"), max_length=300, blank=True)
    text = models.TextField(_("text"), help_text=_("Markdown with citations."))
    search_text = models.TextField(_("search text"), help_text=_("Its words, folded."))

    objects = TakeawayQuerySet.as_manager()

    class Meta(Join.Meta):
        verbose_name, verbose_name_plural = _("takeaway"), _("takeaways")
        ordering: ClassVar[Any] = ("case_study", "kind", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_study", "key"],
                name="a_key_names_one_takeaway_of_its_case_study",
                violation_error_message=_("This case study has a takeaway with this key."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=("challenge", "lesson", "recommendation")),
                name="a_takeaway_is_a_challenge_lesson_or_recommendation",
                violation_error_message=_("A takeaway is a challenge, a lesson or a recommendation."),
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.key

    def get_absolute_url(self) -> str:
        """Its permanent address, which leads to its place in its case study."""
        return reverse("takeaway", args=[self.case_study.slug, self.key])

    @property
    def place(self) -> str:
        """Where it stands on the page of its case study."""
        return f"{self.case_study.get_absolute_url()}#{self.key}"
