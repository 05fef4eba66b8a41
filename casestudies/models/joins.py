"""The tables that join records with what they name. Positions keep the order of the document."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def belongs(to: str, related_name: str) -> Any:
    """The case study that a row belongs to, and with which it goes."""
    return models.ForeignKey(to, models.CASCADE, related_name=related_name, verbose_name=_("case study"))


def cites(to: str, related_name: str, name: Any) -> Any:
    """A record that a row names; it cannot go while it is named."""
    return models.ForeignKey(to, models.PROTECT, related_name=related_name, verbose_name=name)


def public(path: str = "") -> Q:
    """The condition that a case study is public; `path` leads to it from another table. The only place that says so."""
    return Q(**{f"{path}__state" if path else "state": "published"})


def once(first: str, second: str, name: str, message: Any) -> models.UniqueConstraint:
    return models.UniqueConstraint(fields=[first, second], name=name, violation_error_message=message)


class Join(models.Model):
    """A row that belongs to a case study and has a place in one of its lists."""

    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        abstract = True
        ordering: ClassVar[Any] = ("case_study", "position", "pk")

    def __str__(self) -> str:
        return f"{type(self).__name__} {self.position}"


class CaseStudyModel(Join):
    """A case study is told as an instance of a collaboration model; the first is the main one."""

    case_study = belongs("casestudies.CaseStudy", "model_links")
    collaboration_model = cites("collaboration_models.CollaborationModel", "case_study_links", _("collaboration model"))

    class Meta(Join.Meta):
        constraints: ClassVar = [
            once(
                "case_study",
                "collaboration_model",
                "a_case_study_names_a_model_once",
                _("A case study names a collaboration model once."),
            )
        ]


class CaseStudyTerm(Join):
    """A case study bears a term of a vocabulary: a theme, a kind of funding, of initiator, and so on."""

    case_study = belongs("casestudies.CaseStudy", "term_links")
    term = cites("civicport.Term", "case_study_links", _("term"))

    class Meta(Join.Meta):
        constraints: ClassVar = [
            once("case_study", "term", "a_case_study_bears_a_term_once", _("A case study bears a term once."))
        ]


class CaseStudyCountry(Join):
    """A country in which the collaboration takes place."""

    case_study = belongs("casestudies.CaseStudy", "country_links")
    country = models.CharField(_("country"), max_length=2, db_index=True, help_text=_("ISO 3166-1 alpha-2."))

    class Meta(Join.Meta):
        constraints: ClassVar = [
            once("case_study", "country", "a_case_study_names_a_country_once", _("A case study names a country once."))
        ]


class Place(Join):
    """A town in which the collaboration takes place, for the map."""

    case_study = belongs("casestudies.CaseStudy", "places")
    name = models.CharField(_("name"), max_length=300)
    country = models.CharField(_("country"), max_length=2, blank=True)
    latitude = models.FloatField(_("latitude"), null=True, blank=True)
    longitude = models.FloatField(_("longitude"), null=True, blank=True)

    class Meta(Join.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="a_place_has_good_coordinates_or_none",
                violation_error_message=_("A place has a latitude from -90 to 90 and a longitude from -180 to 180."),
            )
        ]


class CaseStudyTool(Join):
    """A tool that the collaboration used or made."""

    case_study = belongs("casestudies.CaseStudy", "tool_links")
    tool = cites("casestudies.Tool", "case_study_links", _("tool"))

    class Meta(Join.Meta):
        constraints: ClassVar = [
            once("case_study", "tool", "a_case_study_names_a_tool_once", _("A case study names a tool once."))
        ]


class Participation(Join):
    """An organisation took part in a collaboration in a role."""

    case_study = belongs("casestudies.CaseStudy", "participations")
    organisation = cites("casestudies.Organisation", "participations", _("organisation"))
    role = models.CharField(_("role"), max_length=100, blank=True)

    class Meta(Join.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case_study", "organisation", "role"],
                name="an_organisation_has_a_role_once",
                violation_error_message=_("An organisation has a role in a case study once."),
            )
        ]


class Relation(Join):
    """A case study replicates, was inspired by, is part of, or is worth reading beside another."""

    case_study = belongs("casestudies.CaseStudy", "relations")
    to = cites("casestudies.CaseStudy", "relations_from", _("related case study"))
    relation = models.CharField(_("relation"), max_length=100)

    class Meta(Join.Meta):
        constraints: ClassVar = [
            once("case_study", "to", "two_case_studies_are_related_once", _("Two case studies are related once.")),
            models.CheckConstraint(
                condition=~Q(case_study=F("to")),
                name="a_case_study_is_not_related_to_itself",
                violation_error_message=_("A case study is not related to itself."),
            ),
        ]


class OrganisationCountry(models.Model):
    """A country in which an organisation is at home."""

    organisation = models.ForeignKey(
        "casestudies.Organisation", models.CASCADE, related_name="country_links", verbose_name=_("organisation")
    )
    country = models.CharField(_("country"), max_length=2, db_index=True)
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering: ClassVar[Any] = ("organisation", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "country"],
                name="an_organisation_names_a_country_once",
                violation_error_message=_("An organisation names a country once."),
            )
        ]

    def __str__(self) -> str:
        return self.country


class ToolTheme(models.Model):
    """A theme that a tool serves."""

    tool = models.ForeignKey("casestudies.Tool", models.CASCADE, related_name="theme_links", verbose_name=_("tool"))
    term = models.ForeignKey("civicport.Term", models.PROTECT, related_name="tool_links", verbose_name=_("theme"))
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering: ClassVar[Any] = ("tool", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tool", "term"],
                name="a_tool_names_a_theme_once",
                violation_error_message=_("A tool names a theme once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tool_id}: {self.term_id}"


class ToolMaintainer(models.Model):
    """An organisation that looks after a tool."""

    tool = models.ForeignKey(
        "casestudies.Tool", models.CASCADE, related_name="maintainer_links", verbose_name=_("tool")
    )
    organisation = models.ForeignKey(
        "casestudies.Organisation", models.PROTECT, related_name="tools_maintained", verbose_name=_("organisation")
    )
    position = models.PositiveSmallIntegerField(_("position"))

    class Meta:
        ordering: ClassVar[Any] = ("tool", "position", "pk")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["tool", "organisation"],
                name="a_tool_names_a_maintainer_once",
                violation_error_message=_("A tool names a maintainer once."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.tool_id}: {self.organisation_id}"
