"""Case studies as rows: what they are found, ordered and shown in lists by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, cast

from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.functional import cached_property
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


@dataclass
class Card:
    """What a card shows beside the row itself, in the order of the document."""

    models: list[CollaborationModel] = field(default_factory=list)
    """With slug and name."""
    countries: list[str] = field(default_factory=list)
    initiators: list[str] = field(default_factory=list)
    """The names of the terms,"""
    funding: list[str] = field(default_factory=list)
    """and of these."""


def read_cards(cases: Sequence[CaseStudy]) -> None:
    """Gives each of these case studies its card, in three queries. A list is mostly cards, and rows of the joining
    tables as objects would take three times as long."""
    cards = {case.pk: Card() for case in cases}
    for case in cases:
        case.card = cards[case.pk]
    models = CaseStudyModel.objects.filter(case_study__in=cards).order_by("case_study", "position")
    known: dict[int, CollaborationModel] = {}
    columns = ("case_study", "collaboration_model", "collaboration_model__slug", "collaboration_model__name")
    for case_id, pk, slug, name in models.values_list(*columns):
        cards[case_id].models.append(known.setdefault(pk, CollaborationModel(pk=pk, slug=slug, name=name)))
    countries = CaseStudyCountry.objects.filter(case_study__in=cards).order_by("case_study", "position")
    for case_id, code in countries.values_list("case_study", "country"):
        cards[case_id].countries.append(code)
    terms = CaseStudyTerm.objects.filter(
        case_study__in=cards, term__vocabulary__in=("initiator_types", "funding_types")
    )
    for case_id, vocabulary, name in terms.order_by("case_study", "position").values_list(
        "case_study", "term__vocabulary", "term__name"
    ):
        (cards[case_id].initiators if vocabulary == "initiator_types" else cards[case_id].funding).append(name)


class CaseStudyQuerySet(models.QuerySet["CaseStudy"]):
    _with_cards = False

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
        found = self.defer("search_text")
        found._with_cards = True
        return found

    def with_terms(self) -> Self:
        """A card with the terms of every vocabulary."""
        links = CaseStudyTerm.objects.order_by("position").prefetch_related("term")
        return self.for_cards().prefetch_related(Prefetch("term_links", links))

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]
        clone._with_cards = self._with_cards
        return clone

    def _fetch_all(self) -> None:
        unread = self._result_cache is None
        super()._fetch_all()
        if unread and self._with_cards:
            read_cards(cast("list[CaseStudy]", self._result_cache))

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
        """Its terms of one vocabulary, in their order in the document. Uses what `with_terms` has read."""
        return [link.term for link in self.term_links.all() if link.term.vocabulary == vocabulary]

    @cached_property
    def card(self) -> Card:
        """What its card shows; of a case that was not read for a list, read now."""
        read_cards([self])
        return self.card

    @property
    def model_list(self) -> list[CollaborationModel]:
        """Its collaboration models by slug and name, the main one first. Uses what `for_cards` has read."""
        return self.card.models

    @property
    def models_for_card(self) -> list[CollaborationModel]:
        """Its collaboration models, those that the reader filtered by (`chosen_models`) first."""
        chosen = getattr(self, "chosen_models", ())
        return sorted(self.model_list, key=lambda model: model.slug not in chosen)

    @property
    def country_codes(self) -> list[str]:
        return self.card.countries

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
        return self.card.initiators

    @property
    def funding_names(self) -> list[str]:
        return self.card.funding

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
