"""Case studies as rows: what they are found, ordered and shown in lists by."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from casestudies.models.joins import (
    CaseStudyCountry,
    CaseStudyModel,
    CaseStudyTerm,
    CaseStudyTool,
    Participation,
    public,
)
from civicport.models import FIRST_YEAR, LAST_YEAR, ProjectedRecord
from civicport.wording import countries_in_words, years_in_words
from collaboration_models.models import CollaborationModel

ON_CARDS = ("initiator_types", "funding_types")
"""The vocabularies whose terms a card shows."""
NO_END_YET = 9999
"""The end of the span of a case that still runs."""


class State(models.TextChoices):
    """Whether a case study is public. The document leaves it out where it is published."""

    PUBLISHED = "published", _("Published")
    DRAFT = "draft", _("Draft")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Form(models.TextChoices):
    """Government and civic groups together, or civic groups among themselves."""

    DIRECT = "direct", _("Direct")
    INDIRECT = "indirect", _("Indirect")


class Status(models.TextChoices):
    """Whether the collaboration still runs. Absent where it is not known."""

    ONGOING = "ongoing", _("Ongoing")
    COMPLETED = "completed", _("Completed")
    DISCONTINUED = "discontinued", _("Discontinued")


class Level(models.TextChoices):
    """How far the collaboration reaches."""

    LOCAL = "local", _("Local")
    REGIONAL = "regional", _("Regional")
    NATIONAL = "national", _("National")
    TRANSNATIONAL = "transnational", _("Transnational")


def one_of(field: str, choices: type[models.TextChoices], name: str, message: Any) -> models.CheckConstraint:
    """The constraint that a column holds one of these values, or nothing where it is not known."""
    values = [*choices.values, ""]
    return models.CheckConstraint(condition=Q(**{f"{field}__in": values}), name=name, violation_error_message=message)


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    def published(self) -> Self:
        """What the public may see. The only gate: every public surface passes through it."""
        return self.filter(public())

    def active_between(self, first: int | None = None, last: int | None = None) -> Self:
        """Known to have run in at least one year from `first` to `last`; None leaves that side open.

        Of a case whose end (or start) is not known, the other year is all that is known.
        """
        found = self
        if first is not None:
            found = found.filter(known_until__gte=first)
        if last is not None:
            found = found.filter(known_from__lte=last)
        return found

    def told_as(self, model: CollaborationModel) -> Self:
        """Instances of this collaboration model, main or secondary; those where it is the main one first."""
        link = CaseStudyModel.objects.filter(case_study=models.OuterRef("pk"), collaboration_model=model)
        return (
            self.filter(models.Exists(link))
            .annotate(place=models.Subquery(link.values("position")[:1]))
            .order_by("place", "sort_key", "slug")
        )

    def for_cards(self) -> Self:
        """All that a card shows: the rows themselves, and one query each for models, countries and its few terms."""
        on_cards = CaseStudyTerm.objects.filter(term__vocabulary__in=ON_CARDS)
        return self._with_terms(on_cards.select_related("term"))

    def with_terms(self) -> Self:
        """A card with the terms of every vocabulary."""
        return self._with_terms(CaseStudyTerm.objects.prefetch_related("term"))

    def _with_terms(self, links: models.QuerySet[CaseStudyTerm]) -> Self:
        return self.defer("search_text").prefetch_related(
            Prefetch("model_links", CaseStudyModel.objects.select_related("collaboration_model")),
            Prefetch("country_links", CaseStudyCountry.objects.order_by("position")),
            Prefetch("term_links", links.order_by("position")),
        )

    def for_api(self) -> Self:
        """All that a result on the API shows: a card, all terms, and one query each for organisations and tools."""
        return self.with_terms().prefetch_related(
            Prefetch("participations", Participation.objects.select_related("organisation").order_by("position")),
            Prefetch("tool_links", CaseStudyTool.objects.select_related("tool").order_by("position")),
        )

    def for_detail(self) -> Self:
        """A card, all terms, and the document behind it."""
        return self.with_terms().with_document()

    def with_document(self) -> Self:
        """With the record and its document, in the same query."""
        return self.select_related("record")


class CaseStudy(ProjectedRecord):
    """One collaboration between civic tech and government, told through six questions."""

    # What it is called
    title = models.CharField(_("title"), max_length=300)

    # Whether and what it is
    state = models.CharField(_("state"), max_length=20, choices=State, default=State.PUBLISHED, db_index=True)
    form = models.CharField(_("form"), max_length=20, choices=Form, blank=True, db_index=True)
    status = models.CharField(_("status"), max_length=20, choices=Status, blank=True, db_index=True)
    level = models.CharField(_("level"), max_length=20, choices=Level, blank=True, db_index=True)

    # When it ran
    start_year = models.PositiveSmallIntegerField(_("started in"), null=True, blank=True)
    end_year = models.PositiveSmallIntegerField(_("ended in"), null=True, blank=True)
    known_from = models.PositiveSmallIntegerField(
        _("known to run from"), null=True, blank=True, db_index=True, help_text=_("The start or else the end.")
    )
    known_until = models.PositiveSmallIntegerField(
        _("known to run until"),
        null=True,
        blank=True,
        db_index=True,
        help_text=_("The end; 9999 while it runs; failing both, the start."),
    )

    # How it is found
    changed = models.DateTimeField(_("changed"), db_index=True)
    search_text = models.TextField(_("search text"), help_text=_("Every word of the document, folded."))

    collaboration_models = models.ManyToManyField(
        CollaborationModel, through=CaseStudyModel, related_name="case_studies", verbose_name=_("collaboration models")
    )
    terms = models.ManyToManyField(
        "civicport.Term", through=CaseStudyTerm, related_name="case_studies", verbose_name=_("terms")
    )
    tools = models.ManyToManyField(
        "casestudies.Tool",
        through="casestudies.CaseStudyTool",
        related_name="case_studies",
        verbose_name=_("tools"),
    )
    organisations = models.ManyToManyField(
        "casestudies.Organisation",
        through="casestudies.Participation",
        related_name="case_studies",
        verbose_name=_("organisations"),
    )

    objects = CaseStudyQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("case study"), _("case studies")
        ordering: ClassVar[Any] = ("sort_key", "slug")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state__in=State.values),
                name="a_case_study_is_published_draft_or_withdrawn",
                violation_error_message=_("A case study is published, a draft, or withdrawn."),
            ),
            one_of("form", Form, "the_form_is_direct_or_indirect", _("The form is direct or indirect.")),
            one_of(
                "status",
                Status,
                "the_status_is_ongoing_completed_or_discontinued",
                _("The status is ongoing, completed or discontinued."),
            ),
            one_of(
                "level",
                Level,
                "the_level_is_local_to_transnational",
                _("The level is local, regional, national or transnational."),
            ),
            models.CheckConstraint(
                condition=Q(start_year__isnull=True) | Q(end_year__isnull=True) | Q(end_year__gte=F("start_year")),
                name="a_case_study_ends_after_it_started",
                violation_error_message=_("It cannot end before it started."),
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.ONGOING) | Q(end_year__isnull=True),
                name="what_is_ongoing_has_no_end",
                violation_error_message=_("What is ongoing has no end year."),
            ),
            models.CheckConstraint(
                condition=(Q(start_year__isnull=True) | Q(start_year__range=(FIRST_YEAR, LAST_YEAR)))
                & (Q(end_year__isnull=True) | Q(end_year__range=(FIRST_YEAR, LAST_YEAR))),
                name="the_years_of_a_case_study_are_years",
                violation_error_message=_("A year is a number from 1800 to 2100."),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("case-study", args=[self.slug])

    def term_list(self, vocabulary: str) -> list[Any]:
        """Its terms of one vocabulary, in their order in the document. Uses what `with_terms` has read; `for_cards` has
        read those that a card shows."""
        return [link.term for link in self.term_links.all() if link.term.vocabulary == vocabulary]

    @property
    def model_list(self) -> list[CollaborationModel]:
        """Its collaboration models, the main one first. Uses what `for_cards` has read."""
        return [link.collaboration_model for link in self.model_links.all()]

    @property
    def models_for_card(self) -> list[CollaborationModel]:
        """Its collaboration models, those that the reader filtered by (`chosen_models`) first."""
        chosen = getattr(self, "chosen_models", ())
        return sorted(self.model_list, key=lambda model: model.slug not in chosen)

    @property
    def country_codes(self) -> list[str]:
        return [link.country for link in self.country_links.all()]

    @property
    def countries_in_words(self) -> str:
        """ "Spain, the Netherlands and 7 more"; empty where not known."""
        return countries_in_words(self.country_codes)

    @property
    def years_in_words(self) -> str:
        """ "Ongoing since 2015", "Completed, 2016 to 2018" and the like; never empty."""
        return years_in_words(self.status, self.start_year, self.end_year)

    @property
    def initiator_names(self) -> list[str]:
        return [term.name for term in self.term_list("initiator_types")]

    @property
    def funding_names(self) -> list[str]:
        return [term.name for term in self.term_list("funding_types")]

    @property
    def model_slugs(self) -> list[str]:
        return [model.slug for model in self.model_list]

    @property
    def organisation_slugs(self) -> list[str]:
        """Each organisation once, in the order of the document. Uses what `for_api` has read."""
        return list(dict.fromkeys(link.organisation.slug for link in self.participations.all()))

    @property
    def tool_slugs(self) -> list[str]:
        return [link.tool.slug for link in self.tool_links.all()]

    def term_slugs(self, vocabulary: str) -> list[str]:
        return [term.slug for term in self.term_list(vocabulary)]

    @property
    def theme_slugs(self) -> list[str]:
        return self.term_slugs("themes")

    @property
    def initiator_slugs(self) -> list[str]:
        return self.term_slugs("initiator_types")

    @property
    def funding_slugs(self) -> list[str]:
        return self.term_slugs("funding_types")

    @property
    def participant_slugs(self) -> list[str]:
        return self.term_slugs("participant_groups")

    @property
    def motivation_slugs(self) -> list[str]:
        return self.term_slugs("motivations")

    @property
    def policy_area_slugs(self) -> list[str]:
        return self.term_slugs("policy_areas")
