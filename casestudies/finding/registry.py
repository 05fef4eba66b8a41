"""The facets: one line each. A facet says where its values stand, what it is called, and how SQL reads it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from casestudies.models import (
    CaseStudyCountry,
    CaseStudyModel,
    CaseStudyTerm,
    CaseStudyTool,
    Organisation,
    OrganisationCountry,
    Participation,
    Takeaway,
    Tool,
    ToolTheme,
)
from civicport.documents.fields import COUNTRIES
from civicport.documents.vocabularies import NOT_KNOWN
from civicport.models import Term
from civicport.wording import country_name
from collaboration_models.models import CollaborationModel

Text = str | Promise


@dataclass(frozen=True)
class Facet:
    """A way to narrow a list. Subclasses know where its values stand."""

    name: str
    """The parameter of the query string."""
    field: str
    """Where the values stand in the document."""
    label: Text
    help: Text
    kind: str
    """What its values are: term, choice, model, country, organisation, tool or text."""
    vocabulary: str = ""

    @property
    def open(self) -> bool:
        """Whether its values grow with the catalogue, into the thousands."""
        return self.kind in ("country", "organisation", "tool")

    def condition(self, values: Iterable[str]) -> Q:
        """Holds for rows that have at least one of the values. `not-known` is the value of rows that have none."""
        raise NotImplementedError

    def counts(self, queryset: QuerySet) -> dict[str, int]:
        """How many of these rows have each value, `not-known` included; values that no row has are left out."""
        raise NotImplementedError

    def labels(self, values: Iterable[str] | None = None) -> dict[str, str]:
        """What values are called, by value; all of them by default. Those that do not exist (for the public) lack."""
        found = self.read_labels(None if values is None else [value for value in values if value != NOT_KNOWN])
        if values is None or NOT_KNOWN in values:
            found[NOT_KNOWN] = str(_("Not known"))
        return found

    def read_labels(self, values: list[str] | None) -> dict[str, str]:
        raise NotImplementedError


@dataclass(frozen=True)
class Labelled(Facet):
    """A facet whose values are rows with a slug and a name, or countries."""

    def read_labels(self, values: list[str] | None) -> dict[str, str]:
        match self.kind:
            case "country":
                return {
                    code: country_name(code) for code in (COUNTRIES if values is None else values) if code in COUNTRIES
                }
            case "model":
                rows: QuerySet = CollaborationModel.objects.published()
            case "organisation":
                rows = Organisation.objects.published()
            case "tool":
                rows = Tool.objects.published()
            case "takeaway":
                kinds = {str(value): str(label) for value, label in Takeaway.Kind.choices}
                return {value: kinds[value] for value in (kinds if values is None else values) if value in kinds}
            case "text":
                return {value: value for value in self.distinct_texts() if values is None or value in values}
            case _:
                rows = Term.objects.in_vocabulary(self.vocabulary)
        if values == []:
            return {}
        if values is not None:
            rows = rows.filter(slug__in=values)
        return dict(rows.values_list("slug", "name"))

    def distinct_texts(self) -> Iterable[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class Joined(Labelled):
    """A facet whose values stand in a table that joins rows with them: a row has any number."""

    through: Any = None
    owner: str = "case_study"
    value: str = ""
    only: dict[str, str] = field(default_factory=dict, hash=False)

    def _links(self) -> QuerySet:
        return self.through._default_manager.order_by().filter(**self.only)

    def condition(self, values: Iterable[str]) -> Q:
        # Subqueries that stand by themselves: one that refers to the row is run again for each where the database
        # has no statistics yet.
        chosen, links = set(values), self._links()
        holds = Q(pk__in=[])
        if named := chosen - {NOT_KNOWN}:
            holds |= Q(pk__in=links.filter(**{f"{self.value}__in": sorted(named)}).values(self.owner))
        if NOT_KNOWN in chosen:
            holds |= ~Q(pk__in=links.values(self.owner))
        return holds

    def counts(self, queryset: QuerySet) -> dict[str, int]:
        links = self._links().filter(**{f"{self.owner}__in": queryset.order_by().values("pk")})
        rows = links.values_list(self.value).annotate(n=Count(self.owner, distinct=True))
        counts = dict(rows)
        if unknown := queryset.filter(self.condition([NOT_KNOWN])).count():
            counts[NOT_KNOWN] = unknown
        return counts


@dataclass(frozen=True)
class Column(Labelled):
    """A facet whose value stands in the row itself: a row has one, or it is not known."""

    value: str = ""
    model: Any = None

    def condition(self, values: Iterable[str]) -> Q:
        chosen = set(values)
        holds = Q(**{f"{self.value}__in": sorted(chosen - {NOT_KNOWN})})
        if NOT_KNOWN in chosen:
            holds |= Q(**{f"{self.value}__isnull": True}) | Q(**{self.value: ""})
        return holds

    def counts(self, queryset: QuerySet) -> dict[str, int]:
        rows = queryset.order_by().values_list(self.value).annotate(n=Count("pk", distinct=True))
        return {value or NOT_KNOWN: count for value, count in rows}

    def distinct_texts(self) -> Iterable[str]:
        return self.model.objects.published().exclude(**{self.value: ""}).values_list(self.value, flat=True).distinct()


def _term(name: str, field: str, vocabulary: str, label: Text, help: Text) -> Joined:
    only = {"term__vocabulary": vocabulary}
    return Joined(name, field, label, help, "term", vocabulary, CaseStudyTerm, value="term__slug", only=only)


def _choice(name: str, vocabulary: str, label: Text, help: Text) -> Column:
    return Column(name, name, label, help, "choice", vocabulary, value=name)


CASE_STUDY_FACETS: tuple[Facet, ...] = (
    Joined("model", "models", _("Collaboration model"), _("The way of working together, main or secondary."), "model",
           through=CaseStudyModel, value="collaboration_model__slug"),
    _term("theme", "themes", "themes", _("Theme"), _("What the collaboration is about.")),
    _term("initiator", "initiators", "initiator_types", _("Who started it"),
          _("Who started the collaboration, by kind.")),
    _term("funding", "funding", "funding_types", _("Who paid"), _("Where the money came from, by kind.")),
    _choice("status", "statuses", _("Status"), _("Whether the collaboration still runs.")),
    _choice("form", "forms", _("Form"), _("Government and civic groups together, or civic groups among themselves.")),
    _choice("level", "levels", _("Level"), _("How far the collaboration reaches.")),
    Joined("country", "countries", _("Country"), _("Where it takes place, as an ISO 3166-1 code of two letters."),
           "country", through=CaseStudyCountry, value="country"),
    _term("participant", "participants", "participant_groups", _("Who takes part"), _("Which groups take part.")),
    _term("motivation", "motivations", "motivations", _("Why together"), _("Why they joined forces.")),
    _term("policy_area", "policy_areas", "policy_areas", _("Policy area"), _("The field of policy that it serves.")),
    Joined("organisation", "organisations", _("Organisation"), _("Who took part, in whatever role."), "organisation",
           through=Participation, value="organisation__slug"),
    Joined("tool", "tools", _("Tool"), _("The software or method that it used or made."), "tool",
           through=CaseStudyTool, value="tool__slug"),
)  # fmt: skip

TAKEAWAY_KIND = Column("kind", "kind", _("Kind"), _("challenge, lesson or recommendation."), "takeaway", value="kind")

ORGANISATION_FACETS: tuple[Facet, ...] = (
    Column("kind", "kind", _("Kind"), _("What kind of organisation it is."), "term", "organisation_kinds",
           value="kind__slug"),
    Joined("country", "countries", _("Country"), _("Where it is at home, as an ISO 3166-1 code of two letters."),
           "country", through=OrganisationCountry, owner="organisation", value="country"),
)  # fmt: skip

TOOL_FACETS: tuple[Facet, ...] = (
    Joined("theme", "themes", _("Theme"), _("What the tool serves."), "term", "themes", ToolTheme, owner="tool",
           value="term__slug"),
    Column("licence", "licence", _("Licence"), _("The SPDX name of its licence."), "text", value="licence",
           model=Tool),
)  # fmt: skip
